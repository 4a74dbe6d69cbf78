// SPDX-License-Identifier: LGPL-2.1-or-later
/* The columns of the picker: where they are, and what stands in them. Pure. */
#pragma once

#include "picker/model.h"

G_BEGIN_DECLS

typedef struct {
  int x; /* columns of the terminal, from the left edge of the list */
  int width;
} ColumnPlace;

typedef struct {
  ColumnPlace places[N_COLUMNS]; /* width 0 = not shown */
  int width;                     /* of the list */
} Columns;

#define COLUMNS_ALL ((1u << N_COLUMNS) - 1)

/* What is to be shown, in columns of the terminal; 0 = not known. */
typedef struct {
  int name;      /* the longest */
  int host;      /* the longest */
  gboolean tree; /* each guest stands below its host */
} ColumnNeeds;

/* Which columns fit in @width; of those @wanted (bits), the less important ones go first, so that
 * names of a usual length are whole. The name always stays, and gets what the others leave. */
Columns columns_place(int width, guint wanted, const ColumnNeeds *needs);
/* The column at @x of the header, or -1. */
int columns_at(const Columns *self, int x);

/* The word for the settings and the command line: "name", "state", ... */
const char *column_get_word(Column column);
/* The column of @word, or -1. */
int column_find(const char *word);
const char *column_get_title(Column column);
gboolean column_is_right_aligned(Column column);

/* What stands in @column of @row, but for the name. @ascii: without other characters. (transfer
 * full) */
char *column_format(const GuestRow *row, Column column, gboolean ascii);

/* The glyph of a state, one column wide; states differ by it, without any colour. (static) */
const char *column_get_glyph(OrielGuestState state, gboolean ascii);
/* The word of a state, short. (static) */
const char *column_get_state_word(OrielGuestState state);
/* "4.0G" for KiB; at most five columns. (transfer full) */
char *column_format_memory(guint64 kib);
/* A line of blocks, one a sample, @n of the newest. (transfer full) */
char *column_format_samples(const guint8 *samples, int n, gboolean ascii);

G_END_DECLS
