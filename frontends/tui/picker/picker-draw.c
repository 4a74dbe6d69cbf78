// SPDX-License-Identifier: LGPL-2.1-or-later
/* Draws the picker: as little as has changed, once a turn of the main loop. */
#include "picker/picker-private.h"

#include <string.h>

#define BAR_COLUMNS 40      /* a bar of keys below that says nothing */
#define PLACE_COLUMNS 14    /* for "100000/100000" */
#define PREVIEW_COLUMNS 100 /* of the terminal, from which on there is room beside the list */

static const struct {
  const char *key;
  const char *text;
  int rank; /* those of the highest are left out first, where there is no room */
} bar[] = {
    {"F1", "Help", 1},    {"F2", "Setup", 10}, {"F3", "Find", 8},  {"F4", "Filter", 4},
    {"F5", "Tree", 9},    {"F6", "Sort", 7},   {"F7", "Start", 5}, {"F8", "Stop", 6},
    {"F9", "Actions", 3}, {"F10", "Quit", 2},
};

static gboolean
on_draw(gpointer user_data)
{
  Picker *self = user_data;
  g_autoptr(GString) bytes = g_string_new(NULL);

  self->draw_id = 0;
  if (!app_has_terminal(self->page.app, &self->page))
    return G_SOURCE_REMOVE;
  picker_render(self, terminal_get_abilities(app_get_terminal(self->page.app)), bytes);
  terminal_write(app_get_terminal(self->page.app), bytes->str, bytes->len);
  return G_SOURCE_REMOVE;
}

static void
schedule(Picker *self)
{
  if (self->draw_id == 0 && self->curses != NULL && self->page.app != NULL)
    self->draw_id = g_idle_add_full(G_PRIORITY_HIGH_IDLE, on_draw, self, NULL);
}

void
picker_draw_all(Picker *self)
{
  self->draw_all = self->draw_frame = TRUE;
  schedule(self);
}

void
picker_draw_row(Picker *self, int index)
{
  int row = index - self->top;

  if (row >= 0 && row < (int)self->dirty->len)
    g_array_index(self->dirty, gboolean, row) = TRUE;
  schedule(self);
}

void
picker_draw_frame(Picker *self)
{
  self->draw_frame = TRUE;
  schedule(self);
}

/* What stays of the lines around the list when there are few; the list itself comes first. */
static Layout
make_layout(int columns, int rows, gboolean preview)
{
  Layout layout = {columns, rows, -1, -1, -1, -1, 0, rows, columns, {0, 0, 0, 0}};

  if (rows >= 4) {
    layout.title_row = 0;
    layout.list_row = 1;
  }
  if (rows >= 6)
    layout.header_row = layout.list_row++;
  if (rows >= 8 && columns >= BAR_COLUMNS)
    layout.bar_row = rows - 1;
  if (rows >= 3)
    layout.status_row = rows - 1 - (layout.bar_row >= 0);
  layout.list_height = rows - layout.list_row - (layout.status_row >= 0) - (layout.bar_row >= 0);
  if (preview && columns >= PREVIEW_COLUMNS && layout.list_height >= 8) {
    layout.list_width = columns - CLAMP(columns * 2 / 5, 40, 82);
    layout.preview = (OrielRect){layout.list_width + 2, layout.list_row + 1,
                                 columns - layout.list_width - 3, layout.list_height - 2};
  }
  return layout;
}

static Columns
place_columns(Picker *self)
{
  GPtrArray *hosts = model_get_hosts(self->model);
  ColumnNeeds needs = {.name = model_get_longest_name(self->model),
                       .tree = model_get_tree(self->model)};

  for (guint i = 0; i < hosts->len; i++)
    needs.host = MAX(needs.host, brush_width(model_get_host_label(hosts->pdata[i])));
  return columns_place(MAX(self->layout.list_width - 4, 1), self->settings.columns, &needs);
}

static void
lay_out(Picker *self)
{
  int columns = brush_get_columns(), rows = brush_get_rows();
  Layout old = self->layout;

  self->layout = make_layout(columns, rows, self->settings.preview);
  self->columns = place_columns(self);
  g_array_set_size(self->dirty, (guint)MAX(self->layout.list_height, 0));
  if (memcmp(&old, &self->layout, sizeof old) != 0 || curses_is_invalid(self->curses))
    preview_place(self->preview, &self->layout.preview,
                  &(TerminalSize){columns, rows, self->cell.width, self->cell.height});
}

/* The lines around the list */

static char *
describe_hosts(Picker *self)
{
  GPtrArray *hosts = model_get_hosts(self->model);
  guint connected = hosts_get_n_connected(self->hosts);
  const char *first =
      hosts->len > 0 ? oriel_host_get_name(((HostRow *)hosts->pdata[0])->host) : "no hosts";

  if (hosts->len <= 1)
    return g_strdup(first);
  if (connected == hosts->len)
    return g_strdup_printf("%s +%u", first, hosts->len - 1);
  return g_strdup_printf("%s +%u (%u connected)", first, hosts->len - 1, connected);
}

static void
draw_title(Picker *self)
{
  GPtrArray *hosts = model_get_hosts(self->model);
  gboolean live = hosts->len > 0 && hosts_get_n_connected(self->hosts) == hosts->len;
  g_autofree char *names = describe_hosts(self);
  guint n_guests = model_get_n_guests(self->model);
  g_autofree char *line = g_strdup_printf(
      " oriel  %s  %u guest%s  %u running%s%s%s", names, n_guests, n_guests == 1 ? "" : "s",
      model_get_n_running(self->model), *self->filter != '\0' ? "  /" : "", self->filter,
      self->read_only ? "  [read-only]" : "");
  const char *state = live ? (self->theme.ascii ? "* live " : "● live ")
                           : (self->theme.ascii ? "- partly " : "○ partly ");
  int width = brush_width(state);

  if (self->layout.columns > 40) {
    brush_text(&self->theme, 0, self->layout.title_row, self->layout.columns - width,
               theme_get(&self->theme, ROLE_TITLE), line);
    brush_text(&self->theme, self->layout.columns - width, self->layout.title_row, width,
               theme_get(&self->theme, live ? ROLE_GOOD : ROLE_WARNING), state);
  } else
    brush_text(&self->theme, 0, self->layout.title_row, self->layout.columns,
               theme_get(&self->theme, ROLE_TITLE), line);
}

static char *
make_hints(Picker *self)
{
  GString *line = g_string_new(" ");
  const char *dot = self->theme.ascii ? " - " : " · ";

  if (self->range != NULL)
    g_string_append_printf(line, "range: move, then v%s", dot);
  if (self->count > 0)
    g_string_append_printf(line, "%u%s", self->count, dot);
  if (self->n_under_way > 0)
    g_string_append_printf(line, "%u under way%s", self->n_under_way, dot);
  if (model_get_n_marked(self->model) > 0)
    g_string_append_printf(line, "%u marked%s", model_get_n_marked(self->model), dot);
  g_string_append_printf(line, "sort %s%s%s", column_get_word(self->settings.sort),
                         self->settings.reverse ? " reversed" : "", dot);
  g_string_append(line, "Enter open  c console  Space mark  / filter  ? help");
  return g_string_free(line, FALSE);
}

static void
draw_prompt(Picker *self)
{
  const LineEdit *line = &self->prompt.line;
  int y = MAX(self->layout.status_row, 0), width = self->layout.columns;
  int label = MIN(brush_width(self->prompt.label), width);
  gsize n = (gsize)g_utf8_strlen(line->text->str, -1);
  g_autofree char *stars = self->prompt.kind == PROMPT_SECRET ? g_strnfill(n, '*') : NULL;
  const char *text = stars != NULL ? stars : line->text->str;
  gsize at =
      stars != NULL ? (gsize)g_utf8_strlen(line->text->str, (gssize)line->cursor) : line->cursor;
  g_autofree char *before = g_strndup(text, at);
  int cursor = brush_width(before), room = MAX(width - label - 1, 1);

  /* What is left of a line that is too long scrolls away. */
  while (cursor >= room && *text != '\0') {
    gunichar c = g_utf8_get_char(text);

    cursor -= g_unichar_iswide(c) ? 2 : g_unichar_iszerowidth(c) ? 0 : 1;
    text = g_utf8_next_char(text);
  }
  brush_text(&self->theme, 0, y, label, theme_get(&self->theme, ROLE_KEY), self->prompt.label);
  brush_text(&self->theme, label, y, width - label, theme_get(&self->theme, ROLE_NORMAL), text);
  if (self->prompt.fitting != NULL && label + brush_width(text) + 6 < width)
    brush_text(&self->theme, label + brush_width(text) + 3, y,
               width - label - brush_width(text) - 3, theme_get(&self->theme, ROLE_DIM),
               self->prompt.fitting);
  if (self->popup == NULL)
    brush_show_cursor(MIN(label + cursor, width - 1), y);
}

static void
draw_status(Picker *self)
{
  guint n_rows = model_get_n_rows(self->model);
  g_autofree char *place =
      n_rows > 0 ? g_strdup_printf("%d/%u ", self->cursor_index + 1, n_rows) : g_strdup("");
  int width = self->layout.columns < 30 ? 0 : PLACE_COLUMNS;
  Role role = self->message == NULL ? ROLE_DIM : self->is_trouble ? ROLE_BAD : ROLE_NORMAL;

  if (self->draw_frame) {
    g_autofree char *hints = make_hints(self);

    brush_text(&self->theme, 0, self->layout.status_row, self->layout.columns - width,
               theme_get(&self->theme, role), self->message != NULL ? self->message : hints);
  }
  brush_right(&self->theme, self->layout.columns - width, self->layout.status_row, width,
              theme_get(&self->theme, ROLE_DIM), place);
}

/* What the keys before @end of the bar need whose rank is at most @rank. */
static int
get_bar_width(int end, int rank)
{
  int width = 0;

  for (int i = 0; i < end; i++)
    if (bar[i].rank <= rank)
      width += (int)(strlen(bar[i].key) + strlen(bar[i].text)) + 1;
  return width;
}

/* The keys up to which rank there is room for; the first at least. */
static int
get_bar_rank(const Picker *self)
{
  int rank = (int)G_N_ELEMENTS(bar);

  while (rank > 1 && get_bar_width((int)G_N_ELEMENTS(bar), rank) > self->layout.columns)
    rank--;
  return rank;
}

/* Where key @i of the bar begins: each takes what its text needs, and the rest is shared. */
static int
bar_edge(const Picker *self, int i)
{
  int rank = get_bar_rank(self);

  return get_bar_width(i, rank) * self->layout.columns /
         get_bar_width((int)G_N_ELEMENTS(bar), rank);
}

static void
draw_bar(Picker *self)
{
  for (int i = 0; i < (int)G_N_ELEMENTS(bar); i++) {
    int x = bar_edge(self, i), next = bar_edge(self, i + 1);
    int key = MIN((int)strlen(bar[i].key), next - x);

    if (next == x)
      continue;

    brush_text(&self->theme, x, self->layout.bar_row, key, theme_get(&self->theme, ROLE_KEY),
               bar[i].key);
    brush_bar(&self->theme, x + key, self->layout.bar_row, next - x - key,
              theme_get(&self->theme, ROLE_KEY_TEXT), bar[i].text);
  }
}

static void
draw_list(Picker *self)
{
  for (int row = 0; row < (int)self->dirty->len; row++) {
    if (self->draw_all || g_array_index(self->dirty, gboolean, row))
      picker_draw_list_row(self, row);
    g_array_index(self->dirty, gboolean, row) = FALSE;
  }
}

static void
draw_preview_frame(Picker *self)
{
  const OrielRect *inside = &self->layout.preview;

  for (int row = 0; row < self->layout.list_height; row++)
    brush_text(&self->theme, self->layout.list_width, self->layout.list_row + row, 1, 0, "");
  brush_box(&self->theme, inside->x - 1, inside->y - 1, inside->width + 2, inside->height + 2,
            NULL);
  brush_foreign(inside->x, inside->y, inside->width, inside->height);
}

static void
draw_preview_title(Picker *self)
{
  const OrielRect *inside = &self->layout.preview;
  OrielGuest *guest = picker_get_guest(self);
  const char *title = NULL;

  if (guest != NULL)
    title = oriel_guest_get_name(guest);
  else if (self->cursor != NULL)
    title = oriel_host_get_uri(((HostRow *)self->cursor)->host);
  brush_edge(&self->theme, inside->x - 1, inside->y - 1, inside->width + 2, title);
}

#define SYNCHRONIZED "\033[?2026h" /* DEC private mode 2026: all of it at once */

/* Nothing to write is nothing to write. */
static void
finish_synchronized(GString *bytes)
{
  if (bytes->len == strlen(SYNCHRONIZED))
    g_string_truncate(bytes, 0);
  else
    g_string_append(bytes, "\033[?2026l");
}

/* The preview lies under popups. */
static void
render_preview(Picker *self, const TerminalAbilities *abilities, GString *bytes)
{
  if (self->popup == NULL)
    preview_render(self->preview, abilities, bytes);
}

void
picker_render(Picker *self, const TerminalAbilities *abilities, GString *bytes)
{
  if (self->draw_all)
    lay_out(self);
  picker_fix_cursor(self);
  if (self->draw_all) {
    if (self->layout.header_row >= 0)
      picker_draw_list_header(self);
    if (self->layout.bar_row >= 0)
      draw_bar(self);
  }
  if (self->layout.preview.height > 0 && self->draw_all)
    draw_preview_frame(self);
  if (self->layout.preview.height > 0 && (self->draw_all || self->draw_title))
    draw_preview_title(self);
  draw_list(self);
  if (self->draw_frame && self->layout.title_row >= 0)
    draw_title(self);
  if (self->prompt.kind == PROMPT_NONE && self->layout.status_row >= 0)
    draw_status(self);
  if (self->popup != NULL)
    popup_draw(self->popup, &self->theme);
  if (self->prompt.kind != PROMPT_NONE)
    draw_prompt(self); /* last, so that the cursor is there */
  else
    brush_hide_cursor();
  curses_set_scrolling(self->curses, self->scrolled && self->layout.preview.height == 0);
  self->draw_all = self->draw_frame = self->draw_title = self->scrolled = FALSE;
  if (abilities->synchronized)
    g_string_append(bytes, SYNCHRONIZED);
  curses_render(self->curses, bytes);
  render_preview(self, abilities, bytes);
  if (abilities->synchronized)
    finish_synchronized(bytes);
  details_want(self->details, self->top, self->layout.list_height);
  statistics_want(self->statistics, self->top, self->focused ? self->layout.list_height : 0);
}

int
picker_bar_at(Picker *self, int column)
{
  int i = (int)G_N_ELEMENTS(bar) - 1;

  while (i > 0 && (column < bar_edge(self, i) || bar[i].rank > get_bar_rank(self)))
    i--;
  return i;
}
