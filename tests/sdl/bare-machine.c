// SPDX-License-Identifier: LGPL-2.1-or-later
/* The first program of a machine that has the files of its host, read-only, and runs the command of
 * its arguments there. What that says goes to the serial port. */
#include "linux-modules.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

static void
attach(
    const char *source, const char *place, const char *type, unsigned long flags, const char *how)
{
  if (mount(source, place, type, flags, how) != 0)
    printf("no %s: %m\n", place);
}

int
main(int argc, char **argv)
{
  int serial;

  mkdir("/dev", 0755);
  attach("devtmpfs", "/dev", "devtmpfs", 0, NULL);
  serial = open("/dev/ttyS0", O_RDWR | O_NOCTTY);
  for (int i = 0; i < 3; i++)
    dup2(serial, i);
  setvbuf(stdout, NULL, _IONBF, 0);
  load_modules(serial);
  mkdir("/host", 0755);
  attach("host", "/host", "9p", MS_RDONLY,
         "trans=virtio,version=9p2000.L,cache=loose,msize=524288");
  attach("devtmpfs", "/host/dev", "devtmpfs", 0, NULL);
  attach("proc", "/host/proc", "proc", 0, NULL);
  attach("sysfs", "/host/sys", "sysfs", 0, NULL);
  attach("tmpfs", "/host/run", "tmpfs", 0, NULL);
  mkdir("/host/dev/shm", 0777);
  attach("tmpfs", "/host/dev/shm", "tmpfs", 0, NULL);
  if (argc > 1 && chroot("/host") == 0 && chdir("/") == 0)
    execv(argv[1], argv + 1);
  printf("cannot run %s: %m\n", argc > 1 ? argv[1] : "nothing");
  pause();
}
