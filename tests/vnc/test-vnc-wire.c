// SPDX-License-Identifier: LGPL-2.1-or-later
/* The wire stands in for GIO's socket functions, so this test calls those. */
#include "oriel-vnc-wire.h"

#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct {
  GSocket *socket; /* as gvnc has it */
  int server;      /* the other end */
  guint n_writable;
} Pair;

static void
on_writable(gpointer data)
{
  ((Pair *)data)->n_writable++;
}

static void
on_lost(gpointer data)
{
  g_assert_not_reached();
}

static void
set_up(Pair *pair, gconstpointer data)
{
  int fds[2];

  g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds), ==, 0);
  pair->socket = g_socket_new_from_fd(fds[0], NULL);
  g_socket_set_blocking(pair->socket, FALSE);
  pair->server = fds[1];
  oriel_vnc_wire_attach(fds[0], on_writable, on_lost, pair);
}

static void
tear_down(Pair *pair, gconstpointer data)
{
  oriel_vnc_wire_detach();
  g_object_unref(pair->socket);
  close(pair->server);
}

/* Reads what is there and checks that it counts on from @next. */
static guint32
read_numbers(Pair *pair, guint32 next)
{
  guint32 numbers[1024];
  gssize size;

  while ((size = read(pair->server, numbers, sizeof numbers)) > 0) {
    g_assert_cmpint(size % 4, ==, 0);
    for (gssize i = 0; i < size / 4; i++)
      g_assert_cmpuint(numbers[i], ==, next++);
  }
  return next;
}

/* More than any socket holds, to a server that does not read: all of it is taken, and arrives. */
static void
test_send_never_blocks(Pair *pair, gconstpointer data)
{
  const guint32 n = 500 * 1000;
  guint32 received = 0;

  for (guint32 i = 0; i < n; i++) {
    g_autoptr(GError) error = NULL;
    if (i % 2 == 0) {
      gssize sent = g_socket_send(pair->socket, (const char *)&i, sizeof i, NULL, &error);
      g_assert_no_error(error);
      g_assert_cmpint(sent, ==, sizeof i);
    } else {
      oriel_vnc_wire_write(&i, sizeof i);
    }
  }
  g_assert_false(oriel_vnc_wire_is_writable());
  g_assert_cmpuint(oriel_vnc_wire_get_flushes(), >=, n / 2);
  g_assert_cmpuint(pair->n_writable, ==, 0);
  while (received < n) {
    received = read_numbers(pair, received);
    g_main_context_iteration(NULL, FALSE);
  }
  while (pair->n_writable == 0)
    g_main_context_iteration(NULL, TRUE);
  g_assert_true(oriel_vnc_wire_is_writable());
}

static void
test_send_is_bounded(Pair *pair, gconstpointer data)
{
  g_autofree char *block = g_malloc0(1024 * 1024);
  g_autoptr(GError) error = NULL;

  for (int i = 0; i < 16 && error == NULL; i++)
    g_socket_send(pair->socket, block, 1024 * 1024, NULL, &error);
  g_assert_error(error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

static void
test_receive(Pair *pair, gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  char bytes[8];
  guint total = 0;

  g_assert_cmpint(g_socket_receive(pair->socket, bytes, sizeof bytes, NULL, &error), ==, -1);
  g_assert_error(error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
  g_assert_cmpint(write(pair->server, "RFB 003.008\n\1\1abcdefgh", 22), ==, 22);
  while (total < 22) {
    gssize n = g_socket_receive(pair->socket, bytes, sizeof bytes, NULL, NULL);
    g_assert_cmpint(n, >, 0);
    total += (guint)n;
  }
  g_assert_cmpint(bytes[5], ==, 'h');
  shutdown(pair->server, SHUT_WR);
  g_assert_cmpint(g_socket_receive(pair->socket, bytes, sizeof bytes, NULL, NULL), ==, 0);
}

static void
test_find_resize(Pair *pair, gconstpointer data)
{
  static const guint8 message[] = {'R', 'F', 'B',  ' ', '0',  '0',  '3',  '.', '0',
                                   '0', '8', '\n', 1,   1,    0,    1,    0,   3,
                                   4,   0,   3,    0,   0xff, 0xff, 0xfe, 0xcc};
  guint8 byte;

  g_assert_cmpint(write(pair->server, message, sizeof message), ==, sizeof message);
  for (gsize i = 0; i < sizeof message; i++) {
    /* Only what has been handed out counts. */
    g_assert_cmpint(oriel_vnc_wire_find_resize(1024, 768), ==, -1);
    g_assert_cmpint(g_socket_receive(pair->socket, (char *)&byte, 1, NULL, NULL), ==, 1);
  }
  g_assert_cmpint(oriel_vnc_wire_find_resize(1024, 768), ==, 3);
  g_assert_cmpint(oriel_vnc_wire_find_resize(1024, 768), ==, -1);
}

/* Everybody else's sockets go on as ever. */
static void
test_other_sockets(Pair *pair, gconstpointer data)
{
  int fds[2];
  g_autoptr(GSocket) left = NULL;
  g_autoptr(GSocket) right = NULL;
  char byte = 0;
  guint64 flushes = oriel_vnc_wire_get_flushes();

  g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  left = g_socket_new_from_fd(fds[0], NULL);
  right = g_socket_new_from_fd(fds[1], NULL);
  g_assert_cmpint(g_socket_send(left, "x", 1, NULL, NULL), ==, 1);
  g_assert_cmpint(g_socket_receive(right, &byte, 1, NULL, NULL), ==, 1);
  g_assert_cmpint(byte, ==, 'x');
  g_assert_cmpuint(oriel_vnc_wire_get_flushes(), ==, flushes);
}

/* The greeting that has overrun gvnc's stack never reaches it. */
static void
test_greeting(Pair *pair, gconstpointer data)
{
  guint8 message[13 + 40] = "RFB 003.008\n";
  g_autoptr(GError) error = NULL;
  char bytes[64];

  message[12] = 40;
  g_assert_cmpint(write(pair->server, message, sizeof message), ==, sizeof message);
  g_assert_cmpint(g_socket_receive(pair->socket, bytes, sizeof bytes, NULL, &error), ==, -1);
  g_assert_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_cmpint(oriel_vnc_wire_get_greeting()->step, ==, ORIEL_VNC_GREETING_TOO_MANY_TYPES);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add("/vnc/wire/receive", Pair, NULL, set_up, test_receive, tear_down);
  g_test_add("/vnc/wire/send-never-blocks", Pair, NULL, set_up, test_send_never_blocks, tear_down);
  g_test_add("/vnc/wire/send-is-bounded", Pair, NULL, set_up, test_send_is_bounded, tear_down);
  g_test_add("/vnc/wire/other-sockets", Pair, NULL, set_up, test_other_sockets, tear_down);
  g_test_add("/vnc/wire/find-resize", Pair, NULL, set_up, test_find_resize, tear_down);
  g_test_add("/vnc/wire/greeting", Pair, NULL, set_up, test_greeting, tear_down);
  return g_test_run();
}
