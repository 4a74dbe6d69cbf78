// SPDX-License-Identifier: LGPL-2.1-or-later
#include "viewer.h"

#include <locale.h>

int
main(int argc, char **argv)
{
  g_auto(Options) options = {0};
  g_autoptr(GError) error = NULL;

  setlocale(LC_ALL, "");
  g_set_prgname("oriel-sdl");
  g_log_writer_default_set_use_stderr(TRUE); /* the standard output is for what was asked for */
  /* What helped to connect ends after that, and does not wake up once more to end later. */
  g_thread_pool_set_max_unused_threads(0);
  if (!options_parse(&options, &argc, &argv, &error)) {
    g_printerr("oriel: %s (see 'oriel view --frontend=sdl --help')\n", error->message);
    return EXIT_USAGE;
  }
  if (options.view.version) {
    g_print("oriel-sdl %s\n", ORIEL_VERSION);
    return EXIT_DONE;
  }
  return viewer_run(&options);
}
