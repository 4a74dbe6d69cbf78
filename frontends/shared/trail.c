// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/trail.h"

#include "shared/target-resolve.h"

/* A host that cannot be reached is tried again after this. */
#define RETRY_INTERVAL 10 /* seconds */

typedef struct {
  Trail *trail;
  OrielHost *host;   /* (owned) */
  OrielGuest *guest; /* (owned) (nullable): the one that is looked for, while it is listed */
  guint retry_id;
} Place;

struct _Trail {
  char *uuid;        /* (owned) */
  GPtrArray *places; /* (owned) (element-type Place) */
  TrailFound found;
  gpointer user_data;
  GCancellable *cancellable; /* (owned) */
  guint found_id;
};

static gboolean
on_found(gpointer user_data)
{
  Trail *self = user_data;

  self->found_id = 0;
  for (guint i = 0; i < self->places->len; i++) {
    const Place *place = g_ptr_array_index(self->places, i);

    if (place->guest != NULL && target_resolve_check_runs(place->guest, NULL)) {
      self->found(place->guest, self->user_data);
      break;
    }
  }
  return G_SOURCE_REMOVE;
}

/* Whoever tells of a change has not told everything yet. */
static void
look(Place *self)
{
  Trail *trail = self->trail;

  if (self->guest != NULL && target_resolve_check_runs(self->guest, NULL) && trail->found_id == 0)
    trail->found_id = g_idle_add_full(G_PRIORITY_DEFAULT, on_found, trail, NULL);
}

static void
on_state(OrielGuest *guest, GParamSpec *pspec, Place *self)
{
  look(self);
}

static void
set_guest(Place *self, OrielGuest *guest)
{
  if (self->guest != NULL)
    g_signal_handlers_disconnect_by_data(self->guest, self);
  g_set_object(&self->guest, guest);
  if (guest != NULL)
    g_signal_connect(guest, "notify::state", G_CALLBACK(on_state), self);
}

static void
on_guests_changed(GListModel *guests, guint position, guint removed, guint added, Place *self)
{
  g_autoptr(OrielGuest) guest = oriel_host_find_guest(self->host, self->trail->uuid);

  if (guest != self->guest)
    set_guest(self, guest);
  look(self);
}

static void reach(Place *self);

static gboolean
on_retry(gpointer user_data)
{
  Place *self = user_data;

  self->retry_id = 0;
  reach(self);
  return G_SOURCE_REMOVE;
}

static void
on_reached(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Place *self = user_data; /* gone, where it was cancelled */
  g_autoptr(GError) error = NULL;

  if (oriel_host_connect_finish(ORIEL_HOST(source), result, &error)) {
    on_guests_changed(NULL, 0, 0, 0, self);
    return;
  }
  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_debug("Not looked for on %s: %s", oriel_host_get_uri(ORIEL_HOST(source)), error->message);
  self->retry_id = g_timeout_add_seconds(RETRY_INTERVAL, on_retry, self);
}

static void
reach(Place *self)
{
  oriel_host_connect_async(self->host, self->trail->cancellable, on_reached, self);
}

static void
place_free(gpointer data)
{
  Place *self = data;

  g_clear_handle_id(&self->retry_id, g_source_remove);
  set_guest(self, NULL);
  g_signal_handlers_disconnect_by_data(oriel_host_get_guests(self->host), self);
  g_object_unref(self->host);
  g_free(self);
}

static void
add_place(Trail *self, const char *uri)
{
  g_autoptr(GError) error = NULL;
  OrielHost *host = target_resolve_new_host(uri, &error);
  Place *place;

  if (host == NULL) {
    g_debug("Not looked for on %s: %s", uri, error->message);
    return;
  }
  place = g_new0(Place, 1);
  place->trail = self;
  place->host = host;
  g_signal_connect(oriel_host_get_guests(host), "items-changed", G_CALLBACK(on_guests_changed),
                   place);
  g_ptr_array_add(self->places, place);
  reach(place);
}

Trail *
trail_new(const char *uuid, const char *const *hosts, TrailFound found, gpointer user_data)
{
  Trail *self = g_new0(Trail, 1);

  self->uuid = g_strdup(uuid);
  self->places = g_ptr_array_new_with_free_func(place_free);
  self->found = found;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new();
  for (const char *const *uri = hosts; *uri != NULL; uri++)
    add_place(self, *uri);
  return self;
}

void
trail_free(Trail *self)
{
  g_clear_handle_id(&self->found_id, g_source_remove);
  g_cancellable_cancel(self->cancellable);
  g_ptr_array_unref(self->places);
  g_object_unref(self->cancellable);
  g_free(self->uuid);
  g_free(self);
}
