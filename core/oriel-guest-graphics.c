// SPDX-License-Identifier: LGPL-2.1-or-later
/* A guest's displays in the order in which somebody wants them. */
#include "oriel-guest.h"

/* How many of the @names (nullable) come before @protocol. */
static guint
get_rank(char **names, const char *protocol)
{
  guint rank = 0;

  while (names != NULL && names[rank] != NULL && !g_str_equal(names[rank], protocol))
    rank++;
  return rank;
}

/* After those that are as good, so that they keep their order. */
static void
insert(GPtrArray *list, char **names, OrielGraphics *graphics)
{
  guint rank = get_rank(names, oriel_graphics_get_protocol(graphics));
  guint at = list->len;

  while (at > 0 && get_rank(names, oriel_graphics_get_protocol(list->pdata[at - 1])) > rank)
    at--;
  g_ptr_array_insert(list, (int)at, g_object_ref(graphics));
}

/**
 * oriel_guest_list_graphics:
 * @self: a guest
 * @protocols: (nullable): names separated by commas, best first, as in #OrielSession:protocols;
 *   %NULL = none is preferred
 *
 * Lists the graphical consoles that this build can show, the best first: by what is preferred, then
 * by the guest's definition. A session that is given none of them tries them in this order.
 *
 * The list is empty until details were loaded.
 *
 * Returns: (transfer full) (element-type OrielGraphics): a list
 */
GPtrArray *
oriel_guest_list_graphics(OrielGuest *self, const char *protocols)
{
  g_auto(GStrv) names = protocols != NULL ? g_strsplit(protocols, ",", -1) : NULL;
  GPtrArray *list;
  GListModel *all;

  g_return_val_if_fail(ORIEL_IS_GUEST(self), NULL);

  list = g_ptr_array_new_with_free_func(g_object_unref);
  all = oriel_guest_get_graphics(self);
  for (char **name = names; name != NULL && *name != NULL; name++)
    g_strstrip(*name);
  for (guint i = 0; i < g_list_model_get_n_items(all); i++) {
    g_autoptr(OrielGraphics) graphics = g_list_model_get_item(all, i);

    if (oriel_graphics_is_supported(graphics))
      insert(list, names, graphics);
  }
  return list;
}
