// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <signal.h>
#include <unistd.h>

static const int watched[] = {SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP, SIGINT, SIGQUIT};

static struct {
  int pipe[2]; /* what the handler says to the main loop: a byte is a signal's number */
  guint source_id;
  void (*handler)(int number, gpointer user_data);
  gpointer user_data;
} signals = {.pipe = {-1, -1}};

/* A pipe that is full of signals has woken up the main loop already. */
static void
on_signal(int number)
{
  int saved = errno;
  guint8 byte = (guint8)number;

  (void)!write(signals.pipe[1], &byte, 1);
  errno = saved;
}

static gboolean
on_readable(int fd, GIOCondition condition, gpointer user_data)
{
  guint8 numbers[64];
  gssize n = read(fd, numbers, sizeof numbers);

  for (gssize i = 0; i < n && signals.handler != NULL; i++)
    signals.handler(numbers[i], signals.user_data);
  return G_SOURCE_CONTINUE;
}

static void
set_action(void (*handler)(int number))
{
  struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};

  for (gsize i = 0; i < G_N_ELEMENTS(watched); i++)
    sigaction(watched[i], &action, NULL);
}

void
signals_watch(void (*handler)(int number, gpointer user_data), gpointer user_data)
{
  if (signals.pipe[0] < 0 && pipe2(signals.pipe, O_CLOEXEC | O_NONBLOCK) != 0)
    g_error("Cannot make a pipe: %s", g_strerror(errno));
  signals.handler = handler;
  signals.user_data = user_data;
  if (signals.source_id == 0)
    signals.source_id = g_unix_fd_add(signals.pipe[0], G_IO_IN, on_readable, NULL);
  set_action(on_signal);
}

void
signals_unwatch(void)
{
  set_action(SIG_DFL);
  g_clear_handle_id(&signals.source_id, g_source_remove);
  signals.handler = NULL;
}
