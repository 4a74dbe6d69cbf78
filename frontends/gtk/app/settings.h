// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What the windows remember, in a key file: $XDG_CONFIG_HOME/oriel/gtk.conf. Comments and keys that
 * they do not know stay in it.
 */
#pragma once

#include "shared/settings-file.h"

G_BEGIN_DECLS

typedef enum {
  COLORS_SYSTEM,
  COLORS_LIGHT,
  COLORS_DARK,
  N_COLORS,
} Colors;

typedef struct {
  gboolean list; /* guests as a list instead of a grid */
  Colors colors;
  gboolean grab_keyboard; /* the keyboard is the guest's while the pointer is over it */

  SettingsFile file;
} Settings;

/* A file that is not there is no error, and what is wrong in it is left at its default. @path
 * NULL = the usual one. */
void settings_load(Settings *self, const char *path);
/* Those of the program, loaded once. (transfer none) */
Settings *settings_get_default(void);
/* Writes what differs from what was read. What fails is only logged. */
void settings_save(Settings *self);
void settings_clear(Settings *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Settings, settings_clear)

G_END_DECLS
