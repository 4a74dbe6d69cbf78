// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The colours and attributes that a terminal writes with (ECMA-48 SGR), and the shortest sequence
 * from one state to the next. Pure.
 */
#pragma once

#include "terminal/cells.h"

G_BEGIN_DECLS

/* The most bytes that pen_switch() writes. */
#define PEN_MAX_BYTES 96

typedef struct {
  CellColor foreground; /* as color_resolve() makes them */
  CellColor background;
  guint32 attributes;
  gboolean known; /* else the next switch sets all of it */
} Pen;

/* Whether @cell can be written without a switch. */
gboolean pen_suits(const Pen *self, const Cell *cell);
/* Writes to @out what makes the pen suit @cell; returns how many bytes. */
gsize pen_switch(Pen *self, const Cell *cell, char *out);

G_END_DECLS
