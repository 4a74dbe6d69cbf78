// SPDX-License-Identifier: LGPL-2.1-or-later
#include "direct.h"
#include "present.h"

struct _Presenter {
  SDL_Window *window;
  ShmWindow *direct; /* (owned) (nullable) past the surface */
  GArray *rects;     /* SDL_Rect of the frame, that are composed */
  GArray *parts;     /* OrielRect of the guest's pixels, that are shown as they are */
  guint8 *row;       /* (owned): scratch for screens that are not 32-bit XRGB */
  gsize row_size;
};

/* Where all can go past the surface there may never be one. */
static Presenter *
surface_open(SDL_Window *window)
{
  ShmWindow *direct = direct_new(window);
  Presenter *self;

  if (direct == NULL && SDL_GetWindowSurface(window) == NULL) {
    g_warning("The window has no surface: %s", SDL_GetError());
    return NULL;
  }
  self = g_new0(Presenter, 1);
  self->window = window;
  self->direct = direct;
  self->rects = g_array_new(FALSE, FALSE, sizeof(SDL_Rect));
  self->parts = g_array_new(FALSE, FALSE, sizeof(OrielRect));
  return self;
}

static void
surface_close(Presenter *self)
{
  g_clear_pointer(&self->direct, shm_window_free);
  g_array_unref(self->rects);
  g_array_unref(self->parts);
  g_free(self->row);
  g_free(self);
}

static void
surface_get_size(Presenter *self, int *width, int *height)
{
  SDL_Surface *surface = NULL;

  if (self->direct != NULL)
    SDL_GetWindowSize(self->window, width, height);
  else if ((surface = SDL_GetWindowSurface(self->window)) == NULL)
    *width = *height = 0;
  else
    *width = surface->w, *height = surface->h;
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

/* What is neither scaled nor dimmed nor covered there. */
static gboolean
is_plain(const Scene *scene, const OrielRect *area)
{
  const OrielRect *image = &scene->viewport->image;
  OrielRect covered;

  if (scene->framebuffer == NULL || scene->veil > 0 ||
      image->width != oriel_framebuffer_get_width(scene->framebuffer) ||
      image->height != oriel_framebuffer_get_height(scene->framebuffer))
    return FALSE;
  for (guint i = 0; i < scene->n_cards; i++)
    if (scene->cards[i].pixels != NULL &&
        oriel_rect_intersect(&scene->cards[i].area, area, &covered))
      return FALSE;
  return TRUE;
}

static void
add_composed(Presenter *self, const OrielRect *area)
{
  SDL_Rect rect = {area->x, area->y, area->width, area->height};

  g_array_append_val(self->rects, rect);
}

/* Decides how a part of the window is shown: the guest in it one way, and the bars the other. */
static void
add_area(Presenter *self, const Scene *scene, const OrielRect *area)
{
  const OrielRect *image = &scene->viewport->image;
  OrielRect bars[4], visible, part;

  if (self->direct == NULL || !is_plain(scene, area) ||
      !viewport_get_visible(scene->viewport, &visible)) {
    add_composed(self, area);
    return;
  }
  for (guint n = viewport_get_bars(scene->viewport, bars); n > 0; n--)
    if (oriel_rect_intersect(&bars[n - 1], area, &part))
      add_composed(self, &part);
  if (oriel_rect_intersect(&visible, area, &part)) {
    part.x -= image->x;
    part.y -= image->y;
    g_array_append_val(self->parts, part);
  }
}

static gboolean
show_composed(Presenter *self, const Scene *scene)
{
  SDL_Surface *surface = SDL_GetWindowSurface(self->window);

  if (surface == NULL || surface->w != scene->viewport->window_width ||
      surface->h != scene->viewport->window_height)
    return FALSE;
  for (guint i = 0; i < self->rects->len; i++) {
    const SDL_Rect *rect = &g_array_index(self->rects, SDL_Rect, i);

    compose_area(self, surface, scene, &(OrielRect){rect->x, rect->y, rect->w, rect->h});
  }
  return SDL_UpdateWindowSurfaceRects(self->window, (SDL_Rect *)(void *)self->rects->data,
                                      (int)self->rects->len) == 0;
}

static gboolean
show_parts(Presenter *self, const Scene *scene)
{
  const OrielRect *image = &scene->viewport->image;

  if (!shm_window_use(self->direct, scene->framebuffer))
    return FALSE;
  shm_window_put(self->direct, (const OrielRect *)(void *)self->parts->data, self->parts->len,
                 image->x, image->y);
  return shm_window_finish(self->direct);
}

static gboolean
surface_present(Presenter *self, const Scene *scene, const Changes *changes)
{
  g_array_set_size(self->rects, 0);
  g_array_set_size(self->parts, 0);
  for (guint i = 0; i < changes->n_window; i++)
    add_area(self, scene, &changes->window[i]);
  if (self->rects->len > 0 && !show_composed(self, scene))
    return FALSE;
  if (self->parts->len == 0 || show_parts(self, scene))
    return TRUE;
  g_clear_pointer(&self->direct, shm_window_free);
  return surface_present(self, scene, changes);
}

const PresenterOps present_surface = {
    .name = "surface",
    .open = surface_open,
    .close = surface_close,
    .get_size = surface_get_size,
    .present = surface_present,
};
