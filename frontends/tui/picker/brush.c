// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/brush.h"

#include "terminal/glyphs.h"

#include <curses.h>

int
brush_get_columns(void)
{
  return COLS;
}

int
brush_get_rows(void)
{
  return LINES;
}

void
brush_show_cursor(int x, int y)
{
  move(y, x);
  curs_set(1);
}

void
brush_hide_cursor(void)
{
  curs_set(0);
}

static int
character_width(gunichar c)
{
  if (!glyph_is_printable(c))
    return 0;
  return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

int
brush_width(const char *text)
{
  int width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
    width += character_width(g_utf8_get_char(p));
  return width;
}

/* Appends what of @text fits in @width columns; returns how many it takes. */
static int
fit(const Theme *theme, GString *out, const char *text, int width)
{
  gboolean cut = brush_width(text) > width;
  int room = cut ? width - 1 : width, used = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    int wide = character_width(c);

    if (!glyph_is_printable(c))
      continue;
    if (used + wide > room)
      break;
    used += wide;
    if (c < 128 || (!theme->ascii && (!theme->few_glyphs || glyph_is_common(c))))
      g_string_append_unichar(out, c);
    else
      g_string_append_printf(out, "%c%s", glyph_to_ascii(c), wide == 2 ? " " : "");
  }
  if (cut && width > 0) {
    g_string_append(out, theme->ascii || theme->few_glyphs ? "~" : "…");
    used++;
  }
  return used;
}

static void
draw_blanks(int n, Attributes attributes)
{
  int x, y;

  getyx(stdscr, y, x);
  hline(' ' | (chtype)attributes, n);
  move(y, MIN(x + n, COLS - 1));
}

typedef enum {
  FILL_RIGHT,
  FILL_LEFT,
  FILL_ALIKE,
} Fill;

static void
draw(const Theme *theme, OrielRect *place, Attributes attributes, const char *text, Fill fill)
{
  g_autoptr(GString) shown = g_string_new(NULL);
  int width = MIN(place->width, COLS - place->x), used;

  if (place->x < 0 || place->y < 0 || place->y >= LINES || width <= 0)
    return;
  used = fit(theme, shown, text, width);
  move(place->y, place->x);
  if (fill == FILL_LEFT)
    draw_blanks(width - used, 0);
  attrset((int)attributes);
  addstr(shown->str);
  if (fill != FILL_LEFT)
    draw_blanks(width - used, fill == FILL_ALIKE ? attributes : 0);
  attrset(0);
}

void
brush_text(const Theme *theme, int x, int y, int width, Attributes attributes, const char *text)
{
  draw(theme, &(OrielRect){x, y, width, 1}, attributes, text, FILL_RIGHT);
}

void
brush_right(const Theme *theme, int x, int y, int width, Attributes attributes, const char *text)
{
  draw(theme, &(OrielRect){x, y, width, 1}, attributes, text, FILL_LEFT);
}

void
brush_bar(const Theme *theme, int x, int y, int width, Attributes attributes, const char *text)
{
  draw(theme, &(OrielRect){x, y, width, 1}, attributes, text, FILL_ALIKE);
}

void
brush_foreign(int x, int y, int width, int height)
{
  for (int row = 0; row < height && y + row < LINES; row++) {
    move(y + row, x);
    attrset(A_INVIS);
    printw("%-*d", MIN(width, COLS - x), row);
    attrset(0);
  }
}

static void
edge(const Theme *theme, int x, int y, int width, const char *const parts[3], const char *title)
{
  g_autoptr(GString) line = g_string_new(parts[0]);
  int used = 1;

  if (title != NULL && width > 6) {
    g_string_append_c(line, ' ');
    used += 1 + fit(theme, line, title, width - 4);
    g_string_append_c(line, ' ');
    used++;
  }
  for (; used < width - 1; used++)
    g_string_append(line, parts[1]);
  if (width > 1)
    g_string_append(line, parts[2]);
  brush_text(theme, x, y, width, theme_get(theme, ROLE_BORDER), line->str);
}

static const char *const *
get_edge(const Theme *theme, gboolean lower)
{
  static const char *const lines[][3] = {{"┌", "─", "┐"}, {"└", "─", "┘"}};
  static const char *const ascii[3] = {"+", "-", "+"};

  return theme->ascii ? ascii : lines[lower];
}

void
brush_edge(const Theme *theme, int x, int y, int width, const char *title)
{
  edge(theme, x, y, width, get_edge(theme, FALSE), title);
}

void
brush_box(const Theme *theme, int x, int y, int width, int height, const char *title)
{
  const char *side = theme->ascii ? "|" : "│";

  brush_edge(theme, x, y, width, title);
  for (int row = 1; row < height - 1; row++) {
    brush_text(theme, x, y + row, 1, theme_get(theme, ROLE_BORDER), side);
    brush_text(theme, x + 1, y + row, width - 2, theme_get(theme, ROLE_NORMAL), "");
    brush_text(theme, x + width - 1, y + row, 1, theme_get(theme, ROLE_BORDER), side);
  }
  if (height > 1)
    edge(theme, x, y + height - 1, width, get_edge(theme, TRUE), NULL);
}
