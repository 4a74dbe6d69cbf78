// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/view-session.h"

#include "shared/connections.h"
#include "shared/graphics-name.h"

gboolean
view_session_is_address(const ViewOptions *options)
{
  return options->refusal != NULL || options->address != NULL ||
         (options->by == TARGET_BY_ANY && target_resolve_is_uri(options->target));
}

OrielSession *
view_session_new_for_address(const ViewOptions *options, GError **error)
{
  g_autoptr(OrielTarget) target = NULL;

  if (options->refusal != NULL) {
    g_propagate_error(error, g_error_copy(options->refusal));
    return NULL;
  }
  if (options->address != NULL)
    return oriel_session_new(options->address);
  target = oriel_target_new_from_uri(options->target, error);
  return target != NULL ? oriel_session_new(target) : NULL;
}

/* (transfer full) */
static OrielSession *
new_session_of_guest(const ViewOptions *options, OrielGuest *guest, GError **error)
{
  g_autoptr(OrielGraphics) graphics = NULL;
  OrielSession *session;

  if (!target_resolve_check_runs(guest, error))
    return NULL;
  if (options->protocol != NULL) {
    graphics = graphics_name_find(guest, options->protocol, error);
    if (graphics == NULL)
      return NULL;
  }
  session = oriel_session_new_for_guest(guest, graphics);
  g_object_set_data_full(G_OBJECT(session), "oriel-resolved-host",
                         g_object_ref(oriel_guest_get_host(guest)), g_object_unref);
  return session;
}

static void
return_session(GTask *task, OrielSession *session, GError *error)
{
  if (session != NULL)
    g_task_return_pointer(task, session, g_object_unref);
  else
    g_task_return_error(task, error);
}

static void
on_guest_found(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(OrielGuest) guest = target_resolve_guest_finish(result, &error);
  OrielSession *session =
      guest != NULL ? new_session_of_guest(g_task_get_task_data(task), guest, &error) : NULL;

  return_session(task, session, error);
}

void
view_session_resolve_async(const ViewOptions *options,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr(GTask) task = g_task_new(NULL, cancellable, callback, user_data);
  OrielSession *session;
  GError *error = NULL;

  g_task_set_source_tag(task, view_session_resolve_async);
  g_task_set_task_data(task, (gpointer)options, NULL);
  if (view_session_is_address(options)) {
    session = view_session_new_for_address(options, &error);
    return_session(task, session, error);
  } else {
    target_resolve_guest_async(options->target, options->by, options->connect, cancellable,
                               on_guest_found, g_steal_pointer(&task));
  }
}

OrielSession *
view_session_resolve_finish(GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_async_result_is_tagged(result, view_session_resolve_async), NULL);
  return g_task_propagate_pointer(G_TASK(result), error);
}

gboolean
view_session_exchanges(const ViewOptions *options)
{
  return !options->view_only && !options->kiosk;
}

gboolean
view_session_shares_clipboard(const ViewOptions *options)
{
  return view_session_exchanges(options) && !options->no_clipboard;
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
view_session_took_file(ViewOptions *options)
{
  if (options->delete_file)
    vv_origin_delete(&options->origin);
  options->delete_file = FALSE;
}

void
view_session_connected(ViewOptions *options)
{
  view_session_took_file(options);
  remember(options);
  save(options);
}
