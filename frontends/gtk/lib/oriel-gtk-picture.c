// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-picture.h"

#include "shared/scaler.h"

/* Small changes want small tiles, large ones few. */
#define TILE_WIDTH 256
#define TILE_HEIGHT 64

/* The pixels that tiles are cut from. */
typedef struct {
  OrielFramebuffer *pixels; /* (owned) (nullable) */
  gboolean is_scaled;       /* they are drawn by the picture; else the guest's own */
  GBytes *bytes;            /* (owned) (nullable): the same */
  cairo_surface_t *surface;
  int stride;
  OrielRect area; /* where they are in the window, in device pixels */
} Canvas;

struct _Picture {
  OrielFramebuffer *framebuffer; /* (owned) (nullable) */
  Viewport viewport;
  double scale;
  PictureMethod method;
  Canvas canvas;
  GskRenderNode **tiles; /* (owned); NULL in it = to be made */
  int columns;
  int rows;
  GskRenderNode *last; /* (owned) (nullable): the node that was drawn over all others */
  guint n_renewed;     /* tiles, of the last update */
};

/**
 * picture_new:
 *
 * Returns: (transfer full): an empty picture, to be freed by picture_free()
 */
Picture *
picture_new(void)
{
  return g_new0(Picture, 1);
}

static void
drop_tile(Picture *self, int index)
{
  g_clear_pointer(&self->tiles[index], gsk_render_node_unref);
}

static void
clear(Picture *self)
{
  for (int i = 0; i < self->columns * self->rows; i++)
    drop_tile(self, i);
  g_clear_pointer(&self->tiles, g_free);
  self->columns = self->rows = 0;
  g_clear_pointer(&self->last, gsk_render_node_unref);
  g_clear_pointer(&self->canvas.surface, cairo_surface_destroy);
  g_clear_pointer(&self->canvas.pixels, oriel_framebuffer_unref);
  g_clear_pointer(&self->canvas.bytes, g_bytes_unref);
  self->canvas = (Canvas){0};
}

/**
 * picture_free:
 * @self: (transfer full): a picture
 */
void
picture_free(Picture *self)
{
  clear(self);
  g_clear_pointer(&self->framebuffer, oriel_framebuffer_unref);
  g_free(self);
}

/**
 * picture_is_same:
 * @self: a picture
 * @framebuffer: (nullable): the guest's screen
 * @layout: where it goes
 *
 * Returns: whether nothing but the damage can have changed since the last update
 */
gboolean
picture_is_same(const Picture *self, OrielFramebuffer *framebuffer, const PictureLayout *layout)
{
  const Viewport *viewport = layout->viewport;

  return self->framebuffer == framebuffer && self->method == layout->method &&
         ABS(self->scale - layout->scale) < 0.0001 &&
         self->viewport.window_width == viewport->window_width &&
         self->viewport.window_height == viewport->window_height &&
         memcmp(&self->viewport.image, &viewport->image, sizeof viewport->image) == 0;
}

static gboolean
is_one_to_one(const Picture *self)
{
  return self->viewport.image.width == self->viewport.guest_width &&
         self->viewport.image.height == self->viewport.guest_height;
}

/* A graphics processor blurs what it scales; whole factors are to stay sharp. */
static gboolean
scales_by_itself(const Picture *self)
{
  return self->method == PICTURE_TEXTURES && !viewport_is_exact(&self->viewport);
}

/* Takes @pixels (nullable), which lie at @area. */
static void
use_pixels(Picture *self, OrielFramebuffer *pixels, const OrielRect *area)
{
  Canvas *canvas = &self->canvas;

  if (pixels == NULL)
    return;
  canvas->pixels = pixels;
  canvas->area = *area;
  canvas->stride = oriel_framebuffer_get_stride(pixels);
  canvas->bytes = g_bytes_new_with_free_func(
      oriel_framebuffer_peek_pixels(pixels),
      (gsize)canvas->stride * (gsize)oriel_framebuffer_get_height(pixels),
      (GDestroyNotify)oriel_framebuffer_unref, oriel_framebuffer_ref(pixels));
}

static void
use_scaled_pixels(Picture *self, const OrielRect *visible)
{
  g_autoptr(GError) error = NULL;

  self->canvas.is_scaled = TRUE;
  use_pixels(self, oriel_framebuffer_new(visible->width, visible->height, &error), visible);
  if (error != NULL)
    g_warning("%s", error->message);
}

/* cairo takes the pixels for what they are when it draws, as long as nobody tells it that the
 * surface changed: nodes that lie over it do not copy it. */
static void
make_surface(Picture *self)
{
  static const cairo_user_data_key_t key;
  Canvas *canvas = &self->canvas;
  guint8 *pixels = (guint8 *)g_bytes_get_data(canvas->bytes, NULL);

  canvas->surface = cairo_image_surface_create_for_data(
      pixels, CAIRO_FORMAT_RGB24, oriel_framebuffer_get_width(canvas->pixels),
      oriel_framebuffer_get_height(canvas->pixels), canvas->stride);
  cairo_surface_set_user_data(canvas->surface, &key, g_bytes_ref(canvas->bytes),
                              (cairo_destroy_func_t)g_bytes_unref);
}

static void
start_anew(Picture *self, OrielFramebuffer *framebuffer, const PictureLayout *layout)
{
  OrielRect visible;

  clear(self);
  if (self->framebuffer != framebuffer) {
    g_clear_pointer(&self->framebuffer, oriel_framebuffer_unref);
    self->framebuffer = framebuffer != NULL ? oriel_framebuffer_ref(framebuffer) : NULL;
  }
  self->viewport = *layout->viewport;
  self->scale = layout->scale;
  self->method = layout->method;
  if (framebuffer == NULL || !viewport_get_visible(&self->viewport, &visible))
    return;

  if (is_one_to_one(self) || scales_by_itself(self))
    use_pixels(self, oriel_framebuffer_ref(framebuffer), &self->viewport.image);
  else
    use_scaled_pixels(self, &visible);
  if (self->canvas.pixels == NULL)
    return;
  if (self->method == PICTURE_CAIRO)
    make_surface(self);
  self->columns = scales_by_itself(self) ? 1 : (self->canvas.area.width - 1) / TILE_WIDTH + 1;
  self->rows = scales_by_itself(self) ? 1 : (self->canvas.area.height - 1) / TILE_HEIGHT + 1;
  self->tiles = g_new0(GskRenderNode *, (gsize)self->columns * (gsize)self->rows);
}

/* The part of the window that a tile shows. */
static OrielRect
get_tile_area(const Picture *self, int column, int row)
{
  const OrielRect *area = &self->canvas.area;
  OrielRect tile = {area->x + column * TILE_WIDTH, area->y + row * TILE_HEIGHT, TILE_WIDTH,
                    TILE_HEIGHT};

  if (scales_by_itself(self))
    return *area;
  oriel_rect_intersect(&tile, area, &tile);
  return tile;
}

/* Draws a part of the window into the own pixels. */
static void
draw_scaled(Picture *self, const OrielRect *part)
{
  Canvas *canvas = &self->canvas;
  const OrielRect *image = &self->viewport.image;
  ScalerSource source = {oriel_framebuffer_peek_pixels(self->framebuffer),
                         oriel_framebuffer_get_width(self->framebuffer),
                         oriel_framebuffer_get_height(self->framebuffer),
                         oriel_framebuffer_get_stride(self->framebuffer)};
  OrielRect clip = {part->x - image->x, part->y - image->y, part->width, part->height};
  guint8 *target = oriel_framebuffer_peek_writable(canvas->pixels) +
                   (gsize)(part->y - canvas->area.y) * (gsize)canvas->stride +
                   4 * (gsize)(part->x - canvas->area.x);

  scaler_draw(&source, image->width, image->height, &clip, target, canvas->stride);
}

/* The tiles that show any of this part of the window are to be made anew. */
static void
mark(Picture *self, const OrielRect *part)
{
  const OrielRect *area = &self->canvas.area;
  int left = (part->x - area->x) / TILE_WIDTH;
  int top = (part->y - area->y) / TILE_HEIGHT;
  int right = (part->x + part->width - 1 - area->x) / TILE_WIDTH;
  int bottom = (part->y + part->height - 1 - area->y) / TILE_HEIGHT;

  if (scales_by_itself(self))
    left = top = right = bottom = 0;
  for (int row = top; row <= bottom; row++)
    for (int column = left; column <= right; column++)
      drop_tile(self, row * self->columns + column);
}

/**
 * picture_refresh:
 * @self: a picture that was drawn before, and nothing but the damage has changed since
 * @damage: what changed in the guest since the last update
 *
 * Makes the pixels show what the guest shows now. The nodes, which lie over them, stay as they are,
 * so that GTK sees no reason to draw.
 *
 * Returns: (transfer full): what changed, in device pixels of the window
 */
OrielRegion *
picture_refresh(Picture *self, const OrielRegion *damage)
{
  OrielRegion *parts = oriel_region_new();

  for (guint i = 0; i < oriel_region_get_n_rects(damage); i++) {
    OrielRect rect, part;

    oriel_region_get_rect(damage, i, &rect);
    if (!viewport_map_damage(&self->viewport, &rect, &part))
      continue;
    if (self->canvas.is_scaled)
      draw_scaled(self, &part);
    oriel_region_add(parts, &part);
  }
  return parts;
}

/**
 * picture_update:
 * @self: a picture
 * @framebuffer: (nullable) (transfer none): the guest's screen
 * @layout: where it goes
 * @damage: (nullable): what changed in @framebuffer since the last update
 *
 * Makes the picture show what the guest shows now.
 */
void
picture_update(Picture *self,
               OrielFramebuffer *framebuffer,
               const PictureLayout *layout,
               const OrielRegion *damage)
{
  if (!picture_is_same(self, framebuffer, layout)) {
    start_anew(self, framebuffer, layout);
    if (self->canvas.is_scaled && self->tiles != NULL)
      draw_scaled(self, &self->canvas.area);
  } else if (self->tiles != NULL && damage != NULL) {
    g_autoptr(OrielRegion) parts = picture_refresh(self, damage);

    for (guint i = 0; i < oriel_region_get_n_rects(parts); i++) {
      OrielRect part;

      oriel_region_get_rect(parts, i, &part);
      mark(self, &part);
    }
  }
}

/**
 * picture_get_pixels:
 * @self: a picture
 * @area: (out): where they are in the window, in device pixels
 * @last: (out) (transfer none): what was drawn over all else of the picture
 *
 * Of a picture that cairo draws and that was drawn before.
 *
 * Returns: (transfer none) (nullable): the pixels that its nodes lie over
 */
OrielFramebuffer *
picture_get_pixels(const Picture *self, OrielRect *area, GskRenderNode **last)
{
  *area = self->canvas.area;
  *last = self->last;
  return self->method == PICTURE_CAIRO && self->last != NULL ? self->canvas.pixels : NULL;
}

static graphene_rect_t
to_points(const Picture *self, const OrielRect *area)
{
  return GRAPHENE_RECT_INIT((float)(area->x / self->scale), (float)(area->y / self->scale),
                            (float)(area->width / self->scale),
                            (float)(area->height / self->scale));
}

static GskRenderNode *
make_cairo_node(Picture *self, const OrielRect *area)
{
  graphene_rect_t bounds = to_points(self, area);
  GskRenderNode *node = gsk_cairo_node_new(&bounds);
  cairo_t *cr = gsk_cairo_node_get_draw_context(node);

  cairo_scale(cr, 1 / self->scale, 1 / self->scale);
  cairo_set_source_surface(cr, self->canvas.surface, self->canvas.area.x, self->canvas.area.y);
  cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle(cr, area->x, area->y, area->width, area->height);
  cairo_fill(cr);
  cairo_destroy(cr);
  return node;
}

static GskRenderNode *
make_texture_node(Picture *self, const OrielRect *area)
{
  const Canvas *canvas = &self->canvas;
  graphene_rect_t bounds = to_points(self, area);
  gsize stride = (gsize)canvas->stride;
  int width = scales_by_itself(self) ? self->viewport.guest_width : area->width;
  int height = scales_by_itself(self) ? self->viewport.guest_height : area->height;
  gsize first = (gsize)(area->y - canvas->area.y) * stride + 4 * (gsize)(area->x - canvas->area.x);
  gsize size = (gsize)(height - 1) * stride + 4 * (gsize)width;
  g_autoptr(GBytes) bytes = g_bytes_new_from_bytes(canvas->bytes, first, size);
  g_autoptr(GdkTexture) texture =
      gdk_memory_texture_new(width, height, GDK_MEMORY_DEFAULT, bytes, stride);

  return gsk_texture_node_new(texture, &bounds);
}

/**
 * picture_snapshot:
 * @self: a picture
 * @snapshot: (transfer none): what is drawn, in points of the widget
 *
 * Adds what is to be seen.
 */
void
picture_snapshot(Picture *self, GtkSnapshot *snapshot)
{
  OrielRect window = {0, 0, self->viewport.window_width, self->viewport.window_height};
  GskRenderNode *last = NULL;

  self->n_renewed = 0;
  for (int row = 0; row < self->rows; row++) {
    for (int column = 0; column < self->columns; column++) {
      GskRenderNode **tile = &self->tiles[row * self->columns + column];
      OrielRect area = get_tile_area(self, column, row);
      OrielRect seen;

      if (!oriel_rect_intersect(&area, &window, &seen))
        continue;
      if (*tile == NULL) {
        *tile = self->method == PICTURE_CAIRO ? make_cairo_node(self, &area)
                                              : make_texture_node(self, &area);
        self->n_renewed++;
      }
      gtk_snapshot_append_node(snapshot, *tile);
      last = *tile;
    }
  }
  g_clear_pointer(&self->last, gsk_render_node_unref);
  self->last = last != NULL ? gsk_render_node_ref(last) : NULL;
}

/**
 * picture_get_n_renewed:
 * @self: a picture
 *
 * Returns: how many tiles the last snapshot had to make
 */
guint
picture_get_n_renewed(const Picture *self)
{
  return self->n_renewed;
}
