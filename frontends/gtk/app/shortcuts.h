// SPDX-License-Identifier: LGPL-2.1-or-later
/* The window that tells the keys of the console's window. */
#pragma once

#include "shared/hotkeys.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer floating) */
GtkWindow *shortcuts_new(GtkWindow *parent, const Hotkeys *hotkeys);

G_END_DECLS
