// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a key of SDL's is to a guest. */
#pragma once

#include "shared/hotkeys.h"

#include <SDL.h>

G_BEGIN_DECLS

typedef struct {
  guint qnum;   /* the physical key, 0 = unknown */
  guint keysym; /* with the modifiers that are down */
  guint plain;  /* the keysym without them */
} Keystroke;

Keystroke keys_translate(const SDL_Keysym *key, const char *text);
HotkeyModifiers keys_get_modifiers(Uint16 state);

G_END_DECLS
