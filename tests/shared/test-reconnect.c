// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/reconnect.h"

#define S ((gint64)G_USEC_PER_SEC)

static void
test_backoff(void)
{
  Reconnect policy = {0};
  gint64 now = 1000 * S, last = 0;

  /* A server that restarts is back in a moment: whoever waits for it is there in a second. */
  for (gint64 waited = 0; waited < 10 * S; waited += policy.due - now) {
    reconnect_plan(&policy, now);
    g_assert_cmpint(policy.due - now, >=, S / 2);
    g_assert_cmpint(policy.due - now, <=, S);
  }
  for (int i = 0; i < 20; i++) {
    reconnect_plan(&policy, now);
    g_assert_cmpint(policy.due - now, >=, MAX(last, S / 2));
    g_assert_cmpint(policy.due - now, <=, 30 * S);
    last = policy.due - now;
  }
  g_assert_cmpint(last, ==, 30 * S);
  reconnect_reset(&policy);
  reconnect_plan(&policy, now);
  g_assert_cmpint(policy.due - now, ==, S / 2);
}

/* Days of it: neither the distance nor anything else grows. */
static void
test_days(void)
{
  Reconnect policy = {0};
  gint64 now = 0;
  guint tries = 0;

  while (now < 100 * 24 * 3600 * S) {
    reconnect_plan(&policy, now);
    g_assert_cmpint(policy.due, >, now);
    now = policy.due;
    tries++;
  }
  g_assert_cmpuint(tries, >, 100 * 24 * 120 - 10);
  g_assert_cmpuint(tries, <, 100 * 24 * 120 + 20);
}

static void
test_late(void)
{
  Reconnect policy = {0};

  for (int i = 0; i < 3; i++) {
    reconnect_plan_late(&policy, 0);
    g_assert_cmpint(policy.due, ==, 30 * S);
  }
}

static void
test_countdown(void)
{
  Reconnect policy = {.attempts = 16};
  gint64 now = 50 * S;

  reconnect_plan(&policy, now);
  g_assert_cmpuint(reconnect_get_seconds(&policy, now), ==, 4);
  for (guint left = 4; left > 0; left--) {
    g_assert_cmpuint(reconnect_get_seconds(&policy, now), ==, left);
    now = reconnect_get_next_tick(&policy, now);
  }
  g_assert_cmpint(now, ==, policy.due);
  g_assert_cmpuint(reconnect_get_seconds(&policy, now), ==, 0);
  g_assert_cmpuint(reconnect_get_seconds(&policy, now + S), ==, 0);
}

/* After a machine was suspended nobody waits for what was planned before. */
static void
test_wake(void)
{
  Reconnect policy = {.attempts = 100};
  gint64 now = 5 * S;

  reconnect_plan(&policy, now);
  reconnect_wake(&policy, ++now);
  g_assert_cmpuint(reconnect_get_seconds(&policy, now), ==, 0);
  reconnect_plan(&policy, now);
  g_assert_cmpint(policy.due - now, ==, S / 2);
}

/* Who has planned nothing is not woken up. */
static void
test_wake_idle(void)
{
  Reconnect policy = {0};

  reconnect_wake(&policy, S);
  g_assert_cmpint(policy.due, ==, 0);
}

static void
test_helps(void)
{
  g_autoptr(GError) lost = g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "x");
  g_autoptr(GError) died = g_error_new(ORIEL_ERROR, ORIEL_ERROR_DIED, "x");
  g_autoptr(GError) refused = g_error_new(ORIEL_ERROR, ORIEL_ERROR_AUTH, "x");
  g_autoptr(GError) cancelled = g_error_new(G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");

  g_assert_true(reconnect_helps(lost));
  g_assert_true(reconnect_helps(died));
  g_assert_false(reconnect_helps(refused));
  g_assert_false(reconnect_helps(cancelled));
  g_assert_false(reconnect_helps(NULL));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/reconnect/backoff", test_backoff);
  g_test_add_func("/reconnect/days", test_days);
  g_test_add_func("/reconnect/late", test_late);
  g_test_add_func("/reconnect/countdown", test_countdown);
  g_test_add_func("/reconnect/wake", test_wake);
  g_test_add_func("/reconnect/wake-idle", test_wake_idle);
  g_test_add_func("/reconnect/helps", test_helps);
  return g_test_run();
}
