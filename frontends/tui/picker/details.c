// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/details.h"

#define MAX_ASKED 8 /* at a time */

struct _Details {
  Model *model;              /* (unowned) */
  GCancellable *cancellable; /* (owned) */
  int first;                 /* rows that are seen */
  int n;
  guint n_asked;
  guint host; /* where the search of all guests is */
  guint guest;
  gboolean searching;
};

static void ask(Details *self);

Details *
details_new(Model *model)
{
  Details *self = g_new0(Details, 1);

  self->model = model;
  self->cancellable = g_cancellable_new();
  return self;
}

void
details_free(Details *self)
{
  g_cancellable_cancel(self->cancellable);
  g_object_unref(self->cancellable);
  g_free(self);
}

static void
on_loaded(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Details *self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean loaded = oriel_guest_load_details_finish(ORIEL_GUEST(source), result, &error);
  GuestRow *row;

  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      g_cancellable_is_cancelled(g_task_get_cancellable(G_TASK(result))))
    return; /* we are gone */
  self->n_asked--;
  row = model_find_guest(self->model, ORIEL_GUEST(source));
  if (row != NULL) {
    row->details_asked = false;
    /* One whose host was lost can be asked again. */
    row->details_failed = !loaded && oriel_host_get_state(row->host->host) == ORIEL_HOST_CONNECTED;
  }
  ask(self);
}

/* Asks for those of @row, where they are missing and can be had. */
static void
ask_for(Details *self, GuestRow *row)
{
  if (row == NULL || row->details_failed || row->details_asked ||
      oriel_guest_has_details(row->guest) ||
      oriel_host_get_state(row->host->host) != ORIEL_HOST_CONNECTED)
    return;
  row->details_asked = true;
  self->n_asked++;
  oriel_guest_load_details_async(row->guest, self->cancellable, on_loaded, self);
}

/* Goes on through all guests from where it was. */
static void
search(Details *self)
{
  GPtrArray *hosts = model_get_hosts(self->model);

  for (; self->host < hosts->len; self->host++, self->guest = 0) {
    HostRow *host = hosts->pdata[self->host];

    for (; self->guest < host->listed->len; self->guest++) {
      if (self->n_asked >= MAX_ASKED)
        return;
      ask_for(self, host->listed->pdata[self->guest]);
    }
  }
  self->searching = FALSE;
}

static void
ask(Details *self)
{
  for (int i = self->first; i < self->first + self->n && self->n_asked < MAX_ASKED; i++)
    ask_for(self, model_get_guest(model_get_row(self->model, (guint)i)));
  if (self->searching)
    search(self);
}

void
details_want(Details *self, int first, int n)
{
  gboolean searching = model_filter_searches_details(self->model);

  self->first = first;
  self->n = n;
  if (searching && !self->searching)
    self->host = self->guest = 0;
  self->searching = searching;
  ask(self);
}
