// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/secret.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define MAX_SECRET 4096 /* bytes, with the terminator; protocols take far less */

void
secret_free(char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero(secret, strlen(secret));
  g_free(secret);
}

/* Byte by byte, since what is behind the line belongs to somebody else. */
static gboolean
read_line(int fd, char *buffer, gsize size, GError **error)
{
  for (gsize length = 0; length < size; length++) {
    gssize n = read(fd, buffer + length, 1);

    if (n < 0) {
      g_set_error(error, G_IO_ERROR, (int)g_io_error_from_errno(errno),
                  "cannot read the password from file descriptor %d: %s", fd, g_strerror(errno));
      return FALSE;
    }
    if (n == 0 || buffer[length] == '\n') {
      buffer[length] = '\0';
      return TRUE;
    }
  }
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "the password is longer than %d bytes",
              MAX_SECRET - 1);
  return FALSE;
}

char *
secret_read_fd(int fd, GError **error)
{
  char buffer[MAX_SECRET];
  char *secret = NULL;

  if (read_line(fd, buffer, sizeof buffer, error))
    secret = g_strdup(buffer);
  explicit_bzero(buffer, sizeof buffer);
  return secret;
}
