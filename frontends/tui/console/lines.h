// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The lines of an emulator, those of its history and then those of its screen, by numbers that stay
 * theirs while lines are added. Pure.
 */
#pragma once

#include "console/emulator.h"

G_BEGIN_DECLS

/* The most cells of a line that are looked at. */
#define LINES_MAX_COLUMNS 1000

typedef struct {
  guint64 line;
  int column;
} LinePosition;

/* The oldest line there still is, the first line of the screen, and the one behind the last. */
guint64 lines_get_first(const Emulator *emulator);
guint64 lines_get_screen(const Emulator *emulator);
guint64 lines_get_end(const Emulator *emulator);

/* The first @max cells of a line, which may be one that is gone: then they are empty. */
void lines_get_cells(const Emulator *emulator, guint64 line, Cell *cells, int max);

/* The first place from @start on, in a row of cells, where @text is, whatever the case of letters;
 * -1 = there is none. @end is the column behind it. */
int lines_match(const Cell *cells, int n_cells, const char *text, int start, int *end);
/* The next line that has @text, from @from on (or before it). */
gboolean lines_find(
    const Emulator *emulator, const char *text, guint64 from, gboolean backward, guint64 *line);

/* The text from @start up to and with @end, rows as lines. (transfer full) */
char *lines_dup_text(const Emulator *emulator, LinePosition start, LinePosition end);

G_END_DECLS
