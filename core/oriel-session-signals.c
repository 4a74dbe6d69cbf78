// SPDX-License-Identifier: LGPL-2.1-or-later
/* The signals of a session. */
#include "oriel-session-private.h"
#include "oriel-session-properties.h"

enum {
  AUTH_REQUESTED,
  TRUST_REQUESTED,
  FELL_BACK,
  BELL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
oriel_session_install_signals(void)
{
  /**
   * OrielSession::auth-requested:
   * @self: the session
   * @request: the question
   *
   * The server asks for credentials. Keep @request and answer it, now or later; a request that
   * nobody keeps is refused, and the session ends with %ORIEL_ERROR_AUTH.
   */
  signals[AUTH_REQUESTED] = g_signal_new("auth-requested", ORIEL_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, ORIEL_TYPE_AUTH_REQUEST);
  /**
   * OrielSession::trust-requested:
   * @self: the session
   * @request: the question
   *
   * The server shows a certificate that no known authority vouches for, that is made for another
   * name, or whose time is over. Keep @request and answer it, now or later; a request that nobody
   * keeps means %ORIEL_TRUST_NEVER, and the session ends with %ORIEL_ERROR_INSECURE.
   *
   * What is answered is remembered by host and port, see oriel_session_forget_certificate(). Nobody
   * is asked where it was said whom to believe: by #OrielSession:ca-file, #OrielSession:ca-data or
   * #OrielSession:host-subject.
   */
  signals[TRUST_REQUESTED] =
      g_signal_new("trust-requested", ORIEL_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                   G_TYPE_NONE, 1, ORIEL_TYPE_TRUST_REQUEST);
  /**
   * OrielSession::fell-back:
   * @self: the session
   * @failed: the display that could not be connected to
   * @error: why
   *
   * #OrielSession:graphics is now another of the guest's displays, and that is tried. Emitted only
   * for sessions that were made without a display. A person should hear of it.
   */
  signals[FELL_BACK] = g_signal_new("fell-back", ORIEL_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, ORIEL_TYPE_GRAPHICS, G_TYPE_ERROR);
  /**
   * OrielSession::bell:
   * @self: the session
   *
   * The guest's terminal bell rings.
   */
  signals[BELL] = g_signal_new("bell", ORIEL_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
}

void
oriel_session_emit_auth_requested(OrielSession *self, OrielAuthRequest *request)
{
  g_signal_emit(self, signals[AUTH_REQUESTED], 0, request);
}

void
oriel_session_emit_trust_requested(OrielSession *self, OrielTrustRequest *request)
{
  g_signal_emit(self, signals[TRUST_REQUESTED], 0, request);
}

void
oriel_session_emit_fell_back(OrielSession *self, OrielGraphics *failed, const GError *error)
{
  g_signal_emit(self, signals[FELL_BACK], 0, failed, error);
}

void
oriel_session_ring(OrielSession *self)
{
  g_signal_emit(self, signals[BELL], 0);
}
