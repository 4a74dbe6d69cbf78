// SPDX-License-Identifier: LGPL-2.1-or-later
/* Text between the guest's line ends and line feeds. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What was copied in the guest: CR LF becomes LF if @crlf, zeros at the end are no part of it.
 * (transfer full) (nullable): NULL when it is not valid UTF-8. */
GBytes *oriel_spice_text_from_guest(const guint8 *data, gsize size, gboolean crlf);
/* @text is valid UTF-8: LF becomes CR LF if @crlf, unless it is one already. (transfer full) */
GBytes *oriel_spice_text_to_guest(GBytes *text, gboolean crlf);

G_END_DECLS
