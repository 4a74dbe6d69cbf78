// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_TARGET (oriel_target_get_type())

/**
 * OrielTarget:
 *
 * What to connect to: a protocol and an address, as an immutable value. Parsing and formatting are
 * pure; nothing is resolved or opened.
 *
 * URI forms (`PROTOCOL` is a name such as `vnc`, see the protocol table):
 *
 * - `PROTOCOL://[USER@]HOST[:PORT]` where HOST may be `[IPv6]`
 * - `PROTOCOL+tls://[USER@]HOST[:PORT]`
 * - `PROTOCOL+unix:///absolute/path`
 * - `PROTOCOL://[USER@]HOST?port=P&tls-port=T`
 * - `PROTOCOL+listen://HOST[:PORT]` where a server is to connect to, see
 *   oriel_target_is_listening()
 */
ORIEL_PUBLIC GType oriel_target_get_type(void) G_GNUC_CONST;

ORIEL_PUBLIC OrielTarget *oriel_target_new_from_uri(const char *uri, GError **error);
ORIEL_PUBLIC OrielTarget *oriel_target_new_tcp(
    const char *protocol, const char *host, guint16 port, guint16 tls_port, const char *username);
ORIEL_PUBLIC OrielTarget *oriel_target_new_unix(const char *protocol, const char *path);
ORIEL_PUBLIC OrielTarget *oriel_target_ref(OrielTarget *self);
ORIEL_PUBLIC void oriel_target_unref(OrielTarget *self);

ORIEL_PUBLIC const char *oriel_target_get_protocol(const OrielTarget *self);
ORIEL_PUBLIC const char *oriel_target_get_host(const OrielTarget *self);
ORIEL_PUBLIC guint16 oriel_target_get_port(const OrielTarget *self);
ORIEL_PUBLIC guint16 oriel_target_get_tls_port(const OrielTarget *self);
ORIEL_PUBLIC const char *oriel_target_get_path(const OrielTarget *self);
ORIEL_PUBLIC const char *oriel_target_get_username(const OrielTarget *self);
ORIEL_PUBLIC const char *oriel_target_get_parameter(const OrielTarget *self, const char *name);
ORIEL_PUBLIC gboolean oriel_target_is_local(const OrielTarget *self);
ORIEL_PUBLIC gboolean oriel_target_is_listening(const OrielTarget *self);
ORIEL_PUBLIC gboolean oriel_target_equal(const OrielTarget *a, const OrielTarget *b);
ORIEL_PUBLIC char *oriel_target_to_uri(const OrielTarget *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielTarget, oriel_target_unref)

G_END_DECLS
