// SPDX-License-Identifier: LGPL-2.1-or-later
#include "test-home.h"

#include <glib.h>

int
test_home_run(void)
{
  static const char *const variables[] = {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"};
  g_autofree char *home = g_dir_make_tmp("oriel-home-XXXXXX", NULL);
  g_autofree char *clean = g_strdup_printf("rm -rf '%s'", home);
  int status;

  for (guint i = 0; i < G_N_ELEMENTS(variables); i++) {
    g_autofree char *folder = g_build_filename(home, variables[i], NULL);

    g_setenv(variables[i], folder, TRUE);
  }
  status = g_test_run();
  g_spawn_command_line_sync(clean, NULL, NULL, NULL, NULL);
  return status;
}
