// SPDX-License-Identifier: LGPL-2.1-or-later
#include "console/emulator.h"

#include "console/output-filter.h"

#include <string.h>
#include <vterm.h>

#define SLICE 1024 /* bytes for libvterm at once: it takes four times as many of the stack */

struct _Emulator {
  VTerm *vterm;
  VTermScreen *screen; /* of vterm */
  OutputFilter filter;
  History *history;
  GString *filtered; /* what is for vterm; empty between calls */
  Cell *line;        /* room for a row */
  EmulatorHooks hooks;
  gpointer user_data;
  GString *captured; /* (nullable) takes answers in place of the hook */
  gboolean cursor_visible;
  gboolean full_screen;
  gboolean mouse;
};

static CellColor
to_color(const VTermColor *color)
{
  if (VTERM_COLOR_IS_DEFAULT_FG(color) || VTERM_COLOR_IS_DEFAULT_BG(color))
    return CELL_DEFAULT;
  if (VTERM_COLOR_IS_INDEXED(color))
    return CELL_PALETTE(color->indexed.idx);
  return (guint32)color->rgb.red << 16 | (guint32)color->rgb.green << 8 | color->rgb.blue;
}

static guint32
to_attributes(const VTermScreenCell *cell)
{
  return (cell->attrs.bold ? CELL_BOLD : 0) | (cell->attrs.italic ? CELL_ITALIC : 0) |
         (cell->attrs.underline ? CELL_UNDERLINE : 0) | (cell->attrs.blink ? CELL_BLINK : 0) |
         (cell->attrs.reverse ? CELL_REVERSE : 0) | (cell->attrs.strike ? CELL_STRIKE : 0);
}

/* A cell of ours has one character: the base with its accent where such a one exists. */
static gunichar
to_character(const uint32_t *chars)
{
  gunichar composed;

  if (chars[0] == 0)
    return ' ';
  return chars[1] != 0 && g_unichar_compose(chars[0], chars[1], &composed) ? composed : chars[0];
}

/* libvterm tells halves of wide characters that were written over as if they were whole. */
static Cell
to_cell(const VTermScreenCell *cell, gboolean after_wide)
{
  Cell result = {' ', to_color(&cell->fg), to_color(&cell->bg), to_attributes(cell)};
  gunichar character;

  if (cell->chars[0] == (uint32_t)-1) {
    if (after_wide)
      result.attributes |= CELL_CONTINUED;
    return result;
  }
  character = to_character(cell->chars);
  if (!g_unichar_iswide(character)) {
    result.character = character;
  } else if (cell->width == 2) {
    result.character = character;
    result.attributes |= CELL_WIDE;
  }
  return result;
}

static int
on_line(int columns, const VTermScreenCell *cells, void *user_data)
{
  Emulator *self = user_data;

  for (int i = 0; i < columns; i++)
    self->line[i] = to_cell(&cells[i], i > 0 && (self->line[i - 1].attributes & CELL_WIDE) != 0);
  history_push(self->history, self->line, columns);
  return 1;
}

static int
on_property(VTermProp property, VTermValue *value, void *user_data)
{
  Emulator *self = user_data;

  if (property == VTERM_PROP_CURSORVISIBLE)
    self->cursor_visible = value->boolean != 0;
  else if (property == VTERM_PROP_ALTSCREEN)
    self->full_screen = value->boolean != 0;
  else if (property == VTERM_PROP_MOUSE)
    self->mouse = value->number != VTERM_PROP_MOUSE_NONE;
  return 1;
}

static int
on_bell(void *user_data)
{
  Emulator *self = user_data;

  self->hooks.bell(self->user_data);
  return 1;
}

static void
on_output(const char *bytes, size_t length, void *user_data)
{
  Emulator *self = user_data;

  if (self->captured != NULL)
    g_string_append_len(self->captured, bytes, (gssize)length);
  else
    self->hooks.answer(bytes, length, self->user_data);
}

static const VTermScreenCallbacks screen_callbacks = {
    .settermprop = on_property,
    .bell = on_bell,
    .sb_pushline = on_line,
};

Emulator *
emulator_new(int columns, int rows, const EmulatorHooks *hooks, gpointer user_data)
{
  Emulator *self = g_new0(Emulator, 1);

  columns = MAX(columns, 2);
  self->hooks = *hooks;
  self->user_data = user_data;
  self->history = history_new(EMULATOR_HISTORY_LINES, EMULATOR_HISTORY_BYTES);
  self->filtered = g_string_new(NULL);
  self->line = g_new0(Cell, columns);
  self->cursor_visible = TRUE;
  self->vterm = vterm_new(MAX(rows, 1), columns);
  vterm_set_utf8(self->vterm, 1);
  vterm_output_set_callback(self->vterm, on_output, self);
  self->screen = vterm_obtain_screen(self->vterm);
  vterm_screen_set_callbacks(self->screen, &screen_callbacks, self);
  vterm_screen_enable_altscreen(self->screen, 1);
  vterm_screen_set_damage_merge(self->screen, VTERM_DAMAGE_SCREEN);
  vterm_screen_reset(self->screen, 1);
  return self;
}

void
emulator_free(Emulator *self)
{
  vterm_free(self->vterm);
  history_free(self->history);
  g_string_free(self->filtered, TRUE);
  g_free(self->line);
  g_free(self);
}

/* Slices end between characters and sequences, since libvterm decodes each alone. */
static gsize
get_slice(const GString *text, gsize start)
{
  gsize end = start + SLICE;

  if (end >= text->len)
    return text->len - start;
  while ((text->str[end] & 0xc0) == 0x80)
    end--;
  return end - start;
}

void
emulator_feed(Emulator *self, const char *bytes, gsize length)
{
  for (gsize start = 0; start < length; start += SLICE) {
    output_filter_feed(&self->filter, bytes + start, MIN(length - start, SLICE), self->filtered);
    for (gsize done = 0, size; done < self->filtered->len; done += size) {
      size = get_slice(self->filtered, done);
      vterm_input_write(self->vterm, self->filtered->str + done, size);
    }
    g_string_truncate(self->filtered, 0);
  }
}

void
emulator_reset(Emulator *self)
{
  static const char leave_full_screen[] = "\033[?1049l";

  self->filter = (OutputFilter){0};
  vterm_input_write(self->vterm, leave_full_screen, strlen(leave_full_screen));
  vterm_screen_reset(self->screen, 1);
}

void
emulator_resize(Emulator *self, int columns, int rows)
{
  int old_columns = emulator_get_columns(self), column, row;
  g_autofree char *restore = NULL;

  columns = MAX(columns, 2);
  rows = MAX(rows, 1);
  if (columns == old_columns && rows == emulator_get_rows(self))
    return;
  /* Lines that are pushed meanwhile have either width. */
  self->line = g_renew(Cell, self->line, MAX(columns, old_columns));
  vterm_set_size(self->vterm, rows, columns);
  /* libvterm leaves a scrolling region, and a cursor far above the last line, out of the screen. */
  emulator_get_cursor(self, &column, &row);
  restore = g_strdup_printf("\033[r\033[%d;%dH", MAX(row, 0) + 1, MAX(column, 0) + 1);
  vterm_input_write(self->vterm, restore, strlen(restore));
}

int
emulator_get_columns(const Emulator *self)
{
  int rows, columns;

  vterm_get_size(self->vterm, &rows, &columns);
  return columns;
}

int
emulator_get_rows(const Emulator *self)
{
  int rows, columns;

  vterm_get_size(self->vterm, &rows, &columns);
  return rows;
}

void
emulator_get_row(const Emulator *self, int row, Cell *cells)
{
  int columns = emulator_get_columns(self);

  for (int i = 0; i < columns; i++) {
    VTermScreenCell cell = {.width = 1};

    vterm_screen_get_cell(self->screen, (VTermPos){row, i}, &cell);
    cells[i] = to_cell(&cell, i > 0 && (cells[i - 1].attributes & CELL_WIDE) != 0);
  }
}

gboolean
emulator_get_cursor(const Emulator *self, int *column, int *row)
{
  VTermPos position;

  vterm_state_get_cursorpos(vterm_obtain_state(self->vterm), &position);
  *column = position.col;
  *row = position.row;
  return self->cursor_visible;
}

const History *
emulator_get_history(const Emulator *self)
{
  return self->history;
}

/* libvterm tells its modes by what it makes of keys alone. */
EmulatorModes
emulator_get_modes(const Emulator *self)
{
  g_autoptr(GString) bytes = g_string_new(NULL);
  Emulator *asked = (Emulator *)self;
  EmulatorModes modes = {.mouse = self->mouse, .full_screen = self->full_screen};

  asked->captured = bytes;
  vterm_keyboard_key(self->vterm, VTERM_KEY_UP, VTERM_MOD_NONE);
  modes.application_cursor = g_str_has_prefix(bytes->str, "\033O");
  g_string_truncate(bytes, 0);
  vterm_keyboard_key(self->vterm, VTERM_KEY_KP_0, VTERM_MOD_NONE);
  modes.application_keypad = bytes->len > 1;
  g_string_truncate(bytes, 0);
  vterm_keyboard_key(self->vterm, VTERM_KEY_ENTER, VTERM_MOD_NONE);
  modes.line_mode = bytes->len > 1;
  g_string_truncate(bytes, 0);
  vterm_keyboard_start_paste(self->vterm);
  modes.bracketed_paste = bytes->len > 0;
  asked->captured = NULL;
  return modes;
}

void
emulator_send_mouse(Emulator *self, int column, int row, int button, gboolean pressed)
{
  vterm_mouse_move(self->vterm, row, column, VTERM_MOD_NONE);
  vterm_mouse_button(self->vterm, button, pressed, VTERM_MOD_NONE);
}
