// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-cursor.h"

#include "shared/scaler.h"

#include <math.h>

/* Larger ones are not shown by display servers. */
#define MAX_SIDE 256

static GdkTexture *
scale(OrielCursor *shape, int width, int height)
{
  gsize stride = 4 * (gsize)width;
  guint8 *pixels = g_malloc(stride * (gsize)height);
  g_autoptr(GBytes) bytes = g_bytes_new_take(pixels, stride * (gsize)height);
  ScalerSource source = {g_bytes_get_data(oriel_cursor_get_pixels(shape), NULL),
                         oriel_cursor_get_width(shape), oriel_cursor_get_height(shape),
                         4 * oriel_cursor_get_width(shape)};

  scaler_draw(&source, width, height, &(OrielRect){0, 0, width, height}, pixels, (int)stride);
  return gdk_memory_texture_new(width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/**
 * cursor_new_for_guest:
 * @shape: what the guest's pointer looks like
 * @factor: pixels of the cursor for one of the guest
 *
 * Returns: (transfer full): the cursor
 */
GdkCursor *
cursor_new_for_guest(OrielCursor *shape, double factor)
{
  g_autoptr(GdkCursor) fallback = gdk_cursor_new_from_name("default", NULL);
  g_autoptr(GdkTexture) texture = NULL;
  int width = oriel_cursor_get_width(shape);
  int height = oriel_cursor_get_height(shape);
  int hot_x, hot_y;

  if (oriel_cursor_is_hidden(shape))
    return gdk_cursor_new_from_name("none", NULL);
  factor = MIN(factor, (double)MAX_SIDE / MAX(width, height));
  width = MAX((int)lround(width * factor), 1);
  height = MAX((int)lround(height * factor), 1);
  hot_x = (int)(oriel_cursor_get_hot_x(shape) * factor);
  hot_y = (int)(oriel_cursor_get_hot_y(shape) * factor);
  texture = scale(shape, width, height);
  return gdk_cursor_new_from_texture(texture, CLAMP(hot_x, 0, width - 1),
                                     CLAMP(hot_y, 0, height - 1), fallback);
}
