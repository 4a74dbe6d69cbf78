// SPDX-License-Identifier: LGPL-2.1-or-later
#include "cursor.h"

#include "shared/scaler.h"

#include <math.h>
#include <string.h>

/* Larger ones are not shown by display servers. */
#define MAX_SIDE 256

struct _Pointer {
  SDL_Cursor *shape;   /* (owned) (nullable) */
  OrielCursor *cursor; /* what it was made from */
  double factor;
};

/**
 * pointer_new:
 *
 * Returns: (transfer full): the pointer of the desktop's theme, to be freed by pointer_free()
 */
Pointer *
pointer_new(void)
{
  return g_new0(Pointer, 1);
}

/**
 * pointer_free:
 * @self: (transfer full): a pointer
 */
void
pointer_free(Pointer *self)
{
  g_clear_pointer(&self->shape, SDL_FreeCursor);
  g_clear_pointer(&self->cursor, oriel_cursor_unref);
  g_free(self);
}

/* SDL passes pixels to X11 as they are, and X11 wants them premultiplied, as ours are. Elsewhere
 * SDL multiplies by itself. */
static void
undo_premultiply(guint8 *pixels, gsize n_bytes)
{
  const char *driver = SDL_GetCurrentVideoDriver();

  if (driver != NULL && strcmp(driver, "x11") == 0)
    return;
  for (gsize i = 0; i < n_bytes; i += 4) {
    guint alpha = pixels[i + 3];

    for (gsize c = i; alpha != 0 && c < i + 3; c++)
      pixels[c] = (guint8)MIN((pixels[c] * 255u + alpha / 2) / alpha, 255u);
  }
}

static SDL_Cursor *
make_shape(OrielCursor *cursor, double factor)
{
  int width = oriel_cursor_get_width(cursor);
  int height = oriel_cursor_get_height(cursor);
  double limit = (double)MAX_SIDE / MAX(width, height);
  double scale = MIN(factor, limit);
  int scaled_width = MAX((int)lround(width * scale), 1);
  int scaled_height = MAX((int)lround(height * scale), 1);
  int hot_x = (int)(oriel_cursor_get_hot_x(cursor) * scale);
  int hot_y = (int)(oriel_cursor_get_hot_y(cursor) * scale);
  gsize size = 4 * (gsize)scaled_width * (gsize)scaled_height;
  g_autofree guint8 *pixels = g_malloc(size);
  ScalerSource source = {g_bytes_get_data(oriel_cursor_get_pixels(cursor), NULL), width, height,
                         width * 4};
  SDL_Surface *surface;
  SDL_Cursor *shape;

  scaler_draw(&source, scaled_width, scaled_height, &(OrielRect){0, 0, scaled_width, scaled_height},
              pixels, scaled_width * 4);
  undo_premultiply(pixels, size);
  surface = SDL_CreateRGBSurfaceWithFormatFrom(pixels, scaled_width, scaled_height, 32,
                                               scaled_width * 4, SDL_PIXELFORMAT_ARGB8888);
  if (surface == NULL)
    return NULL;
  shape = SDL_CreateColorCursor(surface, CLAMP(hot_x, 0, scaled_width - 1),
                                CLAMP(hot_y, 0, scaled_height - 1));
  SDL_FreeSurface(surface);
  return shape;
}

/**
 * pointer_set_shape:
 * @self: a pointer
 * @cursor: (nullable) (transfer none): the guest's; %NULL = the desktop's own arrow
 * @factor: points for one guest pixel
 */
void
pointer_set_shape(Pointer *self, OrielCursor *cursor, double factor)
{
  gboolean hidden = cursor != NULL && oriel_cursor_is_hidden(cursor);
  SDL_Cursor *shape = NULL;

  if (cursor == self->cursor && fabs(factor - self->factor) < 0.001)
    return;
  if (cursor != NULL)
    oriel_cursor_ref(cursor);
  g_clear_pointer(&self->cursor, oriel_cursor_unref);
  self->cursor = cursor;
  self->factor = factor;

  if (cursor != NULL && !hidden)
    shape = make_shape(cursor, factor);
  SDL_SetCursor(shape != NULL ? shape : SDL_GetDefaultCursor());
  SDL_ShowCursor(hidden ? SDL_DISABLE : SDL_ENABLE);
  g_clear_pointer(&self->shape, SDL_FreeCursor);
  self->shape = shape;
}
