// SPDX-License-Identifier: LGPL-2.1-or-later
#include "present.h"

struct _Presenter {
  SDL_Window *window;
  GArray *rects; /* SDL_Rect of the frame */
  guint8 *row;   /* (owned): scratch for screens that are not 32-bit XRGB */
  gsize row_size;
};

static Presenter *
surface_open(SDL_Window *window)
{
  Presenter *self;

  if (SDL_GetWindowSurface(window) == NULL) {
    g_warning("The window has no surface: %s", SDL_GetError());
    return NULL;
  }
  self = g_new0(Presenter, 1);
  self->window = window;
  self->rects = g_array_new(FALSE, FALSE, sizeof(SDL_Rect));
  return self;
}

static void
surface_close(Presenter *self)
{
  g_array_unref(self->rects);
  g_free(self->row);
  g_free(self);
}

static void
surface_get_size(Presenter *self, int *width, int *height)
{
  SDL_Surface *surface = SDL_GetWindowSurface(self->window);

  *width = surface != NULL ? surface->w : 0;
  *height = surface != NULL ? surface->h : 0;
}

/* Rare: a display server with fewer colours. Row by row, in a format it takes. */
static void
compose_converted(Presenter *self, SDL_Surface *surface, const Scene *scene, const OrielRect *area)
{
  gsize size = 4 * (gsize)area->width;

  if (self->row_size < size) {
    self->row = g_realloc(self->row, size);
    self->row_size = size;
  }
  for (int y = 0; y < area->height; y++) {
    OrielRect line = {area->x, area->y + y, area->width, 1};
    guint8 *target = (guint8 *)surface->pixels + (gsize)line.y * (gsize)surface->pitch +
                     (gsize)line.x * surface->format->BytesPerPixel;

    compose(scene, &line, self->row, (int)size);
    SDL_ConvertPixels(line.width, 1, SDL_PIXELFORMAT_XRGB8888, self->row, (int)size,
                      surface->format->format, target, surface->pitch);
  }
}

static void
compose_area(Presenter *self, SDL_Surface *surface, const Scene *scene, const OrielRect *area)
{
  Uint32 format = surface->format->format;

  if (format == SDL_PIXELFORMAT_XRGB8888 || format == SDL_PIXELFORMAT_ARGB8888)
    compose(scene, area,
            (guint8 *)surface->pixels + (gsize)area->y * (gsize)surface->pitch + 4 * (gsize)area->x,
            surface->pitch);
  else
    compose_converted(self, surface, scene, area);
}

static gboolean
surface_present(Presenter *self, const Scene *scene, const Changes *changes)
{
  SDL_Surface *surface = SDL_GetWindowSurface(self->window);

  if (surface == NULL || surface->w != scene->viewport->window_width ||
      surface->h != scene->viewport->window_height)
    return FALSE;
  g_array_set_size(self->rects, 0);
  for (guint i = 0; i < changes->n_window; i++) {
    const OrielRect *area = &changes->window[i];
    SDL_Rect rect = {area->x, area->y, area->width, area->height};

    compose_area(self, surface, scene, area);
    g_array_append_val(self->rects, rect);
  }
  return SDL_UpdateWindowSurfaceRects(self->window, (SDL_Rect *)(void *)self->rects->data,
                                      (int)self->rects->len) == 0;
}

const PresenterOps present_surface = {
    .name = "surface",
    .open = surface_open,
    .close = surface_close,
    .get_size = surface_get_size,
    .present = surface_present,
};
