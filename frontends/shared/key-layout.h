// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Which keys type a character on a keyboard of some layout.
 *
 * The layouts are those of xkeyboard-config where the build has libxkbcommon; else there is the US
 * one alone.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef enum {
  KEY_LAYOUT_SHIFT = 1 << 0,
  KEY_LAYOUT_ALTGR = 1 << 1, /* the right Alt key, or what the layout has there */
} KeyLayoutModifiers;

typedef struct {
  guint qnum;
  guint keysym;
  KeyLayoutModifiers modifiers;
} KeyLayoutKey;

/* A dead key and a letter type the rest. */
#define KEY_LAYOUT_MAX_KEYS 2

typedef struct _KeyLayout KeyLayout;

/* @name: LAYOUT or LAYOUT(VARIANT), as in "de(nodeadkeys)"; NULL = that of this computer, as far
 * as it is known, else the US one. Errors: ORIEL_ERROR_NOT_FOUND. (transfer full) */
KeyLayout *key_layout_new(const char *name, GError **error);
void key_layout_free(KeyLayout *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(KeyLayout, key_layout_free)

const char *key_layout_get_name(const KeyLayout *self);
/* The keys, one after the other, that type @character; 0 = none do. Line ends are Return. */
guint
key_layout_find(const KeyLayout *self, gunichar character, KeyLayoutKey keys[KEY_LAYOUT_MAX_KEYS]);

/* For what reads layouts: @character is typed by @key. The first that is told stays. */
void key_layout_add(KeyLayout *self, gunichar character, const KeyLayoutKey *key);
/* A key that puts the combining @mark upon the next letter. */
void key_layout_add_dead(KeyLayout *self, gunichar mark, const KeyLayoutKey *key);

/* Reads the layout @name (key-layout-xkb.c). Errors: ORIEL_ERROR_NOT_FOUND,
 * ORIEL_ERROR_NOT_SUPPORTED in a build without libxkbcommon. */
gboolean key_layout_read(KeyLayout *self, const char *name, GError **error);

G_END_DECLS
