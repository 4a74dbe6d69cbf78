// SPDX-License-Identifier: LGPL-2.1-or-later
/* Waiting for events in tests: never for a time, always for what has to happen. */
#pragma once

#include <glib.h>

typedef gboolean (*TestCondition)(gpointer data);

/* Runs the default main context until @condition holds. FALSE if it still does not after a time in
 * which even the slowest machine gets there. */
gboolean test_wait_until(TestCondition condition, gpointer data);

/* The same for conditions outside of this process, which no event announces: looked at again and
 * again. */
gboolean test_poll_until(TestCondition condition, gpointer data);

/* Fails the test at the caller's line when @condition never holds. */
#define test_assert_wait(condition, data) g_assert_true(test_wait_until((condition), (data)))
#define test_assert_poll(condition, data) g_assert_true(test_poll_until((condition), (data)))
