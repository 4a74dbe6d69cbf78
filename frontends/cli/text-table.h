// SPDX-License-Identifier: LGPL-2.1-or-later
/* Aligned columns of text for a terminal. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Characters of a cell; more is to be cut, so that no line can bury the others. */
#define TEXT_TABLE_MAX_CELL 200

/* A line of @headers, and one of each of @lines (element-type GStrv), of which the first @n_columns
 * are taken; every cell has to be harmless for a terminal. (transfer full) */
char *text_table_format(const char *const *headers, const GPtrArray *lines, int n_columns);

G_END_DECLS
