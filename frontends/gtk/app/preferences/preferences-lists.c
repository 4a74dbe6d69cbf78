// SPDX-License-Identifier: LGPL-2.1-or-later
#include "preferences/preferences-private.h"

#include "preferences/editable-list.h"
#include "start/add-dialog.h"

#include "shared/host-settings.h"

#include <glib/gi18n.h>

static AdwPreferencesPage *
make_page(const char *title, const char *icon)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE(adw_preferences_page_new());

  adw_preferences_page_set_title(page, title);
  adw_preferences_page_set_icon_name(page, icon);
  return page;
}

/* Keys */

static char *
complain_of_keys(const char *text)
{
  g_autoptr(GError) error = NULL;
  Hotkeys scratch = {0};

  return hotkeys_add_own(&scratch, text, &error) ? NULL
                                                 : oriel_text_sanitize(error->message, -1, 300);
}

static void
on_keys(const char *const *texts, gpointer user_data)
{
  Preferences *self = user_data;

  g_strfreev(self->view.send_keys);
  self->view.send_keys = g_strdupv((char **)texts);
  preferences_save(self);
}

AdwPreferencesPage *
preferences_make_keys(Preferences *self)
{
  static EditableListKind kind;
  AdwPreferencesPage *page = make_page(_("Keys"), "input-keyboard-symbolic");

  kind = (EditableListKind){
      .title = _("Key Combinations"),
      .description = _("They are found in the menu “Send Key”, and are sent by their hotkeys."),
      .add_title = _("Add a Combination"),
      .first = _("Keys to send"),
      .second = _("Hotkey (optional)"),
      .hint = _("ctrl+alt+F2, super+l, Print"),
      .icon = "input-keyboard-symbolic",
      .complain = complain_of_keys,
      .changed = on_keys};
  editable_list_add(page, &kind, (const char *const *)self->view.send_keys, self);
  return page;
}

/* Hosts */

static char *
complain_of_host(const char *text)
{
  g_autoptr(GError) error = NULL;

  switch (add_dialog_judge(text, &error)) {
  case ADDRESS_HOST:
    return NULL;
  case ADDRESS_CONSOLE:
    return g_strdup(_("That is a console, not a host"));
  case ADDRESS_NONE:
  default:
    return oriel_text_sanitize(error->message, -1, 300);
  }
}

static void
on_hosts(const char *const *texts, gpointer user_data)
{
  Preferences *self = user_data;
  g_autofree char *path = host_settings_dup_path();
  g_autoptr(GError) error = NULL;

  if (!host_settings_save(path, texts, &error))
    preferences_tell(self, error->message);
  self->changed(self->user_data);
}

AdwPreferencesPage *
preferences_make_hosts(Preferences *self)
{
  static EditableListKind kind;
  AdwPreferencesPage *page = make_page(_("Hosts"), "network-server-symbolic");
  g_autofree char *path = host_settings_dup_path();
  g_auto(GStrv) hosts = host_settings_load(path);

  kind = (EditableListKind){
      .title = _("Hosts"),
      .description = _("Their guests are listed. Without any, those of this computer are."),
      .add_title = _("Add a Host"),
      .first = _("Address"),
      .hint = _("qemu:///system, qemu+ssh://user@host/system"),
      .icon = "network-server-symbolic",
      .complain = complain_of_host,
      .changed = on_hosts};
  editable_list_add(page, &kind, (const char *const *)hosts, self);
  return page;
}
