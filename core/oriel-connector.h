// SPDX-License-Identifier: LGPL-2.1-or-later
/* Opens the connection of a session, so that its process needs no network and no files. */
#pragma once

#include "oriel.h"

typedef struct {
  int fd;                /* a connected stream socket (owned); -1 = the session needs none */
  char *host;            /* the name a certificate has to match (owned) */
  char *peer;            /* the address at the other end (owned); NULL = none, or not known */
  gboolean private_link; /* a unix socket, the loopback interface, or through ssh */
  gboolean local_link;   /* as fast as memory: does not leave this machine */
  gboolean secure;       /* it leads to the port for TLS */
} OrielConnection;

/* NULL is fine; closes the socket when it was not taken. */
void oriel_connection_free(OrielConnection *self);

/* Connects to @target, to its port for TLS if @secure; on a network by way of @proxy (nullable),
 * see OrielSession:proxy. Takes at most 10 seconds; but where @target is listening, it takes until
 * a server connects. */
void oriel_connector_open_async(OrielTarget *target,
                                const char *proxy,
                                gboolean secure,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* Asks @guest's host for a connection to @graphics, and where that is not possible, connects to the
 * address of @graphics. */
void oriel_connector_open_guest_async(OrielGuest *guest,
                                      OrielGraphics *graphics,
                                      const char *proxy,
                                      gboolean secure,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
OrielConnection *oriel_connector_open_finish(GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielConnection, oriel_connection_free)
