// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/console-find.h"

#include "shared/view-session.h"

static void
on_guest_found(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  OrielGuest *guest = target_resolve_guest_finish(result, &error);

  if (guest != NULL)
    g_task_return_pointer(task, guest, g_object_unref);
  else
    g_task_return_error(task, error);
}

static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  const SessionOptions *options = g_task_get_task_data(task);
  GError *error = NULL;

  if (oriel_session_connect_finish(ORIEL_SESSION(source), result, &error)) {
    g_task_return_pointer(task, g_object_ref(source), g_object_unref);
    return;
  }
  if (options->refusal != NULL) {
    g_clear_error(&error);
    error = g_error_copy(options->refusal);
  }
  g_task_return_error(task, error);
}

void
console_find_async(SessionOptions *options, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new(NULL, NULL, callback, user_data);
  g_autoptr(OrielSession) session = NULL;
  GError *error = NULL;

  g_task_set_source_tag(task, console_find_async);
  g_task_set_task_data(task, options, NULL);
  if (!view_session_is_address(&options->view)) {
    target_resolve_guest_async(options->view.target, options->view.by, options->view.connect, NULL,
                               on_guest_found, g_steal_pointer(&task));
    return;
  }
  session = view_session_new_for_address(&options->view, &error);
  if (session == NULL) {
    g_task_return_error(task, error);
    return;
  }
  session_options_apply(options, session);
  oriel_session_connect_async(session, NULL, on_connected, g_steal_pointer(&task));
}

gboolean
console_find_finish(GAsyncResult *result,
                    OrielGuest **guest,
                    OrielSession **session,
                    GError **error)
{
  GObject *found;

  g_return_val_if_fail(g_async_result_is_tagged(result, console_find_async), FALSE);
  found = g_task_propagate_pointer(G_TASK(result), error);
  if (found == NULL)
    return FALSE;
  if (ORIEL_IS_GUEST(found))
    *guest = ORIEL_GUEST(found);
  else
    *session = ORIEL_SESSION(found);
  return TRUE;
}
