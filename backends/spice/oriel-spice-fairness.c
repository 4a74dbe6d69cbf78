// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * spice-client-glib reads a channel for as long as there is something to be read, and lets nobody
 * else work meanwhile: a server that is faster than the decoder would leave input and the other
 * channels unheard. It asks g_pollable_input_stream_is_readable() before each message; this program
 * defines that function itself, and says no now and then. The library then waits for its socket in
 * the main loop, which goes on at once after all that is due. Of a channel on hold it says no, too.
 */
#include "oriel-spice-ahead.h"
#include "oriel-spice-hold.h"

/* Microseconds that messages may follow each other. */
#define SLICE (8 * 1000)

gboolean
g_pollable_input_stream_is_readable(GPollableInputStream *stream)
{
  static gint64 last_rest; /* monotonic time */
  gint64 now = g_get_monotonic_time();

  if (oriel_spice_hold_has(stream))
    return FALSE;
  /* Other streams than sockets, such as the pipes to the server of a shared folder, have nothing
   * that would wake up who waits for them. */
  if (now - last_rest < SLICE || !g_str_equal(G_OBJECT_TYPE_NAME(stream), "GSocketInputStream"))
    return oriel_spice_ahead_has(stream) ||
           G_POLLABLE_INPUT_STREAM_GET_INTERFACE(stream)->is_readable(stream);
  last_rest = now;
  return FALSE;
}
