// SPDX-License-Identifier: LGPL-2.1-or-later
#include "terminal.h"

#include <vte/vte.h>

#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>

#define SCROLLBACK 10000 /* lines */

/* Blue text can be read on black, with which VTE's own cannot. */
static const char *const palette[] = {
    "#1e1e1e", "#e05a5a", "#57c26b", "#d9b13b", "#6aa5f0", "#c583e0", "#4bbfc9", "#d4d4d4",
    "#7a7a7a", "#ff8585", "#7ee495", "#ffd75f", "#94c4ff", "#e3a8f7", "#7be0e8", "#ffffff"};

static void
set_colors(VteTerminal *terminal)
{
  GdkRGBA colors[G_N_ELEMENTS(palette)];

  for (gsize i = 0; i < G_N_ELEMENTS(palette); i++)
    gdk_rgba_parse(&colors[i], palette[i]);
  vte_terminal_set_colors(terminal, &colors[7], NULL, colors, G_N_ELEMENTS(colors));
}

static GtkWidget *
terminal_new(void)
{
  GtkWidget *terminal = vte_terminal_new();

  set_colors(VTE_TERMINAL(terminal));
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

/* Another text is looked for from what is to be seen; what has been found last stays marked. */
static void
terminal_set_search(GtkWidget *terminal, const char *text)
{
  const guint32 flags = PCRE2_UTF | PCRE2_MULTILINE | PCRE2_CASELESS; /* VTE wants the second */
  g_autofree char *pattern = g_regex_escape_string(text, -1);
  g_autoptr(VteRegex) regex =
      *text != '\0' ? vte_regex_new_for_search(pattern, -1, flags, NULL) : NULL;

  if (regex != NULL)
    vte_terminal_unselect_all(VTE_TERMINAL(terminal));
  vte_terminal_search_set_regex(VTE_TERMINAL(terminal), regex, 0);
  vte_terminal_search_set_wrap_around(VTE_TERMINAL(terminal), TRUE);
}

static gboolean
terminal_find(GtkWidget *terminal, gboolean up)
{
  return up ? vte_terminal_search_find_previous(VTE_TERMINAL(terminal))
            : vte_terminal_search_find_next(VTE_TERMINAL(terminal));
}

G_MODULE_EXPORT gconstpointer oriel_gtk_terminal(void);

gconstpointer
oriel_gtk_terminal(void)
{
  static const Terminal terminal = {terminal_new,   terminal_feed,       terminal_copy,
                                    terminal_paste, terminal_set_search, terminal_find};

  return &terminal;
}
