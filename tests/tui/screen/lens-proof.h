// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the text lens says, held against the pixels. */
#pragma once

#include "screen/lens-glyphs.h"
#include "screen/lens.h"

G_BEGIN_DECLS

/* A letter is right when some font draws it exactly so; what is not known, and what has the cursor
 * over it, is right in any case. */
gboolean
lens_proof_is_right(const OrielFramebuffer *framebuffer, const Lens *lens, int column, int row);
/* Aborts when a letter is wrong. Returns: how many cells are not known. */
int lens_proof_check(const OrielFramebuffer *framebuffer, const Lens *lens);

G_END_DECLS
