// SPDX-License-Identifier: LGPL-2.1-or-later
#include "window-private.h"

#include "cds.h"
#include "focus-guard.h"
#include "icon-button.h"
#include "shared/hotkeys.h"
#include "shared/typist.h"
#include "toasts.h"

#include <glib/gi18n.h>

#define DEFAULT_WIDTH 800
#define DEFAULT_HEIGHT 600
#define SETTLE_MS 500 /* until a window has got the size it was given */

void
console_window_tell(ConsoleWindow *self, const char *text)
{
  toasts_tell(ADW_TOAST_OVERLAY(self->toasts), text);
}

/* (nullable): what is shown and controlled */
OrielDisplay *
console_window_get_display(ConsoleWindow *self)
{
  return console_get_session(self->console) != NULL ? oriel_gtk_view_get_display(self->view) : NULL;
}

/* What the guest is called, fit for a person's screen. (transfer full) */
static char *
dup_name(ConsoleWindow *self)
{
  OrielSession *session = console_get_session(self->console);
  const char *name = session != NULL ? oriel_session_get_name(session) : NULL;

  if (self->options->title != NULL)
    return g_strdup(self->options->title);
  return oriel_text_sanitize(name != NULL && *name != '\0' ? name : self->options->target, -1, 200);
}

/* The keys that let go, as they are called; NULL = there are none. (transfer full) */
static char *
dup_release_keys(ConsoleWindow *self)
{
  const Hotkeys *hotkeys = &self->options->hotkeys;

  if (self->options->kiosk)
    return NULL;
  if (hotkeys->chosen && hotkeys_find(hotkeys, HOTKEY_RELEASE_CURSOR) != NULL)
    return hotkeys_describe(hotkeys, HOTKEY_RELEASE_CURSOR);
  return g_strdup("Ctrl_L+Alt_L");
}

static void
update_title(ConsoleWindow *self)
{
  gboolean grabbed = oriel_gtk_view_get_keyboard_grabbed(self->view) ||
                     oriel_gtk_view_get_pointer_captured(self->view);
  g_autofree char *name = dup_name(self);
  g_autofree char *keys = grabbed ? dup_release_keys(self) : NULL;
  g_autofree char *hint = keys != NULL ? g_strdup_printf(_("Press %s to release"), keys) : NULL;
  g_autofree char *target = oriel_text_sanitize(self->options->target, -1, 200);
  g_autofree char *window = hint != NULL ? g_strdup_printf("(%s) %s - Oriel", hint, name)
                                         : g_strdup_printf("%s - Oriel", name);

  adw_window_title_set_title(ADW_WINDOW_TITLE(self->title), name);
  adw_window_title_set_subtitle(ADW_WINDOW_TITLE(self->title), hint != NULL ? hint : target);
  gtk_window_set_title(self->window, window);
  gtk_accessible_update_property(GTK_ACCESSIBLE(self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                 -1);
}

/* The way out is in the title all the time; it is said over the guest where there is no title, and
 * when the pointer is gone. */
static void
on_grab_changed(ConsoleWindow *self)
{
  gboolean captured = oriel_gtk_view_get_pointer_captured(self->view);
  g_autofree char *keys = dup_release_keys(self);

  update_title(self);
  if (!oriel_gtk_view_get_keyboard_grabbed(self->view)) {
    self->hinted = FALSE;
  } else if (!self->hinted && keys != NULL &&
             (captured || gtk_window_is_fullscreen(self->window))) {
    g_autofree char *text = g_strdup_printf(_("Press %s to release keyboard and pointer"), keys);

    console_window_tell(self, text);
    self->hinted = TRUE;
  }
}

static HotkeyModifiers
get_modifiers(GdkModifierType state)
{
  HotkeyModifiers modifiers = 0;

  if (state & GDK_SHIFT_MASK)
    modifiers |= HOTKEY_SHIFT;
  if (state & GDK_CONTROL_MASK)
    modifiers |= HOTKEY_CTRL;
  if (state & GDK_ALT_MASK)
    modifiers |= HOTKEY_ALT;
  if (state & GDK_SUPER_MASK)
    modifiers |= HOTKEY_SUPER;
  return modifiers;
}

/* Hotkeys act while the keyboard is the desktop's; those that the user chose act always. */
static gboolean
on_key_pressed(
    OrielGtkView *view, guint keyval, guint plain, GdkModifierType state, ConsoleWindow *self)
{
  const Hotkeys *hotkeys = &self->options->hotkeys;

  if (console_window_is_typing(self, keyval))
    return TRUE;
  if (!hotkeys->chosen && (self->options->kiosk || oriel_gtk_view_get_keyboard_grabbed(view)))
    return FALSE;
  return console_window_hotkey(self,
                               hotkeys_match_key(hotkeys, get_modifiers(state), plain, keyval));
}

static void
on_files_dropped(OrielGtkView *view, GListModel *files, ConsoleWindow *self)
{
  OrielSession *session = console_get_session(self->console);

  if (session != NULL)
    transfers_send(self->transfers, session, files);
}

static void
on_size_refused(OrielGtkView *view, const char *reason, ConsoleWindow *self)
{
  g_autofree char *text = g_strdup_printf(_("The guest keeps its size: %s"), reason);

  console_window_tell(self, text);
}

static void
on_clipboard(OrielSession *session, GParamSpec *pspec, ConsoleWindow *self)
{
  gboolean allowed = !self->options->view_only;

  oriel_gtk_clipboard_set_guest(self->clipboard,
                                allowed ? oriel_session_get_clipboard(session) : NULL);
}

static void
on_bell(ConsoleWindow *self)
{
  gdk_surface_beep(gtk_native_get_surface(GTK_NATIVE(self->window)));
}

static void
on_told(const char *text, gpointer user_data)
{
  console_window_tell(user_data, text);
}

static void
on_session_made(OrielSession *session, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  usb_menu_set_session(self->usb, session);
  g_signal_connect_swapped(session, "notify::name", G_CALLBACK(update_title), self);
  g_signal_connect(session, "notify::clipboard", G_CALLBACK(on_clipboard), self);
  g_signal_connect_swapped(session, "notify::power-actions",
                           G_CALLBACK(console_window_update_actions), self);
  g_signal_connect_swapped(session, "bell", G_CALLBACK(on_bell), self);
  console_window_watch_sound(self, session);
}

static void
on_connecting(guint seconds, gpointer user_data)
{
  ConsoleWindow *self = user_data;
  g_autofree char *target = oriel_text_sanitize(self->options->target, -1, 200);

  pages_offer_start(self->pages, FALSE);
  pages_show_connecting(self->pages, target, seconds);
}

static void
on_waiting(const char *text, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  pages_show_waiting(self->pages, text);
  pages_offer_start(self->pages, console_window_can_start(self));
}

static void
on_asked(OrielAuthRequest *request, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  pages_show_question(self->pages, request);
}

static void
on_asked_trust(OrielTrustRequest *request, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  pages_show_trust(self->pages, request);
}

/* The window has the guest's size by now, where it can: from here on the guest follows. */
static gboolean
on_settled(gpointer user_data)
{
  ConsoleWindow *self = user_data;

  self->settle_id = 0;
  if (self->options->auto_resize && oriel_gtk_view_get_scaling(self->view) == ORIEL_GTK_SCALING_FIT)
    oriel_gtk_view_set_scaling(self->view, ORIEL_GTK_SCALING_GUEST_RESIZE);
  return G_SOURCE_REMOVE;
}

static void
on_connected(OrielDisplay *display, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  oriel_gtk_view_set_display(self->view, display);
  oriel_gtk_view_set_view_only(self->view, self->options->view_only);
  if (!self->sized) {
    console_window_resize_to_guest(self);
    self->settle_id = g_timeout_add(SETTLE_MS, on_settled, self);
  }
  self->sized = TRUE;
  gtk_widget_grab_focus(GTK_WIDGET(self->view));
  pages_hide(self->pages);
  console_window_update_actions(self);
  update_title(self);
  cds_share(console_get_session(self->console), self->options->share_cds, on_told, self);
}

/* The last picture stays, dimmed. */
static void
on_ended(gboolean was_connected, const char *reason, guint seconds, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  oriel_gtk_view_set_view_only(self->view, TRUE);
  oriel_gtk_clipboard_set_guest(self->clipboard, NULL);
  g_clear_pointer(&self->typist, typist_free);
  console_window_silence(self);
  pages_show_end(self->pages, was_connected, reason, seconds);
  pages_offer_start(self->pages, console_window_can_start(self));
  console_window_update_actions(self);
  update_title(self);
}

static void
on_finished(ExitStatus status, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  self->finished(status, self->user_data);
}

static void
on_cancelled(gpointer user_data)
{
  ConsoleWindow *self = user_data;

  console_cancel(self->console);
}

static void
on_retried(gpointer user_data)
{
  ConsoleWindow *self = user_data;

  console_retry(self->console);
}

static void
on_trusted(OrielTrust trust, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  console_answer_trust(self->console, trust);
}

static void
on_answered(const char *username, const char *password, gpointer user_data)
{
  ConsoleWindow *self = user_data;

  console_answer(self->console, username, password);
}

static gboolean
on_close_request(ConsoleWindow *self)
{
  if (!self->options->kiosk)
    console_window_close(self);
  return TRUE;
}

static GtkWidget *
make_header(ConsoleWindow *self)
{
  GtkWidget *header = adw_header_bar_new();
  GtkWidget *menu = gtk_menu_button_new();
  GtkWidget *full_screen =
      icon_button_new("view-fullscreen-symbolic", _("Full Screen"), "console.full-screen");
  GtkWidget *keys = gtk_menu_button_new();
  g_autoptr(GMenuModel) model = console_window_make_menu(self);

  gtk_menu_button_set_icon_name(GTK_MENU_BUTTON(menu), "open-menu-symbolic");
  gtk_menu_button_set_menu_model(GTK_MENU_BUTTON(menu), model);
  gtk_menu_button_set_primary(GTK_MENU_BUTTON(menu), TRUE);
  icon_button_set_label(menu, _("Main Menu"));
  gtk_button_set_has_frame(GTK_BUTTON(full_screen), FALSE);
  gtk_menu_button_set_icon_name(GTK_MENU_BUTTON(keys), "input-keyboard-symbolic");
  gtk_menu_button_set_menu_model(GTK_MENU_BUTTON(keys), console_window_get_keys_menu(self));
  icon_button_set_label(keys, _("Send Key"));
  self->title = adw_window_title_new("", "");
  adw_header_bar_set_title_widget(ADW_HEADER_BAR(header), self->title);
  adw_header_bar_pack_start(ADW_HEADER_BAR(header), keys);
  adw_header_bar_pack_end(ADW_HEADER_BAR(header), menu);
  adw_header_bar_pack_end(ADW_HEADER_BAR(header), full_screen);
  return header;
}

static void
make_view(ConsoleWindow *self)
{
  const ViewOptions *options = self->options;
  OrielGtkView *view = ORIEL_GTK_VIEW(oriel_gtk_view_new());
  const Hotkey *release = hotkeys_find(&options->hotkeys, HOTKEY_RELEASE_CURSOR);

  self->view = view;
  gtk_widget_set_hexpand(GTK_WIDGET(view), TRUE);
  gtk_widget_set_vexpand(GTK_WIDGET(view), TRUE);
  oriel_gtk_view_set_zoom(view, options->zoom != 0 ? options->zoom : 100);
  oriel_gtk_view_set_view_only(view, options->view_only);
  oriel_gtk_view_set_local_cursor(view, options->local_cursor);
  oriel_gtk_view_set_grab_locked(view, options->kiosk);
  oriel_gtk_view_set_accept_files(view, !options->view_only);
  if (options->hotkeys.chosen && release != NULL && release->keysym != 0)
    oriel_gtk_view_set_grab_keys(view, NULL); /* a key of its own lets go */
  g_signal_connect_swapped(view, "notify::keyboard-grabbed", G_CALLBACK(on_grab_changed), self);
  g_signal_connect_swapped(view, "notify::pointer-captured", G_CALLBACK(on_grab_changed), self);
  g_signal_connect(view, "key-pressed", G_CALLBACK(on_key_pressed), self);
  g_signal_connect(view, "files-dropped", G_CALLBACK(on_files_dropped), self);
  g_signal_connect(view, "size-refused", G_CALLBACK(on_size_refused), self);
}

static void
make_window(ConsoleWindow *self)
{
  GtkWidget *overlay = gtk_overlay_new();
  GtkWidget *header;

  self->window = g_object_ref(GTK_WINDOW(adw_window_new()));
  focus_guard_add(self->window);
  make_view(self);
  console_window_add_actions(self);
  header = make_header(self);
  self->toasts = adw_toast_overlay_new();
  gtk_overlay_set_child(GTK_OVERLAY(overlay), GTK_WIDGET(self->view));
  gtk_overlay_add_overlay(GTK_OVERLAY(overlay), pages_get_widget(self->pages));
  adw_toast_overlay_set_child(ADW_TOAST_OVERLAY(self->toasts), overlay);
  self->full_screen = full_screen_new(self->window, header, self->toasts, self->options->kiosk);
  adw_window_set_content(ADW_WINDOW(self->window), full_screen_get_widget(self->full_screen));
  gtk_window_set_default_size(self->window, DEFAULT_WIDTH, DEFAULT_HEIGHT);
  gtk_window_set_icon_name(self->window, "org.oriel.Oriel");
  g_signal_connect_swapped(self->window, "close-request", G_CALLBACK(on_close_request), self);
}

/**
 * console_window_new:
 * @options: (transfer none): what to show, and how; outlives the window
 * @guest: (nullable): the guest that the target of @options names, if it is known
 * @finished: called when it is over
 * @user_data: for @finished
 *
 * Opens a window, and connects.
 *
 * Returns: (transfer full): a window, to be freed by console_window_free()
 */
ConsoleWindow *
console_window_new(ViewOptions *options,
                   OrielGuest *guest,
                   ConsoleWindowFinished finished,
                   gpointer user_data)
{
  const ConsoleHooks console = {on_session_made, on_connecting,  on_waiting,
                                on_asked,        on_asked_trust, on_connected,
                                on_ended,        on_told,        on_finished};
  const PagesHooks pages = {on_cancelled, on_retried, on_answered, on_trusted,
                            console_window_start_guest};
  ConsoleWindow *self = g_new0(ConsoleWindow, 1);

  self->options = options;
  self->cancellable = g_cancellable_new();
  self->finished = finished;
  self->user_data = user_data;
  self->console = console_new(options, guest, &console, self);
  self->pages = pages_new(&pages, options->kiosk, self);
  make_window(self);
  self->clipboard = oriel_gtk_clipboard_new(GTK_WIDGET(self->view));
  self->transfers = transfers_new(ADW_TOAST_OVERLAY(self->toasts));
  console_window_add_sound(self);
  update_title(self);
  if (options->full_screen)
    full_screen_enter(self->full_screen, options->monitor);
  console_start(self->console);
  gtk_window_present(self->window);
  return self;
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
  console_stop(self->console);
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
  gtk_window_present(self->window);
}

/**
 * console_window_free:
 * @self: (transfer full): a window
 */
void
console_window_free(ConsoleWindow *self)
{
  OrielSession *session = console_get_session(self->console);

  if (session != NULL)
    g_signal_handlers_disconnect_by_data(session, self); /* it tells of its own end, too */
  g_clear_handle_id(&self->settle_id, g_source_remove);
  g_cancellable_cancel(self->cancellable);
  g_object_unref(self->cancellable);
  g_clear_pointer(&self->typist, typist_free);
  g_signal_handlers_disconnect_by_data(self->window, self);
  g_signal_handlers_disconnect_by_data(self->view, self);
  console_window_remove_sound(self);
  g_clear_object(&self->clipboard);
  console_free(self->console);
  transfers_free(self->transfers);
  gtk_window_destroy(self->window);
  full_screen_free(self->full_screen);
  pages_free(self->pages);
  g_object_unref(self->actions);
  g_object_unref(self->keys);
  g_object_unref(self->power);
  usb_menu_free(self->usb);
  g_object_unref(self->window);
  g_free(self);
}
