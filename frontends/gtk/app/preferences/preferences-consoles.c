// SPDX-License-Identifier: LGPL-2.1-or-later
#include "preferences/preferences-private.h"

#include "style.h"

#include "shared/keyring.h"
#include "shared/viewport.h"

#include <glib/gi18n.h>
#include <string.h>

#define VALUE "oriel-value"

static GtkWidget *
add_group(AdwPreferencesPage *page, const char *title, const char *description)
{
  GtkWidget *group = adw_preferences_group_new();

  adw_preferences_group_set_title(ADW_PREFERENCES_GROUP(group), title);
  adw_preferences_group_set_description(ADW_PREFERENCES_GROUP(group), description);
  adw_preferences_page_add(page, ADW_PREFERENCES_GROUP(group));
  return group;
}

/* A row whose control is @suffix. (transfer none) */
static GtkWidget *
add_row(GtkWidget *group, const char *title, const char *subtitle, GtkWidget *suffix)
{
  GtkWidget *row = adw_action_row_new();

  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(row), title);
  adw_action_row_set_subtitle(ADW_ACTION_ROW(row), subtitle);
  gtk_widget_set_valign(suffix, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix(ADW_ACTION_ROW(row), suffix);
  adw_action_row_set_activatable_widget(ADW_ACTION_ROW(row), suffix);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), row);
  return row;
}

static void
on_switched(GtkSwitch *control, GParamSpec *pspec, Preferences *self)
{
  *(gboolean *)g_object_get_data(G_OBJECT(control), VALUE) = gtk_switch_get_active(control);
  preferences_save(self);
}

/* @value: what it is about, which outlives the window. */
static GtkWidget *
add_switch(
    Preferences *self, GtkWidget *group, const char *title, const char *subtitle, gboolean *value)
{
  GtkWidget *control = gtk_switch_new();

  gtk_switch_set_active(GTK_SWITCH(control), *value);
  g_object_set_data(G_OBJECT(control), VALUE, value);
  g_signal_connect(control, "notify::active", G_CALLBACK(on_switched), self);
  return add_row(group, title, subtitle, control);
}

static AdwComboRow *
add_choice(GtkWidget *group, const char *title, const char *const *names, guint selected)
{
  GtkWidget *row = adw_combo_row_new();
  g_autoptr(GtkStringList) list = gtk_string_list_new(names);

  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(row), title);
  adw_combo_row_set_model(ADW_COMBO_ROW(row), G_LIST_MODEL(list));
  adw_combo_row_set_selected(ADW_COMBO_ROW(row), selected);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), row);
  return ADW_COMBO_ROW(row);
}

/* Screen */

static void
on_resize(AdwComboRow *row, GParamSpec *pspec, Preferences *self)
{
  self->view.auto_resize = adw_combo_row_get_selected(row) == 0;
  preferences_save(self);
}

static void
on_zoom(GtkSpinButton *spin, Preferences *self)
{
  int zoom = gtk_spin_button_get_value_as_int(spin);

  self->view.zoom = zoom != 100 ? zoom : 0;
  preferences_save(self);
}

static void
add_screen(Preferences *self, AdwPreferencesPage *page)
{
  const char *const sizes[] = {_("Resize Guest"), _("Scale Picture"), NULL};
  GtkWidget *group = add_group(page, _("Screen"), _("Of consoles that are opened from now on"));
  AdwComboRow *resize =
      add_choice(group, _("When the Window Is Resized"), sizes, self->view.auto_resize ? 0 : 1);
  GtkWidget *zoom = gtk_spin_button_new_with_range(VIEWPORT_ZOOM_MIN, VIEWPORT_ZOOM_MAX, 10);

  g_signal_connect(resize, "notify::selected", G_CALLBACK(on_resize), self);
  gtk_spin_button_set_value(GTK_SPIN_BUTTON(zoom), self->view.zoom != 0 ? self->view.zoom : 100);
  g_signal_connect(zoom, "value-changed", G_CALLBACK(on_zoom), self);
  add_row(group, _("Zoom"), _("Percent, of a new window"), zoom);
  add_switch(self, group, _("View Only"), _("Send neither keys nor the pointer"),
             &self->view.view_only);
}

/* Connection */

static const char *const orders[] = {"", "spice,vnc", "vnc,spice"};

static void
on_prefer(AdwComboRow *row, GParamSpec *pspec, Preferences *self)
{
  guint selected = adw_combo_row_get_selected(row);

  if (selected >= G_N_ELEMENTS(orders))
    return; /* as it stood in the file */
  g_free(self->view.prefer);
  self->view.prefer = selected > 0 ? g_strdup(orders[selected]) : NULL;
  preferences_save(self);
}

static void
add_prefer(Preferences *self, GtkWidget *group)
{
  const char *prefer = self->view.prefer != NULL ? self->view.prefer : "";
  const char *names[] = {_("As the Guest Has Them"), "SPICE, VNC", "VNC, SPICE", NULL, NULL};
  guint selected = 0;

  while (selected < G_N_ELEMENTS(orders) && strcmp(orders[selected], prefer) != 0)
    selected++;
  if (selected == G_N_ELEMENTS(orders))
    names[selected] = prefer;
  g_signal_connect(add_choice(group, _("Order of Protocols"), names, selected), "notify::selected",
                   G_CALLBACK(on_prefer), self);
}

static void
add_connection(Preferences *self, AdwPreferencesPage *page)
{
  GtkWidget *group = add_group(page, _("Connection"), NULL);
  GtkWidget *keyring;

  add_prefer(self, group);
  add_switch(self, group, _("Reconnect"), _("By itself, when a session ends"),
             &self->view.reconnect);
  keyring = add_switch(self, group, _("Passwords in the Keyring"),
                       keyring_is_built() ? _("They are looked for there, and can be kept")
                                          : _("This program was built without a keyring"),
                       &self->view.keyring);
  gtk_widget_set_sensitive(keyring, keyring_is_built());
}

static void
add_sharing(Preferences *self, AdwPreferencesPage *page)
{
  GtkWidget *group = add_group(page, _("Sharing with Guests"), NULL);

  add_switch(self, group, _("Clipboard"), NULL, &self->view.clipboard);
#ifdef HAVE_SOUND
  add_switch(self, group, _("Sound"), _("Play what guests play"), &self->view.audio);
  add_switch(self, group, _("Microphone"), _("Guests may listen whenever they want to"),
             &self->view.microphone);
#endif
  add_switch(self, group, _("USB Devices"),
             _("That are plugged in while a guest is shown, but for keyboards and mice"),
             &self->view.share_usb);
}

/* The windows */

static void
on_colors(AdwComboRow *row, GParamSpec *pspec, Preferences *self)
{
  self->settings->colors = (Colors)adw_combo_row_get_selected(row);
  style_set_colors(self->settings->colors);
  preferences_save(self);
}

static void
add_windows(Preferences *self, AdwPreferencesPage *page)
{
  const char *const names[N_COLORS + 1] = {_("As the Desktop"), _("Light"), _("Dark"), NULL};
  GtkWidget *group = add_group(page, _("Windows"), NULL);

  g_signal_connect(add_choice(group, _("Colors"), names, self->settings->colors),
                   "notify::selected", G_CALLBACK(on_colors), self);
  add_switch(self, group, _("Take the Keyboard"),
             _("All keys go to the guest while the pointer is over it"),
             &self->settings->grab_keyboard);
}

AdwPreferencesPage *
preferences_make_consoles(Preferences *self)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE(adw_preferences_page_new());

  adw_preferences_page_set_title(page, _("Consoles"));
  adw_preferences_page_set_icon_name(page, "video-display-symbolic");
  add_screen(self, page);
  add_connection(self, page);
  add_sharing(self, page);
  add_windows(self, page);
  return page;
}
