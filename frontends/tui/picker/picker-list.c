// SPDX-License-Identifier: LGPL-2.1-or-later
/* Draws the rows of the list. */
#include "picker/picker-private.h"

#define INDENT 4 /* columns before those of the table: the cursor, the mark, the fold */

void
picker_draw_list_header(Picker *self)
{
  Attributes attributes = theme_get(&self->theme, ROLE_HEADER);
  const char *arrow =
      self->settings.reverse ? (self->theme.ascii ? "v" : "▼") : (self->theme.ascii ? "^" : "▲");
  int y = self->layout.header_row;

  brush_bar(&self->theme, 0, y, self->layout.columns, attributes, "");
  for (int i = 0; i < N_COLUMNS; i++) {
    const ColumnPlace *place = &self->columns.places[i];
    gboolean sorted = i == (int)self->settings.sort;
    g_autofree char *title = g_strdup_printf("%s%s%s", column_get_title((Column)i),
                                             sorted ? " " : "", sorted ? arrow : "");
    int width = MIN(brush_width(title), self->layout.list_width);
    int x = INDENT + place->x;

    if (place->width == 0)
      continue;
    /* The arrow may stand in the gap. */
    if (column_is_right_aligned((Column)i))
      x = MAX(x + place->width - width, 0);
    brush_bar(&self->theme, x, y, width, attributes, title);
  }
}

static const char *
fold_glyph(const Theme *theme, gboolean folded)
{
  if (theme->ascii)
    return folded ? "+" : "-";
  return folded ? "▸" : "▾";
}

static void
draw_cell(Picker *self, const GuestRow *row, Column column, int y, Attributes attributes)
{
  const ColumnPlace *place = &self->columns.places[column];
  g_autofree char *text = NULL;

  if (place->width == 0)
    return;
  text = column_format(row, column, self->theme.ascii);
  if (column_is_right_aligned(column))
    brush_right(&self->theme, INDENT + place->x, y, place->width, attributes, text);
  else
    brush_text(&self->theme, INDENT + place->x, y, place->width, attributes, text);
}

/* The cursor lies upon the name alone: a step takes the fewer bytes, and states keep their colours.
 */
static void
draw_guest(Picker *self, const GuestRow *row, int y, gboolean at_cursor)
{
  Attributes name_look = theme_get(&self->theme, at_cursor     ? ROLE_CURSOR
                                                 : row->marked ? ROLE_MARKED
                                                               : ROLE_NORMAL);
  Attributes state_look =
      theme_get(&self->theme, theme_role_of_state(oriel_guest_get_state(row->guest)));
  int width = INDENT + self->columns.places[COLUMN_NAME].width;
  g_autofree char *name = g_strdup_printf(
      "%s%s%s %s", at_cursor ? (self->theme.ascii ? ">" : "▶") : " ", row->marked ? "*" : " ",
      row->unfolded ? fold_glyph(&self->theme, FALSE) : " ", oriel_guest_get_name(row->guest));

  brush_text(&self->theme, 0, y, width, name_look, name);
  brush_text(&self->theme, width, y, self->layout.list_width - width, 0, "");
  for (int column = COLUMN_NAME + 1; column < N_COLUMNS; column++)
    draw_cell(self, row, (Column)column, y,
              column == COLUMN_STATE || column == COLUMN_CPU ? state_look : 0);
}

static char *
describe_host_state(Picker *self, const HostRow *row, Role *role)
{
  const GError *error = oriel_host_get_error(row->host);
  const char *mark = self->theme.ascii ? "..." : "…";

  *role = ROLE_WARNING;
  switch (oriel_host_get_state(row->host)) {
  case ORIEL_HOST_CONNECTED:
    *role = ROLE_DIM;
    if (row->n_matching != row->listed->len)
      return g_strdup_printf("%u of %u guests", row->n_matching, row->listed->len);
    return g_strdup_printf("%u guest%s", row->listed->len, row->listed->len == 1 ? "" : "s");
  case ORIEL_HOST_CONNECTING:
    return g_strdup_printf("connecting%s%s%s", mark, error != NULL ? " " : "",
                           error != NULL ? error->message : "");
  case ORIEL_HOST_RECONNECTING:
    return g_strdup_printf("lost, connecting again%s %s", mark,
                           error != NULL ? error->message : "");
  case ORIEL_HOST_FAILED:
    *role = ROLE_BAD;
    return g_strdup_printf("! %s", error != NULL ? error->message : "failed");
  default:
    return g_strdup("not connected");
  }
}

char *
picker_describe_host(Picker *self, const HostRow *row)
{
  Role role;

  return describe_host_state(self, row, &role);
}

static void
draw_host(Picker *self, const HostRow *row, int y, gboolean at_cursor)
{
  Role role;
  g_autofree char *state = describe_host_state(self, row, &role);
  g_autofree char *lead =
      g_strdup_printf("%s%s %s", at_cursor ? (self->theme.ascii ? ">" : "▶") : " ",
                      fold_glyph(&self->theme, row->folded), model_get_host_label(row));
  int width = MIN(brush_width(lead) + 2, self->layout.list_width);

  brush_text(&self->theme, 0, y, width,
             theme_get(&self->theme, at_cursor ? ROLE_CURSOR : ROLE_HOST), lead);
  brush_text(&self->theme, width, y, self->layout.list_width - width, theme_get(&self->theme, role),
             state);
}

static void
draw_console(Picker *self, const ConsoleRow *row, int y, gboolean at_cursor)
{
  OrielTarget *target = row->graphics != NULL ? oriel_graphics_get_target(row->graphics) : NULL;
  g_autofree char *uri = target != NULL ? oriel_target_to_uri(target) : NULL;
  g_autofree char *text =
      row->graphics != NULL
          ? g_strdup_printf("display %u  %s%s%s", oriel_graphics_get_index(row->graphics),
                            oriel_graphics_get_protocol(row->graphics), uri != NULL ? "  " : "",
                            uri != NULL ? uri : "")
          : g_strdup_printf("console %s  %s", oriel_console_get_alias(row->console),
                            oriel_console_get_kind(row->console));
  g_autofree char *clean = oriel_text_sanitize(text, -1, 512);
  g_autofree char *line =
      g_strdup_printf("%s     %s %s", at_cursor ? (self->theme.ascii ? ">" : "▶") : " ",
                      self->theme.ascii ? "`-" : "└", clean);

  brush_text(&self->theme, 0, y, self->layout.list_width,
             theme_get(&self->theme, at_cursor ? ROLE_CURSOR : ROLE_NORMAL), line);
}

static void
draw_nothing(Picker *self, int screen_row, int y)
{
  gboolean lonely = screen_row == 0 && model_get_n_rows(self->model) == 0;
  const char *text = "";

  if (lonely)
    text = *self->filter != '\0'                    ? "  no guest fits the filter; Esc clears it"
           : model_get_hosts(self->model)->len == 0 ? "  no host yet: type :connect URI"
                                                    : "  no guests yet";
  brush_text(&self->theme, 0, y, self->layout.list_width, theme_get(&self->theme, ROLE_DIM), text);
}

void
picker_draw_list_row(Picker *self, int screen_row)
{
  int index = self->top + screen_row, y = self->layout.list_row + screen_row;
  Row *row = model_get_row(self->model, (guint)index);
  gboolean at_cursor = row != NULL && row == self->cursor;

  if (row == NULL)
    draw_nothing(self, screen_row, y);
  else if (row->kind == ROW_HOST)
    draw_host(self, (HostRow *)row, y, at_cursor);
  else if (row->kind == ROW_GUEST)
    draw_guest(self, (GuestRow *)row, y, at_cursor);
  else
    draw_console(self, (ConsoleRow *)row, y, at_cursor);
}
