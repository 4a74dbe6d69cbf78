// SPDX-License-Identifier: LGPL-2.1-or-later
/* oriel: the command line. Finds the command in the table, and lets it run. */
#include "command.h"
#include "report.h"
#include "shared/questions.h"

#include <locale.h>
#include <unistd.h>

static const Command *const commands[] = {
    &command_picker,     &command_list, &command_view,   &command_console,
    &command_screenshot, &command_send, &command_forget,
};

static void
print_help(void)
{
  g_print("Usage: oriel [COMMAND [OPTION]... [ARGUMENT]...]\n"
          "See and control the consoles of virtual machines. Without a command: the picker, in a\n"
          "terminal, with its options.\n"
          "\n");
  for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
    g_print("  %-12s %s\n", commands[i]->name, commands[i]->summary);
  g_print("\n"
          "  -h, --help     this text; 'oriel COMMAND --help' tells the options of a command\n"
          "  -V, --version  the version\n"
          "\n"
          "Exit status: 0 done, 1 failed, 2 wrong usage, 3 authentication refused, 4 not found or\n"
          "unreachable. The manual is oriel(1).\n");
}

static const Command *
find_command(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
    if (g_str_equal(commands[i]->name, name))
      return commands[i];
  return NULL;
}

/* What nothing means: the picker, where there is a terminal for it. */
static const char *
default_command(void)
{
  return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO) ? command_picker.name : "--help";
}

/* Options alone are the picker's. */
static gboolean
is_option(const char *word)
{
  return word[0] == '-' && word[1] != '\0';
}

int
main(int argc, char **argv)
{
  const char *name = argc > 1 ? argv[1] : default_command();
  const Command *command;

  setlocale(LC_ALL, "");
  g_set_prgname("oriel");
  g_log_writer_default_set_use_stderr(TRUE); /* the standard output is for what was asked for */
  if (g_str_equal(name, "--help") || g_str_equal(name, "-h")) {
    print_help();
    return EXIT_DONE;
  }
  if (g_str_equal(name, "--version") || g_str_equal(name, "-V")) {
    g_print("oriel %s\n", ORIEL_VERSION);
    return EXIT_DONE;
  }
  if (argc > 1 && is_option(name))
    return (int)command_picker.run(argc, argv);
  command = find_command(name);
  if (command == NULL) {
    g_printerr("oriel: '%s' is not a command (see 'oriel --help')\n", name);
    return EXIT_USAGE;
  }
  questions_watch_hosts();
  return (int)command->run(MAX(argc - 1, 1), argc > 1 ? argv + 1 : argv);
}
