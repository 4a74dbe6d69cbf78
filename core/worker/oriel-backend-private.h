// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "impl/oriel-backend.h"
#include "oriel-outbox.h"

/* Where the backend's reports go; @closed is called after the last one. */
void oriel_backend_set_outbox(OrielBackend *self,
                              OrielOutbox *outbox,
                              void (*closed)(gpointer owner),
                              gpointer owner);
