// SPDX-License-Identifier: LGPL-2.1-or-later
/* How servers are asked to send pixels: the names that all protocols have for it. */
#include "oriel-session-private.h"

#include "oriel-session-properties.h"

/* A protocol passes over what only another one knows: a guest may have displays of both. */
static const char *const names[] = {
    "raw",      "copyrect", "rre",  "hextile", "zrle", "tight", "jpeg",         /* VNC */
    "auto-glz", "auto-lz",  "quic", "glz",     "lz",   "lz4",   "off",  "h264", /* SPICE */
};

static gboolean
is_name(const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
    if (g_ascii_strcasecmp(word, names[i]) == 0)
      return TRUE;
  return FALSE;
}

/**
 * oriel_session_check_encodings:
 * @encodings: (nullable): names separated by commas
 * @error: return location for an error: %ORIEL_ERROR_INVALID names the word that is none
 *
 * Whether there are such encodings, as oriel_session_connect_async() asks as well. It can be called
 * from any thread.
 *
 * Returns: %TRUE if all are names that #OrielSession:encodings takes, or if there are none
 */
gboolean
oriel_session_check_encodings(const char *encodings, GError **error)
{
  g_auto(GStrv) words = g_strsplit(encodings != NULL ? encodings : "", ",", -1);

  for (char **word = words; *word != NULL; word++)
    if (!is_name(g_strstrip(*word))) {
      g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                  "“%s” is not an encoding; known are raw, copyrect, rre, hextile, zrle, tight and "
                  "jpeg of VNC, auto-glz, auto-lz, quic, glz, lz, lz4, off and h264 of SPICE",
                  *word);
      return FALSE;
    }
  return TRUE;
}

/**
 * oriel_session_get_encodings:
 * @self: a session
 *
 * Reads #OrielSession:encodings.
 *
 * Returns: (nullable): the encodings to ask for; %NULL = chosen by the link
 */
const char *
oriel_session_get_encodings(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->encodings;
}

/**
 * oriel_session_set_encodings:
 * @self: a session
 * @encodings: (nullable): names separated by commas, best first; %NULL = chosen by the link
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_encodings(OrielSession *self, const char *encodings)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  oriel_session_set_text(self, ORIEL_SESSION_PROP_ENCODINGS, encodings);
}
