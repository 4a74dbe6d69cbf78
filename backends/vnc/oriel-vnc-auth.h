// SPDX-License-Identifier: LGPL-2.1-or-later
/* Which ways to authenticate are acceptable. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint oriel_vnc_auth_choose_type(const guint *offered, guint n_offered, gboolean weak);
guint oriel_vnc_auth_choose_vencrypt(const guint *offered, guint n_offered, gboolean weak);
guint oriel_vnc_auth_choose_tls(const guint *offered, guint n_offered);
char *oriel_vnc_auth_describe(const guint *offered, guint n_offered);
const char *oriel_vnc_auth_get_name(guint type);
gboolean oriel_vnc_auth_hides_wire(guint type);
guint oriel_vnc_auth_keep_hidden(guint *offered, guint n_offered);

G_END_DECLS
