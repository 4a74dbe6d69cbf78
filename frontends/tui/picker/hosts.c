// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/hosts.h"

#include "shared/host-keeper.h"

#include <string.h>

struct _Hosts {
  Model *model;       /* (unowned) */
  GPtrArray *members; /* (owned) of Member (owned) */
  gboolean read_only;
};

typedef struct {
  HostRow *row;       /* (unowned) */
  HostKeeper *keeper; /* (owned) */
} Member;

static void
member_free(gpointer data)
{
  Member *member = data;

  host_keeper_free(member->keeper);
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

gboolean
hosts_add(Hosts *self, const char *uri, GError **error)
{
  HostKeeper *keeper = host_keeper_new(uri, self->read_only, error);
  Member *member;

  if (keeper == NULL)
    return FALSE;
  member = g_new0(Member, 1);
  member->keeper = keeper;
  member->row = model_add_host(self->model, host_keeper_get_host(keeper));
  g_ptr_array_add(self->members, member);
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
  for (guint i = 0; i < self->members->len; i++)
    host_keeper_retry(((Member *)self->members->pdata[i])->keeper);
}

HostRow *
hosts_find(Hosts *self, const char *uri)
{
  for (guint i = 0; i < self->members->len; i++) {
    Member *member = self->members->pdata[i];

    if (strcmp(oriel_host_get_uri(host_keeper_get_host(member->keeper)), uri) == 0)
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
