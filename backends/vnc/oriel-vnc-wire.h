// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The bytes between gvnc and the server's socket: one per process, as the session is.
 */
#pragma once

#include "oriel-vnc-divert.h"
#include "oriel-vnc-greeting.h"
#include "worker/oriel-peer.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The server takes bytes again after a backlog. Runs on the main context. */
typedef void (*OrielVncWireWritable)(gpointer user_data);

void oriel_vnc_wire_attach(int fd,
                           OrielVncWireWritable writable,
                           OrielPeerLost lost,
                           gpointer user_data);
void oriel_vnc_wire_detach(void);
gboolean oriel_vnc_wire_is_writable(void);
void oriel_vnc_wire_notify_writable(void);
void oriel_vnc_wire_write(const void *bytes, gsize size);
guint64 oriel_vnc_wire_get_received(void);
guint64 oriel_vnc_wire_get_flushes(void);
void oriel_vnc_wire_set_flushes(guint64 flushes);
gsize oriel_vnc_wire_get_ahead(void);
const OrielVncGreeting *oriel_vnc_wire_get_greeting(void);
void oriel_vnc_wire_choose_ard(void);
GError *oriel_vnc_wire_dup_error(void);
void oriel_vnc_wire_follow(
    int width, int height, const char *name, const OrielVncDivertEvents *events, gpointer owner);
gboolean oriel_vnc_wire_is_following(void);
void oriel_vnc_wire_set_framebuffer(OrielVncFramebuffer *framebuffer);
int oriel_vnc_wire_find_resize(guint width, guint height);

G_END_DECLS
