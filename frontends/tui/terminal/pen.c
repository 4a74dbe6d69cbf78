// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/pen.h"

#include <string.h>

#include "terminal/colors.h"

/* What shows on a space. */
#define ON_BLANKS (CELL_UNDERLINE | CELL_REVERSE | CELL_STRIKE)

static const struct {
  guint32 attribute;
  guint8 on;
  guint8 off;
} codes[] = {
    {CELL_BOLD, 1, 22},  {CELL_DIM, 2, 22},     {CELL_ITALIC, 3, 23}, {CELL_UNDERLINE, 4, 24},
    {CELL_BLINK, 5, 25}, {CELL_REVERSE, 7, 27}, {CELL_STRIKE, 9, 29},
};

#define ALL_ATTRIBUTES                                                                             \
  (CELL_BOLD | CELL_DIM | CELL_ITALIC | CELL_UNDERLINE | CELL_BLINK | CELL_REVERSE | CELL_STRIKE)

static char *
add_number(char *out, guint number)
{
  if (number >= 100)
    *out++ = (char)('0' + number / 100);
  if (number >= 10)
    *out++ = (char)('0' + number / 10 % 10);
  *out++ = (char)('0' + number % 10);
  return out;
}

static char *
add_code(char *out, guint code)
{
  out = add_number(out, code);
  *out++ = ';';
  return out;
}

/* @base is 30 for the foreground and 40 for the background. */
static char *
add_color(char *out, CellColor color, guint base)
{
  guint index = color & 0xff;

  if (color == CELL_DEFAULT)
    return add_code(out, base + 9);
  if (color_is_rgb(color)) {
    out = add_code(add_code(out, base + 8), 2);
    return add_code(add_code(add_code(out, color >> 16), color >> 8 & 0xff), index);
  }
  if (index < 8)
    return add_code(out, base + index);
  if (index < 16)
    return add_code(out, base + 60 + index - 8);
  return add_code(add_code(add_code(out, base + 8), 5), index);
}

/* Bold and dim end together, so what stays of them is set again. */
static char *
add_attributes(char *out, guint32 from, guint32 to)
{
  guint32 gone = from & ~to, kept = from & to;

  if ((gone & (CELL_BOLD | CELL_DIM)) != 0)
    kept &= ~(guint32)(CELL_BOLD | CELL_DIM);
  for (guint i = 0; i < G_N_ELEMENTS(codes); i++)
    if ((gone & codes[i].attribute) != 0 &&
        !(codes[i].attribute == CELL_DIM && (gone & CELL_BOLD) != 0))
      out = add_code(out, codes[i].off);
  for (guint i = 0; i < G_N_ELEMENTS(codes); i++)
    if ((to & ~kept & codes[i].attribute) != 0)
      out = add_code(out, codes[i].on);
  return out;
}

static gsize
add_difference(char *out, const Pen *from, const Pen *to)
{
  char *end = out;

  *end++ = '\033';
  *end++ = '[';
  if (from->attributes != to->attributes)
    end = add_attributes(end, from->attributes, to->attributes);
  if (from->foreground != to->foreground)
    end = add_color(end, to->foreground, 30);
  if (from->background != to->background)
    end = add_color(end, to->background, 40);
  end[-1] = 'm'; /* in place of the last semicolon */
  return (gsize)(end - out);
}

/* All of @to after a reset. */
static gsize
add_reset(char *out, const Pen *to)
{
  static const Pen plain = {CELL_DEFAULT, CELL_DEFAULT, 0, TRUE};
  char rest[PEN_MAX_BYTES];
  gsize length;

  if (to->foreground == plain.foreground && to->background == plain.background &&
      to->attributes == 0) {
    memcpy(out, "\033[m", 3);
    return 3;
  }
  length = add_difference(rest, &plain, to);
  memcpy(out, "\033[;", 3);
  memcpy(out + 3, rest + 2, length - 2);
  return length + 1;
}

/* The state for @cell that is nearest to the present one: spaces leave much open. */
static Pen
find_target(const Pen *self, const Cell *cell)
{
  Pen target = {cell->foreground, cell->background, cell->attributes & ALL_ATTRIBUTES, TRUE};

  if (cell->character == ' ' && self->known) {
    if ((target.attributes & ON_BLANKS) == 0)
      target.foreground = self->foreground;
    target.attributes = (target.attributes & ON_BLANKS) | (self->attributes & ~(guint32)ON_BLANKS);
  }
  return target;
}

static gboolean
is_same(const Pen *a, const Pen *b)
{
  return a->foreground == b->foreground && a->background == b->background &&
         a->attributes == b->attributes;
}

gboolean
pen_suits(const Pen *self, const Cell *cell)
{
  Pen target = find_target(self, cell);

  return self->known && is_same(self, &target);
}

gsize
pen_switch(Pen *self, const Cell *cell, char *out)
{
  Pen from = *self, target = find_target(self, cell);
  char reset[PEN_MAX_BYTES];
  gsize length, reset_length;

  *self = target;
  if (!from.known)
    return add_reset(out, &target);
  if (is_same(&from, &target))
    return 0;
  length = add_difference(out, &from, &target);
  /* Only what goes back to the defaults can be shorter with a reset. */
  if ((from.attributes & ~target.attributes) == 0 && target.foreground != CELL_DEFAULT &&
      target.background != CELL_DEFAULT)
    return length;
  reset_length = add_reset(reset, &target);
  if (reset_length >= length)
    return length;
  memcpy(out, reset, reset_length);
  return reset_length;
}
