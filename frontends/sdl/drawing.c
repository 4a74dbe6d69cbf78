// SPDX-License-Identifier: LGPL-2.1-or-later
#include "drawing.h"

#include "shared/neighbour.h"

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

  if (drawing == NULL)
    drawing = neighbour_load("oriel-sdl-drawing.so", DRAWING_SYMBOL);
  return drawing;
}
