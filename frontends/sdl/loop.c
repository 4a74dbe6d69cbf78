// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * SDL has no file descriptor to wait for, but the display servers behind it have: a GSource polls
 * that of X11 or Wayland and lets SDL pump only when something has come. An idle window wakes
 * nobody. Where there is no such descriptor (KMSDRM reads input devices by itself), the source
 * looks every 10 ms.
 */
#include "loop.h"

#include <SDL_syswm.h>

#define POLL_INTERVAL_US 10000
/* SDL makes Wayland's key repeats by itself, when it is pumped. */
#define REPEAT_INTERVAL_US 16000

struct _Loop {
  GSource source;

  LoopHandler handler;
  LoopLost lost;
  gpointer user_data;
  gpointer fd_tag;    /* NULL = poll by time */
  gboolean repeating; /* keys are held */
  gboolean wayland;
};

static gboolean
loop_pump(Loop *self)
{
  SDL_PumpEvents();
  return SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT);
}

static gint64
loop_get_interval(const Loop *self)
{
  if (self->fd_tag == NULL)
    return POLL_INTERVAL_US;
  return self->wayland && self->repeating ? REPEAT_INTERVAL_US : -1;
}

static gboolean
loop_prepare(GSource *source, int *timeout)
{
  Loop *self = (Loop *)source;
  gint64 interval = loop_get_interval(self);

  *timeout = interval < 0 ? -1 : (int)(interval / 1000);
  return loop_pump(self);
}

/* What poll() has said of the display server. */
static GIOCondition
loop_get_condition(Loop *self)
{
  return self->fd_tag != NULL ? g_source_query_unix_fd(&self->source, self->fd_tag) : 0;
}

static gboolean
loop_is_lost(Loop *self)
{
  return (loop_get_condition(self) & (G_IO_HUP | G_IO_ERR)) != 0;
}

/* Who was woken up by others has pumped in loop_prepare(), and will do so again. */
static gboolean
loop_check(GSource *source)
{
  Loop *self = (Loop *)source;
  gboolean due = loop_get_interval(self) >= 0 || loop_get_condition(self) != 0;

  return due && (loop_pump(self) || loop_is_lost(self));
}

static gboolean
loop_dispatch(GSource *source, GSourceFunc callback, gpointer user_data)
{
  Loop *self = (Loop *)source;
  SDL_Event event;

  /* Not SDL_PollEvent(), which pumps again for each event. */
  while (SDL_PeepEvents(&event, 1, SDL_GETEVENT, SDL_FIRSTEVENT, SDL_LASTEVENT) > 0)
    self->handler(&event, self->user_data);
  if (loop_is_lost(self)) {
    self->lost(self->user_data);
    return G_SOURCE_REMOVE;
  }
  return G_SOURCE_CONTINUE;
}

static GSourceFuncs loop_funcs = {
    .prepare = loop_prepare,
    .check = loop_check,
    .dispatch = loop_dispatch,
};

/**
 * loop_new:
 * @handler: gets each event, on the default main context
 * @lost: told, once, that the display server is gone; after it, no event comes
 * @user_data: for both
 *
 * SDL's video has to be initialized.
 *
 * Returns: (transfer full): the link between the loops, to be freed by loop_free()
 */
Loop *
loop_new(LoopHandler handler, LoopLost lost, gpointer user_data)
{
  Loop *self = (Loop *)g_source_new(&loop_funcs, sizeof *self);

  self->handler = handler;
  self->lost = lost;
  self->user_data = user_data;
  g_source_set_static_name(&self->source, "SDL");
  /* Input goes before pictures. */
  g_source_set_priority(&self->source, G_PRIORITY_DEFAULT - 1);
  /* Else the main loop forgets the window's descriptor while it is dispatched, and wakes itself. */
  g_source_set_can_recurse(&self->source, TRUE);
  g_source_attach(&self->source, NULL);
  return self;
}

/**
 * loop_free:
 * @self: (transfer full): a loop
 *
 * No event comes after this.
 */
void
loop_free(Loop *self)
{
  g_source_destroy(&self->source);
  g_source_unref(&self->source);
}

static int
get_wayland_fd(struct wl_display *display)
{
  void *library = SDL_LoadObject("libwayland-client.so.0");
  int (*get_fd)(struct wl_display *) = NULL;

  if (library != NULL)
    *(void **)&get_fd = SDL_LoadFunction(library, "wl_display_get_fd");
  return get_fd != NULL ? get_fd(display) : -1;
}

static int
get_display_fd(SDL_Window *window, gboolean *wayland)
{
  SDL_SysWMinfo info;

  SDL_VERSION(&info.version);
  *wayland = FALSE;
  if (!SDL_GetWindowWMInfo(window, &info))
    return -1;
  if (info.subsystem == SDL_SYSWM_X11)
    return ConnectionNumber(info.info.x11.display);
  if (info.subsystem == SDL_SYSWM_WAYLAND) {
    *wayland = TRUE;
    return get_wayland_fd(info.info.wl.display);
  }
  return -1;
}

/**
 * loop_watch_window:
 * @self: a loop
 * @window: a window
 *
 * Waits for the display server of @window from now on. To be called again when the window is
 * made anew.
 */
void
loop_watch_window(Loop *self, SDL_Window *window)
{
  int fd = get_display_fd(window, &self->wayland);

  if (self->fd_tag != NULL)
    g_source_remove_unix_fd(&self->source, self->fd_tag);
  self->fd_tag = NULL;
  if (fd >= 0)
    self->fd_tag = g_source_add_unix_fd(&self->source, fd, G_IO_IN | G_IO_ERR | G_IO_HUP);
  else
    g_debug("%s has nothing to wait for: looking for events every %d ms",
            SDL_GetCurrentVideoDriver(), POLL_INTERVAL_US / 1000);
}

/**
 * loop_set_repeating:
 * @self: a loop
 * @repeating: whether a key is held, which may have to repeat
 */
void
loop_set_repeating(Loop *self, gboolean repeating)
{
  self->repeating = repeating;
}
