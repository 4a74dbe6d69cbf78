// SPDX-License-Identifier: LGPL-2.1-or-later
#include "test-certificates.h"

#include <glib/gstdio.h>

char *
test_certificates_make(void)
{
  g_autofree char *program = g_test_build_filename(G_TEST_DIST, "vnc", "real-server", NULL);
  char *directory = g_dir_make_tmp("oriel-certificates-XXXXXX", NULL);
  char *argv[] = {program, (char *)"certificates", directory, NULL};
  g_autoptr(GError) error = NULL;
  int status = -1;

  g_spawn_sync(NULL, argv, NULL, 0, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error(error);
  g_assert_cmpint(status, ==, 0);
  return directory;
}

void
test_certificates_remove(char *directory)
{
  g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    g_unlink(path);
  }
  g_rmdir(directory);
  g_free(directory);
}
