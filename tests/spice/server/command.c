// SPDX-License-Identifier: LGPL-2.1-or-later
#include "command.h"

#include <unistd.h>

#include "report.h"

#define MAX_TABLES 16

static const Command *tables[MAX_TABLES];
static guint n_tables;
static GMainLoop *main_loop;

void
commands_add(const Command *table)
{
  g_assert(n_tables < MAX_TABLES);
  tables[n_tables++] = table;
}

const char *
command_next_word(const char *args, char **word)
{
  gsize length = strcspn(args, " ");

  *word = length > 0 ? g_strndup(args, length) : NULL;
  if (length == 0)
    return NULL;
  return args + length + strspn(args + length, " ");
}

int
command_choose(const char *word, const char *const *choices)
{
  for (int i = 0; choices[i] != NULL; i++)
    if (g_strcmp0(word, choices[i]) == 0)
      return i;
  return -1;
}

gboolean
command_read_flag(const char *word, gboolean *flag)
{
  static const char *const choices[] = {"no", "off", "yes", "on", NULL};
  int choice = command_choose(word, choices);

  if (choice >= 0)
    *flag = choice >= 2;
  return choice >= 0;
}

static void
obey(const char *line)
{
  g_autofree char *name = NULL;
  const char *args = command_next_word(line, &name);
  gboolean done = FALSE;

  for (guint i = 0; name != NULL && i < n_tables; i++)
    for (const Command *command = tables[i]; command->name != NULL; command++)
      if (g_str_equal(command->name, name))
        done = command->run(args);
  report(done ? "ok" : "error");
}

static gboolean
on_input(GIOChannel *channel, GIOCondition condition, gpointer user_data)
{
  g_autofree char *line = NULL;
  gsize end = 0;

  if (g_io_channel_read_line(channel, &line, NULL, &end, NULL) != G_IO_STATUS_NORMAL) {
    g_main_loop_quit(main_loop);
    return G_SOURCE_REMOVE;
  }
  line[end] = '\0';
  if (g_str_equal(line, "quit"))
    g_main_loop_quit(main_loop);
  else
    obey(line);
  return G_SOURCE_CONTINUE;
}

void
commands_read(GMainLoop *loop)
{
  g_autoptr(GIOChannel) input = g_io_channel_unix_new(STDIN_FILENO);

  main_loop = loop;
  g_io_channel_set_encoding(input, NULL, NULL);
  g_io_add_watch(input, G_IO_IN | G_IO_HUP, on_input, NULL);
}
