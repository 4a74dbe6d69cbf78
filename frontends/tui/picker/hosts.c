// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/hosts.h"

#include "shared/reconnect.h"

#include <string.h>

struct _Hosts {
  Model *model;       /* (unowned) */
  GPtrArray *members; /* (owned) of Member (owned) */
  gboolean read_only;
};

typedef struct {
  HostRow *row;              /* (unowned) */
  OrielHost *host;           /* (owned) */
  GCancellable *cancellable; /* (owned) */
  Reconnect reconnect;
  guint retry_id;
} Member;

static void connect_member(Member *member);

static void
member_free(gpointer data)
{
  Member *member = data;

  g_clear_handle_id(&member->retry_id, g_source_remove);
  g_cancellable_cancel(member->cancellable);
  g_object_unref(member->cancellable);
  oriel_host_disconnect(member->host);
  g_object_unref(member->host);
  g_free(member);
}

Hosts *
hosts_new(Model *model, gboolean read_only)
{
  Hosts *self = g_new0(Hosts, 1);

  self->model = model;
  self->read_only = read_only;
  self->members = g_ptr_array_new_with_free_func(member_free);
  return self;
}

void
hosts_free(Hosts *self)
{
  g_ptr_array_unref(self->members);
  g_free(self);
}

static gboolean
on_retry(gpointer user_data)
{
  Member *member = user_data;

  member->retry_id = 0;
  connect_member(member);
  return G_SOURCE_REMOVE;
}

static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Member *member = user_data;
  g_autoptr(GError) error = NULL;
  gint64 now = g_get_monotonic_time();

  if (oriel_host_connect_finish(ORIEL_HOST(source), result, &error)) {
    reconnect_reset(&member->reconnect);
    return;
  }
  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !reconnect_helps(error))
    return; /* @member may be gone */
  reconnect_plan(&member->reconnect, now);
  g_clear_handle_id(&member->retry_id, g_source_remove);
  member->retry_id =
      g_timeout_add((guint)MAX((member->reconnect.due - now) / 1000, 100), on_retry, member);
}

static void
connect_member(Member *member)
{
  oriel_host_connect_async(member->host, member->cancellable, on_connected, member);
}

gboolean
hosts_add(Hosts *self, const char *uri, GError **error)
{
  g_autoptr(OrielHost) host = oriel_host_new(uri, error);
  Member *member;

  if (host == NULL)
    return FALSE;
  oriel_host_set_read_only(host, self->read_only);
  member = g_new0(Member, 1);
  member->host = g_object_ref(host);
  member->cancellable = g_cancellable_new();
  member->row = model_add_host(self->model, host);
  g_ptr_array_add(self->members, member);
  connect_member(member);
  return TRUE;
}

void
hosts_remove(Hosts *self, HostRow *row)
{
  for (guint i = 0; i < self->members->len; i++)
    if (((Member *)self->members->pdata[i])->row == row) {
      g_ptr_array_remove_index(self->members, i);
      model_remove_host(self->model, row);
      return;
    }
}

void
hosts_retry(Hosts *self)
{
  for (guint i = 0; i < self->members->len; i++) {
    Member *member = self->members->pdata[i];

    g_clear_handle_id(&member->retry_id, g_source_remove);
    if (oriel_host_get_state(member->host) != ORIEL_HOST_CONNECTED)
      connect_member(member);
  }
}

HostRow *
hosts_find(Hosts *self, const char *uri)
{
  for (guint i = 0; i < self->members->len; i++) {
    Member *member = self->members->pdata[i];

    if (strcmp(oriel_host_get_uri(member->host), uri) == 0)
      return member->row;
  }
  return NULL;
}

guint
hosts_get_n_connected(Hosts *self)
{
  GPtrArray *rows = model_get_hosts(self->model);
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n += oriel_host_get_state(((HostRow *)rows->pdata[i])->host) == ORIEL_HOST_CONNECTED;
  return n;
}
