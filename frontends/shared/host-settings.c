// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/host-settings.h"

#include "shared/settings-file.h"
#include "shared/target-resolve.h"

#define GROUP "picker"
#define KEY "hosts"

char *
host_settings_dup_path(void)
{
  return settings_file_dup_path("picker.conf");
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
  g_auto(SettingsFile) file = {0};
  g_autofree char *usual = target_resolve_dup_host(NULL);
  const char *fallback[] = {usual, NULL};
  g_auto(GStrv) hosts = NULL;

  if (settings_file_load(&file, path, NULL))
    hosts = host_settings_get(file.keys);
  return hosts != NULL && *hosts != NULL ? g_steal_pointer(&hosts) : g_strdupv((char **)fallback);
}

gboolean
host_settings_save(const char *path, const char *const *hosts, GError **error)
{
  g_auto(SettingsFile) file = {0};

  if (!settings_file_load(&file, path, error))
    return FALSE;
  host_settings_set(file.keys, hosts);
  return settings_file_save(&file, error);
}
