// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A screen of character cells, and the fewest bytes that bring a terminal there.
 *
 * Cells are set as they are wanted; cells_flush() compares them with what the terminal shows and
 * appends the difference. What did not change costs no byte. Pure: nothing is written.
 *
 * Colours and characters that the terminal does not have become the nearest that it has. Whoever
 * else writes to the terminal between two flushes leaves its cursor and its colours as they were
 * (DECSC, DECRC), or calls cells_invalidate().
 */
#pragma once

#include "terminal/terminal.h"

G_BEGIN_DECLS

/* Colours: 0xRRGGBB, or one of the terminal's own. */
typedef guint32 CellColor;
#define CELL_PALETTE(index) (0x01000000u | (index)) /* 0 to 255 */
#define CELL_DEFAULT 0x02000000u /* the terminal's own foreground or background */

typedef enum {
  CELL_BOLD = 1 << 0,
  CELL_DIM = 1 << 1,
  CELL_ITALIC = 1 << 2,
  CELL_UNDERLINE = 1 << 3,
  CELL_BLINK = 1 << 4,
  CELL_REVERSE = 1 << 5,
  CELL_STRIKE = 1 << 6,
  CELL_WIDE = 1 << 7,      /* this cell and the next, which is CELL_CONTINUED */
  CELL_CONTINUED = 1 << 8, /* the right half of a wide character */
  CELL_FOREIGN = 1 << 9,   /* a picture is there: the terminal's cell is not ours to write */
} CellAttributes;

typedef struct {
  gunichar character; /* what is not printable becomes a space */
  CellColor foreground;
  CellColor background;
  guint32 attributes;
} Cell;

typedef struct _Cells Cells;

Cells *cells_new(int columns, int rows);
void cells_free(Cells *self);
/* Keeps what fits; new cells are blank. What the terminal shows is unknown after it. */
void cells_resize(Cells *self, int columns, int rows);
int cells_get_columns(const Cells *self);
int cells_get_rows(const Cells *self);

/* The wanted cell, and those right of it; written by the caller before the next flush. @column and
 * @row are inside. */
Cell *cells_at(Cells *self, int column, int row);
void cells_fill(Cells *self, int column, int row, int columns, int rows, const Cell *cell);
/* Writes UTF-8 @text from (@column, @row) on, cut at @max_columns; returns the columns used. Text
 * is sanitized, and wide characters take two columns. */
int
cells_print(Cells *self, int column, int row, int max_columns, const char *text, const Cell *style);
/* Where the cursor is shown after a flush; negative = hidden. */
void cells_set_cursor(Cells *self, int column, int row);

/* How far colours of pictures (block characters and blanks) may be from what was asked for, in each
 * of red, green and blue, where that saves bytes: at first 0. A change back to 0 makes the next
 * flush write exactly what differs. */
void cells_set_tolerance(Cells *self, int tolerance);

/* What the terminal shows is unknown from now on: the next flush writes everything. */
void cells_invalidate(Cells *self);
/* Others have moved the cursor, or written in other colours: the next flush starts with both. */
void cells_lose_cursor(Cells *self);
/* Appends the bytes that bring the terminal from what it shows to what is wanted. */
void cells_flush(Cells *self, const TerminalAbilities *abilities, GString *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Cells, cells_free)

G_END_DECLS
