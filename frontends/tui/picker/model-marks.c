// SPDX-License-Identifier: LGPL-2.1-or-later
/* Marks on guests, and samples of what they use. */
#include "picker/model-private.h"

#include <string.h>

void
model_take_sample(GuestRow *row)
{
  double share = oriel_guest_get_cpu_share(row->guest);

  if (row->samples == NULL && share < 0)
    return;
  if (row->samples == NULL) {
    row->samples = g_malloc(MODEL_SAMPLES);
    memset(row->samples, 255, MODEL_SAMPLES);
  }
  memmove(row->samples, row->samples + 1, MODEL_SAMPLES - 1);
  row->samples[MODEL_SAMPLES - 1] = share < 0 ? 255 : (guint8)(share * 100 + 0.5);
}

void
model_mark(Model *self, GuestRow *row, gboolean marked)
{
  if (row->marked == !!marked)
    return;
  row->marked = !!marked;
  self->n_marked += marked ? 1 : -1;
  self->hooks.row_changed(&row->row, self->user_data);
}

static void
for_each_guest(Model *self,
               void (*function)(Model *self, GuestRow *row, gpointer data),
               gpointer data)
{
  for (guint i = 0; i < self->hosts->len; i++) {
    GPtrArray *rows = ((HostRow *)self->hosts->pdata[i])->sorted;

    for (guint j = 0; j < rows->len; j++)
      function(self, rows->pdata[j], data);
  }
}

static void
mark_if_matching(Model *self, GuestRow *row, gpointer data)
{
  if (row->matching)
    model_mark(self, row, TRUE);
}

static void
unmark(Model *self, GuestRow *row, gpointer data)
{
  model_mark(self, row, FALSE);
}

static void
add_if_marked(Model *self, GuestRow *row, gpointer victims)
{
  if (row->marked)
    g_ptr_array_add(victims, g_object_ref(row->guest));
}

void
model_mark_matching(Model *self)
{
  for_each_guest(self, mark_if_matching, NULL);
}

void
model_unmark_all(Model *self)
{
  for_each_guest(self, unmark, NULL);
}

void
model_mark_range(Model *self, guint first, guint last)
{
  for (guint i = MIN(first, last); i <= MAX(first, last); i++) {
    Row *row = model_get_row(self, i);

    if (row != NULL && row->kind == ROW_GUEST)
      model_mark(self, (GuestRow *)row, TRUE);
  }
}

guint
model_get_n_marked(const Model *self)
{
  return self->n_marked;
}

GPtrArray *
model_list_victims(Model *self, Row *row)
{
  GPtrArray *victims = g_ptr_array_new_with_free_func(g_object_unref);
  GuestRow *guest = model_get_guest(row);

  if (self->n_marked > 0)
    for_each_guest(self, add_if_marked, victims);
  else if (guest != NULL)
    g_ptr_array_add(victims, g_object_ref(guest->guest));
  return victims;
}
