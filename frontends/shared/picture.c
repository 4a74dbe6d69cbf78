// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/picture.h"

#include <png.h>
#include <string.h>

static void
set_broken(GError **error, const char *why)
{
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL, "the picture of the screen is broken: %s",
              why);
}

static OrielFramebuffer *
read_png(const guint8 *data, gsize size, GError **error)
{
  png_image image = {.version = PNG_IMAGE_VERSION};
  g_autoptr(OrielFramebuffer) framebuffer = NULL;

  if (!png_image_begin_read_from_memory(&image, data, size)) {
    set_broken(error, image.message);
    return NULL;
  }
  /* What is transparent is black; the fourth byte is 0xff, as in all framebuffers. */
  image.format = PNG_FORMAT_BGRA;
  if (oriel_framebuffer_check_size((int)MIN(image.width, G_MAXINT),
                                   (int)MIN(image.height, G_MAXINT), error))
    framebuffer = oriel_framebuffer_new((int)image.width, (int)image.height, error);
  if (framebuffer == NULL) {
    png_image_free(&image);
    return NULL;
  }
  if (!png_image_finish_read(&image, NULL, oriel_framebuffer_peek_writable(framebuffer),
                             oriel_framebuffer_get_stride(framebuffer), NULL)) {
    set_broken(error, image.message);
    return NULL;
  }
  return g_steal_pointer(&framebuffer);
}

/* The next number of a PPM's header, -1 = none. Comments run to the end of their line. */
static int
next_number(const guint8 **at, const guint8 *end)
{
  int number = -1;

  for (; *at < end; (*at)++) {
    if (g_ascii_isdigit(**at)) {
      number = MIN(MAX(number, 0) * 10 + (**at - '0'), 1000000);
      continue;
    }
    if (number >= 0)
      return number;
    if (**at == '#')
      while (*at < end && **at != '\n')
        (*at)++;
    else if (!g_ascii_isspace(**at))
      return -1;
    if (*at == end)
      break;
  }
  return -1;
}

static void
copy_rgb(OrielFramebuffer *framebuffer, const guint8 *rgb)
{
  int width = oriel_framebuffer_get_width(framebuffer);

  for (int y = 0; y < oriel_framebuffer_get_height(framebuffer); y++) {
    guint8 *pixel = oriel_framebuffer_peek_writable(framebuffer) +
                    (gsize)y * (gsize)oriel_framebuffer_get_stride(framebuffer);

    for (int x = 0; x < width; x++, rgb += 3, pixel += 4) {
      pixel[0] = rgb[2];
      pixel[1] = rgb[1];
      pixel[2] = rgb[0];
      pixel[3] = 0xff;
    }
  }
}

static OrielFramebuffer *
read_ppm(const guint8 *data, gsize size, GError **error)
{
  const guint8 *at = data + 2, *end = data + size;
  int width = next_number(&at, end), height = next_number(&at, end), max = next_number(&at, end);
  OrielFramebuffer *framebuffer;

  if (width < 1 || height < 1 || max != 255) {
    set_broken(error, "its header makes no sense");
    return NULL;
  }
  if (!oriel_framebuffer_check_size(width, height, error))
    return NULL;
  at++; /* one blank ends the header */
  if (at > end || (gsize)(end - at) < (gsize)width * (gsize)height * 3) {
    set_broken(error, "it ends too early");
    return NULL;
  }
  framebuffer = oriel_framebuffer_new(width, height, error);
  if (framebuffer != NULL)
    copy_rgb(framebuffer, at);
  return framebuffer;
}

OrielFramebuffer *
picture_read(GBytes *file, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data(file, &size);

  if (size > 8 && memcmp(data, "\211PNG\r\n\032\n", 8) == 0)
    return read_png(data, size, error);
  if (size > 2 && memcmp(data, "P6", 2) == 0)
    return read_ppm(data, size, error);
  set_broken(error, "it is neither PNG nor PPM");
  return NULL;
}
