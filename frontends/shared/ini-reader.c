// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/ini-reader.h"

#include <string.h>

static gboolean
refuse(GError **error, guint line, const char *problem)
{
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "line %u %s", line, problem);
  return FALSE;
}

/* In place. FALSE: an escape that there is none of. */
static gboolean
unescape(char *value)
{
  static const char letters[] = "sntr\\;", meanings[] = " \n\t\r\\;";
  char *to = value;

  for (const char *from = value; *from != '\0'; from++) {
    const char *letter;

    if (*from != '\\') {
      *to++ = *from;
      continue;
    }
    from++;
    letter = *from != '\0' ? strchr(letters, *from) : NULL;
    if (letter == NULL)
      return FALSE;
    *to++ = meanings[letter - letters];
  }
  *to = '\0';
  return TRUE;
}

/* The group of "[group]", without its brackets; NULL = it is malformed. */
static char *
read_group(char *line)
{
  gsize length = strlen(line);

  if (length < 3 || line[length - 1] != ']' || memchr(line + 1, ']', length - 2) != NULL ||
      strchr(line + 1, '[') != NULL)
    return NULL;
  line[length - 1] = '\0';
  return line + 1;
}

static gboolean
read_line(char *line,
          guint number,
          const char **group,
          IniReaderValue on_value,
          gpointer user_data,
          GError **error)
{
  char *value;

  if (*line == '\0' || *line == '#')
    return TRUE;
  if (*line == '[') {
    *group = read_group(line);
    return *group != NULL || refuse(error, number, "is no name of a group: write [NAME]");
  }
  value = strchr(line, '=');
  if (value == NULL || value == line)
    return refuse(error, number, "is neither [GROUP] nor KEY=VALUE");
  if (*group == NULL)
    return refuse(error, number, "comes before the first [GROUP]");
  *value++ = '\0';
  value = g_strchug(value);
  if (!unescape(value))
    return refuse(error, number, "has a backslash that means nothing; write \\\\ for a backslash");
  return on_value(*group, g_strchomp(line), value, number, user_data, error);
}

gboolean
ini_reader_read(
    char *text, gsize length, IniReaderValue on_value, gpointer user_data, GError **error)
{
  const char *group = NULL;
  guint number = 1;
  char *end;

  if (memchr(text, '\0', length) != NULL || !g_utf8_validate(text, (gssize)length, NULL)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "it is not a text (UTF-8)");
    return FALSE;
  }
  if (g_str_has_prefix(text, "\xef\xbb\xbf")) /* what some editors put first */
    text += 3;
  for (char *line = text; line != NULL; line = end, number++) {
    end = strchr(line, '\n');
    if (end != NULL)
      *end++ = '\0';
    if (!read_line(g_strstrip(line), number, &group, on_value, user_data, error))
      return FALSE;
  }
  return TRUE;
}
