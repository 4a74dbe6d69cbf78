// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-pixels.h"

#include <spice/enums.h>

#define OPAQUE 0xff000000u

gboolean
oriel_spice_surface_is_known(const OrielSpiceSurface *self)
{
  return self->format == SPICE_SURFACE_FMT_32_xRGB || self->format == SPICE_SURFACE_FMT_32_ARGB ||
         self->format == SPICE_SURFACE_FMT_16_555 || self->format == SPICE_SURFACE_FMT_16_565;
}

static gboolean
is_black_row_16(const guint16 *row, int n)
{
  guint16 any = 0;

  for (int i = 0; i < n; i++)
    any |= row[i];
  return any == 0;
}

/* Of the fourth byte nobody knows what it is. */
static gboolean
is_black_row_32(const guint32 *row, int n)
{
  guint32 any = 0;

  for (int i = 0; i < n; i++)
    any |= row[i];
  return (any & GUINT32_TO_LE(~OPAQUE)) == 0;
}

gboolean
oriel_spice_surface_is_black(const OrielSpiceSurface *self)
{
  gboolean narrow =
      self->format == SPICE_SURFACE_FMT_16_555 || self->format == SPICE_SURFACE_FMT_16_565;

  for (int y = 0; self->data != NULL && y < self->height; y++) {
    gconstpointer row = self->data + (gsize)y * (gsize)self->stride;
    if (!(narrow ? is_black_row_16(row, self->width) : is_black_row_32(row, self->width)))
      return FALSE;
  }
  return TRUE;
}

/* @value has @bits bits; the answer has 8, and white stays white. */
static guint32
widen(guint value, guint bits)
{
  return value << (8 - bits) | value >> (2 * bits - 8);
}

static void
copy_row_16(const guint16 *source, guint32 *target, int n, guint green_bits)
{
  guint red_shift = 5 + green_bits;

  for (int i = 0; i < n; i++) {
    guint pixel = GUINT16_FROM_LE(source[i]);
    target[i] = GUINT32_TO_LE(OPAQUE | widen(pixel >> red_shift & 0x1f, 5) << 16 |
                              widen(pixel >> 5 & ((1u << green_bits) - 1), green_bits) << 8 |
                              widen(pixel & 0x1f, 5));
  }
}

static void
copy_row_32(const guint32 *source, guint32 *target, int n)
{
  for (int i = 0; i < n; i++)
    target[i] = source[i] | GUINT32_TO_LE(OPAQUE);
}

static guint32 *
pixel_at(OrielFramebuffer *framebuffer, int x, int y)
{
  return (guint32 *)(oriel_framebuffer_peek_writable(framebuffer) +
                     (gsize)y * (gsize)oriel_framebuffer_get_stride(framebuffer)) +
         x;
}

void
oriel_spice_pixels_copy(const OrielSpiceSurface *surface,
                        int x,
                        int y,
                        OrielFramebuffer *framebuffer,
                        const OrielRect *rect)
{
  const OrielRect all = {0, 0, oriel_framebuffer_get_width(framebuffer),
                         oriel_framebuffer_get_height(framebuffer)};
  const OrielRect shown = {-x, -y, surface->width, surface->height};
  OrielRect cut;

  if (surface->data == NULL || !oriel_rect_intersect(rect, &all, &cut) ||
      !oriel_rect_intersect(&cut, &shown, &cut))
    return;
  for (int row = cut.y; row < cut.y + cut.height; row++) {
    const guint8 *source = surface->data + (gsize)(row + y) * (gsize)surface->stride;
    guint32 *target = pixel_at(framebuffer, cut.x, row);
    if (surface->format == SPICE_SURFACE_FMT_16_555)
      copy_row_16((const guint16 *)source + cut.x + x, target, cut.width, 5);
    else if (surface->format == SPICE_SURFACE_FMT_16_565)
      copy_row_16((const guint16 *)source + cut.x + x, target, cut.width, 6);
    else
      copy_row_32((const guint32 *)source + cut.x + x, target, cut.width);
  }
}

static gboolean
is_opaque_row(const guint32 *row, int n)
{
  guint32 all = GUINT32_TO_LE(OPAQUE);

  for (int i = 0; i < n; i++)
    all &= row[i];
  return all == GUINT32_TO_LE(OPAQUE);
}

static void
make_rect_opaque(OrielFramebuffer *framebuffer, const OrielRect *rect)
{
  const OrielRect all = {0, 0, oriel_framebuffer_get_width(framebuffer),
                         oriel_framebuffer_get_height(framebuffer)};
  OrielRect cut;

  if (!oriel_rect_intersect(rect, &all, &cut))
    return;
  for (int row = cut.y; row < cut.y + cut.height; row++) {
    guint32 *pixels = pixel_at(framebuffer, cut.x, row);
    if (!is_opaque_row(pixels, cut.width)) /* most are, and are left alone */
      copy_row_32(pixels, pixels, cut.width);
  }
}

void
oriel_spice_pixels_make_opaque(OrielFramebuffer *framebuffer, OrielRegion *region)
{
  for (guint i = 0; i < oriel_region_get_n_rects(region); i++) {
    OrielRect rect;
    oriel_region_get_rect(region, i, &rect);
    make_rect_opaque(framebuffer, &rect);
  }
  oriel_region_clear(region);
}

/* @source over @target, one channel of 8 bits; @source has its alpha multiplied in. */
static guint32
over(guint32 source, guint32 target, guint shift)
{
  guint32 alpha = source >> 24;
  guint32 sum = (source >> shift & 0xff) + ((target >> shift & 0xff) * (255 - alpha) + 127) / 255;

  return MIN(sum, 255) << shift;
}

void
oriel_spice_pixels_blend(
    OrielCursor *cursor, int x, int y, OrielFramebuffer *framebuffer, const OrielRect *clip)
{
  const OrielRect place = {x, y, oriel_cursor_get_width(cursor), oriel_cursor_get_height(cursor)};
  const guint32 *pixels = g_bytes_get_data(oriel_cursor_get_pixels(cursor), NULL);
  OrielRect cut;

  if (oriel_cursor_is_hidden(cursor) || !oriel_rect_intersect(&place, clip, &cut))
    return;
  for (int row = cut.y; row < cut.y + cut.height; row++) {
    const guint32 *source = pixels + (gsize)(row - y) * (gsize)place.width + (cut.x - x);
    guint32 *target = pixel_at(framebuffer, cut.x, row);
    for (int i = 0; i < cut.width; i++) {
      guint32 above = GUINT32_FROM_LE(source[i]), below = GUINT32_FROM_LE(target[i]);
      target[i] = GUINT32_TO_LE(OPAQUE | over(above, below, 0) | over(above, below, 8) |
                                over(above, below, 16));
    }
  }
}

static guint32
multiply(guint colour, guint alpha)
{
  return (colour * alpha + 127) / 255;
}

OrielCursor *
oriel_spice_pixels_make_cursor(const guint8 *rgba, int width, int height, int hot_x, int hot_y)
{
  gsize n = (gsize)width * (gsize)height;
  g_autofree guint32 *pixels = NULL;
  g_autoptr(GBytes) bytes = NULL;

  if (rgba == NULL || width < 1 || height < 1 || width > ORIEL_CURSOR_MAX_SIDE ||
      height > ORIEL_CURSOR_MAX_SIDE)
    return NULL;
  pixels = g_new(guint32, n);
  for (gsize i = 0; i < n; i++) {
    const guint8 *source = rgba + 4 * i;
    guint32 alpha = source[3];
    pixels[i] = GUINT32_TO_LE(alpha << 24 | multiply(source[0], alpha) << 16 |
                              multiply(source[1], alpha) << 8 | multiply(source[2], alpha));
  }
  bytes = g_bytes_new_take(g_steal_pointer(&pixels), n * 4);
  return oriel_cursor_new(width, height, CLAMP(hot_x, 0, width - 1), CLAMP(hot_y, 0, height - 1),
                          bytes, NULL);
}
