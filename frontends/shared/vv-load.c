// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/vv-load.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Certificates take a few kilobytes; a larger file is none of ours. */
#define MAX_SIZE (256 * 1024)

void
vv_origin_clear(VvOrigin *self)
{
  g_clear_pointer(&self->path, g_free);
}

gboolean
vv_load_is_file(const char *target)
{
  g_autofree char *lower = g_ascii_strdown(target, -1);

  if (g_str_equal(target, "-") || g_str_has_prefix(lower, "file://"))
    return TRUE;
  if (strstr(target, "://") != NULL)
    return FALSE;
  return g_str_has_suffix(lower, ".vv") ||
         (strchr(target, '/') != NULL && g_file_test(target, G_FILE_TEST_IS_REGULAR));
}

static gboolean
fail(GError **error, int number)
{
  if (number == ENOENT)
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND, g_strerror(number));
  else
    g_set_error_literal(error, G_IO_ERROR, (int)g_io_error_from_errno(number), g_strerror(number));
  return FALSE;
}

/* At most one byte more than fits, so that what is too long is seen. */
static gboolean
read_all(int fd, char *buffer, gsize *length, GError **error)
{
  *length = 0;
  while (*length <= MAX_SIZE) {
    ssize_t n = read(fd, buffer + *length, MAX_SIZE + 1 - *length);

    if (n == 0)
      return TRUE;
    if (n < 0 && errno != EINTR)
      return fail(error, errno);
    *length += n > 0 ? (gsize)n : 0;
  }
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "it is longer than %d bytes", MAX_SIZE);
  return FALSE;
}

static gboolean
check_file(int fd, VvOrigin *origin, GError **error)
{
  struct stat status;

  if (fstat(fd, &status) != 0)
    return fail(error, errno);
  if (!S_ISREG(status.st_mode)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "it is not a regular file");
    return FALSE;
  }
  if (status.st_uid != geteuid() && status.st_uid != 0) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "it belongs to another user; copy it, if you trust it");
    return FALSE;
  }
  origin->device = status.st_dev;
  origin->inode = status.st_ino;
  return TRUE;
}

/* "debian12"; NULL = unknown. (transfer full) */
static char *
find_os(void)
{
  g_autofree char *id = g_get_os_info(G_OS_INFO_KEY_ID);
  g_autofree char *version = g_get_os_info(G_OS_INFO_KEY_VERSION_ID);

  return id != NULL ? g_strconcat(id, version, NULL) : NULL;
}

static gboolean
read_and_parse(VvFile *self, VvOrigin *origin, int fd, GError **error)
{
  g_autofree char *os = find_os();
  char *text = g_malloc0(MAX_SIZE + 2);
  gsize length = 0;
  gboolean done = (origin->path == NULL || check_file(fd, origin, error)) &&
                  read_all(fd, text, &length, error) &&
                  vv_file_parse(self, text, length, os, error);

  explicit_bzero(text, MAX_SIZE + 2); /* the password, among others */
  g_free(text);
  return done;
}

/* Does not wait for the other side of what is no file. */
static gboolean
open_and_parse(VvFile *self, VvOrigin *origin, const char *target, GError **error)
{
  int fd;
  gboolean done;

  if (g_str_equal(target, "-"))
    return read_and_parse(self, origin, STDIN_FILENO, error);
  if (strstr(target, "://") != NULL)
    origin->path = g_filename_from_uri(target, NULL, error);
  else
    origin->path = g_canonicalize_filename(target, NULL);
  if (origin->path == NULL)
    return FALSE;
  fd = open(origin->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  if (fd < 0)
    return fail(error, errno);
  done = read_and_parse(self, origin, fd, error);
  close(fd);
  return done;
}

gboolean
vv_load(VvFile *self, VvOrigin *origin, const char *target, GError **error)
{
  g_autofree char *shown = oriel_text_sanitize(target, -1, 300);

  *self = (VvFile){0};
  *origin = (VvOrigin){0};
  if (open_and_parse(self, origin, target, error))
    return TRUE;
  g_prefix_error(
      error, "connection file %s: ", g_str_equal(target, "-") ? "on the standard input" : shown);
  return FALSE;
}

void
vv_origin_delete(const VvOrigin *self)
{
  struct stat status;

  if (self->path == NULL || lstat(self->path, &status) != 0 || !S_ISREG(status.st_mode) ||
      status.st_uid != geteuid() || status.st_dev != self->device || status.st_ino != self->inode)
    return;
  if (unlink(self->path) != 0)
    g_debug("The connection file stays: %s", g_strerror(errno));
}
