// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * spice-client-glib has each message and each screen in memory that it has never touched before, of
 * several megabytes where they are pictures. Touching 4 KiB for the first time is a fault, which
 * can take longer than to fill them; so the kernel is asked for pages of 2 MiB. The library takes
 * such memory from g_malloc0(), which this program defines itself.
 */
#include <string.h>
#include <sys/mman.h>

#include <glib.h>

#define HUGE_PAGE ((gsize)2 << 20)

/* A hint: a kernel without such pages gives others. */
static void
advise(gpointer memory, gsize size)
{
  guintptr first = ((guintptr)memory + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
  guintptr end = ((guintptr)memory + size) & ~(HUGE_PAGE - 1);

  if (first < end)
    madvise((gpointer)first, end - first, MADV_HUGEPAGE);
}

gpointer
g_malloc0(gsize n_bytes)
{
  gpointer memory = g_try_malloc0(n_bytes);

  if (memory == NULL && n_bytes > 0)
    memory = memset(g_malloc(n_bytes), 0, n_bytes); /* which says what is missing, and ends */
  if (n_bytes >= HUGE_PAGE)
    advise(memory, n_bytes);
  return memory;
}
