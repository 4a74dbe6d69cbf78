// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "impl/oriel-backend.h"
#include "oriel-files.h"
#include "oriel-outbox.h"

/* The viewer has made the offer @serial of its clipboard. */
void oriel_backend_set_clipboard_serial(OrielBackend *self, OrielSelection selection, guint serial);

/* Whether the viewer wants the samples of the guest's sound; it does at first. */
void oriel_backend_set_listening(OrielBackend *self, gboolean listening);

/* Where the backend's reports go; @closed is called after the last one. */
void oriel_backend_set_outbox(OrielBackend *self,
                              OrielOutbox *outbox,
                              void (*closed)(gpointer owner),
                              gpointer owner);
/* The files that are sent to the guest, once there is an outbox. (transfer none) */
OrielFiles *oriel_backend_get_files(OrielBackend *self);
OrielOutbox *oriel_backend_get_outbox(OrielBackend *self);
/* Its text consoles: number -> OrielBackendConsole, borrowed. */
GHashTable *oriel_backend_get_consoles(OrielBackend *self);
