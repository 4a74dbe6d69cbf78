// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-stuck.h"

#include <signal.h>
#include <sys/eventfd.h>
#include <sys/time.h>
#include <unistd.h>

/* Seconds of the processor's time after which it is looked at: being stuck is noticed after one to
 * two of these. Nothing that a server may well send takes as long. */
#define INTERVAL 4

static int turns;      /* of the main loop; atomic */
static int busy;       /* the main loop is not waiting; atomic */
static int seen_turns; /* at the last look */
static int event_fd;

static int
count_turn(GPollFD *fds, guint n_fds, int timeout)
{
  int ready;

  g_atomic_int_set(&busy, FALSE);
  ready = g_poll(fds, n_fds, timeout);
  g_atomic_int_inc(&turns);
  g_atomic_int_set(&busy, TRUE);
  return ready;
}

/* A signal handler, in any thread. */
static void
look(int signal)
{
  const guint64 one = 1;
  int now = g_atomic_int_get(&turns);
  gboolean stuck = g_atomic_int_get(&busy) && now == g_atomic_int_get(&seen_turns);

  g_atomic_int_set(&seen_turns, now);
  /* Nothing can be done about a failure here. */
  if (stuck && write(event_fd, &one, sizeof one) < 0)
    return;
}

int
oriel_stuck_watch(void)
{
  const struct sigaction action = {.sa_handler = look, .sa_flags = SA_RESTART};
  const struct itimerval interval = {{INTERVAL, 0}, {INTERVAL, 0}};

  event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (event_fd < 0)
    return -1;
  g_main_context_set_poll_func(NULL, count_turn);
  if (sigaction(SIGPROF, &action, NULL) != 0 || setitimer(ITIMER_PROF, &interval, NULL) != 0)
    return -1;
  return event_fd;
}
