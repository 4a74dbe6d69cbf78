// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The search for a guest that has left its host, as one does that is migrated, on other hosts.
 * Those that ask for anything on the way are passed over: nobody has named them just now.
 *
 * Everything here is for the thread of the main context that was the default when it was made,
 * where the hook runs; nothing blocks.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct _Trail Trail;

/* The guest runs on its host, which is connected; both are to be kept by whoever wants them. The
 * trail may be freed by it, and tells nothing more. */
typedef void (*TrailFound)(OrielGuest *guest, gpointer user_data);

/* Looks for @uuid on @hosts (URIs, up to NULL; such as are none are passed over), until it is
 * freed. (transfer full) */
Trail *trail_new(const char *uuid, const char *const *hosts, TrailFound found, gpointer user_data);
void trail_free(Trail *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Trail, trail_free)

G_END_DECLS
