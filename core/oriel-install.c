// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-install.h"

char *
oriel_install_find(const char *directory, const char *name)
{
  const char *search = g_getenv("ORIEL_LIBEXEC_PATH");
  g_auto(GStrv) directories = g_strsplit(search != NULL ? search : "", ":", -1);

  for (char **dir = directories; *dir != NULL; dir++) {
    g_autofree char *path = g_build_filename(*dir, name, NULL);
    if (**dir == '/' && g_file_test(path, G_FILE_TEST_IS_REGULAR))
      return g_steal_pointer(&path);
  }
  return g_build_filename(directory, name, NULL);
}
