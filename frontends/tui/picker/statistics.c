// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/statistics.h"

#define INTERVAL 2 /* seconds */

struct _PickerStatistics {
  Model *model;              /* (unowned) */
  GCancellable *cancellable; /* (owned) */
  int first;
  int n;
  guint n_asked; /* questions without an answer */
  guint timer_id;
  gint64 asked; /* monotonic time in µs */
};

/* How often a host told nothing is kept with it; one that did so often has nothing to tell. */
#define SILENT "oriel-picker-silent"
#define MAX_SILENT 2

Statistics *
statistics_new(Model *model)
{
  Statistics *self = g_new0(Statistics, 1);

  self->model = model;
  self->cancellable = g_cancellable_new();
  return self;
}

void
statistics_free(Statistics *self)
{
  g_clear_handle_id(&self->timer_id, g_source_remove);
  g_cancellable_cancel(self->cancellable);
  g_object_unref(self->cancellable);
  g_free(self);
}

static guint
get_silent(OrielHost *host)
{
  return GPOINTER_TO_UINT(g_object_get_data(G_OBJECT(host), SILENT));
}

static gboolean
is_worth_asking(const GuestRow *row)
{
  OrielHost *host = row->host->host;

  return row->running && oriel_host_get_state(host) == ORIEL_HOST_CONNECTED &&
         get_silent(host) < MAX_SILENT;
}

/* (element-type OrielGuest): those of @host that are seen and run */
static GPtrArray *
list_seen(Statistics *self, const HostRow *host)
{
  GPtrArray *guests = g_ptr_array_new_with_free_func(g_object_unref);

  for (int i = self->first; i < self->first + self->n; i++) {
    Row *row = model_get_row(self->model, (guint)i);

    if (row == NULL)
      break;
    if (row->kind == ROW_GUEST && ((GuestRow *)row)->host == host &&
        is_worth_asking((GuestRow *)row))
      g_ptr_array_add(guests, g_object_ref(((GuestRow *)row)->guest));
  }
  return guests;
}

static void plan(Statistics *self);

typedef struct {
  Statistics *asker;
  GCancellable *cancellable; /* (owned) */
  GPtrArray *guests;         /* (owned) */
} Question;

/* Takes samples; returns whether the host told anything. */
static gboolean
take_samples(Question *question)
{
  gboolean told = FALSE;

  for (guint i = 0; i < question->guests->len; i++) {
    OrielGuest *guest = question->guests->pdata[i];
    GuestRow *row = model_find_guest(question->asker->model, guest);

    told |= oriel_guest_get_cpu_share(guest) >= 0 || oriel_guest_get_memory_used(guest) > 0;
    if (row != NULL)
      model_take_sample(row);
  }
  return told;
}

static void
on_answer(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr(GError) error = NULL;
  gboolean answered = oriel_host_load_statistics_finish(ORIEL_HOST(source), result, &error);

  if (!g_cancellable_is_cancelled(question->cancellable)) {
    Statistics *self = question->asker;
    gboolean told = answered && take_samples(question);

    g_object_set_data(source, SILENT,
                      GUINT_TO_POINTER(told ? 0 : get_silent(ORIEL_HOST(source)) + 1));
    self->n_asked--;
    plan(self);
  }
  g_object_unref(question->cancellable);
  g_ptr_array_unref(question->guests);
  g_free(question);
}

static void
ask_host(Statistics *self, const HostRow *host)
{
  g_autoptr(GPtrArray) guests = list_seen(self, host);
  Question *question;

  if (guests->len == 0)
    return;
  question = g_new0(Question, 1);
  question->asker = self;
  question->cancellable = g_object_ref(self->cancellable);
  question->guests = g_ptr_array_ref(guests);
  self->n_asked++;
  self->asked = g_get_monotonic_time();
  oriel_host_load_statistics_async(host->host, (OrielGuest **)guests->pdata, guests->len,
                                   self->cancellable, on_answer, question);
}

static void
ask(Statistics *self)
{
  GPtrArray *hosts = model_get_hosts(self->model);

  for (guint i = 0; i < hosts->len; i++)
    ask_host(self, hosts->pdata[i]);
}

static gboolean
on_timer(gpointer user_data)
{
  Statistics *self = user_data;

  self->timer_id = 0;
  if (self->n_asked == 0)
    ask(self);
  return G_SOURCE_REMOVE;
}

static gboolean
is_wanted(Statistics *self)
{
  for (int i = self->first; i < self->first + self->n; i++) {
    Row *row = model_get_row(self->model, (guint)i);

    if (row == NULL)
      return FALSE;
    if (row->kind == ROW_GUEST && is_worth_asking((GuestRow *)row))
      return TRUE;
  }
  return FALSE;
}

/* The next question, where there is one to ask. */
static void
plan(Statistics *self)
{
  gint64 wait = self->asked + INTERVAL * G_USEC_PER_SEC - g_get_monotonic_time();

  if (!is_wanted(self)) {
    g_clear_handle_id(&self->timer_id, g_source_remove);
    return;
  }
  if (self->timer_id == 0 && self->n_asked == 0)
    self->timer_id = g_timeout_add((guint)CLAMP(wait / 1000, 50, INTERVAL * 1000), on_timer, self);
}

void
statistics_want(Statistics *self, int first, int n)
{
  self->first = first;
  self->n = n;
  plan(self);
}
