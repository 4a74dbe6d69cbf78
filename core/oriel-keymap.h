// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

/*
 * Key codes. A qnum is QEMU's number of a physical key: its PC/XT set 1 scan code, with 0x80 set
 * when the key sends an 0xe0 prefix (QEMU's qapi/ui.json, QKeyCode "number"). 0 means no such key.
 */
ORIEL_PUBLIC guint oriel_keymap_qnum_from_evdev(guint evdev);
ORIEL_PUBLIC guint oriel_keymap_qnum_from_usb(guint usage);
ORIEL_PUBLIC guint oriel_keymap_qnum_from_keysym(guint keysym);
ORIEL_PUBLIC guint oriel_keymap_evdev_from_qnum(guint qnum);
ORIEL_PUBLIC guint oriel_keymap_keysym_from_qnum(guint qnum);
ORIEL_PUBLIC guint oriel_keymap_keysym_from_unicode(gunichar character);
ORIEL_PUBLIC gunichar oriel_keymap_unicode_from_keysym(guint keysym);
ORIEL_PUBLIC guint oriel_keymap_keysym_from_name(const char *name);
ORIEL_PUBLIC const char *oriel_keymap_name_from_keysym(guint keysym);

G_END_DECLS
