// SPDX-License-Identifier: LGPL-2.1-or-later
#include "test-stock.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "test-wait.h"

#define MAX_GROWTH_KB 2048 /* under one page a round of the thousand that tests play */

static guint
count_entries(const char *path)
{
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name(dir) != NULL)
    n++;
  return n;
}

static guint
count_memfd_maps(void)
{
  g_autofree char *maps = NULL;
  guint n = 0;

  g_file_get_contents("/proc/self/maps", &maps, NULL, NULL);
  for (const char *at = strstr(maps, "/memfd:"); at != NULL; at = strstr(at + 1, "/memfd:"))
    n++;
  return n;
}

guint
test_stock_kilobytes_of(GPid pid)
{
  g_autofree char *path = g_strdup_printf("/proc/%d/statm", (int)pid);
  g_autofree char *statm = NULL;
  guint pages = 0;

  g_file_get_contents(path, &statm, NULL, NULL);
  g_assert_nonnull(statm);
  g_assert_cmpint(sscanf(statm, "%*u %u", &pages), ==, 1);
  return pages * ((guint)sysconf(_SC_PAGESIZE) / 1024);
}

TestStock
test_stock_take(void)
{
  return (TestStock){
      .fds = count_entries("/proc/self/fd"),
      .threads = count_entries("/proc/self/task"),
      .maps = count_memfd_maps(),
      .kilobytes = test_stock_kilobytes_of(getpid()),
  };
}

static gboolean
holds_no_more(gpointer data)
{
  const TestStock *before = data;
  TestStock now = test_stock_take();

  return now.threads <= before->threads && now.fds <= before->fds;
}

void
test_stock_settle(const TestStock *before)
{
  test_assert_poll(holds_no_more, (gpointer)before);
}

void
test_stock_assert_no_growth(guint before, guint after)
{
#if !defined(__SANITIZE_ADDRESS__) /* which keeps what was freed */
  g_assert_cmpuint(after, <, before + MAX_GROWTH_KB);
#endif
}

void
test_stock_assert_rounds(void (*play)(guint n), guint n_settled, guint n_rounds)
{
  TestStock before, after;

  play(n_settled);
  before = test_stock_take();
  play(n_rounds - n_settled);
  test_stock_settle(&before);
  after = test_stock_take();
  g_test_message("%u rounds: %u -> %u descriptors, %u -> %u threads, %u -> %u mapped framebuffers, "
                 "%u -> %u KiB resident",
                 n_rounds, before.fds, after.fds, before.threads, after.threads, before.maps,
                 after.maps, before.kilobytes, after.kilobytes);
  g_assert_cmpuint(after.maps, ==, 0);
  test_stock_assert_no_growth(before.kilobytes, after.kilobytes);
}
