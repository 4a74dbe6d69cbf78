// SPDX-License-Identifier: LGPL-2.1-or-later
#include "report.h"

#include <string.h>

#define MAX_MESSAGE 2000 /* characters; a screen of text at most */

ExitStatus
report_error(const char *subject, const GError *error)
{
  g_autofree char *message = oriel_text_sanitize(error->message, -1, MAX_MESSAGE);
  g_autofree char *name = NULL;

  if (subject != NULL && strstr(error->message, subject) == NULL)
    name = oriel_text_sanitize(subject, -1, MAX_MESSAGE);
  g_printerr("oriel: %s%s%s\n", name != NULL ? name : "", name != NULL ? ": " : "", message);
  return exit_status_of(error);
}

ExitStatus
report_usage(const char *command, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start(args, format);
  message = g_strdup_vprintf(format, args);
  va_end(args);
  g_printerr("oriel: %s (see 'oriel %s --help')\n", message, command);
  return EXIT_USAGE;
}
