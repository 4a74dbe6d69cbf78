// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-view-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#ifdef HAVE_WAYLAND
#include <gdk/wayland/gdkwayland.h>
#endif

#include "oriel-gtk-cursor.h"

#define MIN_SIDE 32 /* points */

static GtkWidgetClass *parent_class;

/* Later versions of GTK tell fractions, too. */
static double
get_scale(OrielGtkView *self)
{
  GtkNative *native = gtk_widget_get_native(GTK_WIDGET(self));
  GdkSurface *surface = native != NULL ? gtk_native_get_surface(native) : NULL;
  double scale = gtk_widget_get_scale_factor(GTK_WIDGET(self));

  if (surface != NULL && g_object_class_find_property(G_OBJECT_GET_CLASS(surface), "scale") != NULL)
    g_object_get(surface, "scale", &scale, NULL);
  return scale;
}

static void
measure(GtkWidget *widget,
        GtkOrientation orientation,
        int for_size,
        int *minimum,
        int *natural,
        int *minimum_baseline,
        int *natural_baseline)
{
  OrielGtkView *self = ORIEL_GTK_VIEW(widget);
  int width, height;

  *minimum = *natural = MIN_SIDE;
  if (self->viewport.guest_width == 0)
    return;
  viewport_get_zoomed_size(&self->viewport, self->zoom, &width, &height);
  *natural = viewport_get_points(orientation == GTK_ORIENTATION_HORIZONTAL ? width : height,
                                 get_scale(self));
  *natural = MAX(*natural, MIN_SIDE);
}

static void
configure_adjustment(OrielGtkView *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];
  const Viewport *viewport = &self->viewport;
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;
  double page = (across ? viewport->window_width : viewport->window_height) / self->scale;
  double size = (across ? viewport->image.width : viewport->image.height) / self->scale;
  double pan = across ? viewport->pan_x : viewport->pan_y;

  if (adjustment == NULL)
    return;
  size = self->scaling == ORIEL_GTK_SCALING_FIXED ? MAX(size, page) : page;
  self->adjusting = TRUE;
  gtk_adjustment_configure(adjustment, pan * (size - page), 0, size, page * 0.1, page * 0.9, page);
  self->adjusting = FALSE;
}

/* The scale, the size, the guest or the zoom is another. */
void
oriel_gtk_view_update_layout(OrielGtkView *self)
{
  GtkWidget *widget = GTK_WIDGET(self);

  self->scale = get_scale(self);
  if (self->scaling == ORIEL_GTK_SCALING_FIXED)
    viewport_set_zoom(&self->viewport, self->zoom);
  else
    viewport_set_fit(&self->viewport);
  viewport_set_window(&self->viewport, (int)lround(gtk_widget_get_width(widget) * self->scale),
                      (int)lround(gtk_widget_get_height(widget) * self->scale));
  input_set_scale(self->input, self->scale);
  configure_adjustment(self, GTK_ORIENTATION_HORIZONTAL);
  configure_adjustment(self, GTK_ORIENTATION_VERTICAL);
  resizer_window_changed(self->resizer);
  oriel_gtk_view_update_cursor(self);
  gtk_widget_queue_draw(widget);
}

static void
size_allocate(GtkWidget *widget, int width, int height, int baseline)
{
  oriel_gtk_view_update_layout(ORIEL_GTK_VIEW(widget));
}

/* Where the pointer shows the guest's shape: while the guest has it and draws none by itself. */
void
oriel_gtk_view_update_cursor(OrielGtkView *self)
{
  const Viewport *viewport = &self->viewport;
  gboolean captured = input_get_grab(self->input).capture;
  gboolean ours = self->display == NULL || self->local_cursor || viewport->guest_width == 0;
  OrielCursor *shape = ours ? NULL : oriel_display_get_cursor(self->display);
  double factor = ours ? 1 : (double)viewport->image.width / viewport->guest_width;
  g_autoptr(GdkCursor) cursor = NULL;

#ifdef HAVE_WAYLAND
  /* There the pixels of a cursor are points. */
  if (GDK_IS_WAYLAND_DISPLAY(gtk_widget_get_display(GTK_WIDGET(self))))
    factor /= self->scale;
#endif
  if (shape == self->cursor_shape && fabs(factor - self->cursor_factor) < 0.001 &&
      captured == self->cursor_hidden)
    return;
  if (shape != NULL)
    oriel_cursor_ref(shape);
  g_clear_pointer(&self->cursor_shape, oriel_cursor_unref);
  self->cursor_shape = shape;
  self->cursor_factor = factor;
  self->cursor_hidden = captured;
  if (captured)
    cursor = gdk_cursor_new_from_name("none", NULL);
  else if (shape != NULL)
    cursor = cursor_new_for_guest(shape, factor);
  gtk_widget_set_cursor(GTK_WIDGET(self), cursor);
}

/* What those learn who do not see the screen. */
void
oriel_gtk_view_update_description(OrielGtkView *self)
{
  GrabState grab = input_get_grab(self->input);
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;

  if (self->viewport.guest_width == 0) {
    text = g_strdup(_("No picture yet"));
  } else {
    size = g_strdup_printf(_("%d by %d pixels"), self->viewport.guest_width,
                           self->viewport.guest_height);
    if (self->view_only)
      text = g_strdup_printf(_("%s, view only"), size);
    else if ((grab.keyboard || grab.capture) && self->grab_keys != NULL)
      text = g_strdup_printf(_("%s, all keys go to the guest, %s gives them back"), size,
                             self->grab_keys);
    else
      text = g_steal_pointer(&size);
  }
  gtk_accessible_update_property(GTK_ACCESSIBLE(self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                 -1);
}

static void
on_adjusted(OrielGtkView *self)
{
  double at[2] = {self->viewport.pan_x, self->viewport.pan_y};

  if (self->adjusting)
    return;
  for (int i = 0; i < 2; i++) {
    GtkAdjustment *adjustment = self->adjustments[i];
    double range;

    if (adjustment == NULL)
      continue;
    range = gtk_adjustment_get_upper(adjustment) - gtk_adjustment_get_page_size(adjustment);
    at[i] = range > 0 ? gtk_adjustment_get_value(adjustment) / range : 0;
  }
  viewport_pan_to(&self->viewport, at[0] * (self->viewport.window_width - 1),
                  at[1] * (self->viewport.window_height - 1));
  gtk_widget_queue_draw(GTK_WIDGET(self));
}

void
oriel_gtk_view_set_adjustment(OrielGtkView *self,
                              GtkOrientation orientation,
                              GtkAdjustment *adjustment)
{
  GtkAdjustment **own = &self->adjustments[orientation];

  if (*own == adjustment)
    return;
  if (*own != NULL)
    g_signal_handlers_disconnect_by_data(*own, self);
  g_clear_object(own);
  if (adjustment != NULL) {
    *own = g_object_ref_sink(adjustment);
    g_signal_connect_swapped(adjustment, "value-changed", G_CALLBACK(on_adjusted), self);
  }
  gtk_widget_queue_allocate(GTK_WIDGET(self));
}

/* Where nothing scrolls, what is too large follows the pointer. */
void
oriel_gtk_view_pan_to(OrielGtkView *self, double x, double y)
{
  if (self->scaling == ORIEL_GTK_SCALING_FIXED && self->adjustments[0] == NULL &&
      viewport_pan_to(&self->viewport, x, y))
    gtk_widget_queue_draw(GTK_WIDGET(self));
}

/* By that many device pixels, as far as it is too large; what it takes is taken from them. */
void
oriel_gtk_view_pan_by(OrielGtkView *self, double *dx, double *dy)
{
  if (!viewport_pan_by(&self->viewport, dx, dy))
    return;
  configure_adjustment(self, GTK_ORIENTATION_HORIZONTAL);
  configure_adjustment(self, GTK_ORIENTATION_VERTICAL);
  gtk_widget_queue_draw(GTK_WIDGET(self));
}

static void
on_scale(GtkWidget *widget)
{
  gtk_widget_queue_resize(widget);
}

static void
realize(GtkWidget *widget)
{
  OrielGtkView *self = ORIEL_GTK_VIEW(widget);

  parent_class->realize(widget);
  self->surface = gtk_native_get_surface(gtk_widget_get_native(widget));
  if (g_object_class_find_property(G_OBJECT_GET_CLASS(self->surface), "scale") != NULL)
    self->scale_id =
        g_signal_connect_swapped(self->surface, "notify::scale", G_CALLBACK(on_scale), widget);
  oriel_gtk_view_begin_to_paint(self);
}

static void
unrealize(GtkWidget *widget)
{
  OrielGtkView *self = ORIEL_GTK_VIEW(widget);

  oriel_gtk_view_stop_painting(self);
  g_clear_signal_handler(&self->scale_id, self->surface);
  self->surface = NULL;
  parent_class->unrealize(widget);
}

static void
root(GtkWidget *widget)
{
  OrielGtkView *self = ORIEL_GTK_VIEW(widget);

  parent_class->root(widget);
  input_set_root(self->input, gtk_widget_get_root(widget));
}

static void
unroot(GtkWidget *widget)
{
  OrielGtkView *self = ORIEL_GTK_VIEW(widget);

  input_set_root(self->input, NULL);
  parent_class->unroot(widget);
}

void
oriel_gtk_view_widget_class_init(GtkWidgetClass *klass)
{
  parent_class = g_type_class_peek_parent(klass);
  klass->measure = measure;
  klass->size_allocate = size_allocate;
  klass->snapshot = oriel_gtk_view_snapshot;
  klass->realize = realize;
  klass->unrealize = unrealize;
  klass->root = root;
  klass->unroot = unroot;
  gtk_widget_class_set_css_name(klass, "orielview");
  gtk_widget_class_set_accessible_role(klass, GTK_ACCESSIBLE_ROLE_IMG);
}
