// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Files that the viewer sends: calls become slots of the backend, and its word on how far it has
 * got is passed on a few times a second.
 */
#pragma once

#include "impl/oriel-backend.h"
#include "oriel-outbox.h"

typedef struct _OrielFiles OrielFiles;

/* Both are borrowed, for as long as the process lives. */
OrielFiles *oriel_files_new(OrielBackend *backend, OrielOutbox *outbox);

/* SendFile and CancelFile. Take @invocation. */
void oriel_files_send(OrielFiles *self, GVariant *parameters, GDBusMethodInvocation *invocation);
void oriel_files_cancel(OrielFiles *self, GVariant *parameters, GDBusMethodInvocation *invocation);

void oriel_files_progress(OrielFiles *self, guint id, guint64 done);
