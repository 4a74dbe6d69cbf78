// SPDX-License-Identifier: LGPL-2.1-or-later
/* A build without libsecret. */
#include "shared/keyring.h"

gboolean
keyring_is_built(void)
{
  return FALSE;
}

static void
find_nothing(gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr(GTask) task = g_task_new(NULL, cancellable, callback, data);

  g_task_set_source_tag(task, tag);
  g_task_return_boolean(task, FALSE);
}

void
keyring_look_up_async(const char *console,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  find_nothing(keyring_look_up_async, cancellable, callback, user_data);
}

gboolean
keyring_look_up_finish(GAsyncResult *result, char **username, char **password)
{
  *username = *password = NULL;
  return g_task_propagate_boolean(G_TASK(result), NULL);
}

void
keyring_store_async(const char *console,
                    const char *username,
                    const char *password,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_task_report_new_error(NULL, callback, user_data, keyring_store_async, ORIEL_ERROR,
                          ORIEL_ERROR_NOT_SUPPORTED, "this build knows no keyring");
}

gboolean
keyring_store_finish(GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean(G_TASK(result), error);
}

void
keyring_forget_async(const char *console, GAsyncReadyCallback callback, gpointer user_data)
{
  find_nothing(keyring_forget_async, NULL, callback, user_data);
}

gboolean
keyring_forget_finish(GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean(G_TASK(result), error);
}
