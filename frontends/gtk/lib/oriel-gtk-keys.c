// SPDX-License-Identifier: LGPL-2.1-or-later
/* GTK's keycodes are those of X11, under Wayland as well: the kernel's number of the key, and 8. No
 * input method is asked: it would keep keys for itself, and the guest has its own. */
#include "oriel-gtk-input-private.h"

#define KEYCODE_OFFSET 8

static guint
get_qnum(guint keycode)
{
  return keycode > KEYCODE_OFFSET ? oriel_keymap_qnum_from_evdev(keycode - KEYCODE_OFFSET) : 0;
}

/* Hotkeys of the keypad are those of its numbers, whatever num lock is. */
static guint
get_number(guint keypad, guint keycode)
{
  guint number = oriel_keymap_keysym_from_qnum(get_qnum(keycode));

  return keypad >= GDK_KEY_KP_Home && keypad <= GDK_KEY_KP_Delete && number != 0 ? number : keypad;
}

/* What the key types alone, in the layout of the event. */
static guint
get_plain(Input *self, guint keyval, guint keycode)
{
  GdkEvent *event =
      self->root_keys != NULL ? gtk_event_controller_get_current_event(self->root_keys) : NULL;
  int layout = event != NULL ? (int)gdk_key_event_get_layout(event) : 0;
  guint plain;

  if (gdk_display_translate_key(gtk_widget_get_display(self->widget), keycode, 0, layout, &plain,
                                NULL, NULL, NULL))
    return get_number(plain, keycode);
  return keyval;
}

/* What state of a key event tells of these. */
static const struct {
  GdkModifierType state;
  HotkeyModifiers modifier;
} modifiers[] = {{GDK_SHIFT_MASK, HOTKEY_SHIFT},
                 {GDK_CONTROL_MASK, HOTKEY_CTRL},
                 {GDK_ALT_MASK, HOTKEY_ALT},
                 {GDK_SUPER_MASK, HOTKEY_SUPER}};

/* The desktop may have got the release of one that was let go while it had the keyboard. */
static void
forget_released(Input *self, GdkModifierType state)
{
  for (gsize i = 0; i < G_N_ELEMENTS(modifiers); i++)
    if ((state & modifiers[i].state) == 0)
      self->sides &=
          ~(int)(HOTKEY_LEFT(modifiers[i].modifier) | HOTKEY_RIGHT(modifiers[i].modifier));
}

static void
note_modifier(Input *self, guint plain, gboolean pressed)
{
  HotkeyModifiers key = hotkeys_modifier_of(plain);
  HotkeyModifiers side = key & ~(int)HOTKEY_ANY_SIDE(key);

  self->sides = pressed ? self->sides | side : self->sides & ~(int)side;
}

/* All that are down: those that were pressed here, and those of which @state tells alone. */
static HotkeyModifiers
get_modifiers(const Input *self, GdkModifierType state)
{
  HotkeyModifiers held = self->sides | HOTKEY_ANY_SIDE(self->sides >> 4 | self->sides >> 8);

  for (gsize i = 0; i < G_N_ELEMENTS(modifiers); i++)
    if (state & modifiers[i].state)
      held |= modifiers[i].modifier;
  return held;
}

/* While the modifiers of a chord that is the desktop's are down, it has the keyboard first. */
static void
update_yielding(Input *self)
{
  grab_set_yielding(&self->grab, desktop_keys_await(&self->desktop_keys, get_modifiers(self, 0)));
  input_apply_grab(self);
}

/* Whether the key is not for the guest. */
static gboolean
is_taken(Input *self, guint keyval, guint plain, GdkModifierType state, gboolean *handled)
{
  *handled = FALSE;
  if (!self->grab.locked &&
      desktop_keys_match(&self->desktop_keys, get_modifiers(self, state), plain, keyval))
    return TRUE;
  *handled = self->hooks.key_pressed(keyval, plain, state, self->user_data);
  return *handled;
}

static void
send(Input *self, const Stroke *stroke, gboolean pressed)
{
  if (stroke->row != NULL)
    key_remap_send(stroke->row, self->display, pressed);
  else
    oriel_display_key(self->display, stroke->qnum, stroke->keysym, pressed);
}

gboolean
input_key_pressed(Input *self, guint keyval, guint keycode, GdkModifierType state)
{
  Stroke *held;
  gboolean again, handled;

  if (!self->grab.focused || keycode >= INPUT_N_KEYCODES)
    return GDK_EVENT_PROPAGATE;
  held = &self->held[keycode];
  again = (held->qnum | held->keysym) != 0;
  if (!again) {
    guint plain = get_plain(self, keyval, keycode);

    forget_released(self, state);
    note_modifier(self, plain, TRUE);
    grab_key(&self->grab, plain, TRUE);
    update_yielding(self);
    input_update_chord(self);
    if (is_taken(self, keyval, plain, state, &handled))
      return handled ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
  }
  if (!input_can_send(self))
    return GDK_EVENT_PROPAGATE;
  if (!again)
    *held = (Stroke){get_qnum(keycode), keyval, key_remap_find(&self->keymap, keyval)};
  send(self, held, TRUE);
  return GDK_EVENT_STOP;
}

void
input_key_released(Input *self, guint keyval, guint keycode)
{
  guint plain = get_plain(self, keyval, keycode);
  Stroke stroke;

  if (keycode >= INPUT_N_KEYCODES)
    return;
  stroke = self->held[keycode];
  self->held[keycode] = (Stroke){0};
  if ((stroke.qnum | stroke.keysym) != 0 && input_can_send(self))
    send(self, &stroke, FALSE);
  note_modifier(self, plain, FALSE);
  grab_key(&self->grab, plain, FALSE);
  update_yielding(self);
  input_update_chord(self);
}
