// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/png.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <png.h>
#include <stdlib.h>

/* Screens are flat: the cheap filters pack them as well as the dear ones. */
#define FILTERS (PNG_FILTER_NONE | PNG_FILTER_SUB | PNG_FILTER_UP)
#define COMPRESSION 4

static void
on_png_error(png_structp png, png_const_charp message)
{
  GError **error = png_get_error_ptr(png);

  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "Cannot make a PNG picture: %s", message);
  png_longjmp(png, 1);
}

static void
on_png_warning(png_structp png, png_const_charp message)
{
  g_debug("libpng: %s", message);
}

static void
on_png_data(png_structp png, png_bytep data, size_t size)
{
  g_byte_array_append(png_get_io_ptr(png), data, (guint)size);
}

static void
on_png_flush(png_structp png)
{
}

/* Apart from its caller, so that no variable of that lives across the jump. */
static gboolean
write_rows(png_structp png, png_infop info, const guint8 *pixels, int width, int height, int stride)
{
  if (setjmp(png_jmpbuf(png)))
    return FALSE;

  png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB,
               PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, FILTERS);
  png_set_compression_level(png, COMPRESSION);
  png_write_info(png, info);
  png_set_bgr(png);
  png_set_filler(png, 0, PNG_FILLER_AFTER);
  for (int y = 0; y < height; y++)
    png_write_row(png, pixels + (gsize)y * (gsize)stride);
  png_write_end(png, info);
  return TRUE;
}

/**
 * png_picture_encode:
 * @pixels: rows of 32-bit little-endian XRGB (the format of #OrielFramebuffer)
 * @width: width, in pixels, at least 1
 * @height: height, in pixels, at least 1
 * @stride: bytes from one row to the next, at least 4 * @width
 * @error: return location for an error
 *
 * Makes a PNG picture of 8-bit RGB.
 *
 * Returns: (transfer full) (nullable): the bytes of the file, or %NULL on failure
 */
GBytes *
png_picture_encode(const guint8 *pixels, int width, int height, int stride, GError **error)
{
  g_autoptr(GByteArray) data = g_byte_array_new();
  png_structp png;
  png_infop info;
  gboolean done;

  g_return_val_if_fail(pixels != NULL, NULL);
  g_return_val_if_fail(width > 0 && height > 0 && stride / 4 >= width, NULL);

  png = png_create_write_struct(PNG_LIBPNG_VER_STRING, error, on_png_error, on_png_warning);
  info = png != NULL ? png_create_info_struct(png) : NULL;
  if (info == NULL) {
    png_destroy_write_struct(&png, NULL);
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "Cannot make a PNG picture: out of memory");
    return NULL;
  }

  png_set_write_fn(png, data, on_png_data, on_png_flush);
  done = write_rows(png, info, pixels, width, height, stride);
  png_destroy_write_struct(&png, &info);
  return done ? g_byte_array_free_to_bytes(g_steal_pointer(&data)) : NULL;
}

/**
 * png_picture_write:
 * @path: (type filename): where to
 * @png: the bytes of the file
 * @error: return location for an error
 *
 * Writes a file so that nobody ever sees a part of it: beside @path, then renamed over it. What
 * is no regular file (a device, a pipe) is written straight to; a symbolic link is followed.
 *
 * Returns: %TRUE if the file is there
 */
gboolean
png_picture_write(const char *path, GBytes *png, GError **error)
{
  g_autofree char *resolved = realpath(path, NULL);
  const char *target = resolved != NULL ? resolved : path;
  GFileSetContentsFlags flags = G_FILE_SET_CONTENTS_CONSISTENT;
  g_autoptr(GError) cause = NULL;
  gconstpointer data;
  GStatBuf status;
  gsize size;

  if (g_stat(target, &status) == 0 && !S_ISREG(status.st_mode))
    flags = G_FILE_SET_CONTENTS_NONE;

  data = g_bytes_get_data(png, &size);
  if (g_file_set_contents_full(target, data, (gssize)size, flags, 0666, &cause))
    return TRUE;
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "Cannot save the screenshot: %s",
              cause->message);
  return FALSE;
}

/**
 * png_picture_save:
 * @path: (type filename): where to
 * @framebuffer: what to save
 * @error: return location for an error
 *
 * Saves a guest's screen as a PNG file, whole or not at all.
 *
 * Returns: %TRUE if the file is there
 */
gboolean
png_picture_save(const char *path, const OrielFramebuffer *framebuffer, GError **error)
{
  g_autoptr(GBytes) png = png_picture_encode(
      oriel_framebuffer_peek_pixels(framebuffer), oriel_framebuffer_get_width(framebuffer),
      oriel_framebuffer_get_height(framebuffer), oriel_framebuffer_get_stride(framebuffer), error);

  return png != NULL && png_picture_write(path, png, error);
}
