// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/key-map.h"

#include <xkbcommon/xkbcommon-keysyms.h>

/* A keyboard has fewer; what is beyond is not held. */
#define MAX_HELD 32

/* A key that is down; @name tells which one comes up. */
typedef struct {
  guint name;
  guint qnum;
  guint keysym;
} HeldKey;

struct _KeyMap {
  KeyLayout *layout;
  Modifiers sticky;
  HeldKey held[MAX_HELD];
  guint n_held;
};

/* In the order in which they are pressed. */
static const struct {
  Modifiers modifier;
  guint keysym;
} modifier_keys[] = {
    {MODIFIER_CTRL, XKB_KEY_Control_L},
    {MODIFIER_ALT, XKB_KEY_Alt_L},
    {MODIFIER_SHIFT, XKB_KEY_Shift_L},
    {MODIFIER_SUPER, XKB_KEY_Super_L},
};

KeyMap *
key_map_new(KeyLayout *layout)
{
  KeyMap *self = g_new0(KeyMap, 1);

  self->layout = layout;
  return self;
}

void
key_map_free(KeyMap *self)
{
  key_layout_free(self->layout);
  g_free(self);
}

const KeyLayout *
key_map_get_layout(const KeyMap *self)
{
  return self->layout;
}

static void
append(GArray *strokes, guint qnum, guint keysym, gboolean pressed)
{
  KeyStroke stroke = {qnum, keysym, pressed};

  g_array_append_val(strokes, stroke);
}

static void
append_modifiers(GArray *strokes, Modifiers modifiers, gboolean pressed)
{
  for (guint i = 0; i < G_N_ELEMENTS(modifier_keys); i++) {
    guint at = pressed ? i : (guint)G_N_ELEMENTS(modifier_keys) - 1 - i;
    guint keysym = modifier_keys[at].keysym;

    if (modifiers & modifier_keys[at].modifier)
      append(strokes, oriel_keymap_qnum_from_keysym(keysym), keysym, pressed);
  }
}

static void
append_altgr(GArray *strokes, gboolean pressed)
{
  guint qnum = oriel_keymap_qnum_from_keysym(XKB_KEY_Alt_R);

  append(strokes, qnum, XKB_KEY_ISO_Level3_Shift, pressed);
}

static void
tap(GArray *strokes, const KeyLayoutKey *key, Modifiers modifiers)
{
  Modifiers all = modifiers | (key->modifiers & KEY_LAYOUT_SHIFT ? MODIFIER_SHIFT : 0);

  append_modifiers(strokes, all, TRUE);
  if (key->modifiers & KEY_LAYOUT_ALTGR)
    append_altgr(strokes, TRUE);
  append(strokes, key->qnum, key->keysym, TRUE);
  append(strokes, key->qnum, key->keysym, FALSE);
  if (key->modifiers & KEY_LAYOUT_ALTGR)
    append_altgr(strokes, FALSE);
  append_modifiers(strokes, all, FALSE);
}

/* The keys that type @keysym, or the one that is called so. */
static guint
find_keys(const KeyMap *self, guint keysym, KeyLayoutKey keys[KEY_LAYOUT_MAX_KEYS])
{
  gunichar character = oriel_keymap_unicode_from_keysym(keysym);
  guint n = 0;

  /* The keypad types what other keys type, too. */
  if (character >= 0x20 && (keysym < 0xff00 || keysym > 0xffff))
    n = key_layout_find(self->layout, character, keys);
  if (n > 0)
    return n;
  keys[0] = (KeyLayoutKey){oriel_keymap_qnum_from_keysym(keysym), keysym, 0};
  return 1;
}

/* A key with Ctrl or Alt is the key itself, whatever case its letter was told in. */
static void
type(KeyMap *self, const KeyEvent *event, GArray *strokes)
{
  KeyLayoutKey keys[KEY_LAYOUT_MAX_KEYS];
  Modifiers modifiers = event->modifiers | self->sticky;
  guint n = find_keys(self, event->keysym, keys);

  self->sticky = 0;
  if (event->phase == KEY_RELEASE)
    return;
  for (guint i = 0; i < n; i++)
    tap(strokes, &keys[i], i == 0 ? modifiers : 0);
}

static HeldKey *
find_held(KeyMap *self, guint name)
{
  for (guint i = 0; i < self->n_held; i++)
    if (self->held[i].name == name)
      return &self->held[i];
  return NULL;
}

/* Which key it is: by its place, or by what it types where the terminal does not tell the place. */
static guint
find_qnum(const KeyMap *self, const KeyEvent *event)
{
  KeyLayoutKey keys[KEY_LAYOUT_MAX_KEYS];
  guint qnum = oriel_keymap_qnum_from_keysym(event->base_keysym);

  if (qnum == 0 && find_keys(self, event->plain_keysym, keys) == 1)
    qnum = keys[0].qnum;
  return qnum;
}

static void
press(KeyMap *self, const KeyEvent *event, GArray *strokes)
{
  HeldKey key = {event->plain_keysym, find_qnum(self, event), event->keysym};
  HeldKey *held = find_held(self, key.name);
  Modifiers sticky = 0;

  if (held != NULL) { /* it repeats */
    append(strokes, held->qnum, held->keysym, TRUE);
    return;
  }
  if (key.qnum == 0 || self->n_held == MAX_HELD) {
    type(self, event, strokes);
    return;
  }
  if (oriel_keymap_unicode_from_keysym(key.keysym) != 0 || key.keysym < 0xffe1 ||
      key.keysym > 0xffee) { /* not a modifier: it takes those that wait */
    sticky = self->sticky;
    self->sticky = 0;
  }
  append_modifiers(strokes, sticky, TRUE);
  append(strokes, key.qnum, key.keysym, TRUE);
  append_modifiers(strokes, sticky, FALSE);
  self->held[self->n_held++] = key;
}

void
key_map_translate(KeyMap *self, const KeyEvent *event, GArray *strokes)
{
  HeldKey *held;

  if (!event->exact || event->plain_keysym == 0) {
    type(self, event, strokes);
    return;
  }
  if (event->phase != KEY_RELEASE) {
    press(self, event, strokes);
    return;
  }
  held = find_held(self, event->plain_keysym);
  if (held == NULL) /* it went down before the guest had the keyboard */
    return;
  append(strokes, held->qnum, held->keysym, FALSE);
  *held = self->held[--self->n_held];
}

gboolean
key_map_types(KeyMap *self, const KeyEvent *event, gunichar character)
{
  KeyLayoutKey keys[KEY_LAYOUT_MAX_KEYS];
  gboolean altgr = find_held(self, XKB_KEY_ISO_Level3_Shift) != NULL;
  gboolean shift = (event->modifiers & MODIFIER_SHIFT) != 0;

  if (event->keysym == oriel_keymap_keysym_from_unicode(character))
    return TRUE;
  return event->exact && key_layout_find(self->layout, character, keys) == 1 &&
         find_qnum(self, event) == keys[0].qnum &&
         altgr == ((keys[0].modifiers & KEY_LAYOUT_ALTGR) != 0) &&
         shift == ((keys[0].modifiers & KEY_LAYOUT_SHIFT) != 0);
}

void
key_map_release(KeyMap *self, GArray *strokes)
{
  while (self->n_held > 0) {
    const HeldKey *held = &self->held[--self->n_held];

    append(strokes, held->qnum, held->keysym, FALSE);
  }
}

void
key_map_combine(KeyMap *self, const guint *keysyms, guint n_keysyms, GArray *strokes)
{
  for (guint i = 0; i < 2 * n_keysyms; i++) {
    gboolean pressed = i < n_keysyms;
    guint keysym = keysyms[pressed ? i : 2 * n_keysyms - 1 - i];
    KeyLayoutKey keys[KEY_LAYOUT_MAX_KEYS];

    find_keys(self, keysym, keys);
    append(strokes, keys[0].qnum, keysym, pressed);
  }
}

void
key_map_set_sticky(KeyMap *self, Modifiers modifiers)
{
  self->sticky = modifiers;
}

Modifiers
key_map_get_sticky(const KeyMap *self)
{
  return self->sticky;
}
