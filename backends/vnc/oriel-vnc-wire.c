// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * gvnc 1.3.1 drops what a socket does not take at once: vnc_connection_flush_wire() adds the -1 of
 * a send that would have blocked to its offset, waits, and forgets the rest. A server that is
 * paused for three seconds so loses half of the keys typed meanwhile, and a release that is lost
 * leaves a key stuck. gvnc reads 4 KiB per system call as well, two thousand calls for one picture
 * of 1920x1080.
 *
 * Both are repaired where gvnc meets GIO: this program defines g_socket_send() and
 * g_socket_receive(). gvnc reaches them through the dynamic symbol table, where a program's own
 * definitions come first; GIO's own calls are bound inside GIO and never come here. Calls for any
 * other socket go on to GIO.
 *
 * - A send always takes everything. What the kernel does not take is kept and follows when the
 *   socket is writable, so gvnc never sees a short write and never waits while it writes. Hence
 *   outside of gvnc's own calls the stream to the server always stands between two messages, and
 *   oriel_vnc_wire_write() may add one.
 * - A receive reads ahead. Data that has been read ahead is always handed out before GIO is asked
 *   whether there is more, so waiting for the socket to be readable stays right.
 * - Raw rectangles go straight to the framebuffer, see oriel-vnc-divert.c.
 * - The server's greeting is looked at before gvnc sees it, see oriel-vnc-greeting.c.
 */
#include "oriel-vnc-wire.h"

#include "oriel-vnc-guard.h"

#include <dlfcn.h>
#include <errno.h>
#include <glib-unix.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/* One read takes up to this much; more adds nothing, the kernel's own buffers are as small. */
#define READ_AHEAD (64 * 1024)
/* From this on the kernel writes into the framebuffer itself, so much at a time at most: what has
 * come is looked at again, and should still be near by then. */
#define DIRECT_MIN READ_AHEAD
#define DIRECT_MAX (256 * 1024)
/* How long a server that sends without a pause keeps everything else waiting, in microseconds. */
#define TURN 2000
/* What has been handed out and is kept: gvnc's own buffer, and the longest announcement of a
 * screen size (20 bytes and 255 screens of 16). */
#define HISTORY (4096 + 20 + 255 * 16)
/* What may wait for a server that does not read: gvnc's own small messages and one paste. */
#define BACKLOG_MAX (4 * 1024 * 1024)

typedef struct {
  gboolean attached;
  int socket_fd; /* as gvnc's socket knows it */
  int fd;        /* (owned) the same socket: stays valid when gvnc closes its own */
  OrielVncWireWritable writable;
  gpointer user_data;
  GByteArray *backlog; /* (owned) not yet taken by the kernel */
  guint out_source;
  guint64 flushes;
  guint64 received; /* bytes */
  gboolean is_dead; /* the kernel has found that nobody answers any more */
  OrielPeer peer;
  OrielVncGreeting greeting;
  OrielVncDivert divert;
  /* Offsets in bytes[]: history up to ahead_start, data for gvnc up to ahead_end. */
  gsize history_start;
  gsize searched; /* history before this has been looked through */
  gsize ahead_start;
  gsize ahead_end;
  guint8 bytes[HISTORY + READ_AHEAD];
} Wire;

static Wire wire;

static gboolean
is_wire(GSocket *socket)
{
  return wire.attached && g_socket_get_fd(socket) == wire.socket_fd;
}

/* Returns the bytes the kernel took, 0 when it takes none now, -1 with errno set. */
static gssize
send_now(const guint8 *bytes, gsize size)
{
  gssize sent;

  do
    sent = send(wire.fd, bytes, size, MSG_NOSIGNAL | MSG_DONTWAIT);
  while (sent < 0 && errno == EINTR);
  if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
    return 0;
  if (sent > 0)
    oriel_peer_sent(&wire.peer);
  return sent;
}

static gboolean
on_socket_writable(int fd, GIOCondition condition, gpointer user_data)
{
  gssize sent = 0;

  if (wire.backlog->len > 0)
    sent = send_now(wire.backlog->data, wire.backlog->len);
  /* A broken connection is gvnc's to notice, by reading. */
  if (sent < 0)
    g_byte_array_set_size(wire.backlog, 0);
  else if (sent > 0)
    g_byte_array_remove_range(wire.backlog, 0, sent);
  if (wire.backlog->len > 0)
    return G_SOURCE_CONTINUE;
  wire.out_source = 0;
  wire.writable(wire.user_data);
  return G_SOURCE_REMOVE;
}

/*
 * Starts to serve @fd, which gvnc is about to open, and which stays gvnc's. @writable is called
 * when bytes can go out again after oriel_vnc_wire_notify_writable(), or after a backlog; @lost,
 * when bytes do not arrive at the server's machine.
 */
void
oriel_vnc_wire_attach(int fd, OrielVncWireWritable writable, OrielPeerLost lost, gpointer user_data)
{
  /* The kernel doubles it. Small, so that a server that pauses is seen early and motions merge
   * here instead of queueing there; at least the size of gvnc's longest message but a paste. */
  const int buffer = 32 * 1024;

  g_assert(!wire.attached);
  memset(&wire, 0, offsetof(Wire, bytes));
  wire.attached = TRUE;
  wire.socket_fd = fd;
  wire.fd = dup(fd);
  wire.writable = writable;
  wire.user_data = user_data;
  wire.backlog = g_byte_array_new();
  setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
  oriel_peer_watch(&wire.peer, wire.fd, lost, user_data);
}

/* Stops. Idempotent. */
void
oriel_vnc_wire_detach(void)
{
  if (!wire.attached)
    return;
  wire.attached = FALSE;
  oriel_peer_forget(&wire.peer);
  g_clear_handle_id(&wire.out_source, g_source_remove);
  g_clear_pointer(&wire.backlog, g_byte_array_unref);
  oriel_vnc_divert_clear(&wire.divert);
  close(wire.fd);
  wire.fd = -1;
}

/* Whether a message would leave at once: nothing waits, and the kernel's queue is short. */
gboolean
oriel_vnc_wire_is_writable(void)
{
  struct pollfd pollfd = {.fd = wire.fd, .events = POLLOUT};

  if (!wire.attached || wire.backlog->len > 0)
    return FALSE;
  return poll(&pollfd, 1, 0) == 1 && (pollfd.revents & POLLOUT) != 0;
}

/* Calls back once, when the wire is writable. */
void
oriel_vnc_wire_notify_writable(void)
{
  if (wire.attached && wire.out_source == 0)
    wire.out_source = g_unix_fd_add(wire.fd, G_IO_OUT, on_socket_writable, NULL);
}

/* Sends a whole message, on a connection without encryption, and not while gvnc writes. */
void
oriel_vnc_wire_write(const void *bytes, gsize size)
{
  gssize sent = 0;

  if (!wire.attached)
    return;
  if (wire.backlog->len == 0)
    sent = send_now(bytes, size);
  if (sent < 0 || (gsize)sent == size)
    return;
  g_byte_array_append(wire.backlog, (const guint8 *)bytes + sent, (guint)(size - sent));
  oriel_vnc_wire_notify_writable();
}

/*
 * How often gvnc has sent. What is given to gvnc while it reads an update stays with gvnc until
 * the update is over, so a change tells that what was given before has left.
 */
guint64
oriel_vnc_wire_get_flushes(void)
{
  return wire.flushes;
}

/* To be called with what that was before something that gvnc has not sent. */
void
oriel_vnc_wire_set_flushes(guint64 flushes)
{
  wire.flushes = flushes;
}

/* How many bytes the server has sent so far. */
guint64
oriel_vnc_wire_get_received(void)
{
  return wire.received;
}

/* How many bytes have been read and not been handed out. */
gsize
oriel_vnc_wire_get_ahead(void)
{
  return wire.ahead_end - wire.ahead_start;
}

/* What the server said before authentication, and at the beginning of it. */
const OrielVncGreeting *
oriel_vnc_wire_get_greeting(void)
{
  return &wire.greeting;
}

/* To be called when that login is begun, which the greeting then looks at. */
void
oriel_vnc_wire_choose_ard(void)
{
  wire.greeting.chose_ard = TRUE;
}

/* Why gvnc took the connection for lost, where gvnc does not know it: what the server has sent was
 * kept from it, or the server's machine is gone; NULL = it knows. Returns: (transfer full)
 * (nullable) */
GError *
oriel_vnc_wire_dup_error(void)
{
  if (wire.is_dead)
    return oriel_peer_describe_death();
  return wire.divert.error != NULL ? g_error_copy(wire.divert.error) : NULL;
}

/*
 * The status of the announcement of a screen of that size that gvnc has just read, see
 * oriel_vnc_guard_find_resize(). Announcements are found in the order in which they came.
 */
int
oriel_vnc_wire_find_resize(guint width, guint height)
{
  gsize end = 0;
  int status = oriel_vnc_guard_find_resize(wire.bytes + wire.searched,
                                           wire.ahead_start - wire.searched, width, height, &end);

  if (status >= 0)
    wire.searched += end;
  return status;
}

static gssize
wire_send(const char *bytes, gsize size, GError **error)
{
  wire.flushes++;
  if (wire.backlog->len + size > BACKLOG_MAX) {
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_FAILED, "The server does not read");
    return -1;
  }
  oriel_vnc_wire_write(bytes, size);
  return (gssize)size;
}

/* Moves the newest history to where it ends before new data. */
static void
keep_history(void)
{
  gsize keep = MIN(HISTORY, wire.ahead_end - wire.history_start);
  gsize from = wire.ahead_end - keep;

  memmove(wire.bytes + HISTORY - keep, wire.bytes + from, keep);
  wire.history_start = HISTORY - keep;
  wire.searched = wire.history_start + (wire.searched > from ? wire.searched - from : 0);
  wire.ahead_start = wire.ahead_end = HISTORY;
}

/* Returns what recv() does; 0 = the end. */
static gssize
receive(guint8 *bytes, gsize size, GError **error)
{
  gssize received;

  do
    received = recv(wire.fd, bytes, size, MSG_DONTWAIT);
  while (received < 0 && errno == EINTR);
  if (received < 0) {
    int saved = errno;
    wire.is_dead |= saved == ETIMEDOUT || saved == EHOSTUNREACH || saved == ENETUNREACH;
    g_set_error_literal(error, G_IO_ERROR, g_io_error_from_errno(saved), g_strerror(saved));
  } else {
    wire.received += (guint64)received;
  }
  return received;
}

static gssize
read_ahead(GError **error)
{
  gssize received;

  keep_history();
  received = receive(wire.bytes + HISTORY, READ_AHEAD, error);
  if (received <= 0)
    return received;
  if (!oriel_vnc_greeting_feed(&wire.greeting, wire.bytes + HISTORY, (gsize)received)) {
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "Malformed greeting");
    return -1;
  }
  wire.ahead_end = HISTORY + (gsize)received;
  return received;
}

/* Reads more, to where it is needed. */
static gssize
read_more(GError **error)
{
  gsize room = 0;
  guint8 *target = oriel_vnc_divert_get_target(&wire.divert, &room);
  gssize received;

  if (target == NULL || room < DIRECT_MIN)
    return read_ahead(error);
  received = receive(target, MIN(room, DIRECT_MAX), error);
  if (received > 0)
    oriel_vnc_divert_received(&wire.divert, (gsize)received);
  return received;
}

static gssize
wire_receive(char *bytes, gsize size, GError **error)
{
  gint64 end = g_get_monotonic_time() + TURN;

  for (;;) {
    gsize used = 0;
    gsize n = oriel_vnc_divert_run(&wire.divert, wire.bytes + wire.ahead_start,
                                   wire.ahead_end - wire.ahead_start, &used, (guint8 *)bytes, size);
    gssize received;

    wire.ahead_start += used;
    if (n > 0)
      return (gssize)n;
    if (wire.divert.error != NULL) {
      g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, wire.divert.error->message);
      return -1;
    }
    /* Whoever waits for more then finds it there. */
    if (g_get_monotonic_time() > end) {
      g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK, "It is others' turn");
      return -1;
    }
    received = read_more(error);
    if (received <= 0)
      return received;
  }
}

/*
 * To be called when gvnc has read the server's description of its screen, and nothing behind it.
 * Under encryption, or when there is more already, nothing comes of it.
 */
void
oriel_vnc_wire_follow(
    int width, int height, const char *name, const OrielVncDivertEvents *events, gpointer owner)
{
  if (oriel_vnc_guard_ends_with_init(wire.bytes + wire.history_start,
                                     wire.ahead_start - wire.history_start, width, height, name))
    oriel_vnc_divert_follow(&wire.divert, events, owner);
}

/* Whether updates are seen to begin here. Once it is not, it never is again. */
gboolean
oriel_vnc_wire_is_following(void)
{
  return wire.divert.following;
}

/* Where the pictures go from now on. */
void
oriel_vnc_wire_set_framebuffer(OrielVncFramebuffer *framebuffer)
{
  oriel_vnc_divert_set_framebuffer(&wire.divert, framebuffer);
}

typedef gssize (*SendFunc)(GSocket *, const char *, gsize, GCancellable *, GError **);
typedef gssize (*ReceiveFunc)(GSocket *, char *, gsize, GCancellable *, GError **);

gssize
g_socket_send(
    GSocket *socket, const char *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  static SendFunc next;

  if (is_wire(socket))
    return wire_send(buffer, size, error);
  if (next == NULL)
    next = (SendFunc)dlsym(RTLD_NEXT, "g_socket_send");
  return next(socket, buffer, size, cancellable, error);
}

gssize
g_socket_receive(
    GSocket *socket, char *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  static ReceiveFunc next;

  if (is_wire(socket))
    return wire_receive(buffer, size, error);
  if (next == NULL)
    next = (ReceiveFunc)dlsym(RTLD_NEXT, "g_socket_receive");
  return next(socket, buffer, size, cancellable, error);
}
