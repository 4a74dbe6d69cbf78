// SPDX-License-Identifier: LGPL-2.1-or-later
/* Buttons with a text that has a mnemonic: "_Cancel". */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer floating) */
GtkWidget *text_button_new(const char *label);
/* Gives it another text. */
void text_button_set_label(GtkWidget *button, const char *label);
/* Has all that libadwaita put in @parent, a dialog or what shows toasts, called by their text. */
void text_button_name_all(GtkWidget *parent);

G_END_DECLS
