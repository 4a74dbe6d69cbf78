// SPDX-License-Identifier: LGPL-2.1-or-later
#include "focus-guard.h"

static void
on_unmap(GtkWindow *window)
{
  gtk_window_set_focus(window, NULL);
}

void
focus_guard_add(GtkWindow *window)
{
  g_signal_connect(window, "unmap", G_CALLBACK(on_unmap), NULL);
}
