// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a key of a terminal is to a guest. Pure.
 *
 * A terminal that tells exact keys gives presses and releases, and the place of the key. Of any
 * other there are only characters and names: the key that types the character on the guest's
 * keyboard is pressed and released, with the modifiers that it takes.
 */
#pragma once

#include "shared/key-layout.h"
#include "terminal/event.h"

G_BEGIN_DECLS

typedef struct {
  guint qnum; /* 0 = the keysym alone is known */
  guint keysym;
  gboolean pressed;
} KeyStroke;

typedef struct _KeyMap KeyMap;

/* @layout: (transfer full): of the guest's keyboard */
KeyMap *key_map_new(KeyLayout *layout);
void key_map_free(KeyMap *self);
const KeyLayout *key_map_get_layout(const KeyMap *self);

/* Appends what @event is to @strokes, of KeyStroke. */
void key_map_translate(KeyMap *self, const KeyEvent *event, GArray *strokes);
/* Whether the key types @character but for Ctrl, with which terminals tell no text. */
gboolean key_map_types(KeyMap *self, const KeyEvent *event, gunichar character);
/* Appends the release of all that is held. */
void key_map_release(KeyMap *self, GArray *strokes);
/* Appends presses of the keys of @keysyms, in order, and their releases. */
void key_map_combine(KeyMap *self, const guint *keysyms, guint n_keysyms, GArray *strokes);
/* Modifiers that the next key gets beside its own. */
void key_map_set_sticky(KeyMap *self, Modifiers modifiers);
Modifiers key_map_get_sticky(const KeyMap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeyMap, key_map_free)

G_END_DECLS
