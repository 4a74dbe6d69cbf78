// SPDX-License-Identifier: LGPL-2.1-or-later
/* Keys that are sent to the guest without being pressed: by the menu, by hotkeys of the user's own,
 * and the text of the clipboard, typed. */
#include "window-private.h"

#include "menus.h"
#include "sent-keys.h"
#include "shared/typist.h"

#include <glib/gi18n.h>

/* Keys that the desktop keeps for itself, in the words of virt-viewer. */
static const char *const combinations[] = {"Ctrl+Alt+Delete", "Ctrl+Alt+BackSpace", NULL};
static const char *const others[] = {"Print", "Super", NULL};

void
console_window_send_keys(Head *head, const char *text)
{
  g_auto(GStrv) names = g_strsplit(text, "+", HOTKEYS_MAX_SEND);
  guint keys[HOTKEYS_MAX_SEND];
  gsize n = 0;

  for (char **name = names; *name != NULL; name++)
    keys[n++] = sent_keys_parse(*name);
  oriel_gtk_view_send_keys(head->view, keys, n);
  gtk_widget_grab_focus(GTK_WIDGET(head->view));
}

/* What the hotkey has for the guest. */
void
console_window_send_hotkey(Head *head, const Hotkey *hotkey)
{
  gsize n = 0;

  while (n < HOTKEYS_MAX_SEND && hotkey->send[n] != 0)
    n++;
  oriel_gtk_view_send_keys(head->view, hotkey->send, n);
}

static void
append_keys(GMenu *menu, const char *keys)
{
  g_autofree char *escaped = menus_dup_label(keys);
  g_autoptr(GMenuItem) item = g_menu_item_new(escaped, NULL);

  g_menu_item_set_action_and_target(item, "screen.send-keys", "s", keys);
  g_menu_append_item(menu, item);
}

static void
append_section(GMenu *menu, const char *const *keys)
{
  g_autoptr(GMenu) section = g_menu_new();

  for (; *keys != NULL; keys++)
    append_keys(section, *keys);
  g_menu_append_section(menu, NULL, G_MENU_MODEL(section));
}

/* Those of the user's own, of --hotkeys and of the preferences. */
static void
append_own(GMenu *section, const Hotkeys *hotkeys)
{
  for (guint i = 0; i < hotkeys->n_keys; i++) {
    g_autofree char *text =
        hotkeys->keys[i].action == HOTKEY_SEND ? sent_keys_describe(&hotkeys->keys[i]) : NULL;

    if (text != NULL)
      append_keys(section, text);
  }
}

void
console_window_update_keys_menu(ConsoleWindow *self)
{
  const char *reason = console_window_get_display(self) == NULL ? _("There is no guest")
                       : self->options->view_only               ? _("The guest is only viewed")
                                                                : NULL;

  g_menu_remove_all(self->own_keys);
  if (reason != NULL)
    g_menu_append(self->own_keys, reason, "console.none"); /* grey: nothing has this action */
  append_own(self->own_keys, &self->options->hotkeys);
}

void
console_window_make_keys_menu(ConsoleWindow *self)
{
  g_autoptr(GMenu) functions = g_menu_new();
  g_autoptr(GMenu) typed = g_menu_new();

  self->keys = g_menu_new();
  self->own_keys = g_menu_new();
  g_menu_append_section(self->keys, NULL, G_MENU_MODEL(self->own_keys));
  append_section(self->keys, combinations);
  for (int i = 1; i <= 12; i++) {
    g_autofree char *keys = g_strdup_printf("Ctrl+Alt+F%d", i);

    append_keys(functions, keys);
  }
  g_menu_append_submenu(self->keys, "Ctrl+Alt+F1 … F12", G_MENU_MODEL(functions));
  append_section(self->keys, others);
  g_menu_append(typed, _("_Type Clipboard"), "console.type-clipboard");
  g_menu_append_section(self->keys, NULL, G_MENU_MODEL(typed));
  console_window_update_keys_menu(self);
}

/* The clipboard, typed */

static void
on_typed(gpointer user_data)
{
  ConsoleWindow *self = user_data;

  g_clear_pointer(&self->typist, typist_free);
  console_window_tell(self, _("The clipboard is typed"));
}

static void
type(ConsoleWindow *self, const char *text)
{
  const TypistHooks hooks = {.finished = on_typed, .user_data = self};
  OrielDisplay *display = console_window_get_display(self);
  g_autoptr(GError) error = NULL;
  g_autoptr(KeyLayout) layout = NULL;

  if (display == NULL)
    return;
  layout = key_layout_new(self->options->keyboard, &error);
  if (layout != NULL)
    self->typist = typist_start(display, layout, text, &hooks, &error);
  if (self->typist == NULL) {
    g_autofree char *reason = oriel_text_sanitize(error->message, -1, 300);
    g_autofree char *shown = g_strdup_printf(_("Nothing is typed: %s"), reason);

    console_window_tell(self, shown);
  } else if (typist_get_seconds(self->typist) > 1) {
    console_window_tell(self, _("Typing the clipboard. Escape stops"));
  }
  gtk_widget_grab_focus(GTK_WIDGET(self->head->view));
}

static void
on_text(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish(GDK_CLIPBOARD(source), result, &error);
  ConsoleWindow *self = user_data;

  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the window is gone */
  if (text == NULL || *text == '\0')
    console_window_tell(self, _("There is no text in the clipboard"));
  else
    type(self, text);
}

/* Types the text of the desktop's clipboard, for guests that take none. */
void
console_window_type_clipboard(ConsoleWindow *self)
{
  if (console_window_get_display(self) == NULL || self->options->view_only)
    return;
  g_clear_pointer(&self->typist, typist_free);
  gdk_clipboard_read_text_async(gtk_widget_get_clipboard(GTK_WIDGET(self->head->window)),
                                self->cancellable, on_text, self);
}

/* While it types, keys are not the guest's: they would be part of the text. Returns whether it
 * does. */
gboolean
console_window_is_typing(ConsoleWindow *self, guint keyval)
{
  if (self->typist == NULL)
    return FALSE;
  if (keyval == GDK_KEY_Escape) {
    g_clear_pointer(&self->typist, typist_free);
    console_window_tell(self, _("Typing has stopped"));
  }
  return TRUE;
}
