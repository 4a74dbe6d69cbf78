// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A terminal as a widget, which tells what is typed by its signal commit (const char *bytes, guint
 * length). VTE and what it needs live in a module that is loaded with the first text console.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  GtkWidget *(*new)(void); /* (transfer floating) */
  void (*feed)(GtkWidget *terminal, const char *bytes, gsize length);
  void (*copy)(GtkWidget *terminal);
  void (*paste)(GtkWidget *terminal);
  /* What is looked for from here on, in upper or lower case; "" = nothing. */
  void (*set_search)(GtkWidget *terminal, const char *text);
  /* Marks the one further up, or further down; behind the last one comes the first again. FALSE:
   * there is none. */
  gboolean (*find)(GtkWidget *terminal, gboolean up);
} Terminal;

#define TERMINAL_SYMBOL "oriel_gtk_terminal"

/* (nullable): NULL = the installation is not complete */
const Terminal *terminal_get(void);

G_END_DECLS
