// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * One host that is to stay connected: in the background, and again for as long as it takes, also
 * if it never was. It asks where host_questions_set() says.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct _HostKeeper HostKeeper;

/* Begins to connect. Errors: those of oriel_host_new(). */
HostKeeper *host_keeper_new(const char *uri, gboolean read_only, GError **error);
/* Leaves the host. */
void host_keeper_free(HostKeeper *self);
/* (transfer none) */
OrielHost *host_keeper_get_host(HostKeeper *self);
/* Tries at once, unless it is connected. */
void host_keeper_retry(HostKeeper *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(HostKeeper, host_keeper_free)

G_END_DECLS
