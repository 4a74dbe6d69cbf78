// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-usb-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "oriel.h"

/* A CD's sector: nothing smaller can be read from one. */
#define SECTOR 2048

static gboolean
check(int fd, const char *path, GError **error)
{
  struct stat status;

  if (fstat(fd, &status) != 0)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "cannot share %s: %s", path,
                g_strerror(errno));
  else if (!S_ISREG(status.st_mode))
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "cannot share %s as a CD: it is not a file; make an image of what it holds", path);
  else if (status.st_size < SECTOR)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "cannot share %s as a CD: it is smaller than a sector of one", path);
  else
    return TRUE;
  return FALSE;
}

int
oriel_usb_file_open(GFile *file, GError **error)
{
  const char *path = g_file_peek_path(file);
  int fd;

  if (path == NULL) {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                        "only files of this machine can be shared as a CD");
    return -1;
  }
  /* Not to wait for whoever writes into a pipe. */
  fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) {
    g_set_error(error, ORIEL_ERROR, errno == ENOENT ? ORIEL_ERROR_NOT_FOUND : ORIEL_ERROR_INVALID,
                "cannot share %s: %s", path, g_strerror(errno));
    return -1;
  }
  if (check(fd, path, error))
    return fd;
  close(fd);
  return -1;
}
