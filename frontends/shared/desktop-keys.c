// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/desktop-keys.h"

static gboolean
parse_chord(DesktopKeys *self, const char *text, GError **error)
{
  Hotkey chord = {.action = HOTKEY_NONE};
  g_autofree char *reason = NULL;

  if (!hotkeys_parse_chord(&chord, text, &reason)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "--desktop-keys: %s: %s", text, reason);
    return FALSE;
  }
  if (chord.modifiers == 0 || chord.keysym == 0) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "--desktop-keys: %s: modifiers and a key are needed, as in alt+Tab", text);
    return FALSE;
  }
  if (self->chords.n_keys == HOTKEYS_MAX) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "--desktop-keys: more than %d chords",
                HOTKEYS_MAX);
    return FALSE;
  }
  self->chords.keys[self->chords.n_keys++] = chord;
  return TRUE;
}

gboolean
desktop_keys_parse(DesktopKeys *self, const char *text, GError **error)
{
  g_auto(GStrv) chords = g_strsplit(text, ",", -1);
  DesktopKeys parsed = {.chords = {.n_keys = 0}};

  for (char **chord = chords; *chord != NULL; chord++)
    if (*g_strstrip(*chord) != '\0' && !parse_chord(&parsed, *chord, error))
      return FALSE;
  *self = parsed;
  return TRUE;
}

gboolean
desktop_keys_await(const DesktopKeys *self, HotkeyModifiers held)
{
  for (guint i = 0; i < self->chords.n_keys; i++)
    if (hotkeys_fit_modifiers(&self->chords.keys[i], held))
      return TRUE;
  return FALSE;
}

gboolean
desktop_keys_match(const DesktopKeys *self, HotkeyModifiers held, guint plain, guint shifted)
{
  return hotkeys_match_key(&self->chords, held, plain, shifted) != NULL;
}
