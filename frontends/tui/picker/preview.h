// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The screen of the guest at the cursor, beside the list: live, small, and never in the way. It is
 * made of cells of its own, over a part of the screen that ncurses leaves blank.
 */
#pragma once

#include "terminal/terminal.h"

G_BEGIN_DECLS

typedef struct _Preview Preview;

typedef struct {
  /* There is a frame to draw: call preview_render(). */
  void (*request)(gpointer user_data);
} PreviewHooks;

Preview *preview_new(const PreviewHooks *hooks, gpointer user_data);
void preview_free(Preview *self);

/* The guest to show; NULL = none. One that stays for a moment is connected to. */
void preview_set_guest(Preview *self, OrielGuest *guest);
/* What stands there without a guest (nullable); it is broken into lines. */
void preview_set_words(Preview *self, const char *words);
/* Where it is: @area of a screen of @columns x @rows cells; an empty one = nowhere. What the
 * terminal shows there is unknown from now on. */
void preview_place(Preview *self, const OrielRect *area, const TerminalSize *size);
/* What the terminal shows in its area is unknown: something lay over it. */
void preview_invalidate(Preview *self);
/* Appends what brings the terminal to the newest picture; it leaves the cursor and the colours as
 * they were. */
void preview_render(Preview *self, const TerminalAbilities *abilities, GString *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Preview, preview_free)

G_END_DECLS
