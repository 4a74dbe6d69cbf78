// SPDX-License-Identifier: LGPL-2.1-or-later
#include "programs.h"

#include <errno.h>
#include <unistd.h>

char *
programs_find(const char *program)
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

ExitStatus
programs_become(const char *path, GPtrArray *args)
{
  g_ptr_array_add(args, NULL);
  execv(path, (char **)args->pdata);
  g_printerr("oriel: cannot start %s: %s\n", path, g_strerror(errno));
  return EXIT_FAILED;
}
