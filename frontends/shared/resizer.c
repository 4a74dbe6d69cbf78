// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/resizer.h"

/* A window that is dragged changes its size many times a second; guests take long to follow. */
#define SETTLE_MS 250

struct _Resizer {
  const Viewport *viewport;
  ResizerRefused refused;
  gpointer user_data;
  OrielDisplay *display; /* (nullable) */
  GCancellable *cancellable;
  guint settle_id;
  int window_width; /* the size that is as it should be */
  int window_height;
  int zoom; /* percent: device pixels for 100 pixels of the guest */
  gboolean asking;
  gboolean told; /* the person knows that the guest does not follow */
};

/**
 * resizer_new:
 * @viewport: (transfer none): where the guest is shown; outlives the resizer
 * @refused: called when the guest does not follow
 * @user_data: for @refused
 *
 * Returns: (transfer full): a resizer, to be freed by resizer_free()
 */
Resizer *
resizer_new(const Viewport *viewport, ResizerRefused refused, gpointer user_data)
{
  Resizer *self = g_new0(Resizer, 1);

  self->viewport = viewport;
  self->zoom = 100;
  self->refused = refused;
  self->user_data = user_data;
  return self;
}

/**
 * resizer_free:
 * @self: (transfer full): a resizer
 */
void
resizer_free(Resizer *self)
{
  resizer_set_display(self, NULL);
  g_free(self);
}

/* The guest follows from now on, as it does when it has started its agent. */
static void
on_resizable(OrielDisplay *display, GParamSpec *pspec, Resizer *self)
{
  if (!oriel_display_get_resizable(display))
    return;
  self->told = FALSE;
  self->window_width = 0;
  resizer_window_changed(self);
}

/**
 * resizer_set_display:
 * @self: a resizer
 * @display: (nullable) (transfer none): whose size follows; %NULL = nobody's
 */
void
resizer_set_display(Resizer *self, OrielDisplay *display)
{
  if (self->display == display)
    return;
  g_clear_handle_id(&self->settle_id, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel(self->cancellable);
  g_clear_object(&self->cancellable);
  if (self->display != NULL)
    g_signal_handlers_disconnect_by_data(self->display, self);
  g_set_object(&self->display, display);
  self->asking = FALSE;
  if (display == NULL)
    return;
  self->cancellable = g_cancellable_new();
  self->window_width = self->window_height = 0; /* this guest has not been asked for anything */
  g_signal_connect(display, "notify::resizable", G_CALLBACK(on_resizable), self);
}

static void
on_answered(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean done = oriel_display_request_size_finish(ORIEL_DISPLAY(source), result, &error);
  Resizer *self = user_data;

  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the resizer may be gone */
  self->asking = FALSE;
  if (done || self->told)
    return;
  self->told = TRUE;
  self->refused(error->message, self->user_data);
}

static gboolean
on_settled(gpointer user_data)
{
  Resizer *self = user_data;
  const Viewport *viewport = self->viewport;
  int width = viewport->window_width * 100 / self->zoom;
  int height = viewport->window_height * 100 / self->zoom;

  self->settle_id = 0;
  self->window_width = viewport->window_width;
  self->window_height = viewport->window_height;
  if (width == oriel_display_get_width(self->display) &&
      height == oriel_display_get_height(self->display))
    return G_SOURCE_REMOVE;
  self->asking = TRUE;
  oriel_display_request_size_async(self->display, MIN(width, ORIEL_FRAMEBUFFER_MAX_SIDE),
                                   MIN(height, ORIEL_FRAMEBUFFER_MAX_SIDE), self->cancellable,
                                   on_answered, self);
  return G_SOURCE_REMOVE;
}

/**
 * resizer_set_zoom:
 * @self: a resizer
 * @percent: device pixels for 100 pixels of the guest
 *
 * How large the guest is to be in the window.
 */
void
resizer_set_zoom(Resizer *self, int percent)
{
  self->zoom = percent;
}

/**
 * resizer_accept_size:
 * @self: a resizer
 *
 * The window's size follows from the guest's, so that nothing is to be asked.
 */
void
resizer_accept_size(Resizer *self)
{
  const Viewport *viewport = self->viewport;

  self->window_width = viewport->window_width;
  self->window_height = viewport->window_height;
}

/**
 * resizer_window_changed:
 * @self: a resizer
 *
 * To be called when the viewport has changed.
 */
void
resizer_window_changed(Resizer *self)
{
  const Viewport *viewport = self->viewport;

  if (self->display == NULL || viewport->mode != VIEWPORT_FIT || viewport->window_width <= 0)
    return;
  if (viewport->window_width == self->window_width &&
      viewport->window_height == self->window_height)
    return;
  g_clear_handle_id(&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add(SETTLE_MS, on_settled, self);
}

/**
 * resizer_is_busy:
 * @self: a resizer
 *
 * Returns: %TRUE while the guest is asked, or will be
 */
gboolean
resizer_is_busy(Resizer *self)
{
  return self->asking || self->settle_id != 0;
}
