// SPDX-License-Identifier: LGPL-2.1-or-later
#include "drawing.h"

#include <gmodule.h>

/**
 * drawing_get:
 *
 * Loads the module, which is a neighbour of the program, when this is called for the first time.
 *
 * Returns: (transfer none) (nullable): %NULL if the installation is not complete
 */
const Drawing *
drawing_get(void)
{
  static const Drawing *drawing;
  g_autofree char *program = NULL;
  g_autofree char *directory = NULL;
  g_autofree char *path = NULL;
  gpointer get = NULL;
  GModule *module;

  if (drawing != NULL)
    return drawing;
  program = g_file_read_link("/proc/self/exe", NULL);
  directory = g_path_get_dirname(program != NULL ? program : "");
  path = g_build_filename(directory, "oriel-sdl-drawing.so", NULL);
  module = g_module_open(path, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  if (module == NULL || !g_module_symbol(module, DRAWING_SYMBOL, &get)) {
    g_warning("Dialogs cannot be drawn: %s", g_module_error());
    return NULL;
  }
  g_module_make_resident(module);
  drawing = ((DrawingGet)get)();
  return drawing;
}
