// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Draws a guest's screen, and what lies over it, into the terminal: the newest picture, no more
 * often than the terminal follows, and only what changed. When nothing changes, nothing runs.
 */
#pragma once

#include "screen/encoder.h"
#include "screen/frame.h"
#include "shared/viewport.h"

G_BEGIN_DECLS

typedef struct {
  /* Writes what lies over the picture: status line and dialogs. */
  void (*draw)(Cells *cells, gpointer user_data);
  /* The figures of painter_get_frames() have changed. */
  void (*counted)(gpointer user_data);
} PainterHooks;

typedef struct _Painter Painter;

Painter *painter_new(Terminal *terminal, const PainterHooks *hooks, gpointer user_data);
void painter_free(Painter *self);

/* It may write from now on, or not any more. */
void painter_start(Painter *self);
void painter_stop(Painter *self);
/* The size, the abilities or what the terminal shows may have changed. */
void painter_restart(Painter *self);
void painter_synced(Painter *self);

/* (nullable) */
void painter_set_display(Painter *self, OrielDisplay *display);
/* How many rows at the bottom are not for the picture. */
void painter_set_margin(Painter *self, int rows);
int painter_get_margin(const Painter *self);
/* A dialog lies over the picture: those that are no cells would lie over it, and go. */
void painter_set_covered(Painter *self, gboolean covered);
/* Something over the picture has changed. */
void painter_request(Painter *self);

/* @class: NULL = the best */
void painter_set_encoder(Painter *self, const EncoderClass *class);
const EncoderClass *painter_get_encoder(const Painter *self);
/* What the status line calls it. */
const char *painter_describe_encoder(const Painter *self);
const Frames *painter_get_frames(const Painter *self);
/* Where the picture is; FALSE where there is none. */
gboolean painter_get_placement(const Painter *self, Placement *placement);

const Viewport *painter_get_viewport(const Painter *self);
void painter_set_fit(Painter *self);
void painter_set_zoom(Painter *self, int percent);
/* Moves a picture that is too large: parts of the window from 0 to 1. */
void painter_pan(Painter *self, double x, double y);

G_END_DECLS
