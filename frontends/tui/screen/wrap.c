// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/wrap.h"

#include "screen/status.h"

static void
end_line(GPtrArray *lines, GString *line)
{
  g_ptr_array_add(lines, g_strdup(line->str));
  g_string_truncate(line, 0);
}

static void
add_letters(GPtrArray *lines, GString *line, const char *word, int width)
{
  int used = 0;

  for (; *word != '\0'; word = g_utf8_next_char(word)) {
    char letter[8] = "";
    int wide;

    g_unichar_to_utf8(g_utf8_get_char(word), letter);
    wide = status_get_width(letter);
    if (used > 0 && used + wide > width) {
      end_line(lines, line);
      used = 0;
    }
    used += wide;
    g_string_append(line, letter);
  }
}

GPtrArray *
wrap_text(const char *text, int width)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);

  for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
    g_auto(GStrv) words = g_strsplit(*paragraph, " ", -1);
    g_autoptr(GString) line = g_string_new(NULL);

    for (char **word = words; *word != NULL; word++) {
      if (line->len > 0 && status_get_width(line->str) + 1 + status_get_width(*word) > width)
        end_line(lines, line);
      if (line->len > 0)
        g_string_append_c(line, ' ');
      if (status_get_width(*word) > width)
        add_letters(lines, line, *word, width);
      else
        g_string_append(line, *word);
    }
    end_line(lines, line);
  }
  return lines;
}

char *
wrap_cut(const char *text, int width, const char *ellipsis)
{
  g_autoptr(GPtrArray) letters = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GString) first = g_string_new(NULL);

  if (status_get_width(text) <= width)
    return g_strdup(text);
  add_letters(letters, first, text, MAX(width - status_get_width(ellipsis), 0));
  return g_strconcat(letters->pdata[0], ellipsis, NULL);
}
