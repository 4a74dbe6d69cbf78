// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Reads files of `[group]` and `key=value` as GKeyFile does, but keeps no copy: what they hold may
 * be secret. Pure.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* One value, whose escapes (\s \n \t \r \\) have been taken out. Everything is borrowed for the
 * call, and @value may be written to. @line counts from 1. FALSE with an error ends the reading. */
typedef gboolean (*IniReaderValue)(const char *group,
                                   const char *key,
                                   char *value,
                                   guint line,
                                   gpointer user_data,
                                   GError **error);

/* Reads @text, which is taken apart on the way. Errors: ORIEL_ERROR_INVALID with the line, and
 * those of @on_value. */
gboolean ini_reader_read(
    char *text, gsize length, IniReaderValue on_value, gpointer user_data, GError **error);

G_END_DECLS
