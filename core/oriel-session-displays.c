// SPDX-License-Identifier: LGPL-2.1-or-later
/* The screens of a session, a list ordered by their numbers. */
#include "oriel-display-private.h"
#include "oriel-session-private.h"

OrielDisplay *
oriel_session_find_display(OrielSession *self, guint id)
{
  for (guint i = 0; i < g_list_model_get_n_items(G_LIST_MODEL(self->displays)); i++) {
    g_autoptr(OrielDisplay) display = g_list_model_get_item(G_LIST_MODEL(self->displays), i);
    if (oriel_display_get_id(display) == id && oriel_display_is_attached(display))
      return display;
  }
  return NULL;
}

/* The position of the display @id in the list, or where it belongs. */
static guint
find_position(OrielSession *self, guint id, gboolean *found)
{
  guint position = 0;

  for (; position < g_list_model_get_n_items(G_LIST_MODEL(self->displays)); position++) {
    g_autoptr(OrielDisplay) display = g_list_model_get_item(G_LIST_MODEL(self->displays), position);
    *found = oriel_display_get_id(display) == id;
    if (oriel_display_get_id(display) >= id)
      return position;
  }
  *found = FALSE;
  return position;
}

OrielDisplay *
oriel_session_ensure_display(OrielSession *self, guint id)
{
  gboolean found;
  guint position = find_position(self, id, &found);
  g_autoptr(OrielDisplay) display = NULL;

  if (found) {
    display = g_list_model_get_item(G_LIST_MODEL(self->displays), position);
  } else {
    display = oriel_display_new(id);
    oriel_display_set_view_only(display, self->view_only);
  }
  if (!oriel_display_is_attached(display)) {
    oriel_display_attach(display, self->link);
    oriel_display_set_cursor(display, NULL);
    oriel_display_set_pointer_mode(display, self->pointer_mode);
    oriel_display_set_leds(display, self->leds);
    oriel_display_set_resizable(display, self->resizable);
  }
  if (!found)
    g_list_store_insert(self->displays, position, display);
  return display; /* the list keeps it */
}

void
oriel_session_remove_display(OrielSession *self, guint id)
{
  gboolean found;
  guint position = find_position(self, id, &found);
  g_autoptr(OrielDisplay) display = NULL;

  if (!found)
    return;
  display = g_list_model_get_item(G_LIST_MODEL(self->displays), position);
  oriel_display_detach(display);
  g_list_store_remove(self->displays, position);
}
