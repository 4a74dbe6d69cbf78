// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal.h"

#include "shared/neighbour.h"

const Terminal *
terminal_get(void)
{
  static const Terminal *terminal;

  if (terminal == NULL)
    terminal = neighbour_load("oriel-gtk-terminal.so", TERMINAL_SYMBOL);
  return terminal;
}
