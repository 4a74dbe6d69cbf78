// SPDX-License-Identifier: LGPL-2.1-or-later
/* Why a session ended, from what gvnc and the server say. Pure. */
#pragma once

#include "oriel-vnc-greeting.h"

G_BEGIN_DECLS

GError *
oriel_vnc_errors_lost(const OrielVncGreeting *greeting, const char *message, const char *step);
GError *oriel_vnc_errors_silent(const char *step, guint seconds);
GError *oriel_vnc_errors_keyless(void);
GError *oriel_vnc_errors_refused(const OrielVncGreeting *greeting);
GError *oriel_vnc_errors_auth(const char *reason);
GError *oriel_vnc_errors_insecure(const guint *offered, guint n_offered);
GError *oriel_vnc_errors_unencrypted(const guint *offered, guint n_offered);

G_END_DECLS
