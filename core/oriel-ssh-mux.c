// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-ssh-mux.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "oriel.h"

#define VERSION 4
#define PATIENCE 15          /* seconds */
#define MAX_PACKET (1 << 16) /* bytes; answers are a few words */
#define REQUEST_ID 1
#define FORWARD_LOCAL 1
#define PORT_UNIX 0xfffffffeU /* the host is the path of a unix socket (PORT_STREAMLOCAL) */
#define REFUSAL_PATIENCE 250  /* milliseconds; a far socket that is there says nothing */

enum {
  HELLO = 0x00000001,
  ALIVE_CHECK = 0x10000004,
  OPEN_FORWARD = 0x10000006,
  NEW_STDIO_FORWARD = 0x10000008,
  DONE = 0x80000001,
  PERMISSION_DENIED = 0x80000002,
  FAILURE = 0x80000003,
  ALIVE = 0x80000005,
  SESSION_OPENED = 0x80000006,
};

static gboolean
fail(GError **error, const char *doing)
{
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "it does not answer (%s: %s)", doing,
              g_strerror(errno));
  return FALSE;
}

static void
append_number(GByteArray *packet, guint32 number)
{
  guint32 wire = GUINT32_TO_BE(number);

  g_byte_array_append(packet, (const guint8 *)&wire, sizeof wire);
}

static void
append_text(GByteArray *packet, const char *text)
{
  append_number(packet, (guint32)strlen(text));
  g_byte_array_append(packet, (const guint8 *)text, (guint)strlen(text));
}

static gboolean
send_packet(int fd, const GByteArray *packet, GError **error)
{
  g_autoptr(GByteArray) framed = g_byte_array_new();
  gsize sent = 0;

  append_number(framed, packet->len);
  g_byte_array_append(framed, packet->data, packet->len);
  while (sent < framed->len) {
    gssize n = send(fd, framed->data + sent, framed->len - sent, MSG_NOSIGNAL);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return fail(error, "sending");
    sent += (gsize)n;
  }
  return TRUE;
}

static gboolean
receive_bytes(int fd, guint8 *bytes, gsize size, GError **error)
{
  while (size > 0) {
    gssize n = recv(fd, bytes, size, 0);

    if (n < 0 && errno == EINTR)
      continue;
    if (n == 0)
      errno = ECONNRESET;
    if (n <= 0)
      return fail(error, "receiving");
    bytes += n;
    size -= (gsize)n;
  }
  return TRUE;
}

/* The next number of @packet, which is taken off; 0 behind its end. */
static guint32
take_number(GByteArray *packet)
{
  guint32 wire = 0;

  if (packet->len < sizeof wire)
    return 0;
  memcpy(&wire, packet->data, sizeof wire);
  g_byte_array_remove_range(packet, 0, sizeof wire);
  return GUINT32_FROM_BE(wire);
}

/* (transfer full) (nullable) */
static GByteArray *
receive_packet(int fd, GError **error)
{
  g_autoptr(GByteArray) packet = g_byte_array_new();
  guint32 size;

  if (!receive_bytes(fd, (guint8 *)&size, sizeof size, error))
    return NULL;
  size = GUINT32_FROM_BE(size);
  if (size < sizeof(guint32) || size > MAX_PACKET) {
    errno = EPROTO;
    fail(error, "receiving");
    return NULL;
  }
  g_byte_array_set_size(packet, size);
  return receive_bytes(fd, packet->data, size, error) ? g_steal_pointer(&packet) : NULL;
}

static gboolean
greet(int fd, GError **error)
{
  g_autoptr(GByteArray) hello = g_byte_array_new(), answer = NULL;

  append_number(hello, HELLO);
  append_number(hello, VERSION);
  if (!send_packet(fd, hello, error))
    return FALSE;
  answer = receive_packet(fd, error);
  if (answer == NULL)
    return FALSE;
  if (take_number(answer) == HELLO && take_number(answer) == VERSION)
    return TRUE;
  errno = EPROTO;
  return fail(error, "its version is another");
}

static gboolean
send_descriptor(int control, int fd, GError **error)
{
  union {
    struct cmsghdr header;
    char space[CMSG_SPACE(sizeof(int))];
  } ancillary = {0};
  char byte = 0;
  struct iovec vector = {.iov_base = &byte, .iov_len = 1};
  struct msghdr message = {.msg_iov = &vector,
                           .msg_iovlen = 1,
                           .msg_control = &ancillary,
                           .msg_controllen = sizeof ancillary};
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);

  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = SCM_RIGHTS;
  header->cmsg_len = CMSG_LEN(sizeof fd);
  memcpy(CMSG_DATA(header), &fd, sizeof fd);
  return sendmsg(control, &message, MSG_NOSIGNAL) == 1 || fail(error, "passing a socket");
}

/* Sends @packet, and @fd twice as input and output unless it is -1; expects @wanted. */
static gboolean
request(int control, const GByteArray *packet, int fd, guint32 wanted, GError **error)
{
  g_autoptr(GByteArray) answer = NULL;
  guint32 type;

  if (!send_packet(control, packet, error))
    return FALSE;
  if (fd >= 0 && (!send_descriptor(control, fd, error) || !send_descriptor(control, fd, error)))
    return FALSE;
  answer = receive_packet(control, error);
  if (answer == NULL)
    return FALSE;
  type = take_number(answer);
  if (type == wanted)
    return TRUE;
  if (type == FAILURE || type == PERMISSION_DENIED) {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND, "refused");
    return FALSE;
  }
  errno = EPROTO;
  return fail(error, "an answer without a meaning");
}

/* -1 = failed */
static int
connect_socket(const char *path, GError **error)
{
  const struct timeval patience = {.tv_sec = PATIENCE};
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_strlcpy(address.sun_path, path, sizeof address.sun_path);
  if (fd >= 0 && connect(fd, (struct sockaddr *)&address, sizeof address) == 0) {
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    return fd;
  }
  fail(error, "connecting");
  if (fd >= 0)
    close(fd);
  return -1;
}

/* A control connection that has been greeted; -1 = failed. */
static int
connect_control(const char *path, GError **error)
{
  int control = connect_socket(path, error);

  if (control >= 0 && !greet(control, error)) {
    close(control);
    return -1;
  }
  return control;
}

gboolean
oriel_ssh_mux_is_alive(const char *control)
{
  g_autoptr(GByteArray) packet = g_byte_array_new();
  int fd = connect_control(control, NULL);
  gboolean alive;

  if (fd < 0)
    return FALSE;
  append_number(packet, ALIVE_CHECK);
  append_number(packet, REQUEST_ID);
  alive = request(fd, packet, -1, ALIVE, NULL);
  close(fd);
  return alive;
}

/* The master takes the other end of @stream as the input and output of what `ssh -W` would be. */
gboolean
oriel_ssh_mux_connect(
    const char *control, const char *host, guint16 port, OrielSshStream *stream, GError **error)
{
  g_autoptr(GByteArray) packet = g_byte_array_new();
  int fd = connect_control(control, error), pair[2];
  gboolean good;

  if (fd < 0)
    return FALSE;
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
    fail(error, "making a socket");
    close(fd);
    return FALSE;
  }
  append_number(packet, NEW_STDIO_FORWARD);
  append_number(packet, REQUEST_ID);
  append_text(packet, ""); /* reserved */
  append_text(packet, host);
  append_number(packet, port);
  good = request(fd, packet, pair[1], SESSION_OPENED, error);
  close(pair[1]);
  if (good) {
    *stream = (OrielSshStream){.fd = pair[0], .control = fd};
    return TRUE;
  }
  close(pair[0]);
  close(fd);
  return FALSE;
}

/* A forward that is there already is no failure. */
static gboolean
forward(const char *control, const char *near, const char *far, GError **error)
{
  g_autoptr(GByteArray) packet = g_byte_array_new();
  int fd = connect_control(control, error);
  gboolean good;

  if (fd < 0)
    return FALSE;
  append_number(packet, OPEN_FORWARD);
  append_number(packet, REQUEST_ID);
  append_number(packet, FORWARD_LOCAL);
  append_text(packet, near);
  append_number(packet, PORT_UNIX);
  append_text(packet, far);
  append_number(packet, PORT_UNIX);
  good = request(fd, packet, -1, DONE, error);
  close(fd);
  return good;
}

static gboolean
is_refused(int fd)
{
  struct pollfd polled = {.fd = fd, .events = POLLIN};
  char byte;

  return poll(&polled, 1, REFUSAL_PATIENCE) > 0 && recv(fd, &byte, 1, MSG_PEEK) <= 0;
}

gboolean
oriel_ssh_mux_connect_unix(
    const char *control, const char *near, const char *far, OrielSshStream *stream, GError **error)
{
  const struct timeval forever = {0};
  int fd;

  if (access(near, F_OK) != 0 && !forward(control, near, far, error))
    return FALSE;
  fd = connect_socket(near, error);
  if (fd < 0)
    return FALSE;
  if (is_refused(fd)) {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND, "refused");
    close(fd);
    return FALSE;
  }
  setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &forever, sizeof forever);
  setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &forever, sizeof forever);
  *stream = (OrielSshStream){.fd = fd, .control = -1};
  return TRUE;
}
