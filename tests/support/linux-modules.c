// SPDX-License-Identifier: LGPL-2.1-or-later
#include "linux-modules.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

void
load_modules(int out)
{
  char path[128];
  FILE *list = fopen("/modules", "r");

  while (list != NULL && fscanf(list, "%127s", path) == 1) {
    int file = open(path, O_RDONLY);

    if (syscall(SYS_finit_module, file, "", 0) != 0)
      dprintf(out, "no %s: %m\n", path);
    close(file);
  }
}
