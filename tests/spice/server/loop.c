// SPDX-License-Identifier: LGPL-2.1-or-later
#include "loop.h"

#include <glib-unix.h>

struct SpiceTimer {
  SpiceTimerFunc func;
  void *opaque;
  guint source; /* 0 = not running */
};

struct SpiceWatch {
  int fd;
  int mask; /* SPICE_WATCH_EVENT_* */
  SpiceWatchFunc func;
  void *opaque;
  guint source; /* 0 = nothing is watched */
};

static GPtrArray *watches; /* (element-type SpiceWatch) all there are */
static gboolean is_stalled;

/* Timers */

static SpiceTimer *
add_timer(SpiceTimerFunc func, void *opaque)
{
  SpiceTimer *timer = g_new0(SpiceTimer, 1);

  timer->func = func;
  timer->opaque = opaque;
  return timer;
}

static void
cancel_timer(SpiceTimer *timer)
{
  g_clear_handle_id(&timer->source, g_source_remove);
}

static gboolean
on_timeout(gpointer user_data)
{
  SpiceTimer *timer = user_data;

  timer->source = 0;
  timer->func(timer->opaque); /* may free it */
  return G_SOURCE_REMOVE;
}

static void
start_timer(SpiceTimer *timer, uint32_t milliseconds)
{
  cancel_timer(timer);
  timer->source = g_timeout_add(milliseconds, on_timeout, timer);
}

static void
remove_timer(SpiceTimer *timer)
{
  cancel_timer(timer);
  g_free(timer);
}

/* Watches */

static gboolean
on_ready(gint fd, GIOCondition condition, gpointer user_data)
{
  SpiceWatch *watch = user_data;
  GSource *source = g_main_current_source();

  if (condition & (G_IO_IN | G_IO_HUP | G_IO_ERR))
    watch->func(fd, SPICE_WATCH_EVENT_READ, watch->opaque);
  /* It may be gone by now. */
  if (!g_source_is_destroyed(source) && (condition & G_IO_OUT))
    watch->func(fd, SPICE_WATCH_EVENT_WRITE, watch->opaque);
  return G_SOURCE_CONTINUE;
}

static void
apply_mask(SpiceWatch *watch)
{
  GIOCondition condition = 0;

  if (watch->mask & SPICE_WATCH_EVENT_READ)
    condition |= G_IO_IN | G_IO_HUP | G_IO_ERR;
  if (watch->mask & SPICE_WATCH_EVENT_WRITE)
    condition |= G_IO_OUT;
  g_clear_handle_id(&watch->source, g_source_remove);
  if (condition != 0 && !is_stalled)
    watch->source = g_unix_fd_add(watch->fd, condition, on_ready, watch);
}

static SpiceWatch *
add_watch(int fd, int mask, SpiceWatchFunc func, void *opaque)
{
  SpiceWatch *watch = g_new0(SpiceWatch, 1);

  watch->fd = fd;
  watch->mask = mask;
  watch->func = func;
  watch->opaque = opaque;
  g_ptr_array_add(watches, watch);
  apply_mask(watch);
  return watch;
}

static void
update_watch(SpiceWatch *watch, int mask)
{
  watch->mask = mask;
  apply_mask(watch);
}

static void
remove_watch(SpiceWatch *watch)
{
  g_clear_handle_id(&watch->source, g_source_remove);
  g_ptr_array_remove_fast(watches, watch);
  g_free(watch);
}

void
loop_set_stalled(gboolean stalled)
{
  is_stalled = stalled;
  for (guint i = 0; i < watches->len; i++)
    apply_mask(g_ptr_array_index(watches, i));
}

SpiceCoreInterface *
loop_get_core(void (*on_channel)(int event, SpiceChannelEventInfo *info))
{
  static SpiceCoreInterface core = {
      .base.type = SPICE_INTERFACE_CORE,
      .base.description = "main loop of a test server",
      .base.major_version = SPICE_INTERFACE_CORE_MAJOR,
      .base.minor_version = SPICE_INTERFACE_CORE_MINOR,
      .timer_add = add_timer,
      .timer_start = start_timer,
      .timer_cancel = cancel_timer,
      .timer_remove = remove_timer,
      .watch_add = add_watch,
      .watch_update_mask = update_watch,
      .watch_remove = remove_watch,
  };

  core.channel_event = on_channel;
  watches = g_ptr_array_new();
  return &core;
}
