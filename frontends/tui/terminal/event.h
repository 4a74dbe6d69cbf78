// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a person does at a terminal, decoded from its bytes. Pure data.
 *
 * Keys are X keysyms, the vocabulary of oriel_keymap_*(): a letter is the keysym of what it types
 * (XKB names of libxkbcommon for the others, such as Escape, F1, KP_Enter, Shift_L).
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef enum {
  EVENT_KEY,
  EVENT_MOUSE,
  EVENT_PASTE, /* pasted text, whole or the next part of it */
  EVENT_FOCUS, /* the terminal's window got or lost the keyboard */
} EventKind;

/* Bits as in the kitty keyboard protocol ("Modifiers"). */
typedef enum {
  MODIFIER_SHIFT = 1 << 0,
  MODIFIER_ALT = 1 << 1,
  MODIFIER_CTRL = 1 << 2,
  MODIFIER_SUPER = 1 << 3,
} Modifiers;

typedef enum {
  KEY_PRESS,
  KEY_REPEAT,
  KEY_RELEASE,
} KeyPhase;

typedef struct {
  guint keysym;        /* what the key means, 0 = unknown */
  guint base_keysym;   /* the same physical key on a US layout, 0 = the terminal does not tell */
  guint plain_keysym;  /* of the key without modifiers, 0 = the terminal does not tell */
  Modifiers modifiers; /* held with it; for a lone modifier key, without itself */
  KeyPhase phase;
  gboolean exact; /* releases and lone modifiers are told: a press is followed by its release */
} KeyEvent;

typedef enum {
  MOUSE_MOVE,
  MOUSE_PRESS,
  MOUSE_RELEASE,
} MouseAction;

typedef struct {
  MouseAction action;
  OrielButton button; /* wheels are pressed only; 0 with MOUSE_MOVE */
  int column;         /* cell, from 0 at the left */
  int row;            /* cell, from 0 at the top */
  int x;              /* pixel of the terminal, or -1 where it tells cells alone */
  int y;
  Modifiers modifiers;
} MouseEvent;

typedef struct {
  EventKind kind;
  union {
    KeyEvent key;
    MouseEvent mouse;
    struct {
      const char *text; /* UTF-8, not terminated; valid during the call */
      gsize length;     /* bytes */
      gboolean last;    /* nothing more follows */
    } paste;
    gboolean focused;
  };
} Event;

G_END_DECLS
