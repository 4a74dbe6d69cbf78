// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Keys that become others, or none, on their way to the guest, in virt-viewer's syntax:
 * `KEY=[KEY[+KEY...]][,KEY=...]`, with the names of X.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

#define KEY_REMAP_MAX_ROWS 64
#define KEY_REMAP_MAX_KEYS 8

typedef struct {
  guint keysym;                   /* what is pressed */
  guint keys[KEY_REMAP_MAX_KEYS]; /* keysyms of what the guest gets */
  guint n_keys;                   /* 0 = it gets nothing */
} KeyRemapRow;

typedef struct {
  KeyRemapRow rows[KEY_REMAP_MAX_ROWS];
  guint n_rows;
} KeyRemap;

/* Reads @text in place of what was there. Errors: ORIEL_ERROR_INVALID; @self is unchanged then.
 * Pure. */
gboolean key_remap_parse(KeyRemap *self, const char *text, GError **error);

/* What becomes of the key that gives @keysym; NULL = it stays. The row lives as long as @self.
 * Pure. */
const KeyRemapRow *key_remap_find(const KeyRemap *self, guint keysym);

/* Presses the keys of a row in the guest, in order, or releases them, in reverse order. */
void key_remap_send(const KeyRemapRow *row, OrielDisplay *display, gboolean pressed);

G_END_DECLS
