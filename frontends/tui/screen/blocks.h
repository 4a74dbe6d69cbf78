// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the encoders have in common that show a cell as dots of two colours. */
#pragma once

#include "screen/encoder.h"

G_BEGIN_DECLS

typedef struct {
  int dots_x; /* of a cell */
  int dots_y;
  /* Makes @n_cells cells of dots_y rows of dots; rows are @stride dots apart. */
  void (*draw)(const guint32 *dots, int stride, int n_cells, Cell *cells);
} BlockShape;

extern const BlockShape blocks_quadrants;
extern const BlockShape blocks_sextants;

/* @finer: (nullable) what a still picture is shown as by blocks_refine() */
Encoder *blocks_new(const EncoderClass *class, const BlockShape *shape, const BlockShape *finer);

/* For the slots of the class. */
void blocks_free(Encoder *encoder);
void blocks_encode(Encoder *encoder,
                   const OrielFramebuffer *framebuffer,
                   const OrielRegion *damage,
                   const Placement *placement,
                   Cells *cells,
                   GString *bytes);
void blocks_refine(Encoder *encoder,
                   const OrielFramebuffer *framebuffer,
                   const Placement *placement,
                   Cells *cells,
                   GString *bytes);

G_END_DECLS
