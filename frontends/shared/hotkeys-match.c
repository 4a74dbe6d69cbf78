// SPDX-License-Identifier: LGPL-2.1-or-later
/* Which hotkey keys that are down are. */
#include "shared/hotkeys.h"

/**
 * hotkeys_fit_modifiers:
 * @key: a hotkey
 * @held: the modifiers that are down
 *
 * Returns: %TRUE if these are the ones it wants, also of sides, where those are known
 */
gboolean
hotkeys_fit_modifiers(const Hotkey *key, HotkeyModifiers held)
{
  if (HOTKEY_ANY_SIDE(key->modifiers) != HOTKEY_ANY_SIDE(held))
    return FALSE;
  for (guint bit = 1; bit < 16; bit <<= 1) {
    guint sides = HOTKEY_LEFT(bit) | HOTKEY_RIGHT(bit);

    if ((key->modifiers & sides) && (held & sides) && !(key->modifiers & held & sides))
      return FALSE;
  }
  return TRUE;
}

/**
 * hotkeys_match_key:
 * @self: hotkeys
 * @held: the modifiers that are down
 * @plain: the keysym of the key without shift
 * @shifted: the keysym of the key with the modifiers that are down
 *
 * Returns: (nullable) (transfer none): the hotkey that was pressed
 */
const Hotkey *
hotkeys_match_key(const Hotkeys *self, HotkeyModifiers held, guint plain, guint shifted)
{
  const HotkeyModifiers shift =
      HOTKEY_SHIFT | HOTKEY_LEFT(HOTKEY_SHIFT) | HOTKEY_RIGHT(HOTKEY_SHIFT);

  for (guint i = 0; i < self->n_keys; i++) {
    const Hotkey *key = &self->keys[i];

    if (key->keysym == 0)
      continue;
    if (key->keysym == plain && hotkeys_fit_modifiers(key, held))
      return key;
    /* Ctrl++ is Ctrl, Shift and = on many keyboards: the shift made the plus. */
    if (key->keysym == shifted && shifted != plain && hotkeys_fit_modifiers(key, held & ~shift))
      return key;
  }
  return NULL;
}

/**
 * hotkeys_match:
 * @self: hotkeys
 * @held: the modifiers that are down
 * @plain: the keysym of the key without shift
 * @shifted: the keysym of the key with the modifiers that are down
 *
 * Returns: the action of the key that was pressed, or %HOTKEY_NONE
 */
HotkeyAction
hotkeys_match(const Hotkeys *self, HotkeyModifiers held, guint plain, guint shifted)
{
  const Hotkey *key = hotkeys_match_key(self, held, plain, shifted);

  return key != NULL ? key->action : HOTKEY_NONE;
}

/**
 * hotkeys_get_release_chord:
 * @self: hotkeys
 *
 * Those of virt-viewer: Ctrl_L+Alt_L, unless the user has chosen others, or a key of its own.
 *
 * Returns: the modifiers that, pressed and released alone, let go; 0 = there are none
 */
HotkeyModifiers
hotkeys_get_release_chord(const Hotkeys *self)
{
  const Hotkey *key = hotkeys_find(self, HOTKEY_RELEASE_CURSOR);

  if (!self->chosen || key == NULL)
    return HOTKEY_CTRL | HOTKEY_ALT;
  return key->keysym == 0 ? key->modifiers : 0;
}

/**
 * hotkeys_modifier_of:
 * @keysym: an X keysym
 *
 * Returns: the modifier this key is, and its side, or 0
 */
HotkeyModifiers
hotkeys_modifier_of(guint keysym)
{
  static const struct {
    guint left;
    guint right;
    HotkeyModifiers modifier;
  } rows[] = {
      {0xffe1, 0xffe2, HOTKEY_SHIFT}, /* Shift_L, Shift_R */
      {0xffe3, 0xffe4, HOTKEY_CTRL},  /* Control_L, Control_R */
      {0xffe7, 0xffe8, HOTKEY_SUPER}, /* Meta_L, Meta_R */
      {0xffe9, 0xffea, HOTKEY_ALT},   /* Alt_L, Alt_R */
      {0xffeb, 0xffec, HOTKEY_SUPER}, /* Super_L, Super_R */
  };

  for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
    if (keysym == rows[i].left)
      return rows[i].modifier | HOTKEY_LEFT(rows[i].modifier);
    if (keysym == rows[i].right)
      return rows[i].modifier | HOTKEY_RIGHT(rows[i].modifier);
  }
  return 0;
}
