// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

struct _OrielCursor {
  int width;
  int height;
  int hot_x;
  int hot_y;
  GBytes *pixels; /* (owned) */
};

G_DEFINE_BOXED_TYPE(OrielCursor, oriel_cursor, oriel_cursor_ref, oriel_cursor_unref)

static void
clear(OrielCursor *self)
{
  g_clear_pointer(&self->pixels, g_bytes_unref);
}

static gboolean
check_size(int width, int height, GError **error)
{
  gboolean fits = width >= 1 && width <= ORIEL_CURSOR_MAX_SIDE && height >= 1 &&
                  height <= ORIEL_CURSOR_MAX_SIDE;

  if (!fits)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "A pointer of %d x %d pixels is not possible: at most %d a side are", width, height,
                ORIEL_CURSOR_MAX_SIDE);
  return fits;
}

/**
 * oriel_cursor_new:
 * @width: width, in pixels
 * @height: height, in pixels
 * @hot_x: the pixel that points, from the left; moved inside the image if it is not
 * @hot_y: the pixel that points, from the top; moved inside the image if it is not
 * @pixels: @width x @height pixels of 32-bit little-endian ARGB with premultiplied alpha
 * @error: return location of an error
 *
 * Makes the shape of a pointer. A size of 0 x 0 makes a hidden one.
 *
 * Returns: (transfer full): a cursor, or %NULL with %ORIEL_ERROR_INVALID when the size is out of
 *   range or is not that of @pixels
 */
OrielCursor *
oriel_cursor_new(int width, int height, int hot_x, int hot_y, GBytes *pixels, GError **error)
{
  OrielCursor *self;

  g_return_val_if_fail(pixels != NULL, NULL);

  if (width == 0 && height == 0 && g_bytes_get_size(pixels) == 0)
    return oriel_cursor_new_hidden();
  if (!check_size(width, height, error))
    return NULL;
  if (g_bytes_get_size(pixels) != (gsize)width * (gsize)height * 4) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "A pointer of %d x %d pixels came with %" G_GSIZE_FORMAT " bytes of pixels", width,
                height, g_bytes_get_size(pixels));
    return NULL;
  }

  self = g_atomic_rc_box_new0(OrielCursor);
  self->width = width;
  self->height = height;
  self->hot_x = CLAMP(hot_x, 0, width - 1);
  self->hot_y = CLAMP(hot_y, 0, height - 1);
  self->pixels = g_bytes_ref(pixels);
  return self;
}

/**
 * oriel_cursor_new_hidden:
 *
 * Makes a cursor that shows nothing.
 *
 * Returns: (transfer full): a cursor of no pixels
 */
OrielCursor *
oriel_cursor_new_hidden(void)
{
  OrielCursor *self = g_atomic_rc_box_new0(OrielCursor);

  self->pixels = g_bytes_new_static(NULL, 0);
  return self;
}

/**
 * oriel_cursor_ref:
 * @self: a cursor
 *
 * Takes a reference. Threads may do so at the same time.
 *
 * Returns: (transfer full): @self
 */
OrielCursor *
oriel_cursor_ref(OrielCursor *self)
{
  g_return_val_if_fail(self != NULL, NULL);

  return g_atomic_rc_box_acquire(self);
}

/**
 * oriel_cursor_unref:
 * @self: (transfer full): a cursor
 *
 * Drops a reference.
 */
void
oriel_cursor_unref(OrielCursor *self)
{
  g_return_if_fail(self != NULL);

  g_atomic_rc_box_release_full(self, (GDestroyNotify)clear);
}

/**
 * oriel_cursor_get_width:
 * @self: a cursor
 *
 * How wide the cursor is.
 *
 * Returns: the width, in pixels; 0 when hidden
 */
int
oriel_cursor_get_width(const OrielCursor *self)
{
  g_return_val_if_fail(self != NULL, 0);

  return self->width;
}

/**
 * oriel_cursor_get_height:
 * @self: a cursor
 *
 * How high the cursor is.
 *
 * Returns: the height, in pixels; 0 when hidden
 */
int
oriel_cursor_get_height(const OrielCursor *self)
{
  g_return_val_if_fail(self != NULL, 0);

  return self->height;
}

/**
 * oriel_cursor_get_hot_x:
 * @self: a cursor
 *
 * Which pixel points.
 *
 * Returns: its distance from the left edge; less than the width unless hidden
 */
int
oriel_cursor_get_hot_x(const OrielCursor *self)
{
  g_return_val_if_fail(self != NULL, 0);

  return self->hot_x;
}

/**
 * oriel_cursor_get_hot_y:
 * @self: a cursor
 *
 * Which pixel points.
 *
 * Returns: its distance from the top edge; less than the height unless hidden
 */
int
oriel_cursor_get_hot_y(const OrielCursor *self)
{
  g_return_val_if_fail(self != NULL, 0);

  return self->hot_y;
}

/**
 * oriel_cursor_is_hidden:
 * @self: a cursor
 *
 * Whether the guest shows no pointer.
 *
 * Returns: %TRUE when the cursor has no pixels
 */
gboolean
oriel_cursor_is_hidden(const OrielCursor *self)
{
  g_return_val_if_fail(self != NULL, TRUE);

  return self->width == 0;
}

/**
 * oriel_cursor_get_pixels:
 * @self: a cursor
 *
 * The pixels, rows without padding; see #OrielCursor for the format.
 *
 * Returns: (transfer none): width x height x 4 bytes
 */
GBytes *
oriel_cursor_get_pixels(const OrielCursor *self)
{
  g_return_val_if_fail(self != NULL, NULL);

  return self->pixels;
}
