// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The terminal that the program runs in: its modes, its size, what it can do, and its bytes.
 *
 * It is put into raw mode and its alternate screen by terminal_enter(), and given back as it was
 * found by terminal_leave(), which also happens on every way out: signals that end the program, a
 * crash, a stop by Ctrl-Z (and is taken again when the program continues).
 */
#pragma once

#include "terminal/event.h"

G_BEGIN_DECLS

typedef enum {
  TERMINAL_COLORS_NONE, /* monochrome, or NO_COLOR */
  TERMINAL_COLORS_8,
  TERMINAL_COLORS_16,
  TERMINAL_COLORS_256,
  TERMINAL_COLORS_TRUE,
} TerminalColors;

/* What the terminal answered to our questions. Silence is a no. */
typedef struct {
  TerminalColors colors;
  gboolean unicode;      /* UTF-8; else ASCII alone is written */
  gboolean few_glyphs;   /* beside letters, its font has few: see glyph_is_common() */
  gboolean synchronized; /* DEC private mode 2026 */
  gboolean sixel;
  gboolean kitty_graphics;
  gboolean kitty_shared;   /* its pictures by the name of shared memory: it is on this host */
  gboolean kitty_keyboard; /* presses and releases, and lone modifiers */
  gboolean other_keys;     /* xterm's modifyOtherKeys: Ctrl and Alt with every key */
  gboolean pixel_mouse;    /* DEC private mode 1016 */
  gboolean status_report;  /* answers CSI 5 n, which paces frames */
  gboolean multiplexer;    /* tmux or screen is between us and the terminal */
  gboolean dark;           /* the background is dark, or unknown */
  gboolean sextants;       /* its font has U+1FB00..U+1FB3B */
} TerminalAbilities;

typedef struct {
  int columns;
  int rows;
  int cell_width;  /* pixels; 0 = unknown */
  int cell_height; /* pixels; 0 = unknown */
} TerminalSize;

typedef struct _Terminal Terminal;

typedef struct {
  void (*event)(const Event *event, gpointer user_data);
  void (*resized)(gpointer user_data);   /* or it told its abilities late: they may have changed */
  void (*ready)(gpointer user_data);     /* its abilities are known; comes once after each enter */
  void (*synced)(gpointer user_data);    /* it has done everything before terminal_sync() */
  void (*closed)(gpointer user_data);    /* it is gone, or the program is told to end by a signal */
  void (*continued)(gpointer user_data); /* after a stop: everything has to be drawn again */
} TerminalHooks;

/* The terminal of standard input and output. One at a time. Errors: ORIEL_ERROR_NOT_SUPPORTED
 * without one, or with one that cannot show pages. */
Terminal *terminal_new(const TerminalHooks *hooks, gpointer user_data, GError **error);
void terminal_free(Terminal *self);

gboolean terminal_enter(Terminal *self, GError **error);
void terminal_leave(Terminal *self);
/* Gives the terminal back and stops the program, as Ctrl-Z does to others. */
void terminal_suspend(Terminal *self);

const TerminalAbilities *terminal_get_abilities(const Terminal *self);
TerminalSize terminal_get_size(const Terminal *self);

/* Bytes go out in order and never block; terminal_is_busy() until the last one has gone. */
void terminal_write(Terminal *self, const char *bytes, gsize length);
gboolean terminal_is_busy(const Terminal *self);
/* Calls synced() when the terminal has answered, or soon where it does not answer such questions.
 */
void terminal_sync(Terminal *self);
/* How many answers are due. */
guint terminal_get_syncs(const Terminal *self);
/* Whether moves of the pointer are told; clicks, drags and wheels always are. */
void terminal_set_mouse(Terminal *self, gboolean motion);
/* Exact keys (press and release) where the terminal has them; else as typed. */
void terminal_set_exact_keys(Terminal *self, gboolean exact);

G_END_DECLS
