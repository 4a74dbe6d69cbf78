// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Chords that stay with the desktop although the guest has the keyboard: `CHORD[,CHORD...]`, each
 * modifiers and a key in the words of hotkeys, as in "alt+Tab,super+l". Pure.
 *
 * What a window grabs it cannot hand on. So it lets the desktop have the keyboard first while the
 * modifiers of such a chord are down; what the desktop has no use for arrives in the window all the
 * same.
 */
#pragma once

#include "shared/hotkeys.h"

G_BEGIN_DECLS

typedef struct {
  Hotkeys chords; /* their actions mean nothing */
} DesktopKeys;

/* Reads @text in place of what was there; "" = none. Errors: ORIEL_ERROR_INVALID; @self is
 * unchanged then. */
gboolean desktop_keys_parse(DesktopKeys *self, const char *text, GError **error);

/* Whether, with these modifiers down, a key may follow that is the desktop's. */
gboolean desktop_keys_await(const DesktopKeys *self, HotkeyModifiers held);

/* Whether the key that goes down is the desktop's, and nothing for the guest; as of
 * hotkeys_match(). */
gboolean
desktop_keys_match(const DesktopKeys *self, HotkeyModifiers held, guint plain, guint shifted);

G_END_DECLS
