// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Lines that have left the screen at its top, the oldest first; the oldest go when there are too
 * many lines or bytes. Lines are kept as text and runs of one style: 10,000 lines of a kernel's
 * messages take about a megabyte. Pure.
 */
#pragma once

#include "terminal/cells.h"

G_BEGIN_DECLS

typedef struct _History History;

History *history_new(guint max_lines, gsize max_bytes);
void history_free(History *self);

/* Takes a line; empty cells at its end are not kept. */
void history_push(History *self, const Cell *cells, int n_cells);
void history_clear(History *self);

guint history_get_length(const History *self);
/* How many lines have gone: line @index is number history_get_dropped() + @index for ever. */
guint64 history_get_dropped(const History *self);
/* Bytes that the lines take. */
gsize history_get_size(const History *self);

/* The cells of line @index, at most @max of them; the rest of @cells becomes empty. Returns how
 * many the line has. */
int history_get_cells(const History *self, guint index, Cell *cells, int max);
/* Its text, in UTF-8; valid until the next change. */
const char *history_peek_text(const History *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(History, history_free)

G_END_DECLS
