// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the desktop tells of the guest while nobody looks at its windows. */
#include "window-private.h"

static gboolean
is_seen(ConsoleWindow *self)
{
  gboolean seen = gtk_window_is_active(self->head->window);

  for (guint i = 0; i < self->heads->len && !seen; i++)
    seen = gtk_window_is_active(((Head *)self->heads->pdata[i])->window);
  return seen;
}

void
console_window_notify(gpointer user_data, const char *text)
{
  ConsoleWindow *self = user_data;
  const char *name = adw_window_title_get_title(ADW_WINDOW_TITLE(self->head->title));

  if (!self->options->kiosk && !is_seen(self))
    notices_send(self->notices, name, text);
}
