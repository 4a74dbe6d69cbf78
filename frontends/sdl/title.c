// SPDX-License-Identifier: LGPL-2.1-or-later
#include "title.h"

/* The keys that let go, as they are called; NULL = there are none. (transfer full) */
char *
title_describe_release_keys(const ViewOptions *options)
{
  return options->kiosk ? NULL : hotkeys_describe_release(&options->hotkeys);
}

/* The whole of it. @number: of the screen, 0 = it needs none; @grabbed: it says how to get out.
 * (transfer full) */
char *
title_dup(const ViewOptions *options, Console *console, guint number, gboolean grabbed)
{
  OrielSession *session = console_get_session(console);
  g_autofree char *name = console_dup_name(console);
  g_autofree char *numbered =
      number > 0 ? g_strdup_printf("%s (%u)", name, number) : g_strdup(name);
  g_autofree char *keys = grabbed ? title_describe_release_keys(options) : NULL;
  const char *state =
      session != NULL && !oriel_session_get_answering(session) ? " (does not answer)" : "";

  if (keys == NULL)
    return g_strdup_printf("%s%s - " PROGRAM, numbered, state);
  return g_strdup_printf("(Press %s to release pointer) %s%s - " PROGRAM, keys, numbered, state);
}
