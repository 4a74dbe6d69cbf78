// SPDX-License-Identifier: LGPL-2.1-or-later
/* The guest's cursor, as a QXL driver sets it. */
#pragma once

#include "screen.h"

#define CURSOR_MAX_SIDE 512

/* A block with a straight alpha channel; @colour is 0xAARRGGBB. */
void cursor_set_block(Screen *screen, int width, int height, int hot_x, int hot_y, guint32 colour);
/* Of two colours: the upper half white on the left and black on the right, below that a quarter
 * that inverts, and a quarter that is transparent. */
void cursor_set_mono(Screen *screen, int width, int height, int hot_x, int hot_y);
void cursor_hide(Screen *screen);
void cursor_move(Screen *screen, int x, int y);
