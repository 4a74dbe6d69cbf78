// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-ssh-folder.h"

#include <glib/gstdio.h>

void
oriel_ssh_folder_remove(const char *path)
{
  g_autoptr(GDir) directory = g_dir_open(path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
    g_autofree char *file = g_build_filename(path, name, NULL);

    g_unlink(file);
  }
  g_rmdir(path);
}
