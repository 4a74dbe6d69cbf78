// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What the picker remembers, in a key file: $XDG_CONFIG_HOME/oriel/picker.conf. Comments and keys
 * that it does not know stay in it.
 */
#pragma once

#include "picker/columns.h"
#include "shared/settings-file.h"

G_BEGIN_DECLS

typedef enum {
  THEME_AUTO, /* by what the terminal tells of its background */
  THEME_DARK,
  THEME_LIGHT,
  THEME_MONO,
  N_THEMES,
} ThemeChoice;

typedef struct {
  char **hosts; /* (owned) URIs; NULL = none are set */
  Column sort;
  gboolean reverse;
  gboolean tree;
  guint columns; /* bits of those shown */
  ThemeChoice theme;
  gboolean ascii;   /* no other characters, wherever it runs */
  gboolean preview; /* of the guest's screen */

  SettingsFile file;
} Settings;

/* A file that is not there is no error: everything has a default. What is wrong in it is left at
 * its default, and *@complaint says what (transfer full) (nullable). @path NULL = the usual one. */
void settings_load(Settings *self, const char *path, char **complaint);
/* Writes what differs from what was read; nothing else touches the file. */
gboolean settings_save(Settings *self, GError **error);
void settings_clear(Settings *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Settings, settings_clear)

const char *settings_get_theme_word(ThemeChoice theme);
/* The theme of @word, or -1. */
int settings_find_theme(const char *word);

G_END_DECLS
