// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-gtk-types.h"

G_BEGIN_DECLS

#define ORIEL_GTK_TYPE_CLIPBOARD (oriel_gtk_clipboard_get_type())
ORIEL_GTK_PUBLIC
G_DECLARE_FINAL_TYPE(OrielGtkClipboard, oriel_gtk_clipboard, ORIEL_GTK, CLIPBOARD, GObject)

ORIEL_GTK_PUBLIC OrielGtkClipboard *oriel_gtk_clipboard_new(GtkWidget *widget);
ORIEL_GTK_PUBLIC GtkWidget *oriel_gtk_clipboard_get_widget(OrielGtkClipboard *self);
ORIEL_GTK_PUBLIC void oriel_gtk_clipboard_set_widget(OrielGtkClipboard *self, GtkWidget *widget);
ORIEL_GTK_PUBLIC OrielClipboard *oriel_gtk_clipboard_get_guest(OrielGtkClipboard *self);
ORIEL_GTK_PUBLIC void oriel_gtk_clipboard_set_guest(OrielGtkClipboard *self, OrielClipboard *guest);

G_END_DECLS
