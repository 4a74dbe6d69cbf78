// SPDX-License-Identifier: LGPL-2.1-or-later
/* Hours of waiting for a server that is not there, in seconds: time is made to go faster. */
#include "shared/attachment.h"

#include <dlfcn.h>
#include <malloc.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "test-wait.h"

#define SPEED 500
#define WARM_UP 500  /* tries: pools and caches have what they need then */
#define TRIES 5500   /* in all */
#define GROWTH 65536 /* bytes: far less than one for each of them */

static guint n_tries;

/* In place of GLib's, for what is linked to this program. */
gint64
g_get_monotonic_time(void)
{
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000) * SPEED;
}

guint
g_timeout_add(guint interval, GSourceFunc function, gpointer data)
{
  return g_timeout_add_full(G_PRIORITY_DEFAULT, (interval + SPEED - 1) / SPEED, function, data,
                            NULL);
}

/* In front of GIO's. */
void
g_socket_client_connect_async(GSocketClient *client,
                              GSocketConnectable *address,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  typeof(g_socket_client_connect_async) *connect = dlsym(RTLD_NEXT, __func__);

  n_tries++;
  connect(client, address, cancellable, callback, user_data);
}

static void
on_event(gpointer user_data)
{
}

static void
on_failed(const char *reason, gpointer user_data)
{
  ++*(guint *)user_data;
}

static gboolean
has_tried(gpointer data)
{
  return n_tries >= *(const guint *)data;
}

static void
try_until(guint n)
{
  test_assert_wait(has_tried, &n);
}

static guint
count_descriptors(void)
{
  g_autoptr(GDir) names = g_dir_open("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name(names) != NULL)
    n++;
  return n;
}

/* An address at which nobody listens, and nobody else is going to. */
static char *
reserve_address(int fd)
{
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;

  g_assert_cmpint(bind(fd, (struct sockaddr *)&address, size), ==, 0);
  g_assert_cmpint(getsockname(fd, (struct sockaddr *)&address, &size), ==, 0);
  return g_strdup_printf("vnc://127.0.0.1:%u", ntohs(address.sin_port));
}

static void
test_nothing_grows(void)
{
  static const ViewProgram program = {NULL, NULL};
  static const AttachmentHooks hooks = {
      .changed = on_event, .display_changed = on_event, .failed = on_failed};
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_autofree char *target = reserve_address(fd);
  const char *words[] = {"test", "--reconnect", target, NULL};
  char **argv = (char **)words;
  int argc = 3;
  ViewOptions options = {0};
  Attachment *attachment;
  gsize bytes;
  guint descriptors, n_failures = 0;

  g_assert_true(view_options_parse(&options, &program, &argc, &argv, NULL));
  attachment = attachment_new(&options, NULL, NULL, ATTACHMENT_MISTAKES_SHOWN, &hooks, &n_failures);
  attachment_start(attachment);
  try_until(WARM_UP);
  bytes = mallinfo2().uordblks;
  descriptors = count_descriptors();
  try_until(TRIES);
  g_assert_cmpuint(mallinfo2().uordblks, <, bytes + GROWTH);
  g_assert_cmpuint(count_descriptors(), <=, descriptors + 2); /* of the try under way */
  g_assert_cmpuint(n_failures, ==, 1);                        /* one sentence in the log */
  g_test_message("%zu bytes, then %zu; %u descriptors, then %u", bytes, mallinfo2().uordblks,
                 descriptors, count_descriptors());
  attachment_free(attachment);
  view_options_clear(&options);
  close(fd);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/waiting/nothing-grows", test_nothing_grows);
  return g_test_run();
}
