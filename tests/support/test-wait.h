// SPDX-License-Identifier: LGPL-2.1-or-later
/* Waiting for events in tests: never for a time, always for what has to happen. */
#pragma once

#include <gio/gio.h>

typedef gboolean (*TestCondition)(gpointer data);

/* Runs the default main context until @condition holds. FALSE if it still does not after a time in
 * which even the slowest machine gets there. */
gboolean test_wait_until(TestCondition condition, gpointer data);

/* The same for conditions outside of this process, which no event announces: looked at again and
 * again. */
gboolean test_poll_until(TestCondition condition, gpointer data);

/* Keeps an asynchronous result: a GAsyncReadyCallback whose @user_data is a GAsyncResult *. */
void test_keep_result(GObject *source, GAsyncResult *result, gpointer user_data);
/* Waits until it is there, or fails the test. */
void test_wait_for_result(GAsyncResult **result);

/* Fails the test at the caller's line when @condition never holds. */
#define test_assert_wait(condition, data) g_assert_true(test_wait_until((condition), (data)))
#define test_assert_poll(condition, data) g_assert_true(test_poll_until((condition), (data)))
