// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Who has the keyboard and the pointer: the window of a guest, or the desktop around it. Pure.
 *
 * The guest has the keyboard (every key, those of the window manager too) while its window is
 * focused and the pointer is inside. The pointer is captured by a click when the guest takes
 * motions only. Ctrl_L+Alt_L, pressed and released with no other key between, lets go, and takes
 * back; a click or leaving and entering take back as well.
 */
#pragma once

#include "shared/hotkeys.h"

G_BEGIN_DECLS

typedef struct {
  gboolean enabled;  /* there is a guest to control, and nothing is asked in its window */
  gboolean focused;  /* the window has the keyboard focus */
  gboolean inside;   /* the pointer is in the window */
  gboolean relative; /* the guest takes motions, not positions */
  gboolean locked;   /* a kiosk: nothing lets go, not even where there is no guest */
  gboolean released; /* the person let go */
  gboolean captured; /* a click gave the pointer to a guest of motions */
  gboolean yielding; /* the desktop is to have what is pressed next, if it wants it */
  HotkeyModifiers release_modifiers;
  HotkeyModifiers chord_held; /* keys of the release chord that are down */
  gboolean chord_alone;       /* nothing else since the first of them */
  gboolean chord_complete;    /* all of them were down at once */
} Grab;

typedef struct {
  gboolean keyboard; /* all keys go to the guest */
  gboolean yields;   /* but the desktop comes first for the moment */
  gboolean capture;  /* the pointer is hidden and gives motions */
} GrabState;

void grab_init(Grab *self);
void grab_set_enabled(Grab *self, gboolean enabled);
void grab_set_focused(Grab *self, gboolean focused);
void grab_set_inside(Grab *self, gboolean inside);
void grab_set_relative(Grab *self, gboolean relative);
void grab_set_yielding(Grab *self, gboolean yielding);
void grab_toggle(Grab *self);
gboolean grab_press_button(Grab *self);
void grab_lose_pointer(Grab *self);
gboolean grab_key(Grab *self, guint keysym, gboolean pressed);
gboolean grab_is_chord_held(const Grab *self);
GrabState grab_get(const Grab *self);

G_END_DECLS
