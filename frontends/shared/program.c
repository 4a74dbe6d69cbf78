// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/program.h"

char *
program_find(const char *program)
{
  const char *search = g_getenv("ORIEL_LIBEXEC_PATH");
  g_autofree char *path = g_strconcat(search != NULL ? search : "", ":", ORIEL_LIBEXECDIR, NULL);
  g_auto(GStrv) directories = g_strsplit(path, ":", -1);

  for (char **directory = directories; *directory != NULL; directory++) {
    g_autofree char *file = g_build_filename(*directory, program, NULL);

    if (g_path_is_absolute(file) && g_file_test(file, G_FILE_TEST_IS_EXECUTABLE))
      return g_steal_pointer(&file);
  }
  return NULL;
}
