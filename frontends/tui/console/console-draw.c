// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a console page looks like: the guest's screen, a line below it, and boxes over it. */
#include "console/console-page-private.h"

#include "screen/panel.h"

#include <string.h>

/* A line of text that the eye still follows. */
#define MAX_WIDTH 66

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
  const char *hint = silent                         ? " ▏nothing yet: it may wait for Enter"
                     : console_registry_count() > 1 ? " ▏^] n next console"
                                                    : "";

  if (self->mode == MODE_SEARCH)
    return g_strdup_printf(" /%s", self->search->str);
  if (self->notice != NULL)
    return g_strdup_printf(" %s", self->notice);
  if (self->mode == MODE_BACK)
    return g_strdup_printf(" %s ▏%" G_GUINT64_FORMAT " lines below, %" G_GUINT64_FORMAT
                           " in all ▏/ search  n N next  y copy  q back",
                           self->name, view_get_below(self->view), view_get_total(self->view));
  return g_strdup_printf(" %s ▏%s ▏%s ▏%dx%d%s", self->name, alias != NULL ? alias : "console",
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
    return g_strdup_printf("%s is in use by somebody else. Take it over?\n\ny  yes    n  no",
                           console_link_get_alias(self->link));
  case CONSOLE_LINK_WAITING:
    return g_strdup_printf("Waiting: %s.\nIt connects by itself.\n\n%s    q  close", reason,
                           of_guest ? "s  start the guest" : "r  connect now");
  case CONSOLE_LINK_LOST:
    return g_strdup_printf("%s%s.\n\nr  connect again    q  close", reason,
                           error->code == ORIEL_ERROR_NOT_FOUND || !of_guest
                               ? ""
                               : "; perhaps somebody else has taken it over");
  default:
    return NULL;
  }
}

static void
add_commands(Panel *panel)
{
  for (const ConsoleCommand *command = console_commands; command->summary != NULL; command++) {
    g_autofree char *line = g_strdup_printf("%-5s %s", command->key, command->summary);

    panel_add(panel, line);
  }
}

static void
add_help(Panel *panel, int width)
{
  panel_add_text(panel,
                 "This is a text console of the guest: what you type goes there, all of it but "
                 "Ctrl-].\n\nA console that shows nothing may wait for Enter, or the guest writes "
                 "nothing to it. What it wrote before it was opened here is not there.\n\nDragging "
                 "with the pointer selects, and copies.\n\nAfter Ctrl-]:",
                 width);
  add_commands(panel);
  panel_add(panel, "");
  panel_add_text(
      panel, "Scrolled back: arrows j k PgUp PgDn g G move, / n N search, y copies, q ends", width);
}

/* What the server asks on the way back. */
static void
add_prompt(const ConsolePage *self, Panel *panel, int width)
{
  panel_add_text(
      panel, self->answered ? "That was refused; try again.\n" : "Its server asks anew.\n", width);
  prompt_add_to(&self->prompt, panel);
  panel_add(panel, "");
  panel_add(panel, "Enter  connect    Esc  cancel");
}

/* What is over the guest's screen just now. (transfer full) (nullable) */
static Panel *
new_panel(const ConsolePage *self, int columns)
{
  gboolean unicode = terminal_get_abilities(app_get_terminal(self->page.app))->unicode;
  g_autofree char *question = self->mode == MODE_GUEST ? dup_question(self) : NULL;
  int width = CLAMP(columns - 4, 1, MAX_WIDTH);
  Panel *panel;

  if (self->mode == MODE_MENU) {
    panel = panel_new("Menu", unicode);
    add_commands(panel);
  } else if (self->mode == MODE_HELP) {
    panel = panel_new("Help", unicode);
    add_help(panel, width);
  } else if (self->mode == MODE_GUEST && self->question != NULL) {
    panel = panel_new(self->name, unicode);
    add_prompt(self, panel, width);
  } else if (question != NULL) {
    panel = panel_new(self->name, unicode);
    panel_add_text(panel, question, width);
  } else {
    return NULL;
  }
  return panel;
}

void
console_page_draw(ConsolePage *self)
{
  int columns = cells_get_columns(self->cells), rows = cells_get_rows(self->cells);
  int window = MAX(rows - 1, 1);
  g_autoptr(Panel) panel = new_panel(self, columns);

  cells_fill(self->cells, 0, 0, columns, rows, &plain);
  view_paint(self->view, self->cells);
  if (panel != NULL)
    panel_draw(panel, self->cells, window);
  if (rows > 1)
    draw_status(self, columns, rows - 1);
}
