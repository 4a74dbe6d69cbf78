// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * oriel-virt-viewer and oriel-remote-viewer, to be linked as virt-viewer and remote-viewer: command
 * lines of those, exactly, for `oriel view`. ORIEL_ALIAS is the AliasProgram that this one is,
 * whatever it is called.
 */
#include "alias-options.h"
#include "command.h"

#include <locale.h>

#include "shared/vv-file.h"

int
main(int argc, char **argv)
{
  const AliasProgram *program = &ORIEL_ALIAS;
  g_autoptr(GError) error = NULL;
  AliasWords words;

  setlocale(LC_ALL, "");
  g_set_prgname(program->name);
  g_log_writer_default_set_use_stderr(TRUE);
  if (!alias_parse(program, argv, &words, &error)) {
    g_printerr("%s: %s (see '%s --help')\n", program->name, error->message, program->name);
    return EXIT_USAGE;
  }
  if (words.version) {
    g_print("%s version %s (Oriel %s)\n", program->name, VV_FILE_VERSION, ORIEL_VERSION);
    return EXIT_DONE;
  }
  if (words.n_targets > 1) {
    g_printerr("%s: there can be one console only (see '%s --help')\n", program->name,
               program->name);
    return EXIT_USAGE;
  }
  return (int)command_view.run(argc, argv);
}
