// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-known-certificates.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "oriel.h"

#define HEADER                                                                                     \
  "# Certificates of servers that were trusted although no known authority vouches for them:\n"    \
  "# the SHA-256 of each, and where it is shown. A line that is removed is forgotten.\n"

/* Digits of a digest. */
#define DIGEST_LENGTH 64

static GMutex lock;        /* of what follows */
static GHashTable *memory; /* place -> digest, of this program alone */

/* (transfer full) */
static char *
get_directory(void)
{
  return g_build_filename(g_get_user_data_dir(), "oriel", NULL);
}

/* (transfer full) */
static char *
get_path(void)
{
  return g_build_filename(g_get_user_data_dir(), "oriel", "known-certificates", NULL);
}

static gboolean
is_digest(const char *text)
{
  return strspn(text, "0123456789abcdef") == DIGEST_LENGTH;
}

/* Whether @line is about @place; a line that means nothing is about none. */
static gboolean
is_about(const char *line, const char *place)
{
  return is_digest(line) && line[DIGEST_LENGTH] == ' ' &&
         g_str_equal(line + DIGEST_LENGTH + 1, place);
}

/* The lines of the file; none where there is no file. (transfer full), NULL on error */
static GStrv
read_lines(GError **error)
{
  g_autofree char *path = get_path();
  g_autofree char *text = NULL;
  g_autoptr(GError) local = NULL;

  if (g_file_get_contents(path, &text, NULL, &local))
    return g_strsplit(text, "\n", -1);
  if (g_error_matches(local, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    return g_new0(char *, 1);
  g_propagate_error(error, g_steal_pointer(&local));
  return NULL;
}

static char *
look_up_file(const char *place)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) lines = read_lines(&error);

  if (lines == NULL) {
    g_warning("The certificates that are trusted cannot be read: %s", error->message);
    return NULL;
  }
  for (char **line = lines; *line != NULL; line++)
    if (is_about(*line, place))
      return g_strndup(*line, DIGEST_LENGTH);
  return NULL;
}

char *
oriel_known_certificates_lookup(const char *place)
{
  char *digest;

  g_mutex_lock(&lock);
  digest = memory != NULL ? g_strdup(g_hash_table_lookup(memory, place)) : NULL;
  g_mutex_unlock(&lock);
  return digest != NULL ? digest : look_up_file(place);
}

void
oriel_known_certificates_add_once(const char *place, const char *digest)
{
  g_mutex_lock(&lock);
  if (memory == NULL)
    memory = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_replace(memory, g_strdup(place), g_strdup(digest));
  g_mutex_unlock(&lock);
}

/* Keeps other programs from the file until the descriptor is closed. -1 on error. */
static int
lock_directory(GError **error)
{
  g_autofree char *directory = get_directory();
  int fd;

  g_mkdir_with_parents(directory, 0700);
  fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "the folder %s cannot be opened: %s",
                directory, g_strerror(errno));
  else if (TEMP_FAILURE_RETRY(flock(fd, LOCK_EX)) != 0)
    g_debug("No lock on %s: %s", directory, g_strerror(errno));
  return fd;
}

/* Writes the lines again but for the one about @place, and @digest behind them if it is not
 * NULL. */
static gboolean
rewrite(const char *place, const char *digest, gboolean *found, GError **error)
{
  g_autofree char *path = get_path();
  g_auto(GStrv) lines = read_lines(error);
  g_autoptr(GString) text = g_string_new(NULL);

  if (lines == NULL)
    return FALSE;
  if (lines[0] == NULL)
    g_string_append(text, HEADER);
  for (char **line = lines; *line != NULL; line++) {
    if (is_about(*line, place))
      *found = TRUE;
    else if (**line != '\0')
      g_string_append_printf(text, "%s\n", *line);
  }
  if (digest != NULL)
    g_string_append_printf(text, "%s %s\n", digest, place);
  else if (!*found)
    return TRUE;
  return g_file_set_contents_full(path, text->str, (gssize)text->len,
                                  G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

static gboolean
change(const char *place, const char *digest, gboolean *found, GError **error)
{
  int fd = lock_directory(error);
  gboolean done;

  if (fd < 0)
    return FALSE;
  done = rewrite(place, digest, found, error);
  close(fd);
  return done;
}

gboolean
oriel_known_certificates_add(const char *place, const char *digest, GError **error)
{
  gboolean found = FALSE;

  return change(place, digest, &found, error);
}

gboolean
oriel_known_certificates_forget(const char *place, gboolean *found, GError **error)
{
  g_mutex_lock(&lock);
  *found = memory != NULL && g_hash_table_remove(memory, place);
  g_mutex_unlock(&lock);
  return change(place, NULL, found, error);
}
