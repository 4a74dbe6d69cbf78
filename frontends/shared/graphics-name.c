// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/graphics-name.h"

char *
graphics_name_of(OrielGuest *guest, OrielGraphics *graphics)
{
  GListModel *list = oriel_guest_get_graphics(guest);
  const char *protocol = oriel_graphics_get_protocol(graphics);
  guint number = 1;

  for (guint i = 0; i < g_list_model_get_n_items(list); i++) {
    g_autoptr(OrielGraphics) other = g_list_model_get_item(list, i);

    if (oriel_graphics_get_index(other) < oriel_graphics_get_index(graphics) &&
        g_str_equal(oriel_graphics_get_protocol(other), protocol))
      number++;
  }
  return number == 1 ? g_strdup(protocol) : g_strdup_printf("%s:%u", protocol, number);
}

char *
graphics_name_fell_back(OrielSession *session, OrielGraphics *failed, const GError *error)
{
  OrielGuest *guest = oriel_session_get_guest(session);
  g_autofree char *before = graphics_name_of(guest, failed);
  g_autofree char *now = graphics_name_of(guest, oriel_session_get_graphics(session));
  g_autofree char *text = g_strdup_printf("%s failed, trying %s: %s", before, now, error->message);

  return oriel_text_sanitize(text, -1, 400);
}

OrielGraphics *
graphics_name_find(OrielGuest *guest, const char *name, GError **error)
{
  GListModel *list = oriel_guest_get_graphics(guest);
  g_autoptr(GString) others = g_string_new(NULL);

  for (guint i = 0; i < g_list_model_get_n_items(list); i++) {
    g_autoptr(OrielGraphics) graphics = g_list_model_get_item(list, i);
    g_autofree char *its_name = graphics_name_of(guest, graphics);

    if (g_ascii_strcasecmp(its_name, name) == 0)
      return g_steal_pointer(&graphics);
    g_string_append_printf(others, "%s%s", i > 0 ? ", " : "", its_name);
  }
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND,
              "the guest '%s' has no %s display; it has: %s", oriel_guest_get_name(guest), name,
              others->len > 0 ? others->str : "none");
  return NULL;
}

GStrv
graphics_name_list(OrielGuest *guest, const char *protocols)
{
  g_autoptr(GPtrArray) list = oriel_guest_list_graphics(guest, protocols);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new();

  for (guint i = 0; i < list->len; i++) {
    g_autofree char *name = graphics_name_of(guest, list->pdata[i]);

    g_strv_builder_add(names, name);
  }
  return g_strv_builder_end(names);
}
