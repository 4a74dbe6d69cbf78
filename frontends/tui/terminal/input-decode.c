// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal/input-decode.h"

#include <math.h>
#include <string.h>
#include <xkbcommon/xkbcommon-keysyms.h>

#define META (1 << 5) /* a modifier of the kitty keyboard protocol; xterm calls bit 3 so */

Modifiers
input_decode_modifiers(guint parameter)
{
  guint bits = parameter > 0 ? parameter - 1 : 0;
  Modifiers modifiers = bits & (MODIFIER_SHIFT | MODIFIER_ALT | MODIFIER_CTRL | MODIFIER_SUPER);

  return bits & META ? modifiers | MODIFIER_ALT : modifiers;
}

/* What Ctrl with a key makes. */
static guint
decode_control(const InputDecoder *self, guint8 byte, Modifiers *modifiers)
{
  if (byte == 0x09)
    return XKB_KEY_Tab;
  if (byte == 0x0d)
    return XKB_KEY_Return;
  if (byte == 0x1b)
    return XKB_KEY_Escape;
  if (byte == (guint8)self->erase)
    return XKB_KEY_BackSpace;
  if (byte == 0x7f)
    return XKB_KEY_Delete;
  *modifiers |= MODIFIER_CTRL;
  if (byte == 0)
    return XKB_KEY_space;
  return byte < 0x1b ? (guint)byte + 0x60 : (guint)byte + 0x40;
}

guint
input_decode_character(const InputDecoder *self, gunichar character, Modifiers *modifiers)
{
  if (character < 0x20 || character == 0x7f)
    return decode_control(self, (guint8)character, modifiers);
  return oriel_keymap_keysym_from_unicode(character);
}

gboolean
input_decode_is_paste(const Sequence *sequence)
{
  return sequence->prefix == 0 && sequence->final == '~' && sequence->fields[0][0] == 200;
}

/* ECMA-48 has no mouse: xterm, "Extended coordinates" (SGR, modes 1006 and 1016). */
static gboolean
decode_mouse(const InputDecoder *self, const Sequence *sequence, Event *event)
{
  static const OrielButton buttons[] = {
      ORIEL_BUTTON_LEFT,
      ORIEL_BUTTON_MIDDLE,
      ORIEL_BUTTON_RIGHT,
      0,
      ORIEL_BUTTON_WHEEL_UP,
      ORIEL_BUTTON_WHEEL_DOWN,
      ORIEL_BUTTON_WHEEL_LEFT,
      ORIEL_BUTTON_WHEEL_RIGHT,
      ORIEL_BUTTON_SIDE,
      ORIEL_BUTTON_EXTRA,
      0,
      0,
  };
  guint code = sequence->fields[0][0];
  guint index = (code & 3) + (code & 64 ? 4 : 0) + (code & 128 ? 8 : 0);
  gboolean motion = (code & 32) != 0;
  MouseEvent *mouse = &event->mouse;

  if (sequence->n_fields != 2)
    return FALSE;
  *event = (Event){.kind = EVENT_MOUSE, .mouse = {.x = -1, .y = -1}};
  mouse->action = motion ? MOUSE_MOVE : sequence->final == 'm' ? MOUSE_RELEASE : MOUSE_PRESS;
  mouse->button = motion || index >= G_N_ELEMENTS(buttons) ? 0 : buttons[index];
  mouse->modifiers = (code & 4 ? MODIFIER_SHIFT : 0) | (code & 8 ? MODIFIER_ALT : 0) |
                     (code & 16 ? MODIFIER_CTRL : 0);
  mouse->column = MAX((int)sequence->fields[1][0] - 1, 0);
  mouse->row = MAX((int)sequence->fields[2][0] - 1, 0);
  if (self->cell_width > 0 && self->cell_height > 0) {
    mouse->x = mouse->column;
    mouse->y = mouse->row;
    mouse->column = (int)floor(mouse->x / self->cell_width);
    mouse->row = (int)floor(mouse->y / self->cell_height);
  }
  return motion || mouse->button != 0;
}

/* The keysym that the key types; what it is called where it types nothing. */
static guint
get_kitty_keysym(const Sequence *sequence, Modifiers modifiers)
{
  const guint *key = sequence->fields[0];
  const guint *text = sequence->fields[2];

  if (sequence->n_fields >= 2 && text[0] >= 0x20 && text[0] != 0x7f && text[1] == 0 &&
      key[0] < 0xe000)
    return oriel_keymap_keysym_from_unicode(text[0]);
  if ((modifiers & MODIFIER_SHIFT) && key[1] != 0)
    return input_keys_from_kitty(key[1]);
  return input_keys_from_kitty(key[0]);
}

/* The phase is the second part of the field of the modifiers. */
static gboolean
finish_key(const InputDecoder *self, const Sequence *sequence, Event *event)
{
  KeyEvent *key = &event->key;
  guint phase = sequence->n_fields >= 1 ? sequence->fields[1][1] : 0;
  gunichar typed;

  key->exact = self->exact;
  key->phase = phase == 2 ? KEY_REPEAT : phase == 3 ? KEY_RELEASE : KEY_PRESS;
  key->modifiers &= ~input_keys_get_modifier(key->keysym);
  if (key->plain_keysym == 0)
    key->plain_keysym = key->keysym;
  typed = oriel_keymap_unicode_from_keysym(key->plain_keysym);
  if (self->exact && key->base_keysym == 0 && (typed < 0x20 || typed == 0x7f))
    key->base_keysym = key->plain_keysym; /* no layout has it elsewhere */
  return key->keysym != 0;
}

static gboolean
decode_kitty(const InputDecoder *self, const Sequence *sequence, Event *event)
{
  const guint *key = sequence->fields[0];
  Modifiers modifiers =
      input_decode_modifiers(sequence->n_fields >= 1 ? sequence->fields[1][0] : 0);

  *event = (Event){.kind = EVENT_KEY, .key = {.modifiers = modifiers}};
  event->key.keysym = get_kitty_keysym(sequence, modifiers);
  event->key.plain_keysym = input_keys_from_kitty(key[0]);
  event->key.base_keysym = input_keys_from_kitty(key[2]);
  return finish_key(self, sequence, event);
}

static gboolean
decode_number(const InputDecoder *self, const Sequence *sequence, Event *event)
{
  guint number = sequence->fields[0][0];
  Modifiers modifiers =
      input_decode_modifiers(sequence->n_fields >= 1 ? sequence->fields[1][0] : 0);

  *event = (Event){.kind = EVENT_KEY, .key = {.modifiers = modifiers}};
  if (number == 27 && sequence->n_fields == 2) { /* xterm's modifyOtherKeys */
    event->key.keysym = input_keys_from_kitty(sequence->fields[2][0]);
    return event->key.keysym != 0;
  }
  if (sequence->final == '^' || sequence->final == '@') /* rxvt */
    event->key.modifiers |= MODIFIER_CTRL | (sequence->final == '@' ? MODIFIER_SHIFT : 0);
  event->key.keysym = input_keys_from_number(number);
  return finish_key(self, sequence, event);
}

static gboolean
decode_letter(const InputDecoder *self, const Sequence *sequence, Event *event)
{
  Modifiers modifiers =
      input_decode_modifiers(sequence->n_fields >= 1 ? sequence->fields[1][0] : 0);

  /* A report of the cursor's position ends like F3; it is never asked for. */
  if (sequence->fields[0][0] > 1 || sequence->n_fields > 2)
    return FALSE;
  *event = (Event){.kind = EVENT_KEY};
  event->key.keysym = input_keys_from_letter(sequence->final, &modifiers);
  event->key.modifiers = modifiers;
  return finish_key(self, sequence, event);
}

gboolean
input_decode_event(const InputDecoder *self, const Sequence *sequence, Event *event)
{
  char final = sequence->final;

  if (sequence->intermediate != 0)
    return FALSE;
  if (sequence->prefix == '<')
    return (final == 'M' || final == 'm') && decode_mouse(self, sequence, event);
  if (sequence->prefix != 0)
    return FALSE;
  switch (final) {
  case 'I':
  case 'O':
    *event = (Event){.kind = EVENT_FOCUS, .focused = final == 'I'};
    return TRUE;
  case 'u':
    return decode_kitty(self, sequence, event);
  case '~':
  case '^':
  case '@':
    return decode_number(self, sequence, event);
  default:
    return decode_letter(self, sequence, event);
  }
}

gboolean
input_decode_reply(const Sequence *sequence, Reply *reply)
{
  if (sequence->prefix == '<')
    return FALSE;
  *reply = (Reply){.kind = REPLY_CSI,
                   .prefix = sequence->prefix,
                   .intermediate = sequence->intermediate,
                   .final = sequence->final,
                   .n_parameters = sequence->n_fields + 1,
                   .text = ""};
  for (guint i = 0; i <= sequence->n_fields; i++)
    reply->parameters[i] = sequence->fields[i][0];
  return TRUE;
}
