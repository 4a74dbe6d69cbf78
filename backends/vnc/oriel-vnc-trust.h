// SPDX-License-Identifier: LGPL-2.1-or-later
/* Whose certificates are believed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void oriel_vnc_trust_prepare(void);
gboolean oriel_vnc_trust_use(const char *path, const char *pem, GError **error);
const char *oriel_vnc_trust_get_user_dir(void);

G_END_DECLS
