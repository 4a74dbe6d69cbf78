// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker-screen.h"

#include <string.h>

void
screen_resize(PickerScreen *f, int columns, int rows)
{
  f->columns = columns;
  f->rows = rows;
  vterm_set_size(f->terminal, rows, columns);
  rig_resize(f->rig, columns, rows);
}

void
screen_open(PickerScreen *f, guint n_guests, int columns, int rows)
{
  f->columns = columns;
  f->rows = rows;
  f->terminal = vterm_new(rows, columns);
  vterm_set_utf8(f->terminal, 1);
  vterm_screen_reset(vterm_obtain_screen(f->terminal), 1);
  f->rig = rig_new(n_guests, columns, rows);
}

void
screen_setup(PickerScreen *f, gconstpointer data)
{
  screen_open(f, 40, 80, 24);
}

void
screen_teardown(PickerScreen *f, gconstpointer data)
{
  rig_free(f->rig);
  vterm_free(f->terminal);
}

gsize
screen_render(PickerScreen *f)
{
  gsize length = rig_render(f->rig);

  vterm_input_write(f->terminal, f->rig->bytes->str, length);
  return length;
}

char *
screen_read_row(PickerScreen *f, int row)
{
  VTermScreen *screen = vterm_obtain_screen(f->terminal);
  GString *text = g_string_new(NULL);

  for (int column = 0; column < f->columns; column++) {
    VTermScreenCell cell;

    vterm_screen_get_cell(screen, (VTermPos){row, column}, &cell);
    if (cell.chars[0] != (uint32_t)-1)
      g_string_append_unichar(text, cell.chars[0] != 0 ? cell.chars[0] : ' ');
  }
  return g_strchomp(g_string_free(text, FALSE));
}

char *
screen_read(PickerScreen *f)
{
  GString *text = g_string_new(NULL);

  screen_render(f);
  for (int row = 0; row < f->rows; row++) {
    g_autofree char *line = screen_read_row(f, row);

    g_string_append_printf(text, "%s\n", line);
  }
  return g_string_free(text, FALSE);
}

void
screen_see(PickerScreen *f, const char *expected)
{
  g_autofree char *screen = screen_read(f);

  if (strstr(screen, expected) == NULL)
    g_error("“%s” is not on the screen:\n%s", expected, screen);
}

void
screen_see_not(PickerScreen *f, const char *unexpected)
{
  g_autofree char *screen = screen_read(f);

  if (strstr(screen, unexpected) != NULL)
    g_error("“%s” is on the screen:\n%s", unexpected, screen);
}
