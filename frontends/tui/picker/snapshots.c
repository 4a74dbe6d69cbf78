// SPDX-License-Identifier: LGPL-2.1-or-later
/* Snapshots: making them, and the list of a guest's. */
#include "picker/bulk.h"

#include <string.h>
#include <xkbcommon/xkbcommon-keysyms.h>

static void
start_create(OrielGuest *guest,
             gconstpointer data,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  oriel_guest_create_snapshot_async(guest, data, NULL, cancellable, callback, user_data);
}

static void
start_revert(OrielGuest *guest,
             gconstpointer data,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  oriel_guest_revert_snapshot_async(guest, data, cancellable, callback, user_data);
}

static void
start_delete(OrielGuest *guest,
             gconstpointer data,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  oriel_guest_delete_snapshot_async(guest, data, cancellable, callback, user_data);
}

static void
create(Picker *self, const char *name)
{
  static const BulkKind kind = {"Snapshot of", "make snapshots", FALSE, start_create,
                                oriel_guest_create_snapshot_finish};

  bulk_run_on_marked(self, &kind, *name != '\0' ? g_strdup(name) : NULL, g_free);
}

PICKER_OPERATION(snapshot)
{
  if (*argument != '\0')
    create(self, argument);
  else
    picker_prompt(self, PROMPT_TEXT, " Name of the snapshot (empty: chosen by the host): ", "",
                  create);
}

/* The list of one guest's. */
typedef struct {
  Picker *picker;            /* (unowned) while @cancellable is not cancelled */
  GCancellable *cancellable; /* (owned) */
  OrielGuest *guest;         /* (owned) */
  GListModel *list;          /* (owned) (nullable) */
  char *chosen;              /* (owned) (nullable) the name of a snapshot */
} Listing;

static Listing *
listing_new(Picker *picker, OrielGuest *guest)
{
  Listing *self = g_new0(Listing, 1);

  self->picker = picker;
  self->cancellable = g_object_ref(picker->cancellable);
  self->guest = g_object_ref(guest);
  return self;
}

static void
listing_free(gpointer data)
{
  Listing *self = data;

  g_object_unref(self->cancellable);
  g_object_unref(self->guest);
  g_clear_object(&self->list);
  g_free(self->chosen);
  g_free(self);
}

static void
on_deed(int item, gpointer user_data)
{
  static const BulkKind kinds[] = {{"Go back to the snapshot of",
                                    "go back; what happened since is lost", TRUE, start_revert,
                                    oriel_guest_revert_snapshot_finish, "snapshot"},
                                   {"Delete the snapshot of", "delete it", TRUE, start_delete,
                                    oriel_guest_delete_snapshot_finish, "snapshot"}};
  Listing *self = user_data;
  GPtrArray *victims;

  if (item < 0 || item >= (int)G_N_ELEMENTS(kinds))
    return;
  victims = g_ptr_array_new_with_free_func(g_object_unref);
  g_ptr_array_add(victims, g_object_ref(self->guest));
  bulk_run(self->picker, &kinds[item], victims, g_strdup(self->chosen), g_free);
}

static void
on_snapshot(int item, gpointer user_data)
{
  Listing *self = user_data;
  g_autoptr(OrielSnapshot) snapshot = NULL;
  Listing *next;
  Popup *popup;

  if (item < 0)
    return;
  snapshot = g_list_model_get_item(self->list, (guint)item);
  if (self->picker->read_only) {
    picker_complain(self->picker, "nothing is changed here: this is --read-only");
    return;
  }
  next = listing_new(self->picker, self->guest);
  next->chosen = g_strdup(oriel_snapshot_get_name(snapshot));
  popup = popup_new(oriel_snapshot_get_shown_name(snapshot), FALSE, on_deed, next, listing_free);
  popup_add_item(popup, XKB_KEY_r, "r  make the guest what it was then", TRUE);
  popup_add_item(popup, XKB_KEY_d, "d  delete the snapshot", TRUE);
  popup_add_item(popup, XKB_KEY_n, "n  neither", FALSE);
  popup_select(popup, 2);
  picker_open_popup(self->picker, popup);
}

static char *
describe(OrielSnapshot *snapshot)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(oriel_snapshot_get_time(snapshot));
  g_autofree char *when = time != NULL ? g_date_time_format(time, "%F %R") : g_strdup("");
  const char *description = oriel_snapshot_get_description(snapshot);

  return g_strdup_printf("%s  %s  %s%s%s%s", when, oriel_snapshot_get_shown_name(snapshot),
                         oriel_snapshot_get_state(snapshot),
                         oriel_snapshot_is_current(snapshot) ? "  (current)" : "",
                         description != NULL ? "  " : "", description != NULL ? description : "");
}

static void
show_list(Listing *self)
{
  g_autofree char *title = g_strdup_printf("Snapshots of “%s”", oriel_guest_get_name(self->guest));
  Popup *popup = popup_new(title, FALSE, on_snapshot, self, listing_free);

  for (guint i = 0; i < g_list_model_get_n_items(self->list); i++) {
    g_autoptr(OrielSnapshot) snapshot = g_list_model_get_item(self->list, i);
    g_autofree char *line = describe(snapshot);

    popup_add_item(popup, 0, line, FALSE);
  }
  picker_open_popup(self->picker, popup);
}

static void
on_listed(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Listing *self = user_data;
  g_autoptr(GError) error = NULL;

  self->list = oriel_guest_list_snapshots_finish(ORIEL_GUEST(source), result, &error);
  if (g_cancellable_is_cancelled(self->cancellable)) {
    listing_free(self);
    return;
  }
  if (self->list == NULL)
    picker_complain(self->picker, "%s", error->message);
  else if (g_list_model_get_n_items(self->list) == 0)
    picker_say(self->picker, "“%s” has no snapshots; :snapshot makes one",
               oriel_guest_get_name(self->guest));
  else {
    show_list(self);
    return;
  }
  listing_free(self);
}

PICKER_OPERATION(snapshots)
{
  OrielGuest *guest = picker_get_guest(self);

  if (guest == NULL) {
    picker_complain(self, "there is no guest here; move to one");
    return;
  }
  oriel_guest_list_snapshots_async(guest, self->cancellable, on_listed, listing_new(self, guest));
}
