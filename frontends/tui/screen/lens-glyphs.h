// SPDX-License-Identifier: LGPL-2.1-or-later
/* The pictures of letters that text screens are made of. Rows from the top, 8 (or 16) bits each,
 * the leftmost pixel in the highest bit; the first row in the highest bits of the first word. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint16 character;
  guint64 rows[2];
} LensGlyph; /* 8 x 16 */

typedef struct {
  guint16 character;
  guint64 rows[8];
} LensLargeGlyph; /* 16 x 32 */

extern const LensGlyph lens_glyphs[];
extern const guint lens_n_glyphs;
extern const LensLargeGlyph lens_large_glyphs[];
extern const guint lens_large_n_glyphs;

G_END_DECLS
