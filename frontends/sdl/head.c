// SPDX-License-Identifier: LGPL-2.1-or-later
#include "viewer-private.h"

#include "title.h"

static gboolean
has_dialog(const Head *self)
{
  return overlay_get_dialog(self->overlay) != NULL;
}

void
head_update_title(Head *self)
{
  Viewer *viewer = self->viewer;
  g_autofree char *title =
      title_dup(viewer->options, viewer->console, viewer_get_number(viewer, self),
                input_is_grabbed(self->input));

  window_set_title(self->window, title);
}

/* There is one pointer for all windows: it has the shape of the one it is in. */
static void
update_pointer(Head *self)
{
  const Viewer *viewer = self->viewer;
  const Viewport *viewport = window_get_viewport(self->window);
  SDL_Window *window = window_get_sdl(self->window);
  gboolean guest = self->display != NULL && !has_dialog(self) && !viewer->options->local_cursor &&
                   viewport->guest_width > 0;
  double factor =
      guest ? (double)viewport->image.width / viewport->guest_width / window_get_scale(self->window)
            : 1;

  if (window != NULL && (viewer->heads->len == 0 || SDL_GetMouseFocus() == window))
    pointer_set_shape(viewer->pointer, guest ? oriel_display_get_cursor(self->display) : NULL,
                      factor);
}

void
head_update_input(Head *self)
{
  input_set_enabled(self->input, self->display != NULL && !has_dialog(self));
  update_pointer(self);
  head_update_title(self);
}

static void
on_overlay_changed(gpointer user_data)
{
  head_update_input(user_data);
}

static void
on_window_changed(gpointer user_data)
{
  Head *self = user_data;

  overlay_update(self->overlay);
  update_pointer(self);
  resizer_window_changed(self->resizer);
}

static void
on_refused(const char *reason, gpointer user_data)
{
  Head *self = user_data;
  g_autofree char *shown = oriel_text_sanitize(reason, -1, 300);
  g_autofree char *text = g_strdup_printf("The guest keeps its size: %s", shown);

  overlay_toast(self->overlay, text);
}

/* The way out is in the title all the time. It is said in the window where there is no title, and
 * when the pointer is gone. */
static void
show_way_out(Head *self)
{
  g_autofree char *keys = title_describe_release_keys(self->viewer->options);
  g_autofree char *text = NULL;

  if (keys == NULL || self->hinted)
    return;
  text = g_strdup_printf("Press %s to release keyboard and pointer", keys);
  overlay_toast(self->overlay, text);
  self->hinted = TRUE;
}

static void
on_grab_changed(gpointer user_data)
{
  Head *self = user_data;

  head_update_title(self);
  if (!input_is_grabbed(self->input))
    self->hinted = FALSE;
  else if (window_is_full_screen(self->window) || input_is_captured(self->input))
    show_way_out(self);
}

static void
on_keys_held(gboolean held, gpointer user_data)
{
  Head *self = user_data;

  if (self->viewer->loop != NULL)
    loop_set_repeating(self->viewer->loop, held);
}

/* While the person holds the keys that let go, what else can be done by keys is told. */
static void
on_chord_held(gboolean held, gpointer user_data)
{
  Head *self = user_data;
  g_autofree char *text = held ? hotkeys_describe_commands(&self->viewer->options->hotkeys,
                                                           input_is_grabbed(self->input), NULL)
                               : NULL;

  if (held)
    overlay_hold(self->overlay, text);
  else
    overlay_toast(self->overlay, NULL);
}

static gboolean
is_right(gpointer user_data)
{
  return window_is_whole(user_data);
}

static void
put_right(gpointer user_data)
{
  window_put_right(user_data);
}

static const KioskGuardHooks guard_hooks = {is_right, put_right};

Head *
head_new(Viewer *viewer)
{
  Head *self = g_new0(Head, 1);
  InputHooks input = {head_perform, on_grab_changed, on_keys_held, on_chord_held, self};

  self->viewer = viewer;
  self->window = window_new(viewer->all_options, viewer->there, on_window_changed, self);
  self->overlay = overlay_new(self->window, viewer->options->kiosk, on_overlay_changed, self);
  self->input = input_new(self->window, viewer->options, &input);
  if (viewer->options->kiosk)
    self->guard = kiosk_guard_new(&guard_hooks, self->window);
  self->resizer = resizer_new(window_get_viewport(self->window), on_refused, self);
  resizer_set_zoom(self->resizer, window_get_zoom(self->window));
  return self;
}

static void
forget_display(Head *self)
{
  if (self->display != NULL)
    g_signal_handlers_disconnect_by_data(self->display, self);
  input_set_display(self->input, NULL);
  resizer_set_display(self->resizer, NULL);
  g_clear_object(&self->display);
}

void
head_free(Head *self)
{
  forget_display(self);
  g_clear_pointer(&self->guard, kiosk_guard_free);
  resizer_free(self->resizer);
  input_free(self->input);
  overlay_free(self->overlay);
  window_free(self->window);
  g_free(self);
}

gboolean
head_open(Head *self, int width, int height, gboolean full_screen, GError **error)
{
  if (window_get_sdl(self->window) != NULL)
    return TRUE;
  if (!window_open(self->window, width, height, full_screen, error))
    return FALSE;
  head_update_title(self);
  return TRUE;
}

static void
on_cursor(OrielDisplay *display, GParamSpec *pspec, Head *self)
{
  update_pointer(self);
}

static void
on_guest_size(OrielDisplay *display, GParamSpec *pspec, Head *self)
{
  if (!resizer_is_busy(self->resizer))
    window_follow_guest(self->window);
  resizer_accept_size(self->resizer);
}

void
head_show(Head *self, OrielDisplay *display)
{
  const ViewOptions *options = self->viewer->options;

  forget_display(self);
  if (display != NULL) {
    self->display = g_object_ref(display);
    window_set_display(self->window, display);
    window_follow_guest(self->window);
    if (options->auto_resize && !options->view_only)
      resizer_set_display(self->resizer, display);
    if (window_has_guest_size(self->window))
      resizer_accept_size(self->resizer);
    input_set_display(self->input, display);
    g_signal_connect(display, "notify::cursor", G_CALLBACK(on_cursor), self);
    g_signal_connect(display, "notify::framebuffer", G_CALLBACK(on_guest_size), self);
    resizer_window_changed(self->resizer);
  }
  head_update_input(self);
}

void
head_handle_event(Head *self, const SDL_Event *event)
{
  Viewer *viewer = self->viewer;

  if (event->type == SDL_WINDOWEVENT) {
    if (window_handle_event(self->window, &event->window)) {
      viewer_close_head(viewer, self);
      return;
    }
    if (event->window.event == SDL_WINDOWEVENT_ENTER)
      update_pointer(self);
    if (self->guard != NULL)
      kiosk_guard_look(self->guard);
  }
  if (!overlay_handle_event(self->overlay, event) && !drop_handle_event(viewer->drop, event) &&
      !paste_handle_event(viewer->paste, event))
    input_handle_event(self->input, event);
}

guint32
head_get_window_id(const Head *self)
{
  SDL_Window *window = window_get_sdl(self->window);

  return window != NULL ? SDL_GetWindowID(window) : 0;
}
