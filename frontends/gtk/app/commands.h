// SPDX-License-Identifier: LGPL-2.1-or-later
/* What can be done by keys, listed over the guest while the person holds those that let go. */
#pragma once

#include "shared/hotkeys.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer floating): to be put over the guest; nothing is seen yet, and nothing can be clicked */
GtkWidget *commands_new(void);

/* @grabbed: the guest has the keyboard now */
void commands_show(GtkWidget *commands, const Hotkeys *hotkeys, gboolean grabbed);
void commands_hide(GtkWidget *commands);

G_END_DECLS
