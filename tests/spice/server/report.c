// SPDX-License-Identifier: LGPL-2.1-or-later
#include "report.h"

#include <stdio.h>

static gboolean vnc_words;

void
report_use_vnc_words(void)
{
  vnc_words = TRUE;
}

static void
print_line(const char *format, va_list args)
{
  g_autofree char *text = g_strdup_vprintf(format, args);

  flockfile(stdout);
  fputs(text, stdout);
  putchar('\n');
  fflush(stdout);
  funlockfile(stdout);
}

void
report(const char *format, ...)
{
  va_list args;

  va_start(args, format);
  print_line(format, args);
  va_end(args);
}

void
report_spice(const char *format, ...)
{
  va_list args;

  va_start(args, format);
  if (!vnc_words)
    print_line(format, args);
  va_end(args);
}

void
report_vnc(const char *format, ...)
{
  va_list args;

  va_start(args, format);
  if (vnc_words)
    print_line(format, args);
  va_end(args);
}
