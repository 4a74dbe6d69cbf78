// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/kiosk-guard.h"

typedef struct {
  GMainLoop *loop;
  int obeys_after; /* tries; the window is right then */
  int tries;
  gint64 last;
} Desk;

static gboolean
is_right(gpointer user_data)
{
  Desk *self = user_data;
  gboolean right = self->tries >= self->obeys_after;

  if (right)
    g_main_loop_quit(self->loop);
  return right;
}

static void
put_right(gpointer user_data)
{
  Desk *self = user_data;

  self->tries++;
}

static const KioskGuardHooks hooks = {is_right, put_right};

static void
run(int obeys_after)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new(NULL, FALSE);
  Desk desk = {.loop = loop, .obeys_after = obeys_after};
  KioskGuard *guard = kiosk_guard_new(&hooks, &desk);

  kiosk_guard_look(guard);
  kiosk_guard_look(guard); /* the same look */
  g_main_loop_run(loop);
  g_assert_cmpint(desk.tries, ==, obeys_after);
  g_assert_false(g_main_context_pending(NULL));
  kiosk_guard_free(guard);
}

static void
test_right(void)
{
  run(0);
}

static void
test_stubborn(void)
{
  run(3);
}

/* Not even a guard that is freed looks. */
static void
test_freed(void)
{
  Desk desk = {.obeys_after = 1};
  KioskGuard *guard = kiosk_guard_new(&hooks, &desk);

  kiosk_guard_look(guard);
  kiosk_guard_free(guard);
  g_assert_null(g_main_context_find_source_by_user_data(NULL, guard));
}

typedef struct {
  Desk desk;
  KioskGuard *guard;
  int looks;
} Fight;

static gboolean
is_never_right(gpointer user_data)
{
  return FALSE;
}

/* Whatever is put right is changed again at once. */
static void
fight(gpointer user_data)
{
  Fight *self = user_data;
  gint64 now = g_get_monotonic_time(), distance = now - self->desk.last;

  if (++self->desk.tries > 1)
    g_assert_cmpint(distance, >=, (G_TIME_SPAN_MILLISECOND * 250) << (self->desk.tries - 1));
  self->desk.last = now;
  kiosk_guard_look(self->guard);
  if (self->desk.tries == 3)
    g_main_loop_quit(self->desk.loop);
}

static void
test_fight(void)
{
  static const KioskGuardHooks stubborn = {is_never_right, fight};
  Fight self = {.desk.loop = g_main_loop_new(NULL, FALSE)};

  self.guard = kiosk_guard_new(&stubborn, &self);
  kiosk_guard_look(self.guard);
  g_main_loop_run(self.desk.loop);
  kiosk_guard_free(self.guard);
  g_main_loop_unref(self.desk.loop);
}

int
main(int argc, char *argv[])
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/kiosk-guard/right", test_right);
  g_test_add_func("/kiosk-guard/stubborn", test_stubborn);
  g_test_add_func("/kiosk-guard/freed", test_freed);
  g_test_add_func("/kiosk-guard/fight", test_fight);
  return g_test_run();
}
