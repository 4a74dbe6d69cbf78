// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * An eye on one guest of one host: whether it is there, and runs, as the host's events tell. It
 * follows the guest when it is forgotten and made again, and the host when it comes back; and,
 * where that is wanted, the guest to another host.
 *
 * Everything here is for the thread of the main context that was the default when it was made,
 * where the hook runs; nothing blocks.
 */
#pragma once

#include "shared/target-resolve.h"

G_BEGIN_DECLS

typedef enum {
  LOOKOUT_REACHING, /* the host is being connected to */
  LOOKOUT_AWAY,     /* the host cannot be reached: lookout_dup_error() */
  LOOKOUT_ABSENT,   /* the host has no such guest */
  LOOKOUT_OFF,      /* the guest does not run */
  LOOKOUT_RUNS,
} LookoutSight;

/* What is seen, or which guest it is, may have changed. */
typedef void (*LookoutChanged)(gpointer user_data);

typedef struct _Lookout Lookout;

/* For the guest @name (what of it, says @by) of the host @connect (a URI; NULL = the default). NULL
 * with the errors of oriel_host_new(). (transfer full) */
Lookout *lookout_new(const char *name,
                     TargetBy by,
                     const char *connect,
                     LookoutChanged changed,
                     gpointer user_data,
                     GError **error);
/* For a guest that is known; its host is kept. (transfer full) */
Lookout *lookout_new_for_guest(OrielGuest *guest, LookoutChanged changed, gpointer user_data);
void lookout_free(Lookout *self);

/* Connects to the host, now, unless it is connected. */
void lookout_reach(Lookout *self);

/* Looks for the guest on the other hosts that the person has set (host_settings_load()), until it
 * runs anywhere; then lookout_get_host() is that host. Reads a small file. Does nothing before the
 * guest has been seen once, or while it runs. */
void lookout_follow(Lookout *self);

/* Whether it is looked for elsewhere just now. */
gboolean lookout_is_following(const Lookout *self);
/* Whether it was found there, at any time. */
gboolean lookout_has_moved(const Lookout *self);

LookoutSight lookout_get_sight(const Lookout *self);
/* Whether the host was reached before, and tries to come back by itself. */
gboolean lookout_is_returning(const Lookout *self);
/* Why there is no running guest, as far as that is known. (transfer full) (nullable) */
GError *lookout_dup_error(const Lookout *self);
/* (transfer none): another one, once the guest was followed there */
OrielHost *lookout_get_host(const Lookout *self);
/* (transfer none) (nullable): as it was last seen */
OrielGuest *lookout_get_guest(const Lookout *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lookout, lookout_free)

G_END_DECLS
