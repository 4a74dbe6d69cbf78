// SPDX-License-Identifier: LGPL-2.1-or-later
#include "programs.h"

#include <errno.h>
#include <unistd.h>

ExitStatus
programs_become(const char *path, GPtrArray *args)
{
  g_ptr_array_add(args, NULL);
  execv(path, (char **)args->pdata);
  g_printerr("oriel: cannot start %s: %s\n", path, g_strerror(errno));
  return EXIT_FAILED;
}
