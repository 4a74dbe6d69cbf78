// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_HOST_STATE (oriel_host_state_get_type())

/**
 * OrielHostState:
 * @ORIEL_HOST_IDLE: not connected, and not trying
 * @ORIEL_HOST_CONNECTING: connecting for the first time
 * @ORIEL_HOST_CONNECTED: the list of guests is live
 * @ORIEL_HOST_RECONNECTING: the connection was lost; the list is stale and a new try is due
 * @ORIEL_HOST_FAILED: the last try failed; #OrielHost:error tells why
 *
 * The state of the connection to a host.
 */
typedef enum {
  ORIEL_HOST_IDLE,
  ORIEL_HOST_CONNECTING,
  ORIEL_HOST_CONNECTED,
  ORIEL_HOST_RECONNECTING,
  ORIEL_HOST_FAILED,
} OrielHostState;

ORIEL_PUBLIC GType oriel_host_state_get_type(void) G_GNUC_CONST;

#define ORIEL_TYPE_HOST (oriel_host_get_type())
ORIEL_PUBLIC
G_DECLARE_DERIVABLE_TYPE(OrielHost, oriel_host, ORIEL, HOST, GObject)

ORIEL_PUBLIC OrielHost *oriel_host_new(const char *uri, GError **error);
ORIEL_PUBLIC const char *oriel_host_get_uri(OrielHost *self);
ORIEL_PUBLIC const char *oriel_host_get_name(OrielHost *self);
ORIEL_PUBLIC OrielHostState oriel_host_get_state(OrielHost *self);
ORIEL_PUBLIC const GError *oriel_host_get_error(OrielHost *self);
ORIEL_PUBLIC GListModel *oriel_host_get_guests(OrielHost *self);
ORIEL_PUBLIC gboolean oriel_host_get_read_only(OrielHost *self);
ORIEL_PUBLIC void oriel_host_set_read_only(OrielHost *self, gboolean read_only);
ORIEL_PUBLIC gboolean oriel_host_get_reconnect(OrielHost *self);
ORIEL_PUBLIC void oriel_host_set_reconnect(OrielHost *self, gboolean reconnect);
ORIEL_PUBLIC OrielGuest *oriel_host_find_guest(OrielHost *self, const char *name);

ORIEL_PUBLIC void oriel_host_connect_async(OrielHost *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
ORIEL_PUBLIC gboolean oriel_host_connect_finish(OrielHost *self,
                                                GAsyncResult *result,
                                                GError **error);
ORIEL_PUBLIC void oriel_host_disconnect(OrielHost *self);

ORIEL_PUBLIC void oriel_host_load_statistics_async(OrielHost *self,
                                                   OrielGuest **guests,
                                                   guint n_guests,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer user_data);
ORIEL_PUBLIC gboolean oriel_host_load_statistics_finish(OrielHost *self,
                                                        GAsyncResult *result,
                                                        GError **error);

G_END_DECLS
