// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a console page looks like: the guest's screen, a line below it, and boxes over it. */
#include "console/console-page-private.h"

#include <string.h>

static const Cell plain = {' ', CELL_DEFAULT, CELL_DEFAULT, 0};
static const Cell bar = {' ', CELL_DEFAULT, CELL_DEFAULT, CELL_REVERSE};
static const Cell alert = {' ', CELL_DEFAULT, CELL_DEFAULT, CELL_REVERSE | CELL_BOLD};

static const char *
get_state_text(const ConsolePage *self)
{
  switch (console_link_get_state(self->link)) {
  case CONSOLE_LINK_OPENING:
    return "opening…";
  case CONSOLE_LINK_OPEN:
    return "open";
  case CONSOLE_LINK_BUSY:
    return "in use";
  case CONSOLE_LINK_WAITING:
    return "waiting";
  case CONSOLE_LINK_LOST:
  default:
    return "not connected";
  }
}

/* The left part of the last line. (transfer full) */
static char *
dup_status(const ConsolePage *self)
{
  const char *alias = console_link_get_alias(self->link);
  gboolean silent = !self->heard && console_link_get_state(self->link) == CONSOLE_LINK_OPEN;
  const char *hint = silent                         ? " │ nothing yet: it may wait for Enter"
                     : console_registry_count() > 1 ? " │ ^] n next console"
                                                    : "";

  if (self->mode == MODE_SEARCH)
    return g_strdup_printf(" /%s", self->search->str);
  if (self->notice != NULL)
    return g_strdup_printf(" %s", self->notice);
  if (self->mode == MODE_BACK)
    return g_strdup_printf(" %s │ %" G_GUINT64_FORMAT " lines below, %" G_GUINT64_FORMAT
                           " in all │ / search  n N next  y copy  q back",
                           self->name, view_get_below(self->view), view_get_total(self->view));
  return g_strdup_printf(" %s │ %s │ %s │ %dx%d%s", self->name, alias != NULL ? alias : "console",
                         get_state_text(self), emulator_get_columns(self->emulator),
                         emulator_get_rows(self->emulator), hint);
}

static void
draw_status(ConsolePage *self, int columns, int row)
{
  static const char hint[] = "^] menu ";
  g_autofree char *status = dup_status(self);
  int hint_columns = (int)strlen(hint), used;

  cells_fill(self->cells, 0, row, columns, 1, &bar);
  used = cells_print(self->cells, 0, row, columns, status, self->notice != NULL ? &alert : &bar);
  if (self->mode == MODE_SEARCH)
    cells_set_cursor(self->cells, MIN(used, columns - 1), row);
  else if (used + hint_columns < columns)
    cells_print(self->cells, columns - hint_columns, row, hint_columns, hint, &bar);
}

/* Breaks @text between words so that it fits. (transfer full) (element-type utf8) */
static GPtrArray *
wrap(const char *text, int columns)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  g_autoptr(GString) line = g_string_new(NULL);

  for (char **word = words; *word != NULL; word++) {
    glong length = g_utf8_strlen(line->str, -1) + g_utf8_strlen(*word, -1) + 1;

    if (line->len > 0 && length > columns) {
      g_ptr_array_add(lines, g_strdup(line->str));
      g_string_truncate(line, 0);
    }
    g_string_append_printf(line, "%s%s", line->len > 0 ? " " : "", *word);
  }
  g_ptr_array_add(lines, g_strdup(line->str));
  return lines;
}

/* A box at the bottom of the window, over the guest's last lines. */
static void
draw_box(ConsolePage *self, GPtrArray *lines, int columns, int rows)
{
  int height = MIN((int)lines->len, rows), top = rows - height;

  for (int i = 0; i < height; i++) {
    cells_fill(self->cells, 0, top + i, columns, 1, &bar);
    cells_print(self->cells, 1, top + i, columns - 2, lines->pdata[i], &bar);
  }
  cells_set_cursor(self->cells, -1, -1);
}

/* What the page asks while there is nobody to type to; NULL = nothing. (transfer full) */
static char *
dup_question(const ConsolePage *self)
{
  const GError *error = console_link_get_error(self->link);
  g_autofree char *reason =
      error != NULL ? oriel_text_sanitize(error->message, -1, 500) : g_strdup("");
  gboolean of_guest = console_link_get_guest(self->link) != NULL;

  switch (console_link_get_state(self->link)) {
  case CONSOLE_LINK_BUSY:
    return g_strdup_printf("%s of %s is in use by somebody else. Take it over? y yes, n no",
                           console_link_get_alias(self->link), self->name);
  case CONSOLE_LINK_WAITING:
    return g_strdup_printf("Waiting: %s.%s q closes", reason,
                           of_guest ? " It connects by itself; s starts the guest," : "");
  case CONSOLE_LINK_LOST:
    return g_strdup_printf("%s%s. r connects again, q closes", reason,
                           error->code == ORIEL_ERROR_NOT_FOUND || !of_guest
                               ? ""
                               : ", or somebody else has taken it over");
  default:
    return NULL;
  }
}

static void
draw_question(ConsolePage *self, int columns, int rows)
{
  g_autofree char *question = dup_question(self);
  g_autoptr(GPtrArray) lines = NULL;

  if (question == NULL)
    return;
  lines = wrap(question, MAX(columns - 2, 1));
  draw_box(self, lines, columns, rows);
}

/* As many columns of commands as fit. */
static void
draw_menu(ConsolePage *self, int columns, int rows)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  GString *line = NULL;
  int width = columns >= 92 ? 2 : 1, n = 0;

  for (const ConsoleCommand *command = console_commands; command->summary != NULL; command++) {
    if (n++ % width == 0)
      line = g_string_new(NULL);
    g_string_append_printf(line, "%-5s %-40s", command->key, command->summary);
    if (n % width == 0 || command[1].summary == NULL)
      g_ptr_array_add(lines, g_string_free(line, FALSE));
  }
  draw_box(self, lines, columns, rows);
}

static void
draw_help(ConsolePage *self, int columns, int rows)
{
  static const char *const texts[] = {
      "This is a text console of the guest: what you type goes there, all of it but Ctrl-].",
      "A console that shows nothing may wait for Enter, or the guest writes nothing to it. What it "
      "wrote before this console was opened is not there.",
      "After Ctrl-]:",
  };
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_autoptr(GPtrArray) part = wrap(texts[i], MAX(columns - 2, 1));

    for (guint j = 0; j < part->len; j++)
      g_ptr_array_add(lines, g_strdup(part->pdata[j]));
  }
  for (const ConsoleCommand *command = console_commands; command->summary != NULL; command++)
    g_ptr_array_add(lines, g_strdup_printf("  %-5s %s", command->key, command->summary));
  g_ptr_array_add(lines, g_strdup("Scrolled back: arrows j k PgUp PgDn g G, / n N, y, q"));
  draw_box(self, lines, columns, rows);
}

void
console_page_draw(ConsolePage *self)
{
  int columns = cells_get_columns(self->cells), rows = cells_get_rows(self->cells);
  int window = MAX(rows - 1, 1);

  cells_fill(self->cells, 0, 0, columns, rows, &plain);
  view_paint(self->view, self->cells);
  if (self->mode == MODE_MENU)
    draw_menu(self, columns, window);
  else if (self->mode == MODE_HELP)
    draw_help(self, columns, window);
  else if (self->mode == MODE_GUEST)
    draw_question(self, columns, window);
  if (rows > 1)
    draw_status(self, columns, rows - 1);
}
