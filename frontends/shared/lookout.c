// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/lookout.h"

#include "shared/host-settings.h"
#include "shared/trail.h"

struct _Lookout {
  OrielHost *host;   /* (owned) */
  OrielGuest *guest; /* (owned) (nullable) */
  char *name;        /* (owned): what it is looked for by */
  TargetBy by;
  LookoutChanged changed;
  gpointer user_data;

  Trail *trail; /* (owned) (nullable): while the guest is looked for elsewhere */
  char *first;  /* (owned) (nullable): the host it was followed from at first */

  GCancellable *cancellable; /* (owned) */
  GError *error;             /* (owned) (nullable): why the host was not reached, the last time */
  gboolean reaching;
};

/* There is something new to see. */
static void
tell(Lookout *self)
{
  if (lookout_get_sight(self) == LOOKOUT_RUNS)
    g_clear_pointer(&self->trail, trail_free);
  self->changed(self->user_data);
}

static void
on_notify(GObject *object, GParamSpec *pspec, Lookout *self)
{
  tell(self);
}

static void
watch_guest(Lookout *self, OrielGuest *guest)
{
  if (self->guest != NULL)
    g_signal_handlers_disconnect_by_data(self->guest, self);
  g_set_object(&self->guest, guest);
  if (guest == NULL)
    return;
  g_signal_connect(guest, "notify::state", G_CALLBACK(on_notify), self);
  g_signal_connect(guest, "notify::id", G_CALLBACK(on_notify), self);
}

static gboolean
is_listed(const Lookout *self, OrielGuest *guest)
{
  g_autoptr(OrielGuest) found = oriel_host_find_guest(self->host, oriel_guest_get_uuid(guest));

  return found == guest;
}

/* A guest that is not persistent is forgotten when it ends, and another object when it starts, with
 * a uuid of its own perhaps: then it is the one of the same name. */
static void
find(Lookout *self)
{
  g_autoptr(OrielGuest) guest = NULL;

  if (self->guest != NULL && is_listed(self, self->guest))
    return;
  if (self->guest == NULL) {
    guest = target_resolve_find_guest(self->host, self->name, self->by, NULL);
  } else {
    guest = target_resolve_find_guest(self->host, oriel_guest_get_uuid(self->guest), TARGET_BY_UUID,
                                      NULL);
    if (guest == NULL)
      guest = target_resolve_find_guest(self->host, oriel_guest_get_name(self->guest),
                                        TARGET_BY_NAME, NULL);
  }
  if (guest != NULL)
    watch_guest(self, guest);
}

static void
on_guests_changed(GListModel *guests, guint position, guint removed, guint added, Lookout *self)
{
  if (oriel_host_get_state(self->host) == ORIEL_HOST_CONNECTED)
    find(self);
  tell(self);
}

static void
on_host_state(OrielHost *host, GParamSpec *pspec, Lookout *self)
{
  if (oriel_host_get_state(host) == ORIEL_HOST_CONNECTED)
    find(self);
  tell(self);
}

static void
drop_host(Lookout *self)
{
  g_cancellable_cancel(self->cancellable);
  g_clear_object(&self->cancellable);
  g_signal_handlers_disconnect_by_data(self->host, self);
  g_signal_handlers_disconnect_by_data(oriel_host_get_guests(self->host), self);
  g_clear_object(&self->host);
}

static void
set_host(Lookout *self, OrielHost *host)
{
  self->host = g_object_ref(host);
  self->cancellable = g_cancellable_new();
  self->reaching = FALSE;
  g_clear_error(&self->error);
  g_signal_connect(host, "notify::state", G_CALLBACK(on_host_state), self);
  g_signal_connect(oriel_host_get_guests(host), "items-changed", G_CALLBACK(on_guests_changed),
                   self);
}

static Lookout *
lookout_make(OrielHost *host, LookoutChanged changed, gpointer user_data)
{
  Lookout *self = g_new0(Lookout, 1);

  self->changed = changed;
  self->user_data = user_data;
  set_host(self, host);
  return self;
}

Lookout *
lookout_new(const char *name,
            TargetBy by,
            const char *connect,
            LookoutChanged changed,
            gpointer user_data,
            GError **error)
{
  g_autoptr(OrielHost) host = target_resolve_new_host(connect, error);
  Lookout *self;

  if (host == NULL)
    return NULL;
  self = lookout_make(host, changed, user_data);
  self->name = g_strdup(name);
  self->by = by;
  return self;
}

Lookout *
lookout_new_for_guest(OrielGuest *guest, LookoutChanged changed, gpointer user_data)
{
  Lookout *self = lookout_make(oriel_guest_get_host(guest), changed, user_data);

  self->name = g_strdup(oriel_guest_get_name(guest));
  self->by = TARGET_BY_NAME;
  watch_guest(self, guest);
  return self;
}

void
lookout_free(Lookout *self)
{
  g_clear_pointer(&self->trail, trail_free);
  watch_guest(self, NULL);
  drop_host(self);
  g_clear_error(&self->error);
  g_free(self->first);
  g_free(self->name);
  g_free(self);
}

static void
on_reached(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Lookout *self = user_data;
  GError *error = NULL;

  if (!oriel_host_connect_finish(ORIEL_HOST(source), result, &error) &&
      g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_error_free(error); /* the lookout may be gone */
    return;
  }
  self->reaching = FALSE;
  g_clear_error(&self->error);
  self->error = error;
  if (error == NULL)
    find(self);
  tell(self);
}

void
lookout_reach(Lookout *self)
{
  if (self->reaching || oriel_host_get_state(self->host) == ORIEL_HOST_CONNECTED)
    return;
  self->reaching = TRUE;
  oriel_host_connect_async(self->host, self->cancellable, on_reached, self);
}

static void
on_found_elsewhere(OrielGuest *guest, gpointer user_data)
{
  Lookout *self = user_data;
  g_autoptr(OrielGuest) found = g_object_ref(guest);
  g_autoptr(OrielHost) host = g_object_ref(oriel_guest_get_host(guest));

  g_debug("%s is on %s now", oriel_guest_get_name(guest), oriel_host_get_uri(host));
  if (self->first == NULL)
    self->first = g_strdup(oriel_host_get_uri(self->host));
  drop_host(self);
  set_host(self, host);
  watch_guest(self, found);
  tell(self);
}

/* The hosts that are set, and the one it was on at first; not where it is looked for already.
 * (transfer full) */
static GStrv
list_other_hosts(const Lookout *self)
{
  g_autofree char *path = host_settings_dup_path();
  g_auto(GStrv) hosts = host_settings_load(path);
  g_autoptr(GStrvBuilder) others = g_strv_builder_new();
  const char *here = oriel_host_get_uri(self->host);

  for (char **uri = hosts; *uri != NULL; uri++)
    if (!g_str_equal(*uri, here) && g_strcmp0(*uri, self->first) != 0)
      g_strv_builder_add(others, *uri);
  if (self->first != NULL && !g_str_equal(self->first, here))
    g_strv_builder_add(others, self->first);
  return g_strv_builder_end(others);
}

void
lookout_follow(Lookout *self)
{
  g_auto(GStrv) hosts = NULL;

  if (self->trail != NULL || self->guest == NULL || lookout_get_sight(self) == LOOKOUT_RUNS)
    return;
  hosts = list_other_hosts(self);
  if (*hosts != NULL)
    self->trail = trail_new(oriel_guest_get_uuid(self->guest), (const char *const *)hosts,
                            on_found_elsewhere, self);
}

gboolean
lookout_is_following(const Lookout *self)
{
  return self->trail != NULL;
}

gboolean
lookout_has_moved(const Lookout *self)
{
  return self->first != NULL;
}

LookoutSight
lookout_get_sight(const Lookout *self)
{
  if (oriel_host_get_state(self->host) != ORIEL_HOST_CONNECTED)
    return self->reaching ? LOOKOUT_REACHING : LOOKOUT_AWAY;
  if (self->guest == NULL || !is_listed(self, self->guest))
    return LOOKOUT_ABSENT;
  return target_resolve_check_runs(self->guest, NULL) ? LOOKOUT_RUNS : LOOKOUT_OFF;
}

gboolean
lookout_is_returning(const Lookout *self)
{
  return oriel_host_get_state(self->host) == ORIEL_HOST_RECONNECTING;
}

static GError *
dup_host_error(const Lookout *self)
{
  const GError *error = oriel_host_get_error(self->host);

  if (self->error != NULL)
    return g_error_copy(self->error);
  return error != NULL
             ? g_error_copy(error)
             : g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "the connection to %s was lost",
                           oriel_host_get_name(self->host));
}

GError *
lookout_dup_error(const Lookout *self)
{
  GError *error = NULL;

  switch (lookout_get_sight(self)) {
  case LOOKOUT_AWAY:
    return dup_host_error(self);
  case LOOKOUT_ABSENT:
    return target_resolve_new_not_found(self->host, self->name);
  case LOOKOUT_OFF:
    target_resolve_check_runs(self->guest, &error);
    break;
  case LOOKOUT_REACHING:
  case LOOKOUT_RUNS:
    break;
  }
  return error;
}

OrielHost *
lookout_get_host(const Lookout *self)
{
  return self->host;
}

OrielGuest *
lookout_get_guest(const Lookout *self)
{
  return self->guest;
}
