// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * How a guest's pixels become bytes of a terminal: one file an encoder, one table of them all.
 *
 * An encoder writes cells, or pictures over cells that it marks CELL_FOREIGN. It reads only the
 * damage; a NULL damage is everything. Pure but for the shared memory of kitty's protocol.
 */
#pragma once

#include "terminal/cells.h"

G_BEGIN_DECLS

/* Where the guest's screen is in the terminal. */
typedef struct {
  OrielRect source; /* what is shown of it, in guest pixels */
  OrielRect target; /* the cells that show it */
  int cell_width;   /* pixels of a cell, a guess where the terminal does not tell (8x16) */
  int cell_height;
} Placement;

typedef struct _Encoder Encoder;

typedef struct {
  const char *name; /* for the status line and --encoder= */
  /* How well it does on such a terminal: the highest is chosen; 0 = not at all. */
  int (*rate)(const TerminalAbilities *abilities);
  Encoder *(*new)(const TerminalAbilities *abilities);
  void (*free)(Encoder *self);
  /* Shows @damage of @framebuffer. The bytes appended to @bytes are written after the difference of
   * @cells. */
  void (*encode)(Encoder *self,
                 const OrielFramebuffer *framebuffer,
                 const OrielRegion *damage,
                 const Placement *placement,
                 Cells *cells,
                 GString *bytes);
  /* (nullable) The picture has been still: shows it better where that pays. */
  void (*refine)(Encoder *self,
                 const OrielFramebuffer *framebuffer,
                 const Placement *placement,
                 Cells *cells,
                 GString *bytes);
  /* (nullable) Takes its pictures off the terminal. */
  void (*clear)(Encoder *self, GString *bytes);
} EncoderClass;

struct _Encoder {
  const EncoderClass *class;
};

/* The table, best first; ends with NULL. */
extern const EncoderClass *const encoders[];

/* The best for @abilities. */
const EncoderClass *encoder_choose(const TerminalAbilities *abilities);
/* The one called @name, or NULL. */
const EncoderClass *encoder_find(const char *name);

G_END_DECLS
