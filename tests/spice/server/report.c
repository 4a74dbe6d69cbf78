// SPDX-License-Identifier: LGPL-2.1-or-later
#include "report.h"

#include <stdio.h>

static gboolean vnc_words, with_times;

void
report_use_vnc_words(void)
{
  vnc_words = TRUE;
}

void
report_add_times(void)
{
  with_times = TRUE;
}

static void
print_line(const char *format, va_list args, gboolean timed)
{
  g_autofree char *text = g_strdup_vprintf(format, args);

  flockfile(stdout);
  fputs(text, stdout);
  if (timed)
    printf(" %" G_GINT64_FORMAT, g_get_monotonic_time() * 1000);
  putchar('\n');
  fflush(stdout);
  funlockfile(stdout);
}

void
report(const char *format, ...)
{
  va_list args;

  va_start(args, format);
  print_line(format, args, FALSE);
  va_end(args);
}

void
report_spice(const char *format, ...)
{
  va_list args;

  va_start(args, format);
  if (!vnc_words)
    print_line(format, args, with_times);
  va_end(args);
}

void
report_vnc(const char *format, ...)
{
  va_list args;

  va_start(args, format);
  if (vnc_words)
    print_line(format, args, FALSE);
  va_end(args);
}
