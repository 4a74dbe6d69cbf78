// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/host-keeper.h"

#include "shared/host-questions.h"
#include "shared/reconnect.h"
#include "shared/target-resolve.h"

#define SOONEST 100 /* ms until a next try */

struct _HostKeeper {
  OrielHost *host;           /* (owned) */
  GCancellable *cancellable; /* (owned) */
  Reconnect reconnect;
  guint retry_id;
};

static void start(HostKeeper *self);

static gboolean
on_retry(gpointer user_data)
{
  HostKeeper *self = user_data;

  self->retry_id = 0;
  start(self);
  return G_SOURCE_REMOVE;
}

static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  HostKeeper *self = user_data;
  g_autoptr(GError) error = NULL;
  gint64 now = g_get_monotonic_time();

  if (oriel_host_connect_finish(ORIEL_HOST(source), result, &error)) {
    reconnect_reset(&self->reconnect);
    return;
  }
  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !reconnect_helps(error))
    return; /* @self may be gone */
  reconnect_plan(&self->reconnect, now);
  g_clear_handle_id(&self->retry_id, g_source_remove);
  self->retry_id =
      g_timeout_add((guint)MAX((self->reconnect.due - now) / 1000, SOONEST), on_retry, self);
}

static void
start(HostKeeper *self)
{
  oriel_host_connect_async(self->host, self->cancellable, on_connected, self);
}

HostKeeper *
host_keeper_new(const char *uri, gboolean read_only, GError **error)
{
  OrielHost *host = target_resolve_new_host(uri, error);
  HostKeeper *self;

  if (host == NULL)
    return NULL;
  oriel_host_set_read_only(host, read_only);
  host_questions_watch(host);
  self = g_new0(HostKeeper, 1);
  self->host = host;
  self->cancellable = g_cancellable_new();
  start(self);
  return self;
}

void
host_keeper_free(HostKeeper *self)
{
  g_clear_handle_id(&self->retry_id, g_source_remove);
  g_cancellable_cancel(self->cancellable);
  g_object_unref(self->cancellable);
  oriel_host_disconnect(self->host);
  g_object_unref(self->host);
  g_free(self);
}

OrielHost *
host_keeper_get_host(HostKeeper *self)
{
  return self->host;
}

void
host_keeper_retry(HostKeeper *self)
{
  g_clear_handle_id(&self->retry_id, g_source_remove);
  if (oriel_host_get_state(self->host) != ORIEL_HOST_CONNECTED)
    start(self);
}
