// SPDX-License-Identifier: LGPL-2.1-or-later
/* Words on a text screen. Pure. */
#pragma once

#include "screen/lens.h"
#include "screen/placement.h"

G_BEGIN_DECLS

typedef struct {
  int column;
  int row;
  int length; /* cells */
} FindHit;

/* Where @words are, in any case, line by line from above: FindHit. (transfer full) */
GArray *find_words(const Lens *lens, const char *words);

/* Whether all of @hit is in the terminal, where @shown is what shows the screen of @grid; then its
 * first cell there. */
gboolean
find_place(const FindHit *hit, const LensGrid *grid, const Placement *shown, int *x, int *y);

G_END_DECLS
