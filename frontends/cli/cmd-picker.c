// SPDX-License-Identifier: LGPL-2.1-or-later
/* oriel picker: becomes the frontend for terminals, which gets all options. */
#include "command.h"
#include "programs.h"

#include "shared/program.h"

static ExitStatus
run(int argc, char **argv)
{
  g_autofree char *program = program_find("oriel-tui");
  g_autoptr(GPtrArray) args = g_ptr_array_new();

  if (program == NULL) {
    g_printerr("oriel: the frontend for terminals (oriel-tui) is not installed in %s\n",
               ORIEL_LIBEXECDIR);
    return EXIT_FAILED;
  }
  g_ptr_array_add(args, program);
  g_ptr_array_add(args, (gpointer) "--picker");
  for (int i = 1; i < argc; i++)
    g_ptr_array_add(args, argv[i]);
  return programs_become(program, args);
}

const Command command_picker = {"picker", "hosts and guests in the terminal", run};
