// SPDX-License-Identifier: LGPL-2.1-or-later
/* Pictures as the symbols that look most like them, by chafa: slower than blocks, and finer. */
#pragma once

#include "screen/encoder.h"

G_BEGIN_DECLS

typedef struct _Symbols Symbols;

Symbols *symbols_new(const TerminalAbilities *abilities);
void symbols_free(Symbols *self);
/* Draws the cells of @part, relative to the target of @placement. */
void symbols_draw(Symbols *self,
                  const OrielFramebuffer *framebuffer,
                  const Placement *placement,
                  const OrielRect *part,
                  Cells *cells);

G_END_DECLS
