// SPDX-License-Identifier: LGPL-2.1-or-later
/* Built without libcacard: there is no smartcard. */
#include "oriel-spice-smartcard.h"

static gboolean wanted;

void
oriel_spice_smartcard_prepare(const OrielOpenings *openings)
{
  wanted = openings->certificates != NULL;
}

gboolean
oriel_spice_smartcard_apply(SpiceSession *session, GError **error)
{
  g_object_set(session, "enable-smartcard", FALSE, NULL);
  if (!wanted)
    return TRUE;
  g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                      "this build makes up no smartcards: it is without libcacard");
  return FALSE;
}

void
oriel_spice_smartcard_watch(OrielSpiceBackend *backend, SpiceSmartcardChannel *channel)
{
}

void
oriel_spice_smartcard_move(gboolean inserted)
{
}
