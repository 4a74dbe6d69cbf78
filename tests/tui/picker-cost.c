// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * usage: picker-cost GUESTS KEYS N
 * Presses each of KEYS N times in a picker with so many guests, and draws after each. It is run
 * under callgrind with two values of N: the difference is what the keys cost.
 */
#include "picker-rig.h"

#include <locale.h>
#include <stdlib.h>

int
main(int argc, char **argv)
{
  g_autoptr(Rig) rig = NULL;
  gsize bytes = 0;
  int n;

  setlocale(LC_ALL, "C.UTF-8");
  if (argc != 4) {
    g_printerr("usage: picker-cost GUESTS KEYS N\n");
    return 2;
  }
  rig = rig_new((guint)atoi(argv[1]), 120, 50);
  rig->picker->settings.preview = FALSE;
  rig_render(rig);
  n = atoi(argv[3]);
  for (int i = 0; i < n; i++)
    for (const char *key = argv[2]; *key != '\0'; key++) {
      rig_key(rig, (guint)*key, 0);
      bytes += rig_render(rig);
    }
  g_print("%" G_GSIZE_FORMAT " bytes\n", bytes);
  return 0;
}
