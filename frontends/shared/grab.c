// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/grab.h"

/* Unless the right ones are meant, the left keys only, so that AltGr, which is Ctrl and Alt on some
 * keyboards, does not let go. */
static HotkeyModifiers
chord_key(const Grab *self, guint keysym)
{
  HotkeyModifiers sided = hotkeys_modifier_of(keysym);
  HotkeyModifiers key = HOTKEY_ANY_SIDE(sided);
  gboolean wants_right = (self->release_modifiers & HOTKEY_RIGHT(key)) != 0;
  gboolean wants_left = (self->release_modifiers & HOTKEY_LEFT(key)) != 0 ||
                        ((key == HOTKEY_CTRL || key == HOTKEY_ALT) && !wants_right);

  if (sided & HOTKEY_RIGHT(key) ? wants_left : wants_right)
    return 0;
  return key & self->release_modifiers;
}

static void
reset_chord(Grab *self)
{
  self->chord_held = 0;
  self->chord_alone = FALSE;
  self->chord_complete = FALSE;
}

/**
 * grab_init:
 * @self: (out caller-allocates): a grab
 *
 * Starts with nothing grabbed, and Ctrl_L+Alt_L as the chord that lets go.
 */
void
grab_init(Grab *self)
{
  *self = (Grab){.release_modifiers = HOTKEY_CTRL | HOTKEY_ALT};
}

/**
 * grab_set_enabled:
 * @self: a grab
 * @enabled: whether there is a guest to control
 */
void
grab_set_enabled(Grab *self, gboolean enabled)
{
  self->enabled = enabled;
  if (!enabled)
    self->captured = FALSE;
}

/**
 * grab_set_focused:
 * @self: a grab
 * @focused: whether the window has the keyboard focus
 */
void
grab_set_focused(Grab *self, gboolean focused)
{
  self->focused = focused;
  reset_chord(self);
  if (!focused)
    self->captured = FALSE;
}

/**
 * grab_set_inside:
 * @self: a grab
 * @inside: whether the pointer is in the window
 *
 * Coming in takes the keyboard back.
 */
void
grab_set_inside(Grab *self, gboolean inside)
{
  if (inside && !self->inside)
    self->released = FALSE;
  self->inside = inside;
}

/**
 * grab_set_relative:
 * @self: a grab
 * @relative: whether the guest takes motions
 */
void
grab_set_relative(Grab *self, gboolean relative)
{
  self->relative = relative;
  if (!relative)
    self->captured = FALSE;
}

/**
 * grab_set_yielding:
 * @self: a grab
 * @yielding: whether what is held now may be part of a chord that is the desktop's
 */
void
grab_set_yielding(Grab *self, gboolean yielding)
{
  self->yielding = yielding;
}

/**
 * grab_toggle:
 * @self: a grab
 *
 * Lets go, or takes back.
 */
void
grab_toggle(Grab *self)
{
  if (self->locked)
    return;
  self->released = grab_get(self).keyboard || self->captured;
  self->captured = FALSE;
}

/**
 * grab_press_button:
 * @self: a grab
 *
 * A button was pressed in the window.
 *
 * Returns: %TRUE if the press captured the pointer and is not for the guest
 */
gboolean
grab_press_button(Grab *self)
{
  gboolean captures = self->enabled && self->relative && !self->captured;

  self->released = FALSE;
  self->captured |= captures;
  return captures;
}

/**
 * grab_lose_pointer:
 * @self: a grab
 *
 * The pointer cannot be captured.
 */
void
grab_lose_pointer(Grab *self)
{
  self->captured = FALSE;
}

/**
 * grab_key:
 * @self: a grab
 * @keysym: the key
 * @pressed: whether it goes down
 *
 * Watches for the chord. The keys go to the guest all the same, so that none of them sticks.
 *
 * Returns: %TRUE if the chord is complete and has let go or taken back
 */
gboolean
grab_key(Grab *self, guint keysym, gboolean pressed)
{
  HotkeyModifiers key = chord_key(self, keysym);
  gboolean done;

  if (self->release_modifiers == 0)
    return FALSE;
  if (key == 0) {
    self->chord_alone = FALSE;
    return FALSE;
  }
  if (pressed) {
    if (self->chord_held == 0)
      self->chord_alone = TRUE;
    self->chord_held |= key;
    self->chord_complete |= self->chord_held == HOTKEY_ANY_SIDE(self->release_modifiers);
    return FALSE;
  }
  self->chord_held &= ~key;
  done = self->chord_complete && self->chord_alone;
  self->chord_complete = FALSE;
  if (done) {
    self->chord_alone = FALSE;
    grab_toggle(self);
  }
  return done && !self->locked;
}

/**
 * grab_is_chord_held:
 * @self: a grab
 *
 * Returns: %TRUE while all keys of the chord that lets go are down, and nothing else was pressed
 */
gboolean
grab_is_chord_held(const Grab *self)
{
  return self->chord_alone && !self->locked && self->release_modifiers != 0 &&
         self->chord_held == HOTKEY_ANY_SIDE(self->release_modifiers);
}

/**
 * grab_get:
 * @self: a grab
 *
 * Returns: what the window should have now
 */
GrabState
grab_get(const Grab *self)
{
  gboolean active = self->enabled && self->focused && !self->released;

  return (GrabState){
      .keyboard = self->locked ? self->focused : active && (self->inside || self->captured),
      .yields = self->yielding && !self->locked,
      .capture = active && self->captured,
  };
}
