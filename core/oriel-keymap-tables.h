// SPDX-License-Identifier: LGPL-2.1-or-later
/* The numbers behind oriel-keymap.c. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint8 evdev;
  guint8 qnum;
  guint8 usb;
} OrielKeymapKey;

typedef struct {
  guint32 keysym;
  guint8 qnum;
} OrielKeymapSymbol;

typedef struct {
  guint32 keysym;
  const char *name;
} OrielKeymapName;

typedef struct {
  guint16 keysym;
  guint16 character;
} OrielKeymapCharacter;

extern const OrielKeymapKey oriel_keymap_keys[];
extern const guint oriel_keymap_n_keys;
extern const OrielKeymapSymbol oriel_keymap_symbols[];
extern const guint oriel_keymap_n_symbols;
extern const OrielKeymapName oriel_keymap_names[];
extern const guint oriel_keymap_n_names;
extern const OrielKeymapCharacter oriel_keymap_characters[];
extern const guint oriel_keymap_n_characters;

G_END_DECLS
