// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picture.h"

#include <png.h>

#define OPAQUE 0xff000000u

static guint32 *
get_row(OrielFramebuffer *framebuffer, int y)
{
  return (guint32 *)(void *)(oriel_framebuffer_peek_writable(framebuffer) +
                             (gsize)y * (gsize)oriel_framebuffer_get_stride(framebuffer));
}

static void
put(OrielFramebuffer *framebuffer, int x, int y, guint32 color)
{
  if (x >= 0 && y >= 0 && x < oriel_framebuffer_get_width(framebuffer) &&
      y < oriel_framebuffer_get_height(framebuffer))
    get_row(framebuffer, y)[x] = color | OPAQUE;
}

void
picture_fill(OrielFramebuffer *framebuffer, const OrielRect *rect, guint32 color)
{
  for (int y = rect->y; y < rect->y + rect->height; y++)
    for (int x = rect->x; x < rect->x + rect->width; x++)
      put(framebuffer, x, y, color);
}

/* Smooth, since photographs are: sums of a few slow waves of triangles. */
static guint32
shade(int x, int y, guint32 seed)
{
  guint32 color = 0;

  for (int channel = 0; channel < 3; channel++) {
    int wave = x * (3 + channel) + y * (5 - channel) + (int)(seed * (370 + 110 * (guint32)channel));
    int height = ABS(wave / 24 % 512 - 255);

    color = color << 8 | (guint32)(40 + height * 3 / 5);
  }
  return color;
}

void
picture_draw_thumbnail(OrielFramebuffer *framebuffer, const OrielRect *rect, guint32 seed)
{
  for (int y = 0; y < rect->height; y++)
    for (int x = 0; x < rect->width; x++)
      put(framebuffer, rect->x + x, rect->y + y, shade(x * 2, y * 2, seed));
}

/* Letters of 7 x 11 pixels that are none, a seventh of them spaces. */
static void
write_line(
    OrielFramebuffer *framebuffer, GRand *rand, int left, int top, int n_letters, guint32 ink)
{
  for (int i = 0; i < n_letters; i++) {
    guint32 shape = g_rand_int(rand);

    if (shape % 7 == 0)
      continue;
    for (int y = 0; y < 11; y++)
      for (int x = 0; x < 6; x++)
        if ((shape >> ((y / 2 * 3 + x / 2) % 29) & 1) != 0 && (x + y) % 3 != 0)
          put(framebuffer, left + i * 8 + x, top + y, ink);
  }
}

static void
draw_window(OrielFramebuffer *framebuffer, GRand *rand, const OrielRect *rect, gboolean dark)
{
  guint32 paper = dark ? 0x1e1e2e : 0xfafafa, ink = dark ? 0xcdd6f4 : 0x202020;

  picture_fill(framebuffer, rect, paper);
  picture_fill(framebuffer, &(OrielRect){rect->x, rect->y, rect->width, 30}, 0x3b4252);
  write_line(framebuffer, rand, rect->x + 12, rect->y + 9, 20, 0xeceff4);
  for (int y = 44; y + 20 < rect->height; y += 20) {
    int indent = g_rand_int_range(rand, 0, 4) * 16;
    int room = (rect->width - 32 - indent) / 8;

    write_line(framebuffer, rand, rect->x + 16 + indent, rect->y + y,
               y % 80 == 64 ? 0 : g_rand_int_range(rand, room / 8, room * 3 / 4),
               y % 60 == 4 ? 0x5e81ac : ink);
  }
}

OrielFramebuffer *
picture_new_desktop(int width, int height)
{
  OrielFramebuffer *framebuffer = oriel_framebuffer_new(width, height, NULL);
  g_autoptr(GRand) rand = g_rand_new_with_seed(3);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      put(framebuffer, x, y, shade(x, y, 1));
  picture_fill(framebuffer, &(OrielRect){0, 0, width, 28}, 0x2e3440);
  write_line(framebuffer, rand, 16, 8, width / 20, 0xd8dee9);
  draw_window(framebuffer, rand, &(OrielRect){width / 20, height / 10, width / 2, height * 2 / 3},
              TRUE);
  draw_window(framebuffer, rand,
              &(OrielRect){width * 2 / 5, height * 3 / 10, width / 2, height * 3 / 5}, FALSE);
  picture_draw_thumbnail(framebuffer,
                         &(OrielRect){width * 3 / 5, height * 3 / 5, width / 5, height / 5}, 9);
  return framebuffer;
}

OrielFramebuffer *
picture_new_from_png(const char *path)
{
  png_image image = {.version = PNG_IMAGE_VERSION};
  OrielFramebuffer *framebuffer;

  if (!png_image_begin_read_from_file(&image, path))
    g_error("%s: %s", path, image.message);
  framebuffer = oriel_framebuffer_new((int)image.width, (int)image.height, NULL);
  image.format = PNG_FORMAT_BGRA;
  if (!png_image_finish_read(&image, NULL, oriel_framebuffer_peek_writable(framebuffer),
                             oriel_framebuffer_get_stride(framebuffer), NULL))
    g_error("%s: %s", path, image.message);
  return framebuffer;
}

OrielFramebuffer *
picture_new_noise(int width, int height, guint32 seed)
{
  OrielFramebuffer *framebuffer = oriel_framebuffer_new(width, height, NULL);
  g_autoptr(GRand) rand = g_rand_new_with_seed(seed);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      put(framebuffer, x, y, g_rand_int(rand));
  return framebuffer;
}

guint32
picture_get_pixel(const OrielFramebuffer *framebuffer, int x, int y)
{
  const guint8 *pixel = oriel_framebuffer_peek_pixels(framebuffer) +
                        (gsize)y * (gsize)oriel_framebuffer_get_stride(framebuffer) + 4 * (gsize)x;

  return (guint32)pixel[2] << 16 | (guint32)pixel[1] << 8 | pixel[0];
}

guint32
picture_get_mean(const OrielFramebuffer *framebuffer, int x0, int y0, int x1, int y1)
{
  guint64 sums[3] = {0};
  guint64 n = 0;
  guint32 mean = 0;

  x1 = MAX(x1, x0 + 1);
  y1 = MAX(y1, y0 + 1);
  for (int y = y0; y < y1; y++) {
    for (int x = x0; x < x1; x++, n++) {
      guint32 pixel = picture_get_pixel(framebuffer, x, y);

      for (int channel = 0; channel < 3; channel++)
        sums[channel] += pixel >> (16 - 8 * channel) & 0xff;
    }
  }
  for (int channel = 0; channel < 3; channel++)
    mean = mean << 8 | (guint32)((sums[channel] + n / 2) / n);
  return mean;
}
