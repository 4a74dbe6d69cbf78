// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/pixels.h"

#include "shared/scaler.h"

PixelSize
pixels_get_size(const Placement *placement, gboolean exact)
{
  int width = placement->target.width * placement->cell_width;
  int height = placement->target.height * placement->cell_height;
  PixelSize self = {*placement, width, height};

  if (!exact) {
    self.width = CLAMP(placement->source.width, 1, width);
    self.height = CLAMP(placement->source.height, 1, height);
  }
  return self;
}

/* Scaled pixels are mixed of their neighbours too. */
static void
map_axis(int from, int length, int source, int image, int *first, int *n)
{
  int margin = source == image ? 0 : image > source ? (image + source - 1) / source : 1;
  int start = (int)((gint64)from * image / source) - margin;
  int end = (int)(((gint64)(from + length) * image + source - 1) / source) + margin;

  *first = MAX(start, 0);
  *n = MIN(end, image) - *first;
}

gboolean
pixels_map(const PixelSize *self, const OrielRect *damage, OrielRect *part)
{
  const OrielRect *source = &self->placement.source;
  OrielRect inside;

  if (!oriel_rect_intersect(damage, source, &inside))
    return FALSE;
  map_axis(inside.x - source->x, inside.width, source->width, self->width, &part->x, &part->width);
  map_axis(inside.y - source->y, inside.height, source->height, self->height, &part->y,
           &part->height);
  return !oriel_rect_is_empty(part);
}

guint8 *
pixels_new(const PixelSize *self, const OrielFramebuffer *framebuffer, const OrielRect *part)
{
  const OrielRect *source = &self->placement.source;
  int stride = oriel_framebuffer_get_stride(framebuffer);
  guint8 *pixels = g_malloc((gsize)part->width * (gsize)part->height * 4);
  ScalerSource shown = {
      oriel_framebuffer_peek_pixels(framebuffer) + (gsize)source->y * (gsize)stride +
          4 * (gsize)source->x,
      source->width,
      source->height,
      stride,
  };

  scaler_draw(&shown, self->width, self->height, part, pixels, part->width * 4);
  return pixels;
}

guint8 *
pixels_new_rgb(const PixelSize *self, const OrielFramebuffer *framebuffer, const OrielRect *part)
{
  gsize n = (gsize)part->width * (gsize)part->height;
  guint8 *pixels = pixels_new(self, framebuffer, part);

  /* In place: what is written never catches up with what is read. */
  for (gsize i = 0; i < n; i++) {
    guint8 blue = pixels[4 * i], green = pixels[4 * i + 1], red = pixels[4 * i + 2];

    pixels[3 * i] = red;
    pixels[3 * i + 1] = green;
    pixels[3 * i + 2] = blue;
  }
  return pixels;
}
