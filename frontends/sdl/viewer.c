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
  if (self->blind)
    return FALSE;
  if (!video_start(self->options)) {
    self->blind = TRUE;
    self->exit_code = EXIT_FAILED;
    g_main_loop_quit(self->main_loop);
    return FALSE;
  }
  self->loop = loop_new(on_event, on_display_server_lost, self);
  monitors_watch(self->there);
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
  if (head_get_window_id(self->head) != 0)
    return TRUE;
  viewer_load_monitors(self);
  window_set_monitor(self->head->window, viewer_find_monitor(self, self->head));
  if (!head_open(self->head, width, height, self->options->full_screen, &error)) {
    g_printerr("oriel: %s\n", error->message);
    self->exit_code = EXIT_FAILED;
    g_main_loop_quit(self->main_loop);
    return FALSE;
  }
  loop_watch_window(self->loop, window_get_sdl(self->head->window));
  if (!monitors_are_known(self->there))
    viewer_monitors_changed(self);
  return TRUE;
}

static gboolean
on_window_needed(gpointer user_data)
{
  return open_window(user_data, 0, 0);
}

static void
on_title(OrielSession *session, GParamSpec *pspec, Viewer *self)
{
  head_update_title(self->head);
  viewer_update_heads(self);
}

static void
on_clipboard(OrielSession *session, GParamSpec *pspec, Viewer *self)
{
  gboolean allowed = view_session_shares_clipboard(self->options);

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

  overlay_toast(self->head->overlay, "The guest listens to the microphone");
}

static void
on_bell(OrielSession *session, Viewer *self)
{
  if (head_get_window_id(self->head) != 0)
    SDL_FlashWindow(window_get_sdl(self->head->window), SDL_FLASH_BRIEFLY);
}

static void
on_session_made(OrielSession *session, gpointer user_data)
{
  Viewer *self = user_data;

  shared_cd_offer(session, self->options->share_cds, self->head->overlay);
  g_signal_connect(session, "notify::name", G_CALLBACK(on_title), user_data);
  g_signal_connect(session, "notify::answering", G_CALLBACK(on_title), user_data);
  g_signal_connect(session, "notify::clipboard", G_CALLBACK(on_clipboard), user_data);
  g_signal_connect(session, "notify::audio", G_CALLBACK(on_audio), user_data);
  g_signal_connect(session, "notify::microphone", G_CALLBACK(on_microphone), user_data);
  g_signal_connect(session, "bell", G_CALLBACK(on_bell), user_data);
  g_signal_connect_swapped(oriel_session_get_displays(session), "items-changed",
                           G_CALLBACK(viewer_update_heads), self);
  drop_set_session(self->drop, session);
  other_screens_unhide(self->others);
  on_clipboard(session, NULL, user_data);
  on_audio(session, NULL, user_data);
  on_microphone(session, NULL, user_data);
}

/* The guest is gone; the window of the console goes on showing its last picture. */
static void
forget_guest(Viewer *self)
{
  viewer_close_heads(self);
  paste_stop(self->paste);
  text_clipboard_set_guest(self->clipboard, NULL);
  player_set_audio(self->player, NULL);
  recorder_set_microphone(self->recorder, NULL);
}

static void
on_display_changed(OrielDisplay *display, gpointer user_data)
{
  Viewer *self = user_data;

  if (display == NULL) {
    forget_guest(self);
    head_show(self->head, NULL);
    return;
  }
  if (!open_window(self, oriel_display_get_width(display), oriel_display_get_height(display)))
    return;
  viewer_load_monitors(self); /* now it is known which guest that is */
  head_show(self->head, display);
  viewer_update_heads(self);
}

static void
on_finished(ExitStatus exit_code, gpointer user_data)
{
  Viewer *self = user_data;

  self->exit_code = exit_code;
  g_main_loop_quit(self->main_loop);
}

/* Of the window that it happened in; 0 = of none. */
static guint32
get_window_id(const SDL_Event *event)
{
  switch (event->type) {
  case SDL_WINDOWEVENT:
    return event->window.windowID;
  case SDL_KEYDOWN:
  case SDL_KEYUP:
    return event->key.windowID;
  case SDL_TEXTINPUT:
    return event->text.windowID;
  case SDL_MOUSEMOTION:
    return event->motion.windowID;
  case SDL_MOUSEBUTTONDOWN:
  case SDL_MOUSEBUTTONUP:
    return event->button.windowID;
  case SDL_MOUSEWHEEL:
    return event->wheel.windowID;
  default:
    return 0;
  }
}

/* Something that concerns all windows. */
static void
handle_common_event(Viewer *self, const SDL_Event *event)
{
  switch (event->type) {
  case SDL_QUIT:
    viewer_close_head(self, self->head);
    break;
  case SDL_RENDER_TARGETS_RESET:
  case SDL_RENDER_DEVICE_RESET:
    window_repaint(self->head->window);
    for (guint i = 0; i < self->heads->len; i++)
      window_repaint(((Head *)self->heads->pdata[i])->window);
    break;
  case SDL_DISPLAYEVENT:
    viewer_update_heads(self);
    break;
  default:
    drop_handle_event(self->drop, event);
    break;
  }
}

static void
on_event(const SDL_Event *event, gpointer user_data)
{
  Viewer *self = user_data;
  guint32 id = get_window_id(event);
  Head *head = id != 0 ? viewer_find_head(self, id) : NULL;

  text_clipboard_handle_event(self->clipboard, event);
  if (id == 0)
    handle_common_event(self, event);
  else if (head != NULL) /* else its window is gone */
    head_handle_event(head, event);
}

static gboolean
on_signal(gpointer user_data)
{
  Viewer *self = user_data;

  console_stop(self->console);
  return G_SOURCE_CONTINUE;
}

static void
on_other_screen(gpointer user_data)
{
  viewer_update_heads(user_data);
}

static void
viewer_init(Viewer *self, Options *options)
{
  ConsoleHooks console = {on_session_made, on_display_changed, on_window_needed, on_finished, self};

  self->all_options = options;
  self->options = &options->view;
  self->main_loop = g_main_loop_new(NULL, FALSE);
  self->pointer = pointer_new();
  self->heads = g_ptr_array_new_with_free_func((GDestroyNotify)head_free);
  self->others = other_screens_new(on_other_screen, self);
  self->there = monitors_new(viewer_monitors_changed, self);
  self->head = head_new(self);
  self->drop = drop_new(self->head->overlay);
  self->usb = usb_menu_new();
  self->paste = paste_new(self->options->keyboard, self->head->overlay);
  self->clipboard = text_clipboard_new();
  self->player = player_new();
  self->recorder = recorder_new(on_listening, self);
  self->console = console_new(self->options, self->head->overlay, &console);
}

static void
viewer_clear(Viewer *self)
{
  g_clear_handle_id(&self->settle_id, g_source_remove);
  forget_guest(self);
  head_show(self->head, NULL);
  console_free(self->console);
  player_free(self->player);
  recorder_free(self->recorder);
  text_clipboard_free(self->clipboard);
  usb_menu_free(self->usb);
  paste_free(self->paste);
  drop_free(self->drop);
  other_screens_free(self->others);
  g_ptr_array_unref(self->heads);
  head_free(self->head);
  monitors_free(self->there);
  g_clear_pointer(&self->loop, loop_free);
  pointer_free(self->pointer);
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
  attachment_settle();
  viewer_clear(&self);
  SDL_Quit();
  return self.exit_code;
}
