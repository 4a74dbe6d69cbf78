// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A key file of settings, which a person may write in, too: comments and keys that the program does
 * not know stay in it, and one that is damaged is left alone. Blocks as files do.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct {
  char *path;          /* (owned) */
  GKeyFile *keys;      /* (owned): to be read, and to be changed */
  char *before;        /* (owned): what they were when they were read or written last */
  gboolean is_damaged; /* it could not be read: there are no keys */
} SettingsFile;

/* The path of @name among the settings of the user: $XDG_CONFIG_HOME/oriel. (transfer full) */
char *settings_file_dup_path(const char *name);

/* Whether @problem, of reading a file of settings, is that there is none. There is none either
 * where its folder is no folder: XDG_CONFIG_HOME=/dev/null asks for that. */
gboolean settings_file_is_missing(const GError *problem);
/* A file that is not there is no error, and has no keys. Errors: of one that cannot be read; @self
 * has no keys then, and is to be cleared, too. */
gboolean settings_file_load(SettingsFile *self, const char *path, GError **error);
/* Writes the keys when they are not what they were. Errors: G_FILE_ERROR; ORIEL_ERROR_INVALID when
 * the file is damaged. */
gboolean settings_file_save(SettingsFile *self, GError **error);
void settings_file_clear(SettingsFile *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SettingsFile, settings_file_clear)

G_END_DECLS
