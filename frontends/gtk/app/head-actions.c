// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the menu and the hotkeys do to one screen. */
#include "window-private.h"

#include "toasts.h"

#include "shared/device-keys.h"
#include "shared/screenshot.h"
#include "shared/viewport.h"

#include <glib/gi18n.h>

/* (nullable): what is shown, and there */
static OrielDisplay *
get_display(Head *self)
{
  return attachment_get_session(self->console->attachment) != NULL
             ? oriel_gtk_view_get_display(self->view)
             : NULL;
}

static void
on_saved(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(AdwToastOverlay) toasts = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = screenshot_save_finish(result, &error);
  g_autofree char *text =
      path != NULL ? g_strdup_printf(_("Saved as %s"), path) : g_strdup(error->message);

  toasts_tell(toasts, text);
}

static void
take_screenshot(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Head *self = user_data;
  OrielDisplay *display = get_display(self);

  if (display != NULL)
    screenshot_save_async(display, adw_window_title_get_title(ADW_WINDOW_TITLE(self->title)),
                          on_saved, g_object_ref(self->toasts));
}

static void
send_keys(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  console_window_send_keys(user_data, g_variant_get_string(parameter, NULL));
}

static void
toggle_full_screen(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Head *self = user_data;

  console_window_toggle_full_screen(self->console, self);
}

static void
step_zoom(Head *self, int steps)
{
  head_set_zoom(self, viewport_step_zoom(oriel_gtk_view_get_shown_zoom(self->view), steps));
}

static void
zoom_in(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_zoom(user_data, 1);
}

static void
zoom_out(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_zoom(user_data, -1);
}

static void
zoom_reset(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  head_set_zoom(user_data, 100);
}

static void
zoom_fit(GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  Head *self = user_data;

  oriel_gtk_view_set_scaling(self->view, ORIEL_GTK_SCALING_FIT);
}

static void
set_auto_resize(GSimpleAction *action, GVariant *state, gpointer user_data)
{
  Head *self = user_data;

  g_simple_action_set_state(action, state);
  oriel_gtk_view_set_scaling(self->view, g_variant_get_boolean(state)
                                             ? ORIEL_GTK_SCALING_GUEST_RESIZE
                                             : ORIEL_GTK_SCALING_FIT);
}

static const GActionEntry entries[] = {
    {"screenshot", take_screenshot},
    {"send-keys", send_keys, "s"},
    {"full-screen", toggle_full_screen},
    {"zoom-in", zoom_in},
    {"zoom-out", zoom_out},
    {"zoom-reset", zoom_reset},
    {"zoom-fit", zoom_fit},
    {"auto-resize", NULL, NULL, "false", set_auto_resize},
};

static GSimpleAction *
find_action(Head *self, const char *name)
{
  return G_SIMPLE_ACTION(g_action_map_lookup_action(G_ACTION_MAP(self->actions), name));
}

void
head_add_actions(Head *self)
{
  self->actions = g_simple_action_group_new();
  g_action_map_add_action_entries(G_ACTION_MAP(self->actions), entries, G_N_ELEMENTS(entries),
                                  self);
  g_simple_action_set_state(find_action(self, "auto-resize"),
                            g_variant_new_boolean(self->console->options->auto_resize));
  gtk_widget_insert_action_group(GTK_WIDGET(self->window), "screen", G_ACTION_GROUP(self->actions));
  head_update_actions(self);
}

void
head_update_actions(Head *self)
{
  static const char *const of_guest[] = {"screenshot", "zoom-in", "zoom-out", "zoom-reset",
                                         "auto-resize"};
  gboolean there = get_display(self) != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS(of_guest); i++)
    g_simple_action_set_enabled(find_action(self, of_guest[i]), there);
  g_simple_action_set_enabled(find_action(self, "send-keys"),
                              there && !self->console->options->view_only);
}

static void
use_device(Head *self, HotkeyAction action)
{
  g_autofree char *text =
      device_keys_perform(action, attachment_get_session(self->console->attachment));

  head_tell(self, text);
}

gboolean
head_hotkey(Head *self, const Hotkey *hotkey)
{
  HotkeyAction action = hotkey != NULL ? hotkey->action : HOTKEY_NONE;
  static const char *const names[HOTKEY_N_ACTIONS] = {
      [HOTKEY_TOGGLE_FULLSCREEN] = "full-screen",
      [HOTKEY_ZOOM_IN] = "zoom-in",
      [HOTKEY_ZOOM_OUT] = "zoom-out",
      [HOTKEY_ZOOM_RESET] = "zoom-reset",
      [HOTKEY_ZOOM_FIT] = "zoom-fit",
      [HOTKEY_SCREENSHOT] = "screenshot",
  };

  switch (action) {
  case HOTKEY_NONE:
  case HOTKEY_USB_DEVICES: /* are in the menu, as the next */
  case HOTKEY_CONNECT_BY:
    return FALSE;
  case HOTKEY_RELEASE_CURSOR:
    oriel_gtk_view_toggle_grab(self->view);
    return TRUE;
  case HOTKEY_SEND:
    console_window_send_hotkey(self, hotkey);
    return TRUE;
  case HOTKEY_SECURE_ATTENTION:
    console_window_send_keys(self, "Ctrl+Alt+Delete");
    return TRUE;
  case HOTKEY_TYPE_CLIPBOARD:
    console_window_type_clipboard(self->console);
    return TRUE;
  case HOTKEY_USB_DEVICE_RESET:
  case HOTKEY_SMARTCARD_INSERT:
  case HOTKEY_SMARTCARD_REMOVE:
    use_device(self, action);
    return TRUE;
  default:
    if (names[action] != NULL)
      g_action_group_activate_action(G_ACTION_GROUP(self->actions), names[action], NULL);
    return TRUE;
  }
}
