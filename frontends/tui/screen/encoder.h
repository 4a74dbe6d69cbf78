// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * How a guest's pixels become bytes of a terminal: one file an encoder, one table of them all.
 *
 * An encoder writes cells, or pictures over cells that it marks CELL_FOREIGN. It reads only the
 * damage; a NULL damage is everything, which is also what it needs first, and after its placement
 * or the framebuffer changed, or the terminal lost what it shows. Pure but for the shared memory of
 * kitty's protocol.
 */
#pragma once

#include "screen/placement.h"
#include "terminal/cells.h"

G_BEGIN_DECLS

typedef struct _Encoder Encoder;

typedef struct {
  const char *name; /* for the status line and --encoder= */
  /* How well it does on such a terminal: the highest is chosen; 0 = not at all. */
  int (*rate)(const TerminalAbilities *abilities);
  Encoder *(*new)(const TerminalAbilities *abilities);
  void (*free)(Encoder *self);
  /* Shows @damage of @framebuffer. The bytes appended to @bytes are written after the difference of
   * @cells; they leave the terminal's cursor and colours as they were. */
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
  /* (nullable) What it shows the picture as at present, when that is not its name. */
  const char *(*describe)(const Encoder *self);
  /* (nullable) Where the picture is, when that is not where it was to be placed; else FALSE. */
  gboolean (*get_shown)(const Encoder *self, Placement *shown);
  /* (nullable) Moves a picture that is larger than its room, 0 = its left or upper edge is seen, 1
   * = its right or lower one; FALSE if it stays where it is. The next encode() shows it. */
  gboolean (*pan)(Encoder *self, double x, double y);
} EncoderClass;

struct _Encoder {
  const EncoderClass *class;
};

/* The table, best first; ends with NULL. */
extern const EncoderClass *const encoders[];

/* The best for @abilities. There always is one. */
const EncoderClass *encoder_choose(const TerminalAbilities *abilities);
/* The one called @name, or NULL. */
const EncoderClass *encoder_find(const char *name);
/* What a status line calls it, as it shows the picture now. */
const char *encoder_describe(const Encoder *self);

G_END_DECLS
