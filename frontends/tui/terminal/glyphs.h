// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is known of single characters. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The first of the block sextants (U+1FB00), which are cells of 2 x 3 dots. */
#define GLYPH_FIRST_SEXTANT 0x1fb00
#define GLYPH_N_SEXTANTS 60

/* Whether a terminal shows it in one or two cells, and does nothing else: no control character,
 * none that turns the direction of writing, none without a width. */
gboolean glyph_is_printable(gunichar character);
/* Whether fonts of the Linux console have it, those of its kernel as well as those of
 * distributions: letters, lines, and few others. None has half blocks for certain. */
gboolean glyph_is_common(gunichar character);
/* The block character that is drawn where @character is not, or 0: "▀" and "▄". */
gunichar glyph_get_complement(gunichar character);
/* Something like it in ASCII, '?' where there is nothing. */
char glyph_to_ascii(gunichar character);
/* The sextant with @dots: bit 0 is the upper left, bit 1 the upper right, bit 5 the lower right. */
gunichar glyph_from_sextant(guint dots);
/* The quadrant with @dots: bit 0 is the upper left, bit 1 the upper right, bit 3 the lower right.
 */
gunichar glyph_from_quadrant(guint dots);

G_END_DECLS
