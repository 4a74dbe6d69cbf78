// SPDX-License-Identifier: LGPL-2.1-or-later
/* Puts the parts together: each of them knows its own trade, and this file who has to hear what. */
#include "viewer-private.h"

#include "shared-cd.h"
#include "shared/view-session.h"
#include "title.h"
#include "video.h"

#include <glib-unix.h>
#include <signal.h>

static void on_event(const SDL_Event *event, gpointer user_data);

static void
update_title(Viewer *self)
{
  g_autofree char *title =
      title_dup(self->options, console_get_session(self->console), input_is_grabbed(self->input));

  window_set_title(self->window, title);
}

static void
update_pointer(Viewer *self)
{
  const Viewport *viewport = window_get_viewport(self->window);
  gboolean guest = self->display != NULL && overlay_get_dialog(self->overlay) == NULL &&
                   !self->options->local_cursor && viewport->guest_width > 0;
  double factor =
      guest ? (double)viewport->image.width / viewport->guest_width / window_get_scale(self->window)
            : 1;

  if (window_get_sdl(self->window) != NULL)
    pointer_set_shape(self->pointer, guest ? oriel_display_get_cursor(self->display) : NULL,
                      factor);
}

/* A dialog came or went, or the guest did. */
static void
update_input(gpointer user_data)
{
  Viewer *self = user_data;

  input_set_enabled(self->input,
                    self->display != NULL && overlay_get_dialog(self->overlay) == NULL);
  update_pointer(self);
  update_title(self);
}

static void
on_window_changed(gpointer user_data)
{
  Viewer *self = user_data;

  overlay_update(self->overlay);
  update_pointer(self);
  resizer_window_changed(self->resizer);
}

/* A window cannot be moved to another display server: whoever started the program starts it again.
 */
static void
on_display_server_lost(gpointer user_data)
{
  Viewer *self = user_data;

  g_printerr("oriel: The display server is gone\n");
  self->exit_code = EXIT_FAILED;
  g_main_loop_quit(self->main_loop);
}

/* SDL's video and its events, unless they are there already. */
static gboolean
ensure_sdl(Viewer *self)
{
  if (self->loop != NULL)
    return TRUE;
  if (!video_start(self->options)) {
    self->exit_code = EXIT_FAILED;
    g_main_loop_quit(self->main_loop);
    return FALSE;
  }
  self->loop = loop_new(on_event, on_display_server_lost, self);
  return TRUE;
}

static gboolean
on_started(gpointer user_data)
{
  ensure_sdl(user_data);
  return G_SOURCE_REMOVE;
}

static gboolean
open_window(Viewer *self, int width, int height)
{
  g_autoptr(GError) error = NULL;

  if (!ensure_sdl(self))
    return FALSE;
  if (window_get_sdl(self->window) != NULL)
    return TRUE;
  if (!window_open(self->window, width, height, &error)) {
    g_printerr("oriel: %s\n", error->message);
    self->exit_code = EXIT_FAILED;
    g_main_loop_quit(self->main_loop);
    return FALSE;
  }
  loop_watch_window(self->loop, window_get_sdl(self->window));
  update_title(self);
  return TRUE;
}

static gboolean
on_window_needed(gpointer user_data)
{
  return open_window(user_data, 0, 0);
}

static void
on_cursor(OrielDisplay *display, GParamSpec *pspec, Viewer *self)
{
  update_pointer(self);
}

static void
on_guest_size(OrielDisplay *display, GParamSpec *pspec, Viewer *self)
{
  if (!resizer_is_busy(self->resizer))
    window_follow_guest(self->window);
  resizer_accept_size(self->resizer);
}

static void
on_name(OrielSession *session, GParamSpec *pspec, Viewer *self)
{
  update_title(self);
}

static void
on_clipboard(OrielSession *session, GParamSpec *pspec, Viewer *self)
{
  gboolean allowed = view_session_exchanges(self->options);

  text_clipboard_set_guest(self->clipboard, allowed ? oriel_session_get_clipboard(session) : NULL);
}

static void
on_audio(OrielSession *session, GParamSpec *pspec, Viewer *self)
{
  player_set_audio(self->player, oriel_session_get_audio(session));
}

static void
on_microphone(OrielSession *session, GParamSpec *pspec, Viewer *self)
{
  recorder_set_microphone(self->recorder, oriel_session_get_microphone(session));
}

/* Nobody is to listen unnoticed. */
static void
on_listening(gpointer user_data)
{
  Viewer *self = user_data;

  overlay_toast(self->overlay, "The guest listens to the microphone");
}

static void
on_bell(OrielSession *session, Viewer *self)
{
  if (window_get_sdl(self->window) != NULL)
    SDL_FlashWindow(window_get_sdl(self->window), SDL_FLASH_BRIEFLY);
}

static void
on_session_made(OrielSession *session, gpointer user_data)
{
  Viewer *self = user_data;

  shared_cd_offer(session, self->options->share_cds, self->overlay);
  g_signal_connect(session, "notify::name", G_CALLBACK(on_name), user_data);
  g_signal_connect(session, "notify::clipboard", G_CALLBACK(on_clipboard), user_data);
  g_signal_connect(session, "notify::audio", G_CALLBACK(on_audio), user_data);
  g_signal_connect(session, "notify::microphone", G_CALLBACK(on_microphone), user_data);
  g_signal_connect(session, "bell", G_CALLBACK(on_bell), user_data);
  drop_set_session(((Viewer *)user_data)->drop, session);
  on_clipboard(session, NULL, user_data);
  on_audio(session, NULL, user_data);
  on_microphone(session, NULL, user_data);
}

static void
forget_display(Viewer *self)
{
  if (self->display != NULL)
    g_signal_handlers_disconnect_by_data(self->display, self);
  input_set_display(self->input, NULL);
  paste_stop(self->paste);
  resizer_set_display(self->resizer, NULL);
  text_clipboard_set_guest(self->clipboard, NULL);
  player_set_audio(self->player, NULL);
  recorder_set_microphone(self->recorder, NULL);
  g_clear_object(&self->display);
}

/* The window goes on showing the last picture of a guest that is gone. */
static void
on_display_changed(OrielDisplay *display, gpointer user_data)
{
  Viewer *self = user_data;
  gboolean first = window_get_sdl(self->window) == NULL;

  if (display == NULL) {
    forget_display(self);
    update_input(self);
    return;
  }
  if (!open_window(self, oriel_display_get_width(display), oriel_display_get_height(display)))
    return;
  self->display = g_object_ref(display);
  window_set_display(self->window, display);
  if (!first)
    window_follow_guest(self->window);
  if (self->options->auto_resize && !self->options->view_only)
    resizer_set_display(self->resizer, display);
  if (window_has_guest_size(self->window))
    resizer_accept_size(self->resizer);
  input_set_display(self->input, display);
  g_signal_connect(display, "notify::cursor", G_CALLBACK(on_cursor), self);
  g_signal_connect(display, "notify::framebuffer", G_CALLBACK(on_guest_size), self);
  resizer_window_changed(self->resizer);
  update_input(self);
}

static void
on_finished(ExitStatus exit_code, gpointer user_data)
{
  Viewer *self = user_data;

  self->exit_code = exit_code;
  g_main_loop_quit(self->main_loop);
}

static void
on_refused(const char *reason, gpointer user_data)
{
  Viewer *self = user_data;
  g_autofree char *shown = oriel_text_sanitize(reason, -1, 300);
  g_autofree char *text = g_strdup_printf("The guest keeps its size: %s", shown);

  overlay_toast(self->overlay, text);
}

/* The way out is in the title all the time. It is said in the window where there is no title, when
 * the pointer is gone, and when the person looks for it. */
static void
show_way_out(gpointer user_data)
{
  Viewer *self = user_data;
  g_autofree char *keys = title_describe_release_keys(self->options);
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
  Viewer *self = user_data;

  update_title(self);
  if (!input_is_grabbed(self->input))
    self->hinted = FALSE;
  else if (window_is_full_screen(self->window) || input_is_captured(self->input))
    show_way_out(self);
}

static void
on_keys_held(gboolean held, gpointer user_data)
{
  Viewer *self = user_data;

  if (self->loop != NULL)
    loop_set_repeating(self->loop, held);
}

static void
close_window(Viewer *self)
{
  if (!self->options->kiosk)
    console_stop(self->console);
}

static void
on_event(const SDL_Event *event, gpointer user_data)
{
  Viewer *self = user_data;

  if (event->type == SDL_QUIT) {
    close_window(self);
    return;
  }
  if (event->type == SDL_RENDER_TARGETS_RESET || event->type == SDL_RENDER_DEVICE_RESET)
    window_repaint(self->window);
  if (event->type == SDL_WINDOWEVENT && window_handle_event(self->window, &event->window)) {
    close_window(self);
    return;
  }
  text_clipboard_handle_event(self->clipboard, event);
  if (!overlay_handle_event(self->overlay, event) && !drop_handle_event(self->drop, event) &&
      !paste_handle_event(self->paste, event))
    input_handle_event(self->input, event);
}

static gboolean
on_signal(gpointer user_data)
{
  Viewer *self = user_data;

  console_stop(self->console);
  return G_SOURCE_CONTINUE;
}

static void
viewer_init(Viewer *self, Options *options)
{
  ConsoleHooks console = {on_session_made, on_display_changed, on_window_needed, on_finished, self};
  InputHooks input = {viewer_perform, on_grab_changed, show_way_out, on_keys_held, self};

  self->options = &options->view;
  self->main_loop = g_main_loop_new(NULL, FALSE);
  self->window = window_new(options, on_window_changed, self);
  self->overlay = overlay_new(self->window, self->options->kiosk, update_input, self);
  self->drop = drop_new(self->overlay);
  self->paste = paste_new(self->options->keyboard, self->overlay);
  self->input = input_new(self->window, self->options, &input);
  self->pointer = pointer_new();
  self->clipboard = text_clipboard_new();
  self->player = player_new();
  self->recorder = recorder_new(on_listening, self);
  self->resizer = resizer_new(window_get_viewport(self->window), on_refused, self);
  resizer_set_zoom(self->resizer, window_get_zoom(self->window));
  self->console = console_new(self->options, self->overlay, &console);
}

static void
viewer_clear(Viewer *self)
{
  forget_display(self);
  console_free(self->console);
  resizer_free(self->resizer);
  player_free(self->player);
  recorder_free(self->recorder);
  text_clipboard_free(self->clipboard);
  input_free(self->input);
  paste_free(self->paste);
  drop_free(self->drop);
  overlay_free(self->overlay);
  g_clear_pointer(&self->loop, loop_free);
  pointer_free(self->pointer);
  window_free(self->window);
  g_main_loop_unref(self->main_loop);
}

/* What the desktop takes the window for. */
static void
set_class(const ViewOptions *options)
{
  const char *name = options->window_class != NULL ? options->window_class : options->window_name;

  if (name == NULL)
    return;
  g_setenv("SDL_VIDEO_X11_WMCLASS", name, TRUE);
  g_setenv("SDL_VIDEO_WAYLAND_WMCLASS", name, TRUE);
}

/**
 * viewer_run:
 * @options: what to show, and how
 *
 * Connects, shows, and returns when the person or the guest has had enough.
 *
 * Returns: what the program leaves with
 */
ExitStatus
viewer_run(Options *options)
{
  Viewer self = {.exit_code = EXIT_FAILED};

  /* A guest gets keys, not what an input method makes of them. */
  g_setenv("XMODIFIERS", "@im=none", TRUE);
  g_unsetenv("SDL_IM_MODULE");
  set_class(&options->view);

  viewer_init(&self, options);
  g_unix_signal_add(SIGINT, on_signal, &self);
  g_unix_signal_add(SIGTERM, on_signal, &self);
  g_unix_signal_add(SIGHUP, on_signal, &self);

  /* SDL starts when there is nothing else to do: while the session process starts. */
  console_start(self.console);
  g_idle_add(on_started, &self);
  g_main_loop_run(self.main_loop);
  viewer_clear(&self);
  SDL_Quit();
  return self.exit_code;
}
