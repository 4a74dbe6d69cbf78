// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A text console of the guest, in a terminal: it waits while the guest is off, connects by itself
 * when it runs, and asks before it is taken away from somebody else.
 */
#pragma once

#include <gtk/gtk.h>
#include <oriel.h>

G_BEGIN_DECLS

/* Whether the program was built with a terminal; without one there are no text consoles. */
gboolean text_console_is_built(void);
/* Has the terminal ready: to be called before the others. FALSE: the installation is not complete.
 */
gboolean text_console_load(void);
/* The one called @alias (NULL = the first) of @guest, or, where that is NULL, of @session.
 * (transfer floating): what shows it; it is closed when that is destroyed */
GtkWidget *text_console_new(OrielGuest *guest, OrielSession *session, const char *alias);
/* Another session has taken the place of that which it was of; nothing for one of a guest. */
void text_console_set_session(GtkWidget *widget, OrielSession *session);
/* A bar above it looks for words in it, unless it is not open. */
void text_console_search(GtkWidget *widget);
/* The keyboard is its. */
void text_console_grab_focus(GtkWidget *widget);

G_END_DECLS
