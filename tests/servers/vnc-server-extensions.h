// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What QEMU's VNC server speaks and libvncserver does not: physical keys, lock state, the kind of
 * pointer; and the name of the desktop changing.
 */
#pragma once

#include <glib.h>
#include <rfb/rfb.h>

/* To be called once, before the first client. */
void vnc_server_extensions_register(void);

/* The present state, sent to @clients of @screen that understand it, now and when they come. */
void vnc_server_set_leds(rfbScreenInfoPtr screen, guint8 leds);
void vnc_server_set_relative(rfbScreenInfoPtr screen, gboolean relative);
gboolean vnc_server_is_relative(void);
void vnc_server_set_name(rfbScreenInfoPtr screen, const char *name);

/* Reported to the standard output, see vnc-server.c. */
void vnc_server_report(const char *format, ...) G_GNUC_PRINTF(1, 2);
