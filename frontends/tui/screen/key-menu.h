// SPDX-License-Identifier: LGPL-2.1-or-later
/* The keys that a terminal cannot send, each chosen by one that it can. Pure. */
#pragma once

#include "screen/panel.h"
#include "terminal/event.h"

G_BEGIN_DECLS

#define KEY_MENU_MAX_KEYS 3

typedef struct {
  guint chooser; /* the keysym that chooses it */
  const char *label;
  Modifiers sticky; /* of the next key; 0 = the keys are pressed now */
  guint n_keysyms;
  guint keysyms[KEY_MENU_MAX_KEYS];
} KeyMenuEntry;

/* (nullable): what @keysym chooses. Valid until the next call. */
const KeyMenuEntry *key_menu_find(guint keysym);
/* Lists them all in @panel. */
void key_menu_list(Modifiers sticky, Panel *panel);

G_END_DECLS
