// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Memory that a Wayland compositor reads (wl_shm): what is `surface` there, where SDL would make
 * one out of OpenGL. The compositor has one buffer until it has got the next, so that there are
 * two, and each of them catches up with what has changed since it was shown.
 */
#include "present.h"

#include <SDL_syswm.h>
#include <wayland-client.h>

#define MAX_BUFFERS 3
#define MAX_STALE 64 /* rectangles; with more of them all of a buffer is painted */

typedef struct {
  OrielFramebuffer *memory; /* (owned) */
  struct wl_buffer *buffer; /* (owned) */
  GArray *stale;            /* (owned) OrielRect that have changed since it was painted */
  gboolean busy;            /* the compositor reads it */
} Buffer;

struct _Presenter {
  SDL_Window *window;
  struct wl_display *display; /* of SDL, as the surface is */
  struct wl_surface *surface;
  struct wl_event_queue *queue; /* (owned) */
  struct wl_shm *shm;           /* (owned) */
  Buffer buffers[MAX_BUFFERS];
  guint n_buffers;
  guint last; /* the one that was shown last */
};

static void
on_global(
    void *data, struct wl_registry *registry, guint32 name, const char *interface, guint32 version)
{
  Presenter *self = data;

  if (g_str_equal(interface, wl_shm_interface.name) && self->shm == NULL)
    self->shm = wl_registry_bind(registry, name, &wl_shm_interface, 1);
}

static void
on_global_remove(void *data, struct wl_registry *registry, guint32 name)
{
}

/* Events of what is made here arrive on a queue of its own, and in no handler of SDL's. */
static void
find_shm(Presenter *self)
{
  static const struct wl_registry_listener listener = {on_global, on_global_remove};
  struct wl_display *display = wl_proxy_create_wrapper(self->display);
  struct wl_registry *registry;

  wl_proxy_set_queue((struct wl_proxy *)display, self->queue);
  registry = wl_display_get_registry(display);
  wl_proxy_wrapper_destroy(display);
  wl_registry_add_listener(registry, &listener, self);
  wl_display_roundtrip_queue(self->display, self->queue);
  wl_registry_destroy(registry);
}

static void
drop_buffers(Presenter *self)
{
  for (guint i = 0; i < self->n_buffers; i++) {
    wl_buffer_destroy(self->buffers[i].buffer);
    oriel_framebuffer_unref(self->buffers[i].memory);
    g_array_unref(self->buffers[i].stale);
  }
  self->n_buffers = 0;
}

static void
wayland_close(Presenter *self)
{
  drop_buffers(self);
  g_clear_pointer(&self->shm, wl_shm_destroy);
  wl_event_queue_destroy(self->queue);
  g_free(self);
}

static Presenter *
wayland_open(SDL_Window *window)
{
  SDL_SysWMinfo info;
  Presenter *self;

  SDL_VERSION(&info.version);
  if (!SDL_GetWindowWMInfo(window, &info) || info.subsystem != SDL_SYSWM_WAYLAND)
    return NULL;
  self = g_new0(Presenter, 1);
  self->window = window;
  self->display = info.info.wl.display;
  self->surface = info.info.wl.surface;
  self->queue = wl_display_create_queue(self->display);
  find_shm(self);
  if (self->shm == NULL)
    g_clear_pointer(&self, wayland_close);
  return self;
}

static void
wayland_get_size(Presenter *self, int *width, int *height)
{
  SDL_GetWindowSizeInPixels(self->window, width, height);
}

static void
on_release(void *data, struct wl_buffer *buffer)
{
  ((Buffer *)data)->busy = FALSE;
}

/* FALSE: there is no memory. */
static gboolean
add_buffer(Presenter *self, int width, int height)
{
  static const struct wl_buffer_listener listener = {on_release};
  Buffer *added = &self->buffers[self->n_buffers];
  g_autoptr(GError) error = NULL;
  OrielFramebuffer *memory = oriel_framebuffer_new(width, height, &error);
  OrielRect all = {0, 0, width, height};
  struct wl_shm_pool *pool;
  int stride;

  if (memory == NULL) {
    g_warning("The window has no memory: %s", error->message);
    return FALSE;
  }
  stride = oriel_framebuffer_get_stride(memory);
  pool = wl_shm_create_pool(self->shm, oriel_framebuffer_get_fd(memory), stride * height);
  *added = (Buffer){
      .memory = memory,
      .buffer = wl_shm_pool_create_buffer(pool, 0, width, height, stride, WL_SHM_FORMAT_XRGB8888),
      .stale = g_array_new(FALSE, FALSE, sizeof(OrielRect))};
  wl_shm_pool_destroy(pool);
  wl_buffer_add_listener(added->buffer, &listener, added);
  g_array_append_val(added->stale, all);
  self->n_buffers++;
  return TRUE;
}

/* One that nobody reads; of a compositor that gives none back, the one that it got first. */
static Buffer *
choose_buffer(Presenter *self, int width, int height)
{
  wl_display_dispatch_queue_pending(self->display, self->queue);
  if (self->n_buffers > 0 && (oriel_framebuffer_get_width(self->buffers[0].memory) != width ||
                              oriel_framebuffer_get_height(self->buffers[0].memory) != height))
    drop_buffers(self);
  for (guint i = 0; i < self->n_buffers; i++)
    if (!self->buffers[i].busy)
      return &self->buffers[i];
  if (self->n_buffers < MAX_BUFFERS)
    return add_buffer(self, width, height) ? &self->buffers[self->n_buffers - 1] : NULL;
  return &self->buffers[(self->last + 1) % MAX_BUFFERS];
}

static void
add_stale(Buffer *buffer, const Changes *changes)
{
  OrielRect all = {0, 0, oriel_framebuffer_get_width(buffer->memory),
                   oriel_framebuffer_get_height(buffer->memory)};

  if (buffer->stale->len + changes->n_window > MAX_STALE) {
    g_array_set_size(buffer->stale, 0);
    g_array_append_val(buffer->stale, all);
    return;
  }
  g_array_append_vals(buffer->stale, changes->window, changes->n_window);
}

static void
paint(Buffer *buffer, const Scene *scene)
{
  int stride = oriel_framebuffer_get_stride(buffer->memory);
  guint8 *pixels = oriel_framebuffer_peek_writable(buffer->memory);

  for (guint i = 0; i < buffer->stale->len; i++) {
    const OrielRect *area = &g_array_index(buffer->stale, OrielRect, i);

    compose(scene, area, pixels + (gsize)area->y * (gsize)stride + 4 * (gsize)area->x, stride);
  }
  g_array_set_size(buffer->stale, 0);
}

static void
show(Presenter *self, Buffer *buffer, const Changes *changes)
{
  wl_surface_attach(self->surface, buffer->buffer, 0, 0);
  if (wl_surface_get_version(self->surface) < WL_SURFACE_DAMAGE_BUFFER_SINCE_VERSION)
    wl_surface_damage(self->surface, 0, 0, G_MAXINT32, G_MAXINT32);
  else
    for (guint i = 0; i < changes->n_window; i++)
      wl_surface_damage_buffer(self->surface, changes->window[i].x, changes->window[i].y,
                               changes->window[i].width, changes->window[i].height);
  wl_surface_commit(self->surface);
  wl_display_flush(self->display);
  buffer->busy = TRUE;
  self->last = (guint)(buffer - self->buffers);
}

static gboolean
wayland_present(Presenter *self, const Scene *scene, const Changes *changes)
{
  int width = scene->viewport->window_width;
  int height = scene->viewport->window_height;
  Buffer *buffer = choose_buffer(self, width, height);

  if (buffer == NULL)
    return FALSE;
  for (guint i = 0; i < self->n_buffers; i++)
    add_stale(&self->buffers[i], changes);
  paint(buffer, scene);
  show(self, buffer, changes);
  return TRUE;
}

const PresenterOps present_wayland = {
    .name = "wayland",
    .open = wayland_open,
    .close = wayland_close,
    .get_size = wayland_get_size,
    .present = wayland_present,
};
