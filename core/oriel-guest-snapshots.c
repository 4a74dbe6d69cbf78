// SPDX-License-Identifier: LGPL-2.1-or-later
/* Snapshots of guests: the checks and tasks around the slots of the class. */
#include "oriel-guest-private.h"

/**
 * oriel_guest_list_snapshots_async:
 * @self: a guest
 * @cancellable: (nullable): to give up waiting; the host goes on
 * @callback: (scope async): called when the host has done it, or with an error
 * @user_data: for @callback
 *
 * Asks for the snapshots of a guest.
 */
void
oriel_guest_list_snapshots_async(OrielGuest *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_GUEST(self));
  g_return_if_fail(cancellable == NULL || G_IS_CANCELLABLE(cancellable));

  task = oriel_guest_begin(self, oriel_guest_list_snapshots_async,
                           ORIEL_GUEST_GET_CLASS(self)->list_snapshots != NULL,
                           "Listing the snapshots", cancellable, callback, user_data);
  if (task != NULL)
    ORIEL_GUEST_GET_CLASS(self)->list_snapshots(self, task);
}

/**
 * oriel_guest_list_snapshots_finish:
 * @self: a guest
 * @result: what the callback got
 * @error: return location of an error
 *
 * Ends oriel_guest_list_snapshots_async().
 *
 * Returns: (transfer full): a list of #OrielSnapshot, the oldest first, or %NULL with an error
 */
GListModel *
oriel_guest_list_snapshots_finish(OrielGuest *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), NULL);
  g_return_val_if_fail(g_async_result_is_tagged(result, oriel_guest_list_snapshots_async), NULL);
  return g_task_propagate_pointer(G_TASK(result), error);
}

/**
 * oriel_guest_create_snapshot_async:
 * @self: a guest
 * @name: (nullable): what to call it; %NULL = the host chooses
 * @description: (nullable): what to note about it
 * @cancellable: (nullable): to give up waiting; the host goes on
 * @callback: (scope async): called when the host has done it, or with an error
 * @user_data: for @callback
 *
 * Makes a snapshot of what the guest is now.
 */
void
oriel_guest_create_snapshot_async(OrielGuest *self,
                                  const char *name,
                                  const char *description,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_GUEST(self));
  g_return_if_fail(cancellable == NULL || G_IS_CANCELLABLE(cancellable));

  task = oriel_guest_begin(self, oriel_guest_create_snapshot_async,
                           ORIEL_GUEST_GET_CLASS(self)->create_snapshot != NULL,
                           "Making a snapshot", cancellable, callback, user_data);
  if (task != NULL)
    ORIEL_GUEST_GET_CLASS(self)->create_snapshot(self, name, description, task);
}

/**
 * oriel_guest_create_snapshot_finish:
 * @self: a guest
 * @result: what the callback got
 * @error: return location of an error
 *
 * Ends oriel_guest_create_snapshot_async().
 *
 * Returns: %TRUE, or %FALSE with an error
 */
gboolean
oriel_guest_create_snapshot_finish(OrielGuest *self, GAsyncResult *result, GError **error)
{
  return oriel_guest_end(self, result, oriel_guest_create_snapshot_async, error);
}

/**
 * oriel_guest_revert_snapshot_async:
 * @self: a guest
 * @name: the name of a snapshot
 * @cancellable: (nullable): to give up waiting; the host goes on
 * @callback: (scope async): called when the host has done it, or with an error
 * @user_data: for @callback
 *
 * Makes the guest what it was when the snapshot was made. What happened since is lost.
 */
void
oriel_guest_revert_snapshot_async(OrielGuest *self,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_GUEST(self));
  g_return_if_fail(name != NULL);
  g_return_if_fail(cancellable == NULL || G_IS_CANCELLABLE(cancellable));

  task = oriel_guest_begin(self, oriel_guest_revert_snapshot_async,
                           ORIEL_GUEST_GET_CLASS(self)->revert_snapshot != NULL,
                           "Going back to a snapshot", cancellable, callback, user_data);
  if (task != NULL)
    ORIEL_GUEST_GET_CLASS(self)->revert_snapshot(self, name, task);
}

/**
 * oriel_guest_revert_snapshot_finish:
 * @self: a guest
 * @result: what the callback got
 * @error: return location of an error
 *
 * Ends oriel_guest_revert_snapshot_async().
 *
 * Returns: %TRUE, or %FALSE with an error
 */
gboolean
oriel_guest_revert_snapshot_finish(OrielGuest *self, GAsyncResult *result, GError **error)
{
  return oriel_guest_end(self, result, oriel_guest_revert_snapshot_async, error);
}

/**
 * oriel_guest_delete_snapshot_async:
 * @self: a guest
 * @name: the name of a snapshot
 * @cancellable: (nullable): to give up waiting; the host goes on
 * @callback: (scope async): called when the host has done it, or with an error
 * @user_data: for @callback
 *
 * Deletes a snapshot; the guest and its other snapshots stay what they are.
 */
void
oriel_guest_delete_snapshot_async(OrielGuest *self,
                                  const char *name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_GUEST(self));
  g_return_if_fail(name != NULL);
  g_return_if_fail(cancellable == NULL || G_IS_CANCELLABLE(cancellable));

  task = oriel_guest_begin(self, oriel_guest_delete_snapshot_async,
                           ORIEL_GUEST_GET_CLASS(self)->delete_snapshot != NULL,
                           "Deleting a snapshot", cancellable, callback, user_data);
  if (task != NULL)
    ORIEL_GUEST_GET_CLASS(self)->delete_snapshot(self, name, task);
}

/**
 * oriel_guest_delete_snapshot_finish:
 * @self: a guest
 * @result: what the callback got
 * @error: return location of an error
 *
 * Ends oriel_guest_delete_snapshot_async().
 *
 * Returns: %TRUE, or %FALSE with an error
 */
gboolean
oriel_guest_delete_snapshot_finish(OrielGuest *self, GAsyncResult *result, GError **error)
{
  return oriel_guest_end(self, result, oriel_guest_delete_snapshot_async, error);
}
