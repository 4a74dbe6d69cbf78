// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal.h"

#include <vte/vte.h>

#define SCROLLBACK 10000 /* lines */

static GtkWidget *
terminal_new(void)
{
  GtkWidget *terminal = vte_terminal_new();

  vte_terminal_set_scrollback_lines(VTE_TERMINAL(terminal), SCROLLBACK);
  vte_terminal_set_scroll_on_keystroke(VTE_TERMINAL(terminal), TRUE);
  return terminal;
}

static void
terminal_feed(GtkWidget *terminal, const char *bytes, gsize length)
{
  vte_terminal_feed(VTE_TERMINAL(terminal), bytes, (gssize)length);
}

static void
terminal_copy(GtkWidget *terminal)
{
  vte_terminal_copy_clipboard_format(VTE_TERMINAL(terminal), VTE_FORMAT_TEXT);
}

static void
terminal_paste(GtkWidget *terminal)
{
  vte_terminal_paste_clipboard(VTE_TERMINAL(terminal));
}

G_MODULE_EXPORT gconstpointer oriel_gtk_terminal(void);

gconstpointer
oriel_gtk_terminal(void)
{
  static const Terminal terminal = {terminal_new, terminal_feed, terminal_copy, terminal_paste};

  return &terminal;
}
