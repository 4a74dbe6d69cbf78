// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The terminal that a guest writes to: libvterm behind a filter, and the lines that have scrolled
 * off it. Nothing that the guest writes goes anywhere else. Pure.
 */
#pragma once

#include "console/history.h"

G_BEGIN_DECLS

#define EMULATOR_HISTORY_LINES 10000
#define EMULATOR_HISTORY_BYTES (16 * 1024 * 1024)

/* What programs in the guest have asked their terminal for. */
typedef struct {
  gboolean application_cursor; /* arrows as SS3 sequences (DECCKM) */
  gboolean application_keypad; /* DECKPAM */
  gboolean line_mode;          /* Enter is CR LF (LNM) */
  gboolean bracketed_paste;
  gboolean mouse;       /* wants the pointer */
  gboolean full_screen; /* is on the alternate screen, which has no history */
} EmulatorModes;

typedef struct _Emulator Emulator;

typedef struct {
  /* The guest's question to its terminal was answered; for the guest. During emulator_feed(). */
  void (*answer)(const char *bytes, gsize length, gpointer user_data);
  void (*bell)(gpointer user_data);
} EmulatorHooks;

Emulator *emulator_new(int columns, int rows, const EmulatorHooks *hooks, gpointer user_data);
void emulator_free(Emulator *self);

void emulator_feed(Emulator *self, const char *bytes, gsize length);
/* As if the terminal was switched off and on; the history stays. */
void emulator_reset(Emulator *self);
/* At least one row, two columns. Rows that no longer fit become history. */
void emulator_resize(Emulator *self, int columns, int rows);
int emulator_get_columns(const Emulator *self);
int emulator_get_rows(const Emulator *self);

/* The cells of a row, emulator_get_columns() of them. */
void emulator_get_row(const Emulator *self, int row, Cell *cells);
/* Whether there is a cursor, and where. */
gboolean emulator_get_cursor(const Emulator *self, int *column, int *row);
const History *emulator_get_history(const Emulator *self);
EmulatorModes emulator_get_modes(const Emulator *self);
/* The bytes that tell the guest of a button of the pointer, for answer(); button 1 to 5. */
void emulator_send_mouse(Emulator *self, int column, int row, int button, gboolean pressed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Emulator, emulator_free)

G_END_DECLS
