// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What is said under TLS, where the wire sees nothing that can be read. gvnc calls
 * gnutls_record_recv() through the dynamic symbol table, where a program's own definitions come
 * first.
 *
 * - What the server says passes by oriel-vnc-divert.c here as well, a record at a time.
 * - The newest is kept, for what gvnc drops of it.
 * - GnuTLS also says "again" when it has read a message of its own, such as a ticket of TLS 1.3,
 *   and gvnc then waits for the socket. What comes behind the ticket may have left the socket, see
 *   oriel-vnc-wire.c; so GnuTLS is asked again at once as long as there is any.
 * - gvnc sends nothing while it reads an update. Since a send always takes everything, see
 *   oriel-vnc-wire.c, outside of gvnc's own calls the stream to the server stands between two
 *   records, and between two messages: another one can be added.
 *
 * SASL within TLS does not encrypt once more: gvnc forbids it.
 */
#include "oriel-vnc-plaintext.h"

#include "oriel-vnc-guard.h"
#include "oriel-vnc-wire.h"

#include <dlfcn.h>
#include <gnutls/gnutls.h>
#include <string.h>

/* The longest record (RFC 8446 section 5.1). */
#define RECORD (16 * 1024)
/* How long a server that sends without a pause keeps everything else waiting, in microseconds. */
#define TURN 2000
/* What gvnc may have read ahead: one record for SASL, and its own buffer; and the longest
 * announcement of a screen size before that. */
#define HISTORY (8192 + 4096 + 20 + 255 * 16)

static struct {
  gnutls_session_t session; /* gvnc's; NULL = there is none */
  OrielVncDivert divert;
  guint8 record[RECORD]; /* of which gvnc has not got ... */
  gsize record_start;    /* ... what is from here ... */
  gsize record_end;      /* ... to here */
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

/* As oriel_vnc_wire_follow(). */
void
oriel_vnc_plaintext_follow(
    int width, int height, const char *name, const OrielVncDivertEvents *events, gpointer owner)
{
  if (said.record_start == said.record_end &&
      oriel_vnc_guard_ends_with_init(said.bytes, said.size, width, height, name))
    oriel_vnc_divert_follow(&said.divert, events, owner);
}

/* As oriel_vnc_wire_is_following(). */
gboolean
oriel_vnc_plaintext_is_following(void)
{
  return said.divert.following;
}

/* As oriel_vnc_wire_set_framebuffer(). */
void
oriel_vnc_plaintext_set_framebuffer(OrielVncFramebuffer *framebuffer)
{
  oriel_vnc_divert_set_framebuffer(&said.divert, framebuffer);
}

/* What was kept from gvnc. Returns: (transfer full) (nullable) */
GError *
oriel_vnc_plaintext_dup_error(void)
{
  return said.divert.error != NULL ? g_error_copy(said.divert.error) : NULL;
}

/* Sends a whole message, not while gvnc writes. FALSE when nothing is encrypted by TLS. */
gboolean
oriel_vnc_plaintext_write(const void *bytes, gsize size)
{
  guint64 flushes = oriel_vnc_wire_get_flushes();

  if (said.session == NULL)
    return FALSE;
  /* A broken connection is gvnc's to notice, by reading. */
  gnutls_record_send(said.session, bytes, size);
  oriel_vnc_wire_set_flushes(flushes);
  return TRUE;
}

/* The next record; as gnutls_record_recv(). */
static ssize_t
read_record(gnutls_session_t session)
{
  static ssize_t (*next)(gnutls_session_t, void *, size_t);
  ssize_t received;

  if (next == NULL)
    *(void **)&next = dlsym(RTLD_NEXT, "gnutls_record_recv");
  do
    received = next(session, said.record, sizeof said.record);
  while (received == GNUTLS_E_AGAIN && oriel_vnc_wire_get_ahead() > 0);
  said.record_start = 0;
  said.record_end = received > 0 ? (gsize)received : 0;
  return received;
}

ssize_t
gnutls_record_recv(gnutls_session_t session, void *data, size_t size)
{
  gint64 end = g_get_monotonic_time() + TURN;
  ssize_t received;
  gsize used, n;

  said.session = session;
  for (;;) {
    n = oriel_vnc_divert_run(&said.divert, said.record + said.record_start,
                             said.record_end - said.record_start, &used, data, size);
    said.record_start += used;
    if (n > 0) {
      remember(data, n);
      return (ssize_t)n;
    }
    if (said.divert.error != NULL)
      return GNUTLS_E_RECEIVED_ILLEGAL_PARAMETER;
    /* Whoever waits for the socket must not miss what has left it already. */
    if (g_get_monotonic_time() > end && oriel_vnc_wire_get_ahead() == 0 &&
        gnutls_record_check_pending(session) == 0)
      return GNUTLS_E_AGAIN;
    received = read_record(session);
    if (received <= 0)
      return received;
  }
}

void
gnutls_deinit(gnutls_session_t session)
{
  static void (*next)(gnutls_session_t);

  if (session == said.session)
    said.session = NULL;
  if (next == NULL)
    *(void **)&next = dlsym(RTLD_NEXT, "gnutls_deinit");
  next(session);
}
