// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/neighbour.h"

#include <gmodule.h>

/**
 * neighbour_load:
 * @file: the name of a module
 * @function: a function of it, a NeighbourGet
 *
 * Loads the module, which stays.
 *
 * Returns: (transfer none) (nullable): what the function returns; %NULL if the installation is not
 *   complete, which has been said
 */
gconstpointer
neighbour_load(const char *file, const char *function)
{
  g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
  g_autofree char *directory = g_path_get_dirname(program != NULL ? program : "");
  g_autofree char *path = g_build_filename(directory, file, NULL);
  GModule *module = g_module_open(path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  gpointer get = NULL;

  if (module == NULL || !g_module_symbol(module, function, &get)) {
    g_warning("A part of the program is missing: %s", g_module_error());
    return NULL;
  }
  g_module_make_resident(module);
  return ((NeighbourGet)get)();
}
