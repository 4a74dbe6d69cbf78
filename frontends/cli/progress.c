// SPDX-License-Identifier: LGPL-2.1-or-later
#include "progress.h"

#include <unistd.h>

#define MAX_WHAT 200 /* characters */

struct _Progress {
  char *what;
  guint source; /* 0 = said, or nobody to say it to */
};

static gboolean
on_second(gpointer user_data)
{
  Progress *self = user_data;

  self->source = 0;
  g_printerr("oriel: waiting for %s; Ctrl-C gives up\n", self->what);
  return G_SOURCE_REMOVE;
}

Progress *
progress_new(const char *what)
{
  Progress *self = g_new0(Progress, 1);

  self->what = oriel_text_sanitize(what, -1, MAX_WHAT);
  if (isatty(STDERR_FILENO))
    self->source = g_timeout_add_seconds(1, on_second, self);
  return self;
}

void
progress_free(Progress *self)
{
  g_clear_handle_id(&self->source, g_source_remove);
  g_free(self->what);
  g_free(self);
}
