// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-link.h"
#include "oriel.h"

/* A transfer that waits. It calls @ended once when it is over, unless it is detached. */
OrielTransfer *
oriel_transfer_new(GFile *file, void (*ended)(gpointer owner, OrielTransfer *self), gpointer owner);
/* Opens the file and sends it by @link (borrowed until the end), which knows it as @id. */
void oriel_transfer_start(OrielTransfer *self, OrielLink *link, guint id);
/* 0 = not started. */
guint oriel_transfer_get_id(OrielTransfer *self);
/* So many bytes are with the guest. FALSE if there are not so many. */
gboolean oriel_transfer_set_bytes_done(OrielTransfer *self, guint64 done);
/* Ends it, unless it is over. */
void oriel_transfer_fail(OrielTransfer *self, const GError *error);
