// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Types a text into a guest, key by key: for guests that take no clipboard.
 *
 * A guest takes keys no faster than its keyboard is asked for them, and its machine drops what
 * comes faster; so no two of them are sent at once.
 */
#pragma once

#include "shared/key-layout.h"

G_BEGIN_DECLS

/* A longer text is taken for a mistake: it would take half an hour. */
#define TYPIST_MAX_CHARACTERS 65536

/* Between two keys that go down or up, in milliseconds. QEMU's USB keyboard is asked once in 10. */
#define TYPIST_PACE_MS 12

typedef struct {
  guint qnum;
  guint keysym;
  gboolean pressed;
  guint typed; /* characters of the text that are typed after this */
} TypistEvent;

/*
 * What has to be pressed and released, in order, for @text (UTF-8); nothing is held at the end.
 * Line ends are Return, whichever way they are written. @caps_lock: it is on in the guest, where
 * letters change their case. Pure.
 *
 * Errors: ORIEL_ERROR_INVALID for what @layout cannot type, for controls, and for what is too long;
 * nothing is left out of a text.
 * (transfer full) (element-type TypistEvent)
 */
GArray *typist_plan(const KeyLayout *layout, const char *text, gboolean caps_lock, GError **error);

typedef struct _Typist Typist;

typedef struct {
  /* So many characters have been typed. */
  void (*progress)(guint typed, guint total, gpointer user_data);
  /* All are typed; the typist can be freed in it. */
  void (*finished)(gpointer user_data);
  gpointer user_data;
} TypistHooks;

/*
 * Begins to type @text, in the main context of the thread; @hooks is copied. Caps Lock of the guest
 * is taken into account, as far as the display tells. It ends after the last character, or when it
 * is freed.
 * Errors: as of typist_plan(); NULL then. (transfer full)
 */
Typist *typist_start(OrielDisplay *display,
                     const KeyLayout *layout,
                     const char *text,
                     const TypistHooks *hooks,
                     GError **error);
/* Stops, and releases what it holds. NULL is ignored. */
void typist_free(Typist *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Typist, typist_free)

/* How long it takes at least, in seconds. */
guint typist_get_seconds(const Typist *self);

G_END_DECLS
