// SPDX-License-Identifier: LGPL-2.1-or-later
/* What can be asked of a host. */
#include "impl/oriel-guest-impl.h"

#include <string.h>

/* Whether @name is the decimal @id of a running guest, and nothing else. */
static gboolean
is_id(const char *name, int id)
{
  guint64 number;

  return id >= 0 && g_ascii_string_to_unsigned(name, 10, 0, G_MAXINT, &number, NULL) &&
         number == (guint64)id;
}

/**
 * oriel_host_find_guest:
 * @self: a host
 * @name: a UUID, a name, or the decimal id of a running guest
 *
 * Finds the guest that a person means. A UUID is tried first, then a name, then an id.
 *
 * Returns: (transfer full) (nullable): a guest, or %NULL when there is none
 */
OrielGuest *
oriel_host_find_guest(OrielHost *self, const char *name)
{
  g_autofree char *shown = NULL;
  g_autoptr(OrielGuest) by_name = NULL;
  g_autoptr(OrielGuest) by_id = NULL;
  GListModel *guests;

  g_return_val_if_fail(ORIEL_IS_HOST(self), NULL);
  g_return_val_if_fail(name != NULL, NULL);

  /* Names in the list are fit to be shown, which what a person typed need not be. */
  shown = oriel_text_sanitize(name, -1, 256);
  guests = oriel_host_get_guests(self);
  for (guint i = 0; i < g_list_model_get_n_items(guests); i++) {
    g_autoptr(OrielGuest) guest = g_list_model_get_item(guests, i);

    if (g_ascii_strcasecmp(oriel_guest_get_uuid(guest), name) == 0)
      return g_steal_pointer(&guest);
    if (strcmp(oriel_guest_get_name(guest), shown) == 0)
      g_set_object(&by_name, guest);
    else if (is_id(name, oriel_guest_get_id(guest)))
      g_set_object(&by_id, guest);
  }
  return by_name != NULL ? g_steal_pointer(&by_name) : g_steal_pointer(&by_id);
}

/**
 * oriel_host_connect_async:
 * @self: a host
 * @cancellable: (nullable): to give up waiting
 * @callback: (scope async): called when the list of guests is there, or with an error
 * @user_data: for @callback
 *
 * Connects and fetches the list of guests. Connected already is fine as well.
 */
void
oriel_host_connect_async(OrielHost *self,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_HOST(self));
  g_return_if_fail(cancellable == NULL || G_IS_CANCELLABLE(cancellable));

  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_host_connect_async);
  ORIEL_HOST_GET_CLASS(self)->connect(self, task);
}

/**
 * oriel_host_connect_finish:
 * @self: a host
 * @result: what the callback got
 * @error: return location of an error
 *
 * Ends oriel_host_connect_async().
 *
 * Returns: %TRUE, or %FALSE with, among others, %ORIEL_ERROR_UNREACHABLE, %ORIEL_ERROR_AUTH or
 *   %ORIEL_ERROR_TIMED_OUT
 */
gboolean
oriel_host_connect_finish(OrielHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), FALSE);
  g_return_val_if_fail(g_async_result_is_tagged(result, oriel_host_connect_async), FALSE);
  return g_task_propagate_boolean(G_TASK(result), error);
}

/**
 * oriel_host_load_statistics_async:
 * @self: a host
 * @guests: (array length=n_guests): some of its guests, such as those that are seen at the moment
 * @n_guests: how many
 * @cancellable: (nullable): to give up waiting
 * @callback: (scope async): called when the answer is there, or with an error
 * @user_data: for @callback
 *
 * Asks what some guests use, all of them in one question; #OrielGuest:cpu-share and
 * #OrielGuest:memory-used tell. A share of the processors needs two questions, some time apart.
 */
void
oriel_host_load_statistics_async(OrielHost *self,
                                 OrielGuest **guests,
                                 guint n_guests,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_HOST(self));
  g_return_if_fail(guests != NULL || n_guests == 0);
  g_return_if_fail(cancellable == NULL || G_IS_CANCELLABLE(cancellable));

  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_host_load_statistics_async);
  if (ORIEL_HOST_GET_CLASS(self)->load_statistics == NULL)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "Statistics of %s are not possible: it offers none",
                            oriel_host_get_name(self));
  else
    ORIEL_HOST_GET_CLASS(self)->load_statistics(self, guests, n_guests, task);
}

/**
 * oriel_host_load_statistics_finish:
 * @self: a host
 * @result: what the callback got
 * @error: return location of an error
 *
 * Ends oriel_host_load_statistics_async().
 *
 * Returns: %TRUE, or %FALSE with an error
 */
gboolean
oriel_host_load_statistics_finish(OrielHost *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), FALSE);
  g_return_val_if_fail(g_async_result_is_tagged(result, oriel_host_load_statistics_async), FALSE);
  return g_task_propagate_boolean(G_TASK(result), error);
}

/**
 * oriel_host_disconnect:
 * @self: a host
 *
 * Leaves the host: the list becomes empty, calls under way fail, nothing is tried again. Does
 * nothing where there is no connection.
 */
void
oriel_host_disconnect(OrielHost *self)
{
  g_return_if_fail(ORIEL_IS_HOST(self));
  ORIEL_HOST_GET_CLASS(self)->disconnect(self);
}
