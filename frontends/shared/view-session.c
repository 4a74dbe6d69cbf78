// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/view-session.h"

#include "shared/connections.h"

static void
on_resolved(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  OrielSession *session = target_resolve_session_finish(result, &error);

  if (session == NULL) {
    g_task_return_error(task, error);
    return;
  }
  view_options_configure(g_task_get_task_data(task), session);
  g_task_return_pointer(task, session, g_object_unref);
}

void
view_session_async(const ViewOptions *options,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new(NULL, cancellable, callback, user_data);
  OrielSession *session;

  g_task_set_source_tag(task, view_session_async);
  g_task_set_task_data(task, (gpointer)options, NULL);
  if (options->refusal != NULL) {
    g_task_return_error(task, g_error_copy(options->refusal));
    return;
  }
  if (options->address == NULL) {
    target_resolve_session_async(options->target, options->by, options->connect, options->protocol,
                                 cancellable, on_resolved, g_steal_pointer(&task));
    return;
  }
  session = oriel_session_new(options->address);
  view_options_configure(options, session);
  g_task_return_pointer(task, session, g_object_unref);
}

OrielSession *
view_session_finish(GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_async_result_is_tagged(result, view_session_async), NULL);
  return g_task_propagate_pointer(G_TASK(result), error);
}

static void
remember(const ViewOptions *options)
{
  const char *const guest[] = {"-c", options->connect, options->target, NULL};

  if (options->address == NULL && !options->kiosk)
    connections_remember(options->connect != NULL ? guest : guest + 2);
}

static void
save(ViewOptions *options)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_steal_pointer(&options->save);

  if (name != NULL && !connections_save(name, (const char *const *)options->words, &error))
    g_printerr("oriel: the connection is not kept: %s\n", error->message);
}

void
view_session_connected(ViewOptions *options)
{
  if (options->delete_file)
    vv_origin_delete(&options->origin);
  options->delete_file = FALSE;
  remember(options);
  save(options);
}
