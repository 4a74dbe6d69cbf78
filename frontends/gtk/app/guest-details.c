// SPDX-License-Identifier: LGPL-2.1-or-later
#include "guest-details.h"

#include "focus-guard.h"
#include "guest-state.h"

#include <glib/gi18n.h>

#define WIDTH 460 /* points */
#define HEIGHT 520

static GtkWidget *
add_group(AdwPreferencesPage *page, const char *title)
{
  GtkWidget *group = adw_preferences_group_new();

  adw_preferences_group_set_title(ADW_PREFERENCES_GROUP(group), title);
  adw_preferences_page_add(page, ADW_PREFERENCES_GROUP(group));
  return group;
}

/* What a guest or a server chose is text, no markup. */
static void
add_row(GtkWidget *group, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new();
  g_autofree char *clean = oriel_text_sanitize(value, -1, 400);
  g_autofree char *escaped = g_markup_escape_text(clean, -1);

  adw_preferences_row_set_title(ADW_PREFERENCES_ROW(row), title);
  adw_action_row_set_subtitle(ADW_ACTION_ROW(row), escaped);
  adw_action_row_set_subtitle_lines(ADW_ACTION_ROW(row), 0);
  gtk_list_box_row_set_activatable(GTK_LIST_BOX_ROW(row), FALSE);
  adw_preferences_group_add(ADW_PREFERENCES_GROUP(group), row);
}

static void
add_list(GtkWidget *group, const char *title, GListModel *list, gboolean graphics)
{
  g_autoptr(GString) names = g_string_new(NULL);

  for (guint i = 0; i < g_list_model_get_n_items(list); i++) {
    g_autoptr(GObject) item = g_list_model_get_item(list, i);

    g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                           graphics ? oriel_graphics_get_protocol(ORIEL_GRAPHICS(item))
                                    : oriel_console_get_alias(ORIEL_CONSOLE(item)));
  }
  add_row(group, title, names->len > 0 ? names->str : _("None"));
}

static void
add_guest(AdwPreferencesPage *page, OrielGuest *guest)
{
  GtkWidget *group = add_group(page, _("Guest"));
  OrielHost *host = oriel_guest_get_host(guest);
  g_autofree char *memory =
      g_format_size_full(oriel_guest_get_memory(guest) * 1024, G_FORMAT_SIZE_IEC_UNITS);
  g_autofree char *vcpus = g_strdup_printf("%u", oriel_guest_get_vcpus(guest));

  add_row(group, _("Name"), oriel_guest_get_name(guest));
  if (oriel_guest_get_title(guest) != NULL)
    add_row(group, _("Title"), oriel_guest_get_title(guest));
  add_row(group, _("State"), guest_state_get_label(oriel_guest_get_state(guest)));
  add_row(group, _("UUID"), oriel_guest_get_uuid(guest));
  add_row(group, _("Host"), host != NULL ? oriel_host_get_uri(host) : "");
  if (oriel_guest_get_vcpus(guest) > 0)
    add_row(group, _("Processors"), vcpus);
  if (oriel_guest_get_memory(guest) > 0)
    add_row(group, _("Memory"), memory);
  if (!oriel_guest_has_details(guest))
    return;
  add_list(group, _("Displays"), oriel_guest_get_graphics(guest), TRUE);
  add_list(group, _("Text Consoles"), oriel_guest_get_consoles(guest), FALSE);
  if (oriel_guest_get_description(guest) != NULL)
    add_row(group, _("Description"), oriel_guest_get_description(guest));
}

static void
add_console(AdwPreferencesPage *page, OrielSession *session, OrielDisplay *display)
{
  GtkWidget *group = add_group(page, _("Console"));
  OrielTarget *target = oriel_session_get_target(session);
  g_autofree char *uri = target != NULL ? oriel_target_to_uri(target) : NULL;

  if (uri != NULL)
    add_row(group, _("Address"), uri);
  if (oriel_session_get_peer(session) != NULL)
    add_row(group, _("Server"), oriel_session_get_peer(session));
  if (display != NULL) {
    g_autofree char *size = g_strdup_printf(_("%d × %d pixels"), oriel_display_get_width(display),
                                            oriel_display_get_height(display));

    add_row(group, _("Screen"), size);
  }
}

void
guest_details_present(GtkWindow *parent,
                      const char *name,
                      OrielGuest *guest,
                      OrielSession *session,
                      OrielDisplay *display)
{
  GtkWidget *window = adw_preferences_window_new();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE(adw_preferences_page_new());

  if (guest != NULL)
    add_guest(page, guest);
  if (session != NULL)
    add_console(page, session, display);
  gtk_window_set_title(GTK_WINDOW(window), name);
  adw_preferences_window_set_search_enabled(ADW_PREFERENCES_WINDOW(window), FALSE);
  adw_preferences_window_add(ADW_PREFERENCES_WINDOW(window), page);
  gtk_window_set_modal(GTK_WINDOW(window), TRUE);
  gtk_window_set_transient_for(GTK_WINDOW(window), parent);
  gtk_window_set_destroy_with_parent(GTK_WINDOW(window), TRUE);
  gtk_window_set_default_size(GTK_WINDOW(window), WIDTH, HEIGHT);
  focus_guard_add(GTK_WINDOW(window));
  gtk_window_present(GTK_WINDOW(window));
}
