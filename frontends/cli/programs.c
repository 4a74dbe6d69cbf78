// SPDX-License-Identifier: LGPL-2.1-or-later
#include "programs.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

ExitStatus
programs_become(const char *path, GPtrArray *args)
{
  g_ptr_array_add(args, NULL);
  execv(path, (char **)args->pdata);
  g_printerr("oriel: cannot start %s: %s\n", path, g_strerror(errno));
  return EXIT_FAILED;
}

gboolean
programs_take_frontend(char **argv, GPtrArray *rest, const char **name)
{
  for (char **arg = argv; *arg != NULL; arg++) {
    if (g_str_equal(*arg, "--")) {
      for (; *arg != NULL; arg++)
        g_ptr_array_add(rest, *arg);
      return TRUE;
    }
    if (g_str_has_prefix(*arg, "--frontend=")) {
      *name = *arg + strlen("--frontend=");
    } else if (g_str_equal(*arg, "--frontend")) {
      if (*++arg == NULL)
        return FALSE;
      *name = *arg;
    } else {
      g_ptr_array_add(rest, *arg);
    }
  }
  return TRUE;
}
