// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/keyring-answer.h"

#include "shared/keyring.h"
#include "shared/secret.h"

static void
on_looked_up(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  OrielAuthRequest *request = g_task_get_task_data(task);
  char *username = NULL, *password = NULL;
  gboolean found = keyring_look_up_finish(result, &username, &password);
  gboolean enough =
      found &&
      (!(oriel_auth_request_get_needs(request) & ORIEL_CREDENTIALS_USERNAME) || *username != '\0');

  if (enough && !g_cancellable_is_cancelled(g_task_get_cancellable(task)))
    oriel_auth_request_answer(request, username, password);
  secret_free(username);
  secret_free(password);
  g_task_return_boolean(task, enough);
}

void
keyring_answer_async(OrielSession *session,
                     OrielAuthRequest *request,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new(NULL, cancellable, callback, user_data);
  g_autofree char *console = keyring_is_built() ? keyring_dup_console(session) : NULL;

  g_task_set_source_tag(task, keyring_answer_async);
  g_task_set_task_data(task, g_object_ref(request), g_object_unref);
  if (console != NULL) {
    keyring_look_up_async(console, cancellable, on_looked_up, task);
    return;
  }
  g_task_return_boolean(task, FALSE);
  g_object_unref(task);
}

gboolean
keyring_answer_finish(GAsyncResult *result)
{
  return g_task_propagate_boolean(G_TASK(result), NULL);
}

static void
on_forgotten(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (!keyring_forget_finish(result, &error) && error != NULL)
    g_message("The password that was refused is still in the keyring: %s", error->message);
  g_task_return_boolean(task, TRUE);
}

void
keyring_answer_refused_async(OrielSession *session,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task = g_task_new(NULL, NULL, callback, user_data);
  g_autofree char *console = keyring_dup_console(session);

  g_task_set_source_tag(task, keyring_answer_refused_async);
  if (console != NULL) {
    keyring_forget_async(console, on_forgotten, task);
    return;
  }
  g_task_return_boolean(task, FALSE);
  g_object_unref(task);
}
