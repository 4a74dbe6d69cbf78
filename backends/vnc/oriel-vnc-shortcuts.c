// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * gvnc 1.3.1 tells each rectangle by an idle callback and waits for it: a turn of the main loop, a
 * poll() and some locking for each glyph that a terminal draws. This program's g_idle_add(), which
 * gvnc finds before GLib's (GLib's own calls are bound inside GLib), runs the callbacks of gvnc's
 * coroutine one after another for as long as the coroutine has something to tell, and for a few
 * milliseconds at most, so that input and timers keep their turn.
 *
 * Nothing but the coroutine runs on the main thread and not on its stack. That is how its calls
 * are told from anybody else's, which go on to GLib. The callbacks of the coroutine all run once.
 */
#include "oriel-vnc-shortcuts.h"

#include <pthread.h>

/* Between two looks at everything else. */
#define TURN_USEC 2000
/* More than the main thread's stack, less than the distance to any other mapping. */
#define STACK_REACH (64 * 1024 * 1024)

static struct {
  gboolean ready;
  pthread_t thread;
  const char *stack; /* where the main thread's begins */
  GSourceFunc function;
  gpointer data;
  gboolean running; /* inside of run_turn(), or about to be */
} shortcuts;

/* To be called by main(). */
void
oriel_vnc_shortcuts_init(void)
{
  shortcuts.thread = pthread_self();
  shortcuts.stack = __builtin_frame_address(0);
  shortcuts.ready = TRUE;
}

static gboolean
is_coroutine(void)
{
  const char *here = __builtin_frame_address(0);

  if (!shortcuts.ready || !pthread_equal(pthread_self(), shortcuts.thread))
    return FALSE;
  return here > shortcuts.stack + STACK_REACH || here < shortcuts.stack - STACK_REACH;
}

static gboolean
run_turn(gpointer unused)
{
  gint64 end = g_get_monotonic_time() + TURN_USEC;

  while (shortcuts.function != NULL) {
    GSourceFunc function = shortcuts.function;
    shortcuts.function = NULL;
    function(shortcuts.data);
    if (shortcuts.function != NULL && g_get_monotonic_time() > end)
      return G_SOURCE_CONTINUE;
  }
  shortcuts.running = FALSE;
  return G_SOURCE_REMOVE;
}

guint
g_idle_add(GSourceFunc function, gpointer data)
{
  if (!is_coroutine())
    return g_idle_add_full(G_PRIORITY_DEFAULT_IDLE, function, data, NULL);
  g_assert(shortcuts.function == NULL);
  shortcuts.function = function;
  shortcuts.data = data;
  if (!shortcuts.running)
    g_idle_add_full(G_PRIORITY_DEFAULT_IDLE, run_turn, NULL, NULL);
  shortcuts.running = TRUE;
  return 0;
}
