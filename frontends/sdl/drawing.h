// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Pictures of dialogs and hints. Pango and what it needs live in a module that is loaded when the
 * first of them is drawn: most windows show their guest before, and sooner without it.
 */
#pragma once

#include "dialog.h"

G_BEGIN_DECLS

/* 32-bit ARGB with premultiplied alpha, rows without padding. */
typedef struct {
  guint32 *pixels; /* (owned by who asked for it) */
  int width;
  int height;
} Picture;

/* @scale: device pixels for one point. @max_width, @max_height: of the picture, in device pixels;
 * of choices, those are drawn that find room. */
typedef struct {
  Picture (*dialog)(Dialog *dialog, double scale, int max_width, int max_height);
  Picture (*toast)(const char *text, double scale, int max_width);
} Drawing;

#define DRAWING_SYMBOL "oriel_sdl_drawing"

const Drawing *drawing_get(void);

G_END_DECLS
