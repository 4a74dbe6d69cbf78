// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The kernel sets the clock when the machine wakes up, which can cancel a timer that never comes.
 * That the clock was not only put right is told by two others, of which one stands still while the
 * machine sleeps.
 */
#include "shared/wake.h"

#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/* Microseconds by which those clocks, read one after the other, differ on a machine that is awake.
 */
#define NAP (100 * G_TIME_SPAN_MILLISECOND)

#define NEVER (G_MAXINT32 * (gint64)4) /* seconds: in the year 2242 */

struct _Wake {
  WakeFunc func;
  gpointer user_data;
  int fd; /* -1 = there is no such timer, and nothing is seen */
  guint source_id;
  gint64 asleep; /* in all, when that was last looked at */
};

static gint64
get_asleep(void)
{
  struct timespec since_boot;

  if (clock_gettime(CLOCK_BOOTTIME, &since_boot) != 0)
    return 0;
  return since_boot.tv_sec * G_USEC_PER_SEC + since_boot.tv_nsec / 1000 - g_get_monotonic_time();
}

static gboolean
on_clock_set(int fd, GIOCondition condition, gpointer user_data)
{
  Wake *self = user_data;
  gint64 before = self->asleep;
  guint64 count;

  /* The timer goes on when it is read; that it was cancelled is what was to be learnt. */
  (void)!read(fd, &count, sizeof count);
  self->asleep = get_asleep();
  if (self->asleep - before > NAP)
    self->func(self->asleep - before, self->user_data);
  return G_SOURCE_CONTINUE;
}

Wake *
wake_new(WakeFunc func, gpointer user_data)
{
  const struct itimerspec never = {.it_value.tv_sec = NEVER};
  Wake *self = g_new0(Wake, 1);

  self->func = func;
  self->user_data = user_data;
  self->asleep = get_asleep();
  self->fd = timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
  if (self->fd < 0)
    return self;
  timerfd_settime(self->fd, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, NULL);
  self->source_id = g_unix_fd_add(self->fd, G_IO_IN, on_clock_set, self);
  return self;
}

void
wake_free(Wake *self)
{
  g_clear_handle_id(&self->source_id, g_source_remove);
  if (self->fd >= 0)
    close(self->fd);
  g_free(self);
}
