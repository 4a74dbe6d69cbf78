// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-vnc-divert.h"

G_BEGIN_DECLS

void oriel_vnc_plaintext_follow(
    int width, int height, const char *name, const OrielVncDivertEvents *events, gpointer owner);
gboolean oriel_vnc_plaintext_is_following(void);
void oriel_vnc_plaintext_set_framebuffer(OrielVncFramebuffer *framebuffer);
GError *oriel_vnc_plaintext_dup_error(void);
gboolean oriel_vnc_plaintext_write(const void *bytes, gsize size);
int oriel_vnc_plaintext_find_resize(guint width, guint height);

G_END_DECLS
