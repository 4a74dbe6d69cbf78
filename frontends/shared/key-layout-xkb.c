// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reads layouts of xkeyboard-config. */
#include "shared/key-layout.h"

#include <linux/input-event-codes.h>
#include <string.h>
#include <xkbcommon/xkbcommon.h>

/* X counts keys from here: xkeyboard-config's "evdev" key codes are those of Linux and 8. */
#define FIRST_KEYCODE 8

/* A key has as many at most: with Shift, with AltGr, with both, and those with locks. */
#define MAX_LEVELS 8

/* XKB_KEY_dead_grave and on, and the marks that they put on letters. */
static const struct {
  xkb_keysym_t keysym;
  gunichar mark;
} dead_keys[] = {
    {XKB_KEY_dead_grave, 0x0300},      {XKB_KEY_dead_acute, 0x0301},
    {XKB_KEY_dead_circumflex, 0x0302}, {XKB_KEY_dead_tilde, 0x0303},
    {XKB_KEY_dead_macron, 0x0304},     {XKB_KEY_dead_breve, 0x0306},
    {XKB_KEY_dead_abovedot, 0x0307},   {XKB_KEY_dead_diaeresis, 0x0308},
    {XKB_KEY_dead_abovering, 0x030a},  {XKB_KEY_dead_doubleacute, 0x030b},
    {XKB_KEY_dead_caron, 0x030c},      {XKB_KEY_dead_cedilla, 0x0327},
    {XKB_KEY_dead_ogonek, 0x0328},
};

typedef struct {
  KeyLayout *layout;
  xkb_mod_mask_t shift;
  xkb_mod_mask_t altgr;
} Reader;

static gunichar
find_mark(xkb_keysym_t keysym)
{
  for (gsize i = 0; i < G_N_ELEMENTS(dead_keys); i++)
    if (dead_keys[i].keysym == keysym)
      return dead_keys[i].mark;
  return 0;
}

/* Whether @mask is made of keys that we can hold, and of which. */
static gboolean
read_modifiers(const Reader *self, xkb_mod_mask_t mask, KeyLayoutModifiers *modifiers)
{
  *modifiers =
      (mask & self->shift ? KEY_LAYOUT_SHIFT : 0) | (mask & self->altgr ? KEY_LAYOUT_ALTGR : 0);
  return (mask & ~(self->shift | self->altgr)) == 0;
}

static void
read_level(struct xkb_keymap *keymap, xkb_keycode_t code, xkb_level_index_t level, Reader *self)
{
  xkb_mod_mask_t masks[8];
  gsize n_masks = xkb_keymap_key_get_mods_for_level(keymap, code, 0, level, masks, 8);
  const xkb_keysym_t *symbols;
  KeyLayoutKey key = {.qnum = oriel_keymap_qnum_from_evdev(code - FIRST_KEYCODE)};
  gunichar character, mark;

  if (key.qnum == 0 || level >= xkb_keymap_num_levels_for_key(keymap, code, 0) ||
      xkb_keymap_key_get_syms_by_level(keymap, code, 0, level, &symbols) != 1)
    return;
  key.keysym = symbols[0];
  character = xkb_keysym_to_utf32(symbols[0]);
  mark = find_mark(symbols[0]);
  for (gsize i = 0; i < n_masks; i++) {
    if (!read_modifiers(self, masks[i], &key.modifiers))
      continue;
    if (mark != 0)
      key_layout_add_dead(self->layout, mark, &key);
    else if (character >= ' ' && character != 0x7f)
      key_layout_add(self->layout, character, &key);
  }
}

/* The block of letters. Keypads type digits too, but only with Num Lock, which nobody knows; and
 * there are codes of keys that hardly a keyboard has. */
static gboolean
is_main(struct xkb_keymap *keymap, xkb_keycode_t code)
{
  const char *name = xkb_keymap_key_get_name(keymap, code);
  xkb_keycode_t evdev = code - FIRST_KEYCODE;

  return (evdev <= KEY_RO || evdev == KEY_YEN) && name != NULL && strncmp(name, "KP", 2) != 0;
}

/* Level by level, so that a key that needs no modifier comes before one that does. The key beside
 * the left Shift is the last choice: not every keyboard has it. */
static void
read_keys(struct xkb_keymap *keymap, Reader *self)
{
  const xkb_keycode_t rare = KEY_102ND + FIRST_KEYCODE;

  for (xkb_level_index_t level = 0; level < MAX_LEVELS; level++)
    for (xkb_keycode_t code = FIRST_KEYCODE + 1; code <= xkb_keymap_max_keycode(keymap); code++)
      if (is_main(keymap, code) && code != rare)
        read_level(keymap, code, level, self);
  for (xkb_level_index_t level = 0; level < MAX_LEVELS; level++)
    read_level(keymap, rare, level, self);
}

static xkb_mod_mask_t
get_mask(struct xkb_keymap *keymap, const char *name)
{
  xkb_mod_index_t index = xkb_keymap_mod_get_index(keymap, name);

  return index != XKB_MOD_INVALID && index < 32 ? 1u << index : 0;
}

/* LAYOUT and VARIANT of "LAYOUT(VARIANT)"; FALSE where it is not written so. */
static gboolean
split_name(const char *name, char **layout, char **variant)
{
  gsize length = strcspn(name, "(");
  gsize rest = strlen(name + length);

  if (length == 0 || strchr(name, ',') != NULL || (rest > 0 && name[length + rest - 1] != ')'))
    return FALSE;
  *layout = g_strndup(name, length);
  *variant = rest > 2 ? g_strndup(name + length + 1, rest - 2) : NULL;
  return TRUE;
}

gboolean
key_layout_read(KeyLayout *self, const char *name, GError **error)
{
  g_autofree char *layout = NULL, *variant = NULL;
  struct xkb_context *context = xkb_context_new(XKB_CONTEXT_NO_FLAGS);
  struct xkb_keymap *keymap = NULL;
  gboolean found = FALSE;

  if (context != NULL && split_name(name, &layout, &variant)) {
    struct xkb_rule_names names = {
        .rules = "evdev", .model = "pc105", .layout = layout, .variant = variant, .options = ""};

    /* What it has to say of a name that is none is said below. */
    xkb_context_set_log_level(context, XKB_LOG_LEVEL_CRITICAL);
    keymap = xkb_keymap_new_from_names(context, &names, XKB_KEYMAP_COMPILE_NO_FLAGS);
  }
  if (keymap != NULL) {
    Reader reader = {self, get_mask(keymap, XKB_MOD_NAME_SHIFT), get_mask(keymap, "Mod5")};

    read_keys(keymap, &reader);
    found = TRUE;
  } else {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND,
                "there is no keyboard layout '%s'; name one as setxkbmap(1) does, such as 'de' or "
                "'us(intl)'",
                name);
  }
  xkb_keymap_unref(keymap);
  if (context != NULL)
    xkb_context_unref(context);
  return found;
}
