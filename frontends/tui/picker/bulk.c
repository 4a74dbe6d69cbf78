// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/bulk.h"

#include <xkbcommon/xkbcommon-keysyms.h>

#define MAX_NAMED 10 /* guests that a question names one by one */

typedef struct {
  Picker *picker;            /* (unowned) while @cancellable is not cancelled */
  GCancellable *cancellable; /* (owned) */
  const BulkKind *kind;
  GPtrArray *victims;  /* (owned) of OrielGuest (owned) */
  GPtrArray *outcomes; /* (owned) of strings (owned), one a victim; NULL = done */
  gpointer data;       /* (owned) */
  GDestroyNotify free_data;
  guint n_pending;
  guint n_failed;
} Bulk;

typedef struct {
  Bulk *bulk;
  guint index;
} Step;

static void
bulk_free(gpointer data)
{
  Bulk *self = data;

  if (self->free_data != NULL)
    self->free_data(self->data);
  g_object_unref(self->cancellable);
  g_ptr_array_unref(self->victims);
  g_ptr_array_unref(self->outcomes);
  g_free(self);
}

static const char *
name_of(Bulk *self, guint index)
{
  return oriel_guest_get_name(self->victims->pdata[index]);
}

/* What is told where nothing failed. */
static const char *
get_success(const Bulk *self)
{
  return self->kind->asked != NULL ? self->kind->asked : "done";
}

/* One line a guest, those that failed first. */
static void
show_outcomes(Bulk *self)
{
  g_autofree char *title =
      g_strdup_printf("%s: %u of %u failed", self->kind->label, self->n_failed, self->victims->len);
  Popup *popup = popup_new(title, FALSE, NULL, NULL, NULL);

  for (int failed = 1; failed >= 0; failed--)
    for (guint i = 0; i < self->victims->len; i++) {
      const char *outcome = self->outcomes->pdata[i];
      g_autofree char *line = NULL;

      if ((outcome != NULL) != failed)
        continue;
      line = g_strdup_printf("%s: %s", name_of(self, i),
                             outcome != NULL ? outcome : get_success(self));
      popup_add_item(popup, 0, line, failed);
    }
  popup_set_readable_only(popup);
  picker_open_popup(self->picker, popup);
}

static void
bulk_end(Bulk *self)
{
  if (self->n_failed > 0 && self->victims->len > 1)
    show_outcomes(self);
  else if (self->n_failed > 0)
    picker_complain(self->picker, "%s", (const char *)self->outcomes->pdata[0]);
  else if (self->victims->len > 1)
    picker_say(self->picker, "%s: %u %s", self->kind->label, self->victims->len, get_success(self));
  else
    picker_say(self->picker, "%s “%s”: %s", self->kind->label, name_of(self, 0), get_success(self));
}

static void
on_done(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Step *step = user_data;
  Bulk *self = step->bulk;
  g_autoptr(GError) error = NULL;

  if (!self->kind->finish(ORIEL_GUEST(source), result, &error)) {
    self->outcomes->pdata[step->index] = g_strdup(error->message);
    self->n_failed++;
  }
  g_free(step);
  self->n_pending--;
  if (!g_cancellable_is_cancelled(self->cancellable)) {
    self->picker->n_under_way--;
    picker_draw_frame(self->picker);
    if (self->n_pending == 0)
      bulk_end(self);
  }
  if (self->n_pending == 0)
    bulk_free(self);
}

static void
bulk_start(Bulk *self)
{
  self->n_pending = self->victims->len;
  self->picker->n_under_way += self->n_pending;
  picker_draw_frame(self->picker);
  for (guint i = 0; i < self->victims->len; i++) {
    Step *step = g_new0(Step, 1);

    step->bulk = self;
    step->index = i;
    self->kind->start(self->victims->pdata[i], self->data, self->cancellable, on_done, step);
  }
}

static void
on_confirmed(int item, gpointer user_data)
{
  Bulk *self = user_data;

  if (item == 1)
    bulk_start(self);
  else {
    picker_say(self->picker, "nothing was done");
    bulk_free(self);
  }
}

static void
confirm(Bulk *self)
{
  guint n = self->victims->len, named = MIN(n, MAX_NAMED);
  g_autofree char *title = n == 1 ? g_strdup_printf("%s “%s”?", self->kind->label, name_of(self, 0))
                                  : g_strdup_printf("%s %u guests?", self->kind->label, n);
  g_autofree char *yes = g_strdup_printf("Yes, %s", self->kind->deed);
  Popup *popup = popup_new(title, FALSE, on_confirmed, self, NULL);

  if (self->kind->object != NULL) {
    g_autofree char *line =
        g_strdup_printf("%s “%s” of", self->kind->object, (const char *)self->data);

    popup_add_text(popup, line);
  }
  for (guint i = 0; i < named; i++) {
    OrielGuest *guest = self->victims->pdata[i];
    GuestRow *row = model_find_guest(self->picker->model, guest);
    g_autofree char *line = g_strdup_printf(
        "%s (%s)%s%s", oriel_guest_get_name(guest),
        oriel_guest_state_to_string(oriel_guest_get_state(guest)), row != NULL ? " on " : "",
        row != NULL ? model_get_host_label(row->host) : "");

    popup_add_text(popup, line);
  }
  if (named < n) {
    g_autofree char *rest = g_strdup_printf("and %u more", n - named);

    popup_add_text(popup, rest);
  }
  popup_add_text(popup, "");
  popup_add_item(popup, XKB_KEY_n, "No", FALSE);
  popup_add_item(popup, XKB_KEY_y, yes, TRUE);
  picker_open_popup(self->picker, popup);
}

void
bulk_run(Picker *picker,
         const BulkKind *kind,
         GPtrArray *victims,
         gpointer data,
         GDestroyNotify free_data)
{
  Bulk *self = g_new0(Bulk, 1);

  self->picker = picker;
  self->cancellable = g_object_ref(picker->cancellable);
  self->kind = kind;
  self->victims = victims;
  self->outcomes = g_ptr_array_new_with_free_func(g_free);
  g_ptr_array_set_size(self->outcomes, (int)victims->len);
  self->data = data;
  self->free_data = free_data;
  if (victims->len == 0) {
    picker_complain(picker, "there is no guest here; move to one, or mark some");
    bulk_free(self);
  } else if (kind->destroys || victims->len > 1)
    confirm(self);
  else
    bulk_start(self);
}

void
bulk_run_on_marked(Picker *picker, const BulkKind *kind, gpointer data, GDestroyNotify free_data)
{
  bulk_run(picker, kind, model_list_victims(picker->model, picker->cursor), data, free_data);
}
