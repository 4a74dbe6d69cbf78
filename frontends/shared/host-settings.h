// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The hosts that a person has set, which all lists of guests show: `hosts` in the group `picker` of
 * $XDG_CONFIG_HOME/oriel/picker.conf.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* The usual file. (transfer full) */
char *host_settings_dup_path(void);
/* Those of @file; NULL = none are set. (transfer full) */
GStrv host_settings_get(GKeyFile *file);
void host_settings_set(GKeyFile *file, const char *const *hosts);

/* Those of the file at @path, else the one host that target_resolve_default_host() names. A file
 * that cannot be read has none. (transfer full) */
GStrv host_settings_load(const char *path);
/* Puts @hosts into the file at @path; whatever else is in it stays. Errors: G_FILE_ERROR,
 * G_KEY_FILE_ERROR for a file that is damaged, which is left alone. */
gboolean host_settings_save(const char *path, const char *const *hosts, GError **error);

G_END_DECLS
