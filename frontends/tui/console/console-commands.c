// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the keys after the leader do. */
#include "console/console-page-private.h"

#include "console/clipboard.h"

#include <string.h>
#include <xkbcommon/xkbcommon-keysyms.h>

static void
send_leader(ConsolePage *self)
{
  console_page_send(self, "\035", 1);
}

static void
next_console(ConsolePage *self)
{
  ConsolePage *next = console_registry_next(self);

  if (next == self) {
    console_page_notify(self, g_strdup("no other console is open"));
    return;
  }
  app_raise(self->page.app, &next->page);
  app_lower(self->page.app, &self->page);
}

static void
scroll_back(ConsolePage *self)
{
  console_keys_scroll(self, view_get_rows(self->view) / 2);
}

static void
search(ConsolePage *self)
{
  g_string_truncate(self->search, 0);
  self->mode = MODE_SEARCH;
}

/* What is selected, or else all that is seen. */
static void
copy(ConsolePage *self)
{
  Terminal *terminal = app_get_terminal(self->page.app);
  g_autofree char *selected = view_dup_selected(self->view);
  g_autofree char *text =
      selected != NULL ? g_steal_pointer(&selected) : view_dup_visible(self->view);
  g_autoptr(GString) bytes = g_string_new(NULL);

  if (!clipboard_append(text, bytes)) {
    console_page_notify(self,
                        g_strdup_printf("not copied: more than %d bytes", CLIPBOARD_MAX_TEXT));
    return;
  }
  terminal_write(terminal, bytes->str, bytes->len);
  view_select_none(self->view);
  console_page_notify(self, g_strdup_printf("copied %ld characters%s", g_utf8_strlen(text, -1),
                                            terminal_get_abilities(terminal)->multiplexer
                                                ? " (tmux passes them on after 'set "
                                                  "set-clipboard on')"
                                                : ""));
}

/* A serial line has no way to tell the guest how large its terminal is. */
static void
send_size(ConsolePage *self)
{
  g_autofree char *command =
      g_strdup_printf("stty rows %d cols %d\r", emulator_get_rows(self->emulator),
                      emulator_get_columns(self->emulator));

  console_page_send(self, command, strlen(command));
}

static void
reset(ConsolePage *self)
{
  emulator_reset(self->emulator);
  view_follow(self->view);
}

static void
on_started(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree char *key = user_data;
  g_autoptr(GError) error = NULL;
  ConsolePage *self;

  if (oriel_guest_perform_finish(ORIEL_GUEST(source), result, &error))
    return;
  self = console_registry_find(NULL, ORIEL_GUEST(source), key);
  if (self != NULL)
    console_page_notify(self, oriel_text_sanitize(error->message, -1, 500));
}

/* The page may be gone by the time of the answer; then nobody has to know. */
static void
start_guest(ConsolePage *self)
{
  OrielGuest *guest = console_link_get_guest(self->link);

  if (guest == NULL)
    return;
  console_page_notify(self, g_strdup_printf("starting %s…", self->name));
  oriel_guest_perform_async(guest, ORIEL_GUEST_START, NULL, on_started, g_strdup(self->alias));
}

static void
reopen(ConsolePage *self)
{
  if (self->owner.reconnect != NULL)
    self->owner.reconnect(self->owner.page);
  console_link_open(self->link, FALSE);
}

static void
show_help(ConsolePage *self)
{
  self->mode = MODE_HELP;
}

const ConsoleCommand console_commands[] = {
    {XKB_KEY_bracketright, "^]", "send Ctrl-] to the guest", send_leader},
    {XKB_KEY_q, "q", "leave; the console stays open behind", console_page_leave},
    {XKB_KEY_x, "x", "close the console", console_page_close},
    {XKB_KEY_n, "n", "next open console", next_console},
    {XKB_KEY_Page_Up, "PgUp", "scroll back (Shift-PgUp, wheel)", scroll_back},
    {XKB_KEY_slash, "/", "search", search},
    {XKB_KEY_y, "y", "copy the window, or what is selected", copy},
    {XKB_KEY_t, "t", "send stty rows ... cols ... (the size)", send_size},
    {XKB_KEY_z, "z", "reset the screen", reset},
    {XKB_KEY_r, "r", "connect again", reopen},
    {XKB_KEY_s, "s", "start the guest", start_guest},
    {XKB_KEY_question, "?", "help", show_help},
    {0},
};
