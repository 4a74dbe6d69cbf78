// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/command-line.h"

#include <string.h>

void
command_line_split(const char *text, char **verb, char **argument)
{
  gsize length;

  text += strspn(text, " ");
  length = strcspn(text, " ");
  *verb = g_strndup(text, length);
  *argument = g_strstrip(g_strdup(text + length));
}

/* How many bytes @a and @b share from their start, in whole characters. */
static gsize
common_length(const char *a, const char *b, gsize max)
{
  gsize n = 0;

  while (n < max && a[n] != '\0' && a[n] == b[n])
    n++;
  while (n > 0 && ((guchar)a[n] & 0xc0) == 0x80)
    n--;
  return n;
}

char *
command_line_complete(const char *text, const char *const *words, GPtrArray **fitting)
{
  const char *blank = strchr(text, ' ');
  const char *start = blank != NULL ? blank + strspn(blank, " ") : text;
  gsize agreed = G_MAXSIZE;
  const char *first;

  *fitting = g_ptr_array_new();
  for (; *words != NULL; words++) {
    if (!g_str_has_prefix(*words, start))
      continue;
    first = (*fitting)->len > 0 ? (*fitting)->pdata[0] : *words;
    agreed = common_length(first, *words, agreed);
    g_ptr_array_add(*fitting, (gpointer)*words);
  }
  if ((*fitting)->len == 0)
    return g_strdup(text);
  first = (*fitting)->pdata[0];
  return g_strdup_printf("%.*s%.*s%s", (int)(start - text), text, (int)MIN(agreed, strlen(first)),
                         first, (*fitting)->len == 1 && blank == NULL ? " " : "");
}

const char *
command_line_find(const char *typed, const char *const *verbs)
{
  const char *found = NULL;

  for (; *verbs != NULL; verbs++) {
    if (strcmp(*verbs, typed) == 0)
      return *verbs;
    if (!g_str_has_prefix(*verbs, typed))
      continue;
    if (found != NULL)
      return NULL;
    found = *verbs;
  }
  return *typed != '\0' ? found : NULL;
}
