// SPDX-License-Identifier: LGPL-2.1-or-later
/* The guest on the screen: as nodes of GTK's scene, or, where what changed in it is all there is to
 * draw and nothing lies over it, past GTK. */
#include "oriel-gtk-view-private.h"

#include <math.h>

#include "oriel-gtk-exposure.h"

/* Around a guest of other proportions. */
static const GdkRGBA background = {0x16 / 255.0f, 0x18 / 255.0f, 0x1d / 255.0f, 1};

/* Where the widget is on its surface, in device pixels. */
static gboolean
get_origin(OrielGtkView *self, double *x, double *y)
{
  GtkNative *native = gtk_widget_get_native(GTK_WIDGET(self));
  double left, top;

  if (native == NULL ||
      !gtk_widget_translate_coordinates(GTK_WIDGET(self), GTK_WIDGET(native), 0, 0, x, y))
    return FALSE;
  gtk_native_get_surface_transform(native, &left, &top);
  *x = (*x + left) * self->scale;
  *y = (*y + top) * self->scale;
  return TRUE;
}

/* How far, in points, the widget is from where device pixels begin: under a fractional scale. */
static graphene_point_t
get_misalignment(OrielGtkView *self)
{
  double x, y;

  if (fabs(self->scale - round(self->scale)) < 0.001 || !get_origin(self, &x, &y))
    return GRAPHENE_POINT_INIT(0, 0);
  return GRAPHENE_POINT_INIT((float)((round(x) - x) / self->scale),
                             (float)((round(y) - y) / self->scale));
}

static void
append_bars(OrielGtkView *self, GtkSnapshot *snapshot)
{
  OrielRect bars[4];
  guint n = viewport_get_bars(&self->viewport, bars);
  float scale = (float)self->scale;

  for (guint i = 0; i < n; i++)
    gtk_snapshot_append_color(
        snapshot, &background,
        &GRAPHENE_RECT_INIT((float)bars[i].x / scale, (float)bars[i].y / scale,
                            (float)bars[i].width / scale, (float)bars[i].height / scale));
}

static PictureLayout
get_layout(OrielGtkView *self)
{
  GskRenderer *renderer = gtk_native_get_renderer(gtk_widget_get_native(GTK_WIDGET(self)));
  gboolean cairo = renderer != NULL && GSK_IS_CAIRO_RENDERER(renderer);

  return (PictureLayout){&self->viewport, self->scale, cairo ? PICTURE_CAIRO : PICTURE_TEXTURES};
}

static OrielFramebuffer *
get_framebuffer(OrielGtkView *self)
{
  return self->display != NULL ? oriel_display_get_framebuffer(self->display) : NULL;
}

/* Takes the damage exactly once per frame: that lets the session go on. A view that nobody sees is
 * not drawn, and takes none. */
void
oriel_gtk_view_snapshot(GtkWidget *widget, GtkSnapshot *snapshot)
{
  OrielGtkView *self = ORIEL_GTK_VIEW(widget);
  graphene_point_t shift = get_misalignment(self);
  PictureLayout layout = get_layout(self);
  g_autoptr(OrielRegion) damage =
      self->display != NULL ? oriel_display_take_damage(self->display) : NULL;

  if (shift.x != 0 || shift.y != 0)
    gtk_snapshot_translate(snapshot, &shift);
  append_bars(self, snapshot);
  picture_update(self->picture, get_framebuffer(self), &layout, damage);
  picture_snapshot(self->picture, snapshot);
}

/* What GTK has drawn last. (transfer full) (nullable) */
static GskRenderNode *
get_scene(OrielGtkView *self)
{
  g_autoptr(GdkPaintable) paintable =
      gtk_widget_paintable_new(GTK_WIDGET(gtk_widget_get_native(GTK_WIDGET(self))));
  GtkSnapshot *snapshot = gtk_snapshot_new();

  gdk_paintable_snapshot(paintable, snapshot, gdk_paintable_get_intrinsic_width(paintable),
                         gdk_paintable_get_intrinsic_height(paintable));
  return gtk_snapshot_free_to_node(snapshot);
}

/* The part of the widget, in device pixels, where the picture shows and nothing is drawn over it;
 * empty where it is not like that everywhere. */
static OrielRect
find_exposed(OrielGtkView *self, GskRenderNode *last)
{
  g_autoptr(GskRenderNode) scene = get_scene(self);
  float scale = (float)self->scale;
  OrielRect seen = {0};
  graphene_rect_t area;
  graphene_point_t at;

  viewport_get_visible(&self->viewport, &seen);
  area = GRAPHENE_RECT_INIT((float)seen.x / scale, (float)seen.y / scale, (float)seen.width / scale,
                            (float)seen.height / scale);
  if (scene == NULL || !exposure_find(scene, last, &area, &at))
    return (OrielRect){0};
  graphene_rect_offset(&area, -at.x, -at.y);
  graphene_rect_scale(&area, scale, scale, &area);
  seen.x = (int)ceilf(area.origin.x);
  seen.y = (int)ceilf(area.origin.y);
  seen.width = (int)floorf(area.origin.x + area.size.width) - seen.x;
  seen.height = (int)floorf(area.origin.y + area.size.height) - seen.y;
  return seen;
}

/* What of @parts is in @exposed, moved to where the pixels begin. (transfer full) */
static GArray *
clip(const OrielRegion *parts, const OrielRect *exposed, const OrielRect *pixels)
{
  GArray *clipped = g_array_new(FALSE, FALSE, sizeof(OrielRect));

  for (guint i = 0; i < oriel_region_get_n_rects(parts); i++) {
    OrielRect part;

    oriel_region_get_rect(parts, i, &part);
    if (!oriel_rect_intersect(&part, exposed, &part))
      continue;
    part.x -= pixels->x;
    part.y -= pixels->y;
    g_array_append_val(clipped, part);
  }
  return clipped;
}

/* FALSE: GTK has to draw. */
static gboolean
paint_past_gtk(OrielGtkView *self)
{
  PictureLayout layout = get_layout(self);
  g_autoptr(OrielRegion) damage = NULL;
  g_autoptr(OrielRegion) changed = NULL;
  g_autoptr(GArray) parts = NULL;
  OrielRect area;
  GskRenderNode *last;
  OrielFramebuffer *pixels = picture_get_pixels(self->picture, &area, &last);
  double x, y;

  if (pixels == NULL || !picture_is_same(self->picture, get_framebuffer(self), &layout) ||
      !get_origin(self, &x, &y) || x != floor(x) || y != floor(y))
    return FALSE;
  if (!self->exposure_known)
    self->exposed = find_exposed(self, last);
  self->exposure_known = TRUE;
  if (oriel_rect_is_empty(&self->exposed) || !shm_window_use(self->direct, pixels))
    return FALSE;
  /* All of a frame is seen before the next is put: a slow server is waited for, not flooded. */
  if (!shm_window_finish(self->direct)) {
    oriel_gtk_view_stop_painting(self);
    return FALSE;
  }
  damage = oriel_display_take_damage(self->display);
  changed = picture_refresh(self->picture, damage);
  parts = clip(changed, &self->exposed, &area);
  shm_window_put(self->direct, (const OrielRect *)(void *)parts->data, parts->len, (int)x + area.x,
                 (int)y + area.y);
  return TRUE;
}

static void
on_update(OrielGtkView *self)
{
  if (!self->stale)
    return;
  self->stale = FALSE;
  if (!paint_past_gtk(self))
    gtk_widget_queue_draw(GTK_WIDGET(self));
}

/* GTK draws: what it has drawn over the picture may be something else after that. */
static void
on_paint(OrielGtkView *self)
{
  self->exposure_known = FALSE;
}

/**
 * oriel_gtk_view_queue_paint:
 * @self: a view
 *
 * Has it show, with the next frame, what changed in the guest.
 */
void
oriel_gtk_view_queue_paint(OrielGtkView *self)
{
  if (self->direct == NULL || !gtk_widget_get_mapped(GTK_WIDGET(self))) {
    gtk_widget_queue_draw(GTK_WIDGET(self));
    return;
  }
  self->stale = TRUE;
  gdk_frame_clock_request_phase(self->clock, GDK_FRAME_CLOCK_PHASE_UPDATE);
}

/* It has a surface. */
void
oriel_gtk_view_begin_to_paint(OrielGtkView *self)
{
  if (get_layout(self).method == PICTURE_CAIRO)
    self->direct = direct_new(self->surface);
  if (self->direct == NULL)
    return;
  self->clock = g_object_ref(gtk_widget_get_frame_clock(GTK_WIDGET(self)));
  g_signal_connect_swapped(self->clock, "update", G_CALLBACK(on_update), self);
  g_signal_connect_swapped(self->clock, "paint", G_CALLBACK(on_paint), self);
}

/* It will have none. */
void
oriel_gtk_view_stop_painting(OrielGtkView *self)
{
  if (self->direct == NULL)
    return;
  g_signal_handlers_disconnect_by_func(self->clock, on_update, self);
  g_signal_handlers_disconnect_by_func(self->clock, on_paint, self);
  g_clear_object(&self->clock);
  g_clear_pointer(&self->direct, shm_window_free);
  self->stale = self->exposure_known = FALSE;
}
