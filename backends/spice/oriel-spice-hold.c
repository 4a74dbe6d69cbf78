// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-hold.h"

#include "oriel-spice-ahead.h"

#include <dlfcn.h>

/* Stands in for the source of a socket that there is no need to wait for, and fires at once, or of
 * one on hold, and fires when that is released. */
typedef struct {
  GSource source;
  GSocket *socket; /* (owned) */
} Waiter;

static GHashTable *held; /* GSocket (owned) -> Waiter (borrowed) (nullable) */

static gboolean
waiter_dispatch(GSource *source, GSourceFunc callback, gpointer user_data)
{
  GSocketSourceFunc ready = (GSocketSourceFunc)(void (*)(void))callback;

  return ready(((Waiter *)source)->socket, G_IO_IN, user_data);
}

static void
waiter_finalize(GSource *source)
{
  Waiter *self = (Waiter *)source;

  if (held != NULL && g_hash_table_lookup(held, self->socket) == self)
    g_hash_table_insert(held, g_object_ref(self->socket), NULL);
  g_object_unref(self->socket);
}

static gboolean
is_held(GSocket *socket)
{
  return held != NULL && socket != NULL && g_hash_table_contains(held, socket);
}

static GSource *
waiter_new(GSocket *socket)
{
  static GSourceFuncs funcs = {.dispatch = waiter_dispatch, .finalize = waiter_finalize};
  Waiter *self = (Waiter *)g_source_new(&funcs, sizeof *self);

  self->socket = g_object_ref(socket);
  if (is_held(socket))
    g_hash_table_insert(held, g_object_ref(socket), self);
  else
    g_source_set_ready_time(&self->source, 0);
  return &self->source;
}

/* In place of GIO's. */
GSource *
g_socket_create_source(GSocket *socket, GIOCondition condition, GCancellable *cancellable)
{
  static GSource *(*real)(GSocket *, GIOCondition, GCancellable *);
  GSource *source = NULL;

  if ((condition & G_IO_IN) != 0 && (is_held(socket) || oriel_spice_ahead_has(socket)))
    return waiter_new(socket);
  if (real == NULL)
    *(void **)&real = dlsym(RTLD_NEXT, "g_socket_create_source");
  source = real(socket, condition, cancellable);
  /* Else the main loop forgets its socket while it is dispatched, and wakes itself up for that. */
  g_source_set_can_recurse(source, TRUE);
  return source;
}

gboolean
oriel_spice_hold_has(GPollableInputStream *stream)
{
  return held != NULL && g_hash_table_size(held) > 0 &&
         is_held(g_object_get_data(G_OBJECT(stream), "oriel-socket"));
}

void
oriel_spice_hold_add(GSocketConnection *connection)
{
  g_object_set_data(G_OBJECT(g_io_stream_get_input_stream(G_IO_STREAM(connection))), "oriel-socket",
                    g_socket_connection_get_socket(connection));
}

void
oriel_spice_hold(GSocket *socket)
{
  if (held == NULL)
    held = g_hash_table_new_full(NULL, NULL, g_object_unref, NULL);
  if (!g_hash_table_contains(held, socket))
    g_hash_table_insert(held, g_object_ref(socket), NULL);
}

void
oriel_spice_release(GSocket *socket)
{
  Waiter *waiter = held != NULL ? g_hash_table_lookup(held, socket) : NULL;

  if (held != NULL)
    g_hash_table_remove(held, socket);
  if (waiter != NULL)
    g_source_set_ready_time(&waiter->source, 0);
}
