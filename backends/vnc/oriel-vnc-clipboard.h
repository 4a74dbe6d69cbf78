// SPDX-License-Identifier: LGPL-2.1-or-later
/* Text between UTF-8 and the Latin-1 of RFB's cut text. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest text that is sent, in bytes of Latin-1: Xtigervnc takes 256 KiB, QEMU 1 MiB. */
#define ORIEL_VNC_CLIPBOARD_MAX (256 * 1024)

char *oriel_vnc_clipboard_from_wire(const char *bytes);
char *oriel_vnc_clipboard_to_wire(const char *text, gsize *length, GError **error);

G_END_DECLS
