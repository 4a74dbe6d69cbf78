// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the server is told on its standard input; server.c says what each order means. */
#pragma once

#include <glib.h>

typedef struct {
  const char *name;
  /* FALSE when @args make no sense, or it cannot be done now. */
  gboolean (*run)(const char *args);
} Command;

/* Adds orders, of a table that ends in one without a name. */
void commands_add(const Command *table);
/* Reads orders from the standard input, and answers each "ok" or "error". @loop is left when the
 * input ends, or by the order "quit". */
void commands_read(GMainLoop *loop);

/* What follows the next word of @args; the word goes to @word. NULL at the end of the line. */
const char *command_next_word(const char *args, char **word);
/* Reads a word out of a list that ends in NULL; -1 if it is none of them. */
int command_choose(const char *word, const char *const *choices);
/* "yes" or "no", "on" or "off". */
gboolean command_read_flag(const char *word, gboolean *flag);
