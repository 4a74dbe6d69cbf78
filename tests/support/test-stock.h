// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a process holds, for tests that nothing is left behind. */
#pragma once

#include <glib.h>

typedef struct {
  guint fds, threads, maps; /* maps: of framebuffers */
  guint kilobytes;          /* resident */
} TestStock;

/* Of this process. */
TestStock test_stock_take(void);
/* Waits until this process has no more descriptors and threads than @before: GLib's pools let go of
 * threads, and D-Bus of descriptors, a moment later. */
void test_stock_settle(const TestStock *before);
/* Resident memory of a process. */
guint test_stock_kilobytes_of(GPid pid);
/* Fails when memory has grown by more than is noise of the allocator, in KiB. */
void test_stock_assert_no_growth(guint before, guint after);
/* Plays @n_rounds rounds, and fails when those after the first @n_settled left something behind. */
void test_stock_assert_rounds(void (*play)(guint n), guint n_settled, guint n_rounds);
