// SPDX-License-Identifier: LGPL-2.1-or-later
#include "test-wait.h"

#define LIMIT_SECONDS 60
#define POLL_MILLISECONDS 5

static gboolean
on_limit(gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

static gboolean
on_poll(gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static gboolean
wait_until(TestCondition condition, gpointer data, guint poll)
{
  gboolean late = FALSE;
  guint limit = g_timeout_add_seconds(LIMIT_SECONDS, on_limit, &late);
  guint tick = poll != 0 ? g_timeout_add(poll, on_poll, NULL) : 0;
  gboolean held = condition(data);

  while (!held && !late) {
    g_main_context_iteration(NULL, TRUE);
    held = condition(data);
  }
  g_source_remove(limit);
  g_clear_handle_id(&tick, g_source_remove);
  return held;
}

gboolean
test_wait_until(TestCondition condition, gpointer data)
{
  return wait_until(condition, data, 0);
}

gboolean
test_poll_until(TestCondition condition, gpointer data)
{
  return wait_until(condition, data, POLL_MILLISECONDS);
}

void
test_keep_result(GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref(result);
}

static gboolean
has_result(gpointer data)
{
  return *(GAsyncResult **)data != NULL;
}

void
test_wait_for_result(GAsyncResult **result)
{
  test_assert_wait(has_result, result);
}
