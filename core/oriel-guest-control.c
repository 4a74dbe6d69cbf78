// SPDX-License-Identifier: LGPL-2.1-or-later
/* Autostart, keys without a console, and statistics. */
#include "oriel-guest-private.h"

/**
 * oriel_guest_set_autostart_async:
 * @self: a guest
 * @autostart: whether to start it with its host
 * @cancellable: (nullable): to give up waiting; the host goes on
 * @callback: (scope async): called when the host has done it, or with an error
 * @user_data: for @callback
 *
 * Says whether the guest starts when its host does.
 */
void
oriel_guest_set_autostart_async(OrielGuest *self,
                                gboolean autostart,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_GUEST(self));
  g_return_if_fail(cancellable == NULL || G_IS_CANCELLABLE(cancellable));

  task = oriel_guest_begin(self, oriel_guest_set_autostart_async,
                           ORIEL_GUEST_GET_CLASS(self)->set_autostart != NULL,
                           "Setting the autostart", cancellable, callback, user_data);
  if (task != NULL)
    ORIEL_GUEST_GET_CLASS(self)->set_autostart(self, autostart, task);
}

/**
 * oriel_guest_set_autostart_finish:
 * @self: a guest
 * @result: what the callback got
 * @error: return location of an error
 *
 * Ends oriel_guest_set_autostart_async().
 *
 * Returns: %TRUE, or %FALSE with an error
 */
gboolean
oriel_guest_set_autostart_finish(OrielGuest *self, GAsyncResult *result, GError **error)
{
  return oriel_guest_end(self, result, oriel_guest_set_autostart_async, error);
}

/**
 * oriel_guest_send_keys_async:
 * @self: a guest
 * @qnums: (array length=n_qnums): keys, as the numbers of oriel_keymap_qnum_from_keysym()
 * @n_qnums: how many, at most %ORIEL_GUEST_MAX_KEYS
 * @cancellable: (nullable): to give up waiting; the host goes on
 * @callback: (scope async): called when the host has done it, or with an error
 * @user_data: for @callback
 *
 * Has the host press keys of the guest's keyboard together, and release them: no console is opened.
 */
void
oriel_guest_send_keys_async(OrielGuest *self,
                            const guint *qnums,
                            guint n_qnums,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_GUEST(self));
  g_return_if_fail(qnums != NULL);
  g_return_if_fail(n_qnums > 0 && n_qnums <= ORIEL_GUEST_MAX_KEYS);
  g_return_if_fail(cancellable == NULL || G_IS_CANCELLABLE(cancellable));

  task = oriel_guest_begin(self, oriel_guest_send_keys_async,
                           ORIEL_GUEST_GET_CLASS(self)->send_keys != NULL, "Sending keys",
                           cancellable, callback, user_data);
  if (task != NULL)
    ORIEL_GUEST_GET_CLASS(self)->send_keys(self, qnums, n_qnums, task);
}

/**
 * oriel_guest_send_keys_finish:
 * @self: a guest
 * @result: what the callback got
 * @error: return location of an error
 *
 * Ends oriel_guest_send_keys_async().
 *
 * Returns: %TRUE, or %FALSE with an error
 */
gboolean
oriel_guest_send_keys_finish(OrielGuest *self, GAsyncResult *result, GError **error)
{
  return oriel_guest_end(self, result, oriel_guest_send_keys_async, error);
}

/**
 * oriel_guest_get_autostart:
 * @self: a guest
 *
 * Gets whether the guest starts when its host does, a detail.
 *
 * Returns: whether it does
 */
gboolean
oriel_guest_get_autostart(OrielGuest *self)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(self), FALSE);
  return oriel_guest_private(self)->autostart;
}

/**
 * oriel_guest_get_cpu_share:
 * @self: a guest
 *
 * Gets how busy the guest's processors were between the last two answers to
 * [method@Oriel.Host.load_statistics_async].
 *
 * Returns: from 0 to 1 for all of its processors, or -1 when that is not known
 */
double
oriel_guest_get_cpu_share(OrielGuest *self)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(self), -1);
  return oriel_guest_private(self)->cpu_share;
}

/**
 * oriel_guest_get_memory_used:
 * @self: a guest
 *
 * Gets how much memory the guest uses, as of the last answer to
 * [method@Oriel.Host.load_statistics_async].
 *
 * Returns: KiB, or 0 when that is not known
 */
guint64
oriel_guest_get_memory_used(OrielGuest *self)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(self), 0);
  return oriel_guest_private(self)->memory_used;
}

void
oriel_guest_report_autostart(OrielGuest *self, gboolean autostart)
{
  OrielGuestPrivate *priv = oriel_guest_private(self);

  if (priv->autostart == !!autostart)
    return;
  priv->autostart = !!autostart;
  g_object_notify(G_OBJECT(self), "autostart");
  oriel_guest_tell_changed(self);
}

/* The share between the last sample and this one; -1 = there is none to compare with. */
static double
share_since(const OrielGuestPrivate *priv, guint64 cpu_time, gint64 time)
{
  double elapsed = (double)(time - priv->sampled) * 1000 * MAX(priv->vcpus, 1);

  if (priv->sampled == 0 || time <= priv->sampled || cpu_time < priv->cpu_time)
    return -1;
  return CLAMP((double)(cpu_time - priv->cpu_time) / elapsed, 0, 1);
}

void
oriel_guest_report_statistics(OrielGuest *self, guint64 cpu_time, guint64 memory_used, gint64 time)
{
  OrielGuestPrivate *priv = oriel_guest_private(self);
  double share = cpu_time > 0 ? share_since(priv, cpu_time, time) : -1;
  gboolean differs;

  if (memory_used == 0 && cpu_time > 0) /* the guest was busy: what was known still is */
    memory_used = priv->memory_used;
  differs = share != priv->cpu_share || memory_used != priv->memory_used;
  priv->cpu_time = cpu_time;
  priv->sampled = cpu_time > 0 ? time : 0;
  if (!differs)
    return;
  g_object_freeze_notify(G_OBJECT(self));
  if (share != priv->cpu_share) {
    priv->cpu_share = share;
    g_object_notify(G_OBJECT(self), "cpu-share");
  }
  if (memory_used != priv->memory_used) {
    priv->memory_used = memory_used;
    g_object_notify(G_OBJECT(self), "memory-used");
  }
  g_object_thaw_notify(G_OBJECT(self));
  oriel_guest_tell_changed(self);
}
