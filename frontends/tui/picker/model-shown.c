// SPDX-License-Identifier: LGPL-2.1-or-later
/* The list of rows that are shown, made when somebody looks. */
#include "picker/model-private.h"

static void
show_guest(Model *self, GuestRow *row)
{
  g_ptr_array_add(self->rows, row);
  if (row->devices != NULL)
    for (guint i = 0; i < row->devices->len; i++)
      g_ptr_array_add(self->rows, row->devices->pdata[i]);
}

static void
show_tree(Model *self)
{
  for (guint i = 0; i < self->hosts->len; i++) {
    HostRow *host = self->hosts->pdata[i];

    g_ptr_array_add(self->rows, host);
    for (guint j = 0; !host->folded && j < host->sorted->len; j++) {
      GuestRow *row = host->sorted->pdata[j];

      if (row->matching)
        show_guest(self, row);
    }
  }
}

/* The next guest of @host that fits, from *@at on; NULL = there is none. */
static GuestRow *
next_matching(const HostRow *host, guint *at)
{
  while (*at < host->sorted->len && !((GuestRow *)host->sorted->pdata[*at])->matching)
    ++*at;
  return *at < host->sorted->len ? host->sorted->pdata[*at] : NULL;
}

/* Merges what the hosts have, which is in order; hosts are few. */
static void
show_flat(Model *self)
{
  g_autofree guint *at = g_new0(guint, self->hosts->len + 1);

  for (;;) {
    GuestRow *best = NULL;
    guint best_host = 0;

    for (guint i = 0; i < self->hosts->len; i++) {
      GuestRow *row = next_matching(self->hosts->pdata[i], &at[i]);

      if (row != NULL && (best == NULL || order_compare(&self->order, row, best) < 0)) {
        best = row;
        best_host = i;
      }
    }
    if (best == NULL)
      return;
    show_guest(self, best);
    at[best_host]++;
  }
}

static void
show(Model *self)
{
  if (!self->stale)
    return;
  self->stale = FALSE;
  g_ptr_array_set_size(self->rows, 0);
  if (self->tree)
    show_tree(self);
  else
    show_flat(self);
}

guint
model_get_n_rows(Model *self)
{
  show(self);
  return self->rows->len;
}

Row *
model_get_row(Model *self, guint index)
{
  show(self);
  return index < self->rows->len ? self->rows->pdata[index] : NULL;
}

int
model_find(Model *self, const Row *row)
{
  guint index;

  show(self);
  return row != NULL && g_ptr_array_find(self->rows, row, &index) ? (int)index : -1;
}

const char *
model_get_host_label(const HostRow *row)
{
  GPtrArray *hosts = model_get_hosts(row->model);
  const char *name = oriel_host_get_name(row->host);

  for (guint i = 0; i < hosts->len; i++) {
    const HostRow *other = hosts->pdata[i];

    if (other != row && g_strcmp0(oriel_host_get_name(other->host), name) == 0)
      return oriel_host_get_uri(row->host);
  }
  return name;
}
