// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-picture.h"

#include "shared/scaler.h"

/* Small changes want small tiles, large ones few. */
#define TILE_WIDTH 256
#define TILE_HEIGHT 64

/* The pixels that tiles are cut from. */
typedef struct {
  GBytes *bytes;    /* (owned) (nullable) */
  guint8 *writable; /* NULL: they are the framebuffer's own */
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
  guint n_renewed; /* tiles, of the last update */
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
  g_clear_pointer(&self->canvas.surface, cairo_surface_destroy);
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

/* Whether nothing but the damage can have changed. */
static gboolean
is_same(const Picture *self, OrielFramebuffer *framebuffer, const PictureLayout *layout)
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

static void
use_framebuffer(Picture *self)
{
  OrielFramebuffer *framebuffer = self->framebuffer;
  gsize size = (gsize)oriel_framebuffer_get_stride(framebuffer) *
               (gsize)oriel_framebuffer_get_height(framebuffer);

  self->canvas.bytes = g_bytes_new_with_free_func(oriel_framebuffer_peek_pixels(framebuffer), size,
                                                  (GDestroyNotify)oriel_framebuffer_unref,
                                                  oriel_framebuffer_ref(framebuffer));
  self->canvas.stride = oriel_framebuffer_get_stride(framebuffer);
  self->canvas.area = self->viewport.image;
}

static void
use_own_pixels(Picture *self)
{
  gsize size;

  viewport_get_visible(&self->viewport, &self->canvas.area);
  self->canvas.stride = self->canvas.area.width * 4;
  size = (gsize)self->canvas.stride * (gsize)self->canvas.area.height;
  self->canvas.writable = g_malloc(size);
  self->canvas.bytes = g_bytes_new_take(self->canvas.writable, size);
}

/* cairo takes the pixels for what they are when it draws, as long as nobody tells it that the
 * surface changed: nodes that lie over it do not copy it. */
static void
make_surface(Picture *self)
{
  static const cairo_user_data_key_t key;
  Canvas *canvas = &self->canvas;
  guint8 *pixels = (guint8 *)g_bytes_get_data(canvas->bytes, NULL);
  int rows = (int)(g_bytes_get_size(canvas->bytes) / (gsize)canvas->stride);
  int columns = canvas->writable != NULL ? canvas->area.width : self->viewport.guest_width;

  canvas->surface = cairo_image_surface_create_for_data(pixels, CAIRO_FORMAT_RGB24, columns, rows,
                                                        canvas->stride);
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
    use_framebuffer(self);
  else
    use_own_pixels(self);
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
  guint8 *target = canvas->writable + (gsize)(part->y - canvas->area.y) * (gsize)canvas->stride +
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

static void
apply_damage(Picture *self, const OrielRegion *damage)
{
  for (guint i = 0; i < oriel_region_get_n_rects(damage); i++) {
    OrielRect rect, part;

    oriel_region_get_rect(damage, i, &rect);
    if (!viewport_map_damage(&self->viewport, &rect, &part))
      continue;
    if (self->canvas.writable != NULL)
      draw_scaled(self, &part);
    mark(self, &part);
  }
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
  if (!is_same(self, framebuffer, layout)) {
    start_anew(self, framebuffer, layout);
    if (self->canvas.writable != NULL)
      draw_scaled(self, &self->canvas.area);
  } else if (self->tiles != NULL && damage != NULL) {
    apply_damage(self, damage);
  }
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
    }
  }
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
