// SPDX-License-Identifier: LGPL-2.1-or-later
/* Finds letters by their pictures. Pure; the tables are made at the first use. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define LENS_MAX_WORDS 8

/* The pixels of a cell: those that differ from the one in the upper left corner are 1. */
typedef struct {
  guint64 words[LENS_MAX_WORDS];
} LensBits;

typedef struct {
  gunichar character; /* 0 = there is none */
  gboolean inverted;  /* the corner has the colour of the letter */
} LensMatch;

typedef struct _LensFont LensFont;

/* The letters of 8 x 16 pixels, or of 16 x 32. */
const LensFont *lens_font_get_small(void);
const LensFont *lens_font_get_large(void);

LensMatch lens_font_find(const LensFont *self, const LensBits *bits);
/* The letter at which the pixels where @mask is 0 are those of @bits. Where several letters are,
 * @likely if it is among them, else none. */
gunichar lens_font_find_masked(const LensFont *self,
                               const LensBits *bits,
                               const LensBits *mask,
                               gunichar likely);

G_END_DECLS
