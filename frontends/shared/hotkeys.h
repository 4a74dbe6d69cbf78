// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Hotkeys of a window, in virt-viewer's syntax: `ACTION=KEY[+KEY][,ACTION=...]`. Pure.
 *
 * Beside virt-viewer's actions, and ours, there is `send:KEY[+KEY...]`: keys for the guest.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* The actions of virt-viewer, then our own. */
typedef enum {
  HOTKEY_NONE,
  HOTKEY_TOGGLE_FULLSCREEN,
  HOTKEY_RELEASE_CURSOR,
  HOTKEY_ZOOM_IN,
  HOTKEY_ZOOM_OUT,
  HOTKEY_ZOOM_RESET,
  HOTKEY_SECURE_ATTENTION,
  HOTKEY_USB_DEVICE_RESET,
  HOTKEY_SMARTCARD_INSERT,
  HOTKEY_SMARTCARD_REMOVE,
  HOTKEY_ZOOM_FIT,
  HOTKEY_SCREENSHOT,
  HOTKEY_TYPE_CLIPBOARD,
  HOTKEY_USB_DEVICES,
  HOTKEY_CONNECT_BY, /* another of the guest's displays */
  HOTKEY_SEND,       /* the keys of Hotkey.send */
  HOTKEY_N_ACTIONS,
} HotkeyAction;

/* Left and right are one unless a side is named, as in "right-ctrl": then that bit is set as well,
 * HOTKEY_LEFT() or HOTKEY_RIGHT(). Of what is held, either bit may be missing where it is unknown.
 */
typedef enum {
  HOTKEY_SHIFT = 1 << 0,
  HOTKEY_CTRL = 1 << 1,
  HOTKEY_ALT = 1 << 2,
  HOTKEY_SUPER = 1 << 3,
} HotkeyModifiers;

#define HOTKEY_LEFT(modifier) ((HotkeyModifiers)((modifier) << 4))
#define HOTKEY_RIGHT(modifier) ((HotkeyModifiers)((modifier) << 8))
#define HOTKEY_ANY_SIDE(modifiers) ((HotkeyModifiers)((modifiers)&15))

/* What stands before the keys that are sent. */
#define HOTKEYS_SEND "send:"
#define HOTKEYS_MAX 32
#define HOTKEYS_MAX_SEND 6

typedef struct {
  HotkeyAction action;
  HotkeyModifiers modifiers;
  guint keysym;                 /* as without shift where a key has two; 0 = the modifiers alone */
  guint send[HOTKEYS_MAX_SEND]; /* keysyms, to be pressed in this order; 0 = no more */
  gboolean chosen;              /* by the user: it acts while the guest has the keyboard, too */
  gboolean own;                 /* it was added by hotkeys_add_own() */
} Hotkey;

typedef struct {
  guint n_keys;
  Hotkey keys[HOTKEYS_MAX];
  gboolean chosen; /* all of them, by the user */
} Hotkeys;

/* hotkeys.c: what is bound to what. */
void hotkeys_init(Hotkeys *self);
gboolean hotkeys_parse(Hotkeys *self, const char *text, GError **error);
gboolean hotkeys_set(Hotkeys *self, const char *action, const char *keys, GError **error);
gboolean hotkeys_add_own(Hotkeys *self, const char *text, GError **error);
void hotkeys_remove_own(Hotkeys *self);
void hotkeys_clear(Hotkeys *self);
const Hotkey *hotkeys_find(const Hotkeys *self, HotkeyAction action);

/* hotkeys-keys.c: how keys are spelt. */
gboolean hotkeys_parse_chord(Hotkey *self, const char *keys, char **reason);
gboolean hotkeys_parse_sent(Hotkey *self, const char *keys, GError **error);

/* hotkeys-match.c: which hotkey the keys that are down are. */
const Hotkey *hotkeys_match_key(const Hotkeys *self,
                                HotkeyModifiers modifiers,
                                guint plain_keysym,
                                guint shifted_keysym);
HotkeyAction hotkeys_match(const Hotkeys *self,
                           HotkeyModifiers modifiers,
                           guint plain_keysym,
                           guint shifted_keysym);
gboolean hotkeys_fit_modifiers(const Hotkey *key, HotkeyModifiers held);
HotkeyModifiers hotkeys_get_release_chord(const Hotkeys *self);
HotkeyModifiers hotkeys_modifier_of(guint keysym);

/* hotkeys-words.c: what @translate gives is static. */
typedef const char *(*HotkeysTranslate)(const char *words);
char *hotkeys_describe(const Hotkeys *self, HotkeyAction action);
char *hotkeys_describe_sent(const Hotkey *key);
char *hotkeys_describe_release(const Hotkeys *self);
char *hotkeys_list(const Hotkeys *self, HotkeysTranslate translate);
char *hotkeys_describe_commands(const Hotkeys *self, gboolean grabbed, HotkeysTranslate translate);

G_END_DECLS
