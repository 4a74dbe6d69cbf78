// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The network to the server is cut: a session that has sent something, and one that is quiet; and
 * one whose server only stands still meanwhile: all at once, since most of it is waiting. The
 * library opens the sockets of sessions; this program defines a function that it calls on each, and
 * keeps them, to have the kernel take no packet for them any more, as if none came.
 */
#include "guest.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#define QNUM_A 30

static GArray *sockets; /* (owned) (element-type int) of all sessions */
static GMutex lock;

/* In place of the C library's. Any thread. */
int
setsockopt(int fd, int level, int name, const void *value, socklen_t size)
{
  if (level == IPPROTO_TCP && name == TCP_KEEPCNT) {
    int kept = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    g_mutex_lock(&lock);
    g_array_append_val(sockets, kept);
    g_mutex_unlock(&lock);
  }
  return (int)syscall(SYS_setsockopt, fd, level, name, value, size);
}

static void
cut_all(void)
{
  struct sock_filter nothing = BPF_STMT(BPF_RET | BPF_K, 0);
  struct sock_fprog program = {.len = 1, .filter = &nothing};

  g_mutex_lock(&lock);
  g_assert_cmpuint(sockets->len, >, 2);
  for (guint i = 0; i < sockets->len; i++)
    g_assert_cmpint(setsockopt(g_array_index(sockets, int, i), SOL_SOCKET, SO_ATTACH_FILTER,
                               &program, sizeof program),
                    ==, 0);
  g_mutex_unlock(&lock);
}

static void
close_all(void)
{
  for (guint i = 0; i < sockets->len; i++)
    close(g_array_index(sockets, int, i));
  g_array_unref(sockets);
}

static void
press_a(Guest *guest)
{
  oriel_display_key(test_viewer_get_display(guest->viewer), QNUM_A, 'a', TRUE);
}

static void
assert_dead(Guest *guest)
{
  const GError *error;

  test_viewer_wait_for_state(guest->viewer, ORIEL_SESSION_CLOSED);
  error = oriel_session_get_error(guest->viewer->session);
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE);
  g_assert_nonnull(strstr(error->message, "has not answered for 14 seconds"));
}

static void
test_cut(void)
{
  g_autoptr(Guest) typing = guest_new(NULL);
  g_autoptr(Guest) quiet = guest_new(NULL);
  g_autoptr(Guest) paused = guest_new(NULL);

  sockets = g_array_new(FALSE, FALSE, sizeof(int));
  test_viewer_connect_and_see(typing->viewer);
  test_viewer_connect_and_see(quiet->viewer);
  cut_all();
  test_viewer_connect_and_see(paused->viewer);
  test_server_tell(paused->server, "stall on");
  press_a(paused);
  press_a(typing);
  assert_dead(typing);
  assert_dead(quiet);
  test_server_tell(paused->server, "stall off");
  guest_expect(paused, "key 0x1e down");
  g_assert_cmpint(oriel_session_get_state(paused->viewer->session), ==, ORIEL_SESSION_CONNECTED);
  close_all();
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spice/cut", test_cut);
  return g_test_run();
}
