// SPDX-License-Identifier: LGPL-2.1-or-later
/* Sorting, setup, hosts, help: what changes the picker itself. */
#include "picker/picker-private.h"

#include "shared/exit-status.h"

#include <string.h>

/* Order */

static void
set_sort(Picker *self, Column column, gboolean reverse)
{
  self->settings.sort = column;
  self->settings.reverse = reverse;
  model_set_sort(self->model, column, reverse);
  picker_save_settings(self);
}

static void
on_sort_chosen(int item, gpointer user_data)
{
  if (item >= 0)
    set_sort(user_data, (Column)item, FALSE);
}

PICKER_OPERATION(sort)
{
  Popup *popup;

  if (*argument != '\0') {
    int column = column_find(argument);

    if (column >= 0)
      set_sort(self, (Column)column, FALSE);
    else
      picker_complain(self, "there is no column “%s”", argument);
    return;
  }
  popup = popup_new("Sort by", FALSE, on_sort_chosen, self, NULL);
  for (int i = 0; i < N_COLUMNS; i++)
    popup_add_item(popup, (guint)column_get_word((Column)i)[0], column_get_word((Column)i), FALSE);
  popup_select(popup, (int)self->settings.sort);
  picker_open_popup(self, popup);
}

PICKER_OPERATION(sort_next)
{
  set_sort(self, (self->settings.sort + 1) % N_COLUMNS, self->settings.reverse);
}

PICKER_OPERATION(sort_previous)
{
  set_sort(self, (self->settings.sort + N_COLUMNS - 1) % N_COLUMNS, self->settings.reverse);
}

PICKER_OPERATION(reverse)
{
  set_sort(self, self->settings.sort, !self->settings.reverse);
}

/* Setup */

enum {
  SETUP_THEME = N_COLUMNS,
  SETUP_ASCII,
  SETUP_PREVIEW,
  SETUP_TREE,
};

static void open_setup(Picker *self, int selected);

static void
on_setup_chosen(int item, gpointer user_data)
{
  Picker *self = user_data;

  if (item < 0)
    return;
  if (item > COLUMN_NAME && item < N_COLUMNS)
    self->settings.columns ^= 1u << item;
  else if (item == SETUP_THEME)
    self->settings.theme = (self->settings.theme + 1) % N_THEMES;
  else if (item == SETUP_ASCII)
    self->settings.ascii = !self->settings.ascii;
  else if (item == SETUP_PREVIEW)
    self->settings.preview = !self->settings.preview;
  else if (item == SETUP_TREE)
    picker_op_tree(self, "");
  picker_save_settings(self);
  picker_restyle(self);
  open_setup(self, item);
}

static void
add_switch(Popup *popup, const char *text, gboolean on)
{
  g_autofree char *line = g_strdup_printf("[%s] %s", on ? "x" : " ", text);

  popup_add_item(popup, 0, line, FALSE);
}

static void
open_setup(Picker *self, int selected)
{
  Popup *popup = popup_new("Setup", FALSE, on_setup_chosen, self, NULL);
  g_autofree char *theme =
      g_strdup_printf("colours: %s", settings_get_theme_word(self->settings.theme));

  for (int i = 0; i < N_COLUMNS; i++) {
    g_autofree char *text = g_strdup_printf("column %s", column_get_word((Column)i));

    add_switch(popup, text, i == COLUMN_NAME || (self->settings.columns & 1u << i));
  }
  popup_add_item(popup, 0, theme, FALSE);
  add_switch(popup, "ASCII characters alone", self->settings.ascii);
  add_switch(popup, "preview of the screen, where there is room", self->settings.preview);
  add_switch(popup, "tree of hosts", self->settings.tree);
  popup_select(popup, selected);
  picker_open_popup(self, popup);
}

PICKER_OPERATION(setup)
{
  open_setup(self, 1);
}

PICKER_OPERATION(columns)
{
  g_auto(GStrv) words = g_strsplit(argument, " ", -1);
  guint columns = 1u << COLUMN_NAME;

  for (char **word = words; *word != NULL; word++) {
    int column = column_find(*word);

    if (**word == '\0')
      continue;
    if (column < 0) {
      picker_complain(self, "there is no column “%s”", *word);
      return;
    }
    columns |= 1u << column;
  }
  self->settings.columns = *argument != '\0' ? columns : COLUMNS_ALL;
  picker_save_settings(self);
}

PICKER_OPERATION(theme)
{
  int theme = settings_find_theme(argument);

  if (theme < 0) {
    picker_complain(self, "a theme is auto, dark, light or mono");
    return;
  }
  self->settings.theme = (ThemeChoice)theme;
  picker_save_settings(self);
  picker_restyle(self);
}

/* Hosts */

/* What is added or left by a command is remembered: next time it is there, or not. */
static void
remember_hosts(Picker *self)
{
  GPtrArray *hosts = model_get_hosts(self->model);
  GStrv uris = g_new0(char *, hosts->len + 1);

  for (guint i = 0; i < hosts->len; i++)
    uris[i] = g_strdup(oriel_host_get_uri(((HostRow *)hosts->pdata[i])->host));
  g_strfreev(self->settings.hosts);
  self->settings.hosts = uris;
  picker_save_settings(self);
}

PICKER_OPERATION(connect)
{
  g_autoptr(GError) error = NULL;

  if (*argument == '\0')
    picker_complain(self, "which host? As in :connect qemu+ssh://root@far.example/system");
  else if (hosts_find(self->hosts, argument) != NULL)
    picker_complain(self, "%s is here already", argument);
  else if (!hosts_add(self->hosts, argument, &error))
    picker_complain(self, "%s", error->message);
  else
    remember_hosts(self);
}

PICKER_OPERATION(disconnect)
{
  GuestRow *guest = model_get_guest(self->cursor);
  HostRow *host = guest != NULL ? guest->host : (HostRow *)self->cursor;

  if (host == NULL) {
    picker_complain(self, "there is no host here");
    return;
  }
  hosts_remove(self->hosts, host);
  remember_hosts(self);
}

PICKER_OPERATION(reconnect)
{
  hosts_retry(self->hosts);
}

/* The rest */

PICKER_OPERATION(help)
{
  guint n;
  const Operation *table = operations_get(&n);
  Popup *popup = popup_new("Help", TRUE, NULL, NULL, NULL);

  for (guint i = 0; i < n; i++) {
    g_autofree char *command =
        table[i].name != NULL ? g_strdup_printf(":%s", table[i].name) : g_strdup("");
    const char *keys = table[i].keys != NULL ? table[i].keys : "";
    g_autofree char *line = NULL;

    if (table[i].help == NULL)
      continue;
    line =
        g_strdup_printf("%s%*s%-12s %s", keys, 8 - brush_width(keys), "", command, table[i].help);
    popup_add_item(popup, 0, line, FALSE);
  }
  popup_set_readable_only(popup);
  picker_open_popup(self, popup);
}

/* One thing at a time. */
PICKER_OPERATION(clear)
{
  if (self->range != NULL)
    self->range = NULL;
  else if (*self->filter != '\0')
    picker_set_filter(self, "");
  else
    model_unmark_all(self->model);
  picker_draw_all(self);
}

PICKER_OPERATION(redraw)
{
  curses_invalidate(self->curses);
  picker_draw_all(self);
}

PICKER_OPERATION(suspend)
{
  terminal_suspend(app_get_terminal(self->page.app));
}

/* What is under way would end with the program. */
PICKER_OPERATION(quit)
{
  if (self->n_under_way > 0 && !self->leaving) {
    self->leaving = TRUE;
    picker_complain(self, "%u actions are under way and would be lost; once more to leave",
                    self->n_under_way);
    return;
  }
  app_close(self->page.app, &self->page, EXIT_DONE);
}
