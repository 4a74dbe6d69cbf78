// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

/**
 * OrielError:
 * @ORIEL_ERROR_FAILED: anything that fits no other code
 * @ORIEL_ERROR_INVALID: what the caller or the user gave is malformed (a URI, a size, a path)
 * @ORIEL_ERROR_UNREACHABLE: no connection could be made, or it was lost
 * @ORIEL_ERROR_NOT_FOUND: no such host, guest, display or console
 * @ORIEL_ERROR_AUTH: the server refused the credentials, or none were given
 * @ORIEL_ERROR_INSECURE: going on would be insecure and the policy forbids it
 * @ORIEL_ERROR_NOT_SUPPORTED: the guest, its server or this build cannot do it
 * @ORIEL_ERROR_PROTOCOL: the peer broke the protocol
 * @ORIEL_ERROR_TIMED_OUT: the peer did not answer in time
 * @ORIEL_ERROR_DIED: the session process ended by itself
 * @ORIEL_ERROR_BUSY: somebody else holds it (a console in use)
 *
 * Why an operation failed, by what a program would do about it. The message of the error says what
 * failed, where, and what to do, in words fit for a person. Cancellation is %G_IO_ERROR_CANCELLED.
 */
typedef enum {
  ORIEL_ERROR_FAILED,
  ORIEL_ERROR_INVALID,
  ORIEL_ERROR_UNREACHABLE,
  ORIEL_ERROR_NOT_FOUND,
  ORIEL_ERROR_AUTH,
  ORIEL_ERROR_INSECURE,
  ORIEL_ERROR_NOT_SUPPORTED,
  ORIEL_ERROR_PROTOCOL,
  ORIEL_ERROR_TIMED_OUT,
  ORIEL_ERROR_DIED,
  ORIEL_ERROR_BUSY,
} OrielError;

#define ORIEL_ERROR (oriel_error_quark())
#define ORIEL_TYPE_ERROR (oriel_error_get_type())

ORIEL_PUBLIC GQuark oriel_error_quark(void);
ORIEL_PUBLIC GType oriel_error_get_type(void) G_GNUC_CONST;

G_END_DECLS
