// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/host-settings.h"

#include "shared/target-resolve.h"

#include <errno.h>

#define GROUP "picker"
#define KEY "hosts"
#define FLAGS (G_KEY_FILE_KEEP_COMMENTS | G_KEY_FILE_KEEP_TRANSLATIONS)

char *
host_settings_dup_path(void)
{
  return g_build_filename(g_get_user_config_dir(), "oriel", "picker.conf", NULL);
}

GStrv
host_settings_get(GKeyFile *file)
{
  return g_key_file_get_string_list(file, GROUP, KEY, NULL, NULL);
}

void
host_settings_set(GKeyFile *file, const char *const *hosts)
{
  g_key_file_set_string_list(file, GROUP, KEY, hosts, g_strv_length((char **)hosts));
}

GStrv
host_settings_load(const char *path)
{
  g_autoptr(GKeyFile) file = g_key_file_new();
  const char *fallback[] = {target_resolve_default_host(), NULL};
  g_auto(GStrv) hosts = NULL;

  if (g_key_file_load_from_file(file, path, FLAGS, NULL))
    hosts = host_settings_get(file);
  return hosts != NULL && *hosts != NULL ? g_steal_pointer(&hosts) : g_strdupv((char **)fallback);
}

gboolean
host_settings_save(const char *path, const char *const *hosts, GError **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new();
  g_autoptr(GError) problem = NULL;
  g_autofree char *folder = g_path_get_dirname(path);

  if (!g_key_file_load_from_file(file, path, FLAGS, &problem) &&
      !g_error_matches(problem, G_FILE_ERROR, G_FILE_ERROR_NOENT)) {
    g_propagate_prefixed_error(error, g_steal_pointer(&problem), "%s: ", path);
    return FALSE;
  }
  if (g_mkdir_with_parents(folder, 0700) != 0) {
    g_set_error(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno),
                "the hosts cannot be kept in %s: %s", folder, g_strerror(errno));
    return FALSE;
  }
  host_settings_set(file, hosts);
  return g_key_file_save_to_file(file, path, error);
}
