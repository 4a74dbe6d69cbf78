// SPDX-License-Identifier: LGPL-2.1-or-later
/* The commands of `oriel`: one file each, named in the table of main.c. */
#pragma once

#include "shared/exit-status.h"

G_BEGIN_DECLS

typedef struct {
  const char *name;
  const char *summary;
  /* @argv[0] is the name of the command. Runs to the end and returns the exit status. */
  ExitStatus (*run)(int argc, char **argv);
} Command;

extern const Command command_console;
extern const Command command_forget;
extern const Command command_list;
extern const Command command_picker;
extern const Command command_screenshot;
extern const Command command_send;
extern const Command command_view;

G_END_DECLS
