// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What the server says under TLS, where the wire sees nothing that can be read. gvnc calls
 * gnutls_record_recv() through the dynamic symbol table, where a program's own definitions come
 * first.
 *
 * - The newest is kept, for what gvnc drops of it.
 * - GnuTLS also says "again" when it has read a message of its own, such as a ticket of TLS 1.3,
 *   and gvnc then waits for the socket. What comes behind the ticket may have left the socket, see
 *   oriel-vnc-wire.c; so GnuTLS is asked again at once as long as there is any.
 */
#include "oriel-vnc-plaintext.h"

#include "oriel-vnc-guard.h"
#include "oriel-vnc-wire.h"

#include <dlfcn.h>
#include <gnutls/gnutls.h>
#include <string.h>

/* What gvnc may have read ahead: one record for SASL, and its own buffer; and the longest
 * announcement of a screen size before that. */
#define HISTORY (8192 + 4096 + 20 + 255 * 16)

static struct {
  gsize size;
  gsize searched; /* what is before this has been looked through */
  guint8 bytes[2 * HISTORY];
} said;

static void
remember(const guint8 *bytes, gsize size)
{
  gsize dropped;

  if (size > HISTORY) {
    bytes += size - HISTORY;
    size = HISTORY;
  }
  if (said.size + size > sizeof said.bytes) {
    dropped = said.size - HISTORY;
    memmove(said.bytes, said.bytes + dropped, HISTORY);
    said.size = HISTORY;
    said.searched -= MIN(said.searched, dropped);
  }
  memcpy(said.bytes + said.size, bytes, size);
  said.size += size;
}

/* As oriel_vnc_wire_find_resize(). */
int
oriel_vnc_plaintext_find_resize(guint width, guint height)
{
  gsize end = 0;
  int status = oriel_vnc_guard_find_resize(said.bytes + said.searched, said.size - said.searched,
                                           width, height, &end);

  if (status >= 0)
    said.searched += end;
  return status;
}

ssize_t
gnutls_record_recv(gnutls_session_t session, void *data, size_t size)
{
  static ssize_t (*next)(gnutls_session_t, void *, size_t);
  ssize_t received;

  if (next == NULL)
    *(void **)&next = dlsym(RTLD_NEXT, "gnutls_record_recv");
  do
    received = next(session, data, size);
  while (received == GNUTLS_E_AGAIN && oriel_vnc_wire_get_ahead() > 0);
  if (received > 0)
    remember(data, (gsize)received);
  return received;
}
