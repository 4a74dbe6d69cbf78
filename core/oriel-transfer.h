// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_TRANSFER_STATE (oriel_transfer_state_get_type())

/**
 * OrielTransferState:
 * @ORIEL_TRANSFER_WAITING: others are sent first
 * @ORIEL_TRANSFER_RUNNING: on its way
 * @ORIEL_TRANSFER_DONE: the guest has all of it
 * @ORIEL_TRANSFER_FAILED: the guest does not have it; oriel_transfer_get_error() tells why
 * @ORIEL_TRANSFER_CANCELLED: given up by oriel_transfer_cancel()
 *
 * The life of a transfer. The last three are its ends, of which it has one.
 */
typedef enum {
  ORIEL_TRANSFER_WAITING,
  ORIEL_TRANSFER_RUNNING,
  ORIEL_TRANSFER_DONE,
  ORIEL_TRANSFER_FAILED,
  ORIEL_TRANSFER_CANCELLED,
} OrielTransferState;

ORIEL_PUBLIC GType oriel_transfer_state_get_type(void) G_GNUC_CONST;

#define ORIEL_TYPE_TRANSFER (oriel_transfer_get_type())
ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielTransfer, oriel_transfer, ORIEL, TRANSFER, GObject)

ORIEL_PUBLIC GFile *oriel_transfer_get_file(OrielTransfer *self);
ORIEL_PUBLIC const char *oriel_transfer_get_name(OrielTransfer *self);
ORIEL_PUBLIC guint64 oriel_transfer_get_size(OrielTransfer *self);
ORIEL_PUBLIC guint64 oriel_transfer_get_bytes_done(OrielTransfer *self);
ORIEL_PUBLIC OrielTransferState oriel_transfer_get_state(OrielTransfer *self);
ORIEL_PUBLIC const GError *oriel_transfer_get_error(OrielTransfer *self);
ORIEL_PUBLIC void oriel_transfer_cancel(OrielTransfer *self);

G_END_DECLS
