// SPDX-License-Identifier: LGPL-2.1-or-later
/* oriel picker: becomes the frontend for terminals, or that of windows, which gets all options. */
#include "command.h"
#include "programs.h"
#include "report.h"

#include "shared/program.h"

static ExitStatus
run(int argc, char **argv)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new();
  g_autoptr(GPtrArray) args = g_ptr_array_new();
  g_autofree char *program = NULL;
  const char *name = "tui";
  const char *file;

  if (!programs_take_frontend(argv, words, &name))
    return report_usage("picker", "--frontend needs a name");
  if (!g_str_equal(name, "tui") && !g_str_equal(name, "gtk"))
    return report_usage("picker", "there is no picker of the frontend '%s': gtk, or tui", name);
  file = g_str_equal(name, "gtk") ? "oriel-gtk" : "oriel-tui";
  program = program_find(file);
  if (program == NULL) {
    g_printerr("oriel: the frontend %s (%s) is not installed in %s\n", name, file,
               ORIEL_LIBEXECDIR);
    return EXIT_FAILED;
  }
  g_ptr_array_add(args, program);
  g_ptr_array_add(args, (gpointer) "--picker");
  for (guint i = 1; i < words->len; i++)
    g_ptr_array_add(args, words->pdata[i]);
  return programs_become(program, args);
}

const Command command_picker = {"picker", "hosts and guests, in the terminal or in a window", run};
