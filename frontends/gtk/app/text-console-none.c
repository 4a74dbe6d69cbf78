// SPDX-License-Identifier: LGPL-2.1-or-later
#include "text-console.h"

gboolean
text_console_is_built(void)
{
  return FALSE;
}

gboolean
text_console_load(void)
{
  return FALSE;
}

GtkWidget *
text_console_new(OrielGuest *guest, OrielSession *session, const char *alias)
{
  g_return_val_if_reached(NULL);
}

void
text_console_set_session(GtkWidget *widget, OrielSession *session)
{
}

void
text_console_search(GtkWidget *widget)
{
}

void
text_console_grab_focus(GtkWidget *widget)
{
}
