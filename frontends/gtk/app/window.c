// SPDX-License-Identifier: LGPL-2.1-or-later
#include "window-private.h"

#include "menus.h"
#include "shared/typist.h"

void
console_window_tell(ConsoleWindow *self, const char *text)
{
  head_tell(self->head, text);
}

OrielDisplay *
console_window_get_display(ConsoleWindow *self)
{
  if (self->head == NULL || attachment_get_session(self->attachment) == NULL)
    return NULL;
  return oriel_gtk_view_get_display(self->head->view);
}

char *
console_window_dup_target(ConsoleWindow *self)
{
  return oriel_text_sanitize(self->options->target, -1, 200);
}

void
console_window_update_titles(ConsoleWindow *self)
{
  head_update_title(self->head);
  for (guint i = 0; i < self->heads->len; i++)
    head_update_title(self->heads->pdata[i]);
}

static void
on_notice(gpointer user_data)
{
  console_window_present(user_data);
}

static void
on_monitors(gpointer user_data)
{
  console_window_follow_monitors(user_data);
}

static void
on_other_screen(gpointer user_data)
{
  console_window_update_heads(user_data);
}

/**
 * console_window_new:
 * @options: (transfer none): what to show, and how; outlives the window
 * @guest: (nullable): the guest that the target of @options names, if it is known
 * @finished: called when it is over
 * @user_data: for @finished
 *
 * Begins to connect. GTK need not be initialized yet: while it is, the session process starts.
 *
 * Returns: (transfer full): a window, to be freed by console_window_free()
 */
ConsoleWindow *
console_window_new(ViewOptions *options,
                   OrielGuest *guest,
                   ConsoleWindowFinished finished,
                   gpointer user_data)
{
  ConsoleWindow *self = g_new0(ConsoleWindow, 1);

  self->options = options;
  self->cancellable = g_cancellable_new();
  self->finished = finished;
  self->user_data = user_data;
  self->attachment =
      attachment_new(options, guest, NULL, ATTACHMENT_MISTAKES_SHOWN, &console_window_life, self);
  attachment_start_early(self->attachment);
  return self;
}

/**
 * console_window_build:
 * @self: a window that is new
 *
 * Has it open as soon as there is something to see in it: the guest, a question, an end, or that it
 * takes a while.
 */
void
console_window_build(ConsoleWindow *self)
{
  ViewOptions *options = self->options;

  self->pages = pages_new(&console_window_answers, options->kiosk, self);
  self->heads = g_ptr_array_new_with_free_func((GDestroyNotify)head_free);
  self->others = other_screens_new(on_other_screen, self);
  console_window_add_actions(self);
  console_window_make_keys_menu(self);
  console_window_make_menu(self);
  self->notices = notices_new(on_notice, self);
  self->head = head_new(self);
  self->there =
      monitors_new(gtk_widget_get_display(GTK_WIDGET(self->head->window)), on_monitors, self);
  self->tabs = tabs_new(self->head);
  g_action_map_add_action(G_ACTION_MAP(self->actions), tabs_get_search(self->tabs));
  g_signal_connect_swapped(tabs_get_search(self->tabs), "notify::enabled",
                           G_CALLBACK(console_window_update_menu), self);
  gtk_overlay_add_overlay(GTK_OVERLAY(self->head->screen), pages_get_widget(self->pages));
  self->clipboard = oriel_gtk_clipboard_new(GTK_WIDGET(self->head->view));
  self->transfers =
      transfers_new(ADW_TOAST_OVERLAY(self->head->toasts), console_window_notify, self);
  g_action_map_add_action(G_ACTION_MAP(self->actions), transfers_get_cancel(self->transfers));
  g_signal_connect_swapped(transfers_get_cancel(self->transfers), "notify::enabled",
                           G_CALLBACK(console_window_update_menu), self);
  console_window_update_heads(self);
  console_window_update_consoles(self);
  console_window_update_actions(self);
  console_window_load_monitors(self, attachment_get_guest(self->attachment));
  if (options->full_screen)
    console_window_enter_full_screen(self);
  console_window_watch_session(self);
}

/**
 * console_window_close:
 * @self: a window
 *
 * The person has had enough.
 */
void
console_window_close(ConsoleWindow *self)
{
  attachment_stop(self->attachment);
}

/**
 * console_window_present:
 * @self: a window
 *
 * Brings it before the others.
 */
void
console_window_present(ConsoleWindow *self)
{
  gtk_window_present(self->head->window);
}

/* What console_window_build() has made. */
static void
tear_down(ConsoleWindow *self)
{
  console_window_close_heads(self);
  g_cancellable_cancel(self->cancellable);
  g_clear_pointer(&self->typist, typist_free);
  console_window_remove_sound(self);
  g_clear_object(&self->clipboard);
  transfers_free(self->transfers);
  notices_free(self->notices);
  monitors_free(self->there);
  g_ptr_array_unref(self->heads);
  other_screens_free(self->others);
  tabs_free(self->tabs);
  head_free(self->head);
  pages_free(self->pages);
  g_object_unref(self->actions);
  menus_free(G_MENU_MODEL(self->menu));
  for (gsize i = 0; i < G_N_ELEMENTS(self->sections); i++)
    g_object_unref(self->sections[i]);
  menus_free(G_MENU_MODEL(self->keys));
  g_object_unref(self->own_keys);
  g_object_unref(self->screens);
  g_object_unref(self->consoles);
  g_object_unref(self->graphics);
  usb_menu_free(self->usb);
  console_window_remove_folder(self);
  console_window_remove_power(self);
}

/**
 * console_window_free:
 * @self: (transfer full): a window
 */
void
console_window_free(ConsoleWindow *self)
{
  OrielSession *session = attachment_get_session(self->attachment);

  if (session != NULL) { /* it tells of its own end, too */
    g_signal_handlers_disconnect_by_data(session, self);
    g_signal_handlers_disconnect_by_data(oriel_session_get_displays(session), self);
    g_signal_handlers_disconnect_by_data(oriel_session_get_consoles(session), self);
  }
  if (self->head != NULL)
    tear_down(self);
  g_object_unref(self->cancellable);
  attachment_free(self->attachment);
  g_free(self);
}
