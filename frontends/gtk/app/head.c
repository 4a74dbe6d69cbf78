// SPDX-License-Identifier: LGPL-2.1-or-later
#include "window-private.h"

#include "commands.h"
#include "drop-hint.h"
#include "focus-guard.h"
#include "icon-button.h"
#include "menu-focus.h"
#include "settings.h"
#include "shared/view-session.h"
#include "take-focus.h"
#include "toasts.h"

#include <glib/gi18n.h>

#define DEFAULT_WIDTH 800
#define DEFAULT_HEIGHT 600
#define SETTLE_MS 500 /* until a window has got the size it was given */

void
head_tell(Head *self, const char *text)
{
  toasts_tell(ADW_TOAST_OVERLAY(self->toasts), text);
}

/* The way out is in the title all the time; it is said over the guest where there is no title, and
 * when the pointer is gone. */
static void
on_grab_changed(Head *self)
{
  gboolean captured = oriel_gtk_view_get_pointer_captured(self->view);
  g_autofree char *keys = head_dup_release_keys(self);

  head_update_title(self);
  if (!oriel_gtk_view_get_keyboard_grabbed(self->view)) {
    self->hinted = FALSE;
  } else if (!self->hinted && keys != NULL &&
             (captured || full_screen_is_active(self->full_screen))) {
    g_autofree char *text = g_strdup_printf(_("Press %s to release keyboard and pointer"), keys);

    head_tell(self, text);
    self->hinted = TRUE;
  }
}

/* While the person holds the keys that let go, what else can be done by keys is told. */
static void
on_keys_held(Head *self)
{
  const Hotkeys *hotkeys = &self->console->options->hotkeys;

  if (oriel_gtk_view_get_grab_keys_held(self->view))
    commands_show(self->commands, hotkeys, oriel_gtk_view_get_keyboard_grabbed(self->view));
  else
    commands_hide(self->commands);
}

/* Those that are down, and on which side, where that is known. */
static HotkeyModifiers
get_modifiers(OrielGtkView *view, GdkModifierType state)
{
  static const struct {
    GdkModifierType state;
    HotkeyModifiers modifier;
    guint left, right;
  } rows[] = {
      {GDK_SHIFT_MASK, HOTKEY_SHIFT, GDK_KEY_Shift_L, GDK_KEY_Shift_R},
      {GDK_CONTROL_MASK, HOTKEY_CTRL, GDK_KEY_Control_L, GDK_KEY_Control_R},
      {GDK_ALT_MASK, HOTKEY_ALT, GDK_KEY_Alt_L, GDK_KEY_Alt_R},
      {GDK_SUPER_MASK, HOTKEY_SUPER, GDK_KEY_Super_L, GDK_KEY_Super_R},
  };
  HotkeyModifiers modifiers = 0;

  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    if ((state & rows[i].state) == 0)
      continue;
    modifiers |= rows[i].modifier;
    if (oriel_gtk_view_is_key_held(view, rows[i].left))
      modifiers |= HOTKEY_LEFT(rows[i].modifier);
    if (oriel_gtk_view_is_key_held(view, rows[i].right))
      modifiers |= HOTKEY_RIGHT(rows[i].modifier);
  }
  return modifiers;
}

/* Hotkeys act while the keyboard is the desktop's; those that the user chose act always. F10 is
 * what opens menus everywhere, and the way to all else for those who have no pointer. */
static gboolean
on_key_pressed(OrielGtkView *view, guint keyval, guint plain, GdkModifierType state, Head *self)
{
  const ViewOptions *options = self->console->options;
  const Hotkeys *hotkeys = &options->hotkeys;
  const Hotkey *hotkey = hotkeys_match_key(hotkeys, get_modifiers(view, state), plain, keyval);

  if (console_window_is_typing(self->console, keyval))
    return TRUE;
  if (hotkey != NULL && hotkey->chosen)
    return head_hotkey(self, hotkey);
  if (!hotkeys->chosen && (options->kiosk || oriel_gtk_view_get_keyboard_grabbed(view)))
    return FALSE;
  if (!hotkeys->chosen && keyval == GDK_KEY_F10 && get_modifiers(view, state) == 0) {
    full_screen_show_header(self->full_screen);
    gtk_menu_button_popup(GTK_MENU_BUTTON(self->menu));
    return TRUE;
  }
  if (!hotkeys->chosen && keyval == GDK_KEY_comma &&
      HOTKEY_ANY_SIDE(get_modifiers(view, state)) == HOTKEY_CTRL) {
    g_action_group_activate_action(G_ACTION_GROUP(self->console->actions), "preferences", NULL);
    return TRUE;
  }
  return head_hotkey(self, hotkey);
}

static void
on_files_dropped(OrielGtkView *view, GListModel *files, Head *self)
{
  OrielSession *session = attachment_get_session(self->console->attachment);

  if (session != NULL)
    transfers_send(self->console->transfers, session, files);
}

/* GTK says by its state that files are dragged over it. */
static void
on_state_changed(Head *self)
{
  OrielSession *session = attachment_get_session(self->console->attachment);
  GtkStateFlags state = gtk_widget_get_state_flags(GTK_WIDGET(self->view));
  g_autofree char *refusal = NULL;

  if ((state & GTK_STATE_FLAG_DROP_ACTIVE) == 0) {
    drop_hint_hide(self->drop_hint);
    return;
  }
  if (session == NULL)
    refusal = g_strdup(_("there is no guest"));
  else if (oriel_session_get_files_refusal(session) != NULL)
    refusal = oriel_text_sanitize(oriel_session_get_files_refusal(session), -1, 300);
  drop_hint_show(self->drop_hint, refusal);
}

static void
on_size_refused(OrielGtkView *view, const char *reason, Head *self)
{
  g_autofree char *text = g_strdup_printf(_("The guest keeps its size: %s"), reason);

  head_tell(self, text);
}

static void
on_capture_refused(OrielGtkView *view, const char *reason, Head *self)
{
  g_autofree char *text = g_strdup_printf(_("The guest has no pointer: %s"), reason);

  head_tell(self, text);
}

/* The window has the guest's size by now, where it can: from here on the guest follows. A window
 * that was about to open when the guest came may have got the size of before once more. */
static gboolean
on_settled(gpointer user_data)
{
  Head *self = user_data;

  if (gtk_widget_get_width(GTK_WIDGET(self->view)) == 0) /* it is opening still */
    return G_SOURCE_CONTINUE;
  if (!self->corrected) {
    self->corrected = TRUE;
    if (head_resize_to_guest(self))
      return G_SOURCE_CONTINUE;
  }
  self->settle_id = 0;
  if (self->console->options->auto_resize &&
      oriel_gtk_view_get_scaling(self->view) == ORIEL_GTK_SCALING_FIT)
    oriel_gtk_view_set_scaling(self->view, ORIEL_GTK_SCALING_GUEST_RESIZE);
  return G_SOURCE_REMOVE;
}

static void
begin_to_settle(Head *self)
{
  g_signal_handlers_disconnect_by_func(self->view, begin_to_settle, self);
  self->settle_id = g_timeout_add(SETTLE_MS, on_settled, self);
}

/* The guest gets the keyboard, but from a menu that is open. */
static void
give_focus(Head *self)
{
  GtkWidget *focus = gtk_window_get_focus(self->window);

  if (focus == NULL || gtk_widget_get_ancestor(focus, GTK_TYPE_POPOVER) == NULL)
    take_focus(GTK_WIDGET(self->view));
}

void
head_show(Head *self, OrielDisplay *display)
{
  oriel_gtk_view_set_display(self->view, display);
  oriel_gtk_view_set_view_only(self->view, self->console->options->view_only);
  if (!self->sized) {
    head_resize_to_guest(self);
    if (gtk_widget_get_mapped(GTK_WIDGET(self->view)))
      begin_to_settle(self);
    else
      g_signal_connect_swapped(self->view, "map", G_CALLBACK(begin_to_settle), self);
  }
  self->sized = TRUE;
  give_focus(self);
  head_update_actions(self);
  head_update_title(self);
}

void
head_update_grab(Head *self)
{
  oriel_gtk_view_set_grab_keyboard(self->view, self->console->options->kiosk ||
                                                   settings_get_default()->grab_keyboard);
}

/* One that opened in full screen has not had the guest's size; where the guest takes that of the
 * window, it is left as it is. */
static void
on_left(gpointer user_data)
{
  Head *self = user_data;

  if (!self->unsized || self->settle_id != 0 ||
      oriel_gtk_view_get_scaling(self->view) == ORIEL_GTK_SCALING_GUEST_RESIZE)
    return;
  self->unsized = self->corrected = FALSE;
  begin_to_settle(self);
}

static gboolean
on_close_request(Head *self)
{
  if (!self->console->options->kiosk)
    console_window_close_head(self->console, self);
  return TRUE;
}

static void
on_active(Head *self)
{
  if (gtk_window_is_active(self->window))
    console_window_activate_head(self->console, self);
}

/* Of a button that opens @model. */
static GtkWidget *
make_menu_button(Head *self, const char *icon, const char *label, GMenu *model)
{
  GtkWidget *button = gtk_menu_button_new();

  gtk_menu_button_set_icon_name(GTK_MENU_BUTTON(button), icon);
  gtk_menu_button_set_menu_model(GTK_MENU_BUTTON(button), G_MENU_MODEL(model));
  icon_button_set_label(button, label);
  menu_focus_add(self->window, GTK_MENU_BUTTON(button));
  return button;
}

static GtkWidget *
make_header(Head *self)
{
  GtkWidget *header = adw_header_bar_new();
  GtkWidget *full_screen =
      icon_button_new("view-fullscreen-symbolic", _("Full Screen"), "screen.full-screen");

  self->menu = make_menu_button(self, "open-menu-symbolic", _("Main Menu"), self->console->menu);
  gtk_menu_button_set_primary(GTK_MENU_BUTTON(self->menu), TRUE);
  gtk_button_set_has_frame(GTK_BUTTON(full_screen), FALSE);
  self->title = adw_window_title_new("", "");
  adw_header_bar_set_title_widget(ADW_HEADER_BAR(header), self->title);
  adw_header_bar_pack_start(
      ADW_HEADER_BAR(header),
      make_menu_button(self, "input-keyboard-symbolic", _("Send Key"), self->console->keys));
  adw_header_bar_pack_end(ADW_HEADER_BAR(header), self->menu);
  adw_header_bar_pack_end(ADW_HEADER_BAR(header), full_screen);
  return header;
}

static void
make_view(Head *self)
{
  const ViewOptions *options = self->console->options;
  OrielGtkView *view = ORIEL_GTK_VIEW(oriel_gtk_view_new());
  gboolean chord = hotkeys_get_release_chord(&options->hotkeys) != 0;
  g_autofree char *release =
      options->hotkeys.chosen ? hotkeys_describe(&options->hotkeys, HOTKEY_RELEASE_CURSOR) : NULL;

  self->view = view;
  gtk_widget_set_hexpand(GTK_WIDGET(view), TRUE);
  gtk_widget_set_vexpand(GTK_WIDGET(view), TRUE);
  oriel_gtk_view_set_zoom(view, options->zoom != 0 ? options->zoom : 100);
  oriel_gtk_view_set_view_only(view, options->view_only);
  oriel_gtk_view_set_local_cursor(view, options->local_cursor);
  head_update_grab(self);
  oriel_gtk_view_set_grab_locked(view, options->kiosk);
  oriel_gtk_view_set_accept_files(view, view_session_exchanges(options));
  oriel_gtk_view_set_desktop_keys(view, options->desktop_keys_text);
  oriel_gtk_view_set_keymap(view, options->keymap_text);
  if (!chord || release != NULL) /* modifiers of its own let go, or a key */
    oriel_gtk_view_set_grab_keys(view, chord ? release : NULL);
  g_signal_connect_swapped(view, "notify::keyboard-grabbed", G_CALLBACK(on_grab_changed), self);
  g_signal_connect_swapped(view, "notify::pointer-captured", G_CALLBACK(on_grab_changed), self);
  g_signal_connect_swapped(view, "notify::grab-keys-held", G_CALLBACK(on_keys_held), self);
  g_signal_connect(view, "key-pressed", G_CALLBACK(on_key_pressed), self);
  g_signal_connect(view, "files-dropped", G_CALLBACK(on_files_dropped), self);
  g_signal_connect_swapped(view, "state-flags-changed", G_CALLBACK(on_state_changed), self);
  g_signal_connect(view, "size-refused", G_CALLBACK(on_size_refused), self);
  g_signal_connect(view, "capture-refused", G_CALLBACK(on_capture_refused), self);
}

Head *
head_new(ConsoleWindow *console)
{
  Head *self = g_new0(Head, 1);

  self->console = console;
  /* GTK 4.8 calls a window a filler that gets its title later, unless its role is set. */
  self->window = g_object_ref(
      g_object_new(ADW_TYPE_WINDOW, "accessible-role", GTK_ACCESSIBLE_ROLE_WINDOW, NULL));
  gtk_widget_add_css_class(GTK_WIDGET(self->window), "oriel-console");
  focus_guard_add(self->window);
  make_view(self);
  head_add_actions(self);
  gtk_widget_insert_action_group(GTK_WIDGET(self->window), "console",
                                 G_ACTION_GROUP(console->actions));
  self->screen = gtk_overlay_new();
  self->body = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
  self->toasts = toasts_new_overlay();
  self->commands = commands_new();
  self->drop_hint = drop_hint_new();
  gtk_overlay_set_child(GTK_OVERLAY(self->screen), GTK_WIDGET(self->view));
  gtk_overlay_add_overlay(GTK_OVERLAY(self->screen), self->drop_hint);
  gtk_overlay_add_overlay(GTK_OVERLAY(self->screen), self->commands);
  gtk_box_append(GTK_BOX(self->body), self->screen);
  adw_toast_overlay_set_child(ADW_TOAST_OVERLAY(self->toasts), self->body);
  self->full_screen = full_screen_new(self->window, make_header(self), self->toasts,
                                      console->options->kiosk, on_left, self);
  adw_window_set_content(ADW_WINDOW(self->window), full_screen_get_widget(self->full_screen));
  gtk_window_set_default_size(self->window, DEFAULT_WIDTH, DEFAULT_HEIGHT);
  gtk_window_set_icon_name(self->window, "org.oriel.Oriel");
  g_signal_connect_swapped(self->window, "close-request", G_CALLBACK(on_close_request), self);
  g_signal_connect_swapped(self->window, "notify::is-active", G_CALLBACK(on_active), self);
  return self;
}

void
head_free(Head *self)
{
  g_clear_handle_id(&self->settle_id, g_source_remove);
  g_signal_handlers_disconnect_by_data(self->window, self);
  g_signal_handlers_disconnect_by_data(self->view, self);
  gtk_window_destroy(self->window);
  full_screen_free(self->full_screen);
  g_object_unref(self->actions);
  g_object_unref(self->window);
  g_free(self);
}
