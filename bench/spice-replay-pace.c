// SPDX-License-Identifier: LGPL-2.1-or-later
#include "spice-replay-pace.h"

#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <linux/sockios.h>

#include <glib-unix.h>

#include "draw.h"
#include "listen.h"
#include "spice-replay-pictures.h"

#define LOOK_PERIOD (200 * 1000) /* nanoseconds between looks at the client */

/* The worker has taken what there is, and tried to write it, when it has looked for more so often.
 */
#define IDLE_LOOKS 3

/* A worker that only goes round writes less, to wake others: bytes. */
#define MIN_PIECE 128

struct _ReplayPace {
  const ReplayScene *scene; /* (not owned) */
  Screen *screen;           /* (not owned) */
  void (*on_done)(const ReplayPaceResult *result);
  int timer;       /* (owned) */
  guint source;    /* of the timer; 0 = no plan */
  GArray *clients; /* (element-type int) sockets */
  int counters;    /* (owned) what the kernel counts of the worker; -1 = not open */
  guint64 written; /* bytes, when it was last looked */
  guint64 shown;
  ReplayPacePlan plan;
  ReplayPaceResult result;
  guint64 written_before; /* bytes, before the plan */
  guint pictures_before;
  gint64 started, due; /* microseconds */
};

static void
draw_rect(Screen *screen, const ReplayRect *rect)
{
  if (rect->copy)
    draw_copy_bits(screen, rect->x, rect->y, rect->width, rect->height, rect->from_x, rect->from_y);
  else
    draw_lasting_image(screen, rect->x, rect->y, rect->width, rect->height, rect->pixels);
}

static void
draw_next(ReplayPace *self)
{
  const GArray *update =
      g_ptr_array_index(self->scene->cycle, self->shown % self->scene->cycle->len);

  for (guint i = 0; i < update->len; i++)
    draw_rect(self->screen, &g_array_index(update, ReplayRect, i));
  self->shown++;
  self->result.updates++;
}

/* Bytes that the worker has written, to clients. */
static guint64
count_written(const ReplayPace *self)
{
  char text[512];
  gssize size = pread(self->counters, text, sizeof text - 1, 0);
  const char *number = NULL;

  text[MAX(size, 0)] = '\0';
  number = strstr(text, "wchar:");
  return number != NULL ? g_ascii_strtoull(number + strlen("wchar:"), NULL, 10) : 0;
}

/* Whether the client has read all that was drawn: it has nothing left to read, and nothing was
 * written while the worker went round more than once. */
static gboolean
is_read(ReplayPace *self)
{
  guint64 written = 0;
  gboolean quiet = FALSE;

  if (screen_get_idle_looks(self->screen) < IDLE_LOOKS)
    return FALSE;
  for (guint i = 0; i < self->clients->len; i++) {
    int unread = 0;
    if (ioctl(g_array_index(self->clients, int, i), SIOCOUTQ, &unread) == 0 && unread > 0)
      return FALSE;
  }
  written = count_written(self);
  quiet = written - self->written < MIN_PIECE;
  self->written = written;
  screen_restart_looks(self->screen);
  return quiet;
}

static gboolean
is_over(const ReplayPace *self, gint64 now)
{
  double elapsed = (double)(now - self->started) / G_USEC_PER_SEC;

  return (self->plan.updates > 0 && self->result.updates >= self->plan.updates) ||
         (self->plan.seconds > 0 && elapsed >= self->plan.seconds);
}

static gboolean
on_look(gint fd, GIOCondition condition, gpointer user_data)
{
  ReplayPace *self = user_data;
  gint64 now = g_get_monotonic_time();
  guint64 expirations = 0;

  if (read(fd, &expirations, sizeof expirations) != (gssize)sizeof expirations)
    return G_SOURCE_CONTINUE;
  if (!is_read(self)) {
    screen_wake(self->screen);
    return G_SOURCE_CONTINUE;
  }
  if (is_over(self, now)) {
    self->result.seconds = (double)(now - self->started) / G_USEC_PER_SEC;
    self->result.bytes = self->written - self->written_before;
    self->result.pictures = replay_pictures_get() - self->pictures_before;
    self->source = 0;
    self->on_done(&self->result);
    return G_SOURCE_REMOVE;
  }
  if (now < self->due)
    return G_SOURCE_CONTINUE;
  draw_next(self);
  if (self->plan.rate > 0)
    self->due = MAX(self->due + (gint64)(G_USEC_PER_SEC / self->plan.rate), now);
  return G_SOURCE_CONTINUE;
}

ReplayPace *
replay_pace_new(const ReplayScene *scene,
                Screen *screen,
                void (*on_done)(const ReplayPaceResult *result))
{
  ReplayPace *self = g_new0(ReplayPace, 1);
  const struct itimerspec period = {.it_interval.tv_nsec = LOOK_PERIOD,
                                    .it_value.tv_nsec = LOOK_PERIOD};

  self->scene = scene;
  self->screen = screen;
  self->on_done = on_done;
  self->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC);
  self->counters = -1;
  timerfd_settime(self->timer, 0, &period, NULL);
  return self;
}

void
replay_pace_free(ReplayPace *self)
{
  g_clear_handle_id(&self->source, g_source_remove);
  g_clear_pointer(&self->clients, g_array_unref);
  close(self->timer);
  if (self->counters >= 0)
    close(self->counters);
  g_free(self);
}

/* The worker is known when it has looked for the first time. */
static gboolean
open_counters(ReplayPace *self)
{
  g_autofree char *path =
      g_strdup_printf("/proc/self/task/%d/io", (int)screen_get_worker(self->screen));

  if (self->counters < 0)
    self->counters = open(path, O_RDONLY | O_CLOEXEC);
  return self->counters >= 0;
}

gboolean
replay_pace_go(ReplayPace *self, const ReplayPacePlan *plan)
{
  if (self->source != 0 || self->scene->cycle->len == 0 || !open_counters(self))
    return FALSE;
  g_clear_pointer(&self->clients, g_array_unref);
  self->clients = listen_list_clients();
  self->plan = *plan;
  self->result = (ReplayPaceResult){0};
  self->written = self->written_before = count_written(self);
  self->pictures_before = replay_pictures_get();
  self->started = self->due = g_get_monotonic_time();
  self->source = g_unix_fd_add(self->timer, G_IO_IN, on_look, self);
  return TRUE;
}

guint64
replay_pace_get_shown(const ReplayPace *self)
{
  return self->shown;
}
