// SPDX-License-Identifier: LGPL-2.1-or-later
/* A bar that looks for words in what a terminal has shown. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of @terminal, of which it takes a reference. (transfer floating): nothing to be seen, until it is
 * opened */
GtkWidget *text_search_new(GtkWidget *terminal);
/* It has the keyboard until it is closed; then the terminal has. */
void text_search_open(GtkWidget *search);

G_END_DECLS
