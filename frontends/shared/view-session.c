// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/view-session.h"

#include "shared/connections.h"

gboolean
view_session_exchanges(const ViewOptions *options)
{
  return !options->view_only && !options->kiosk;
}

static void
remember(const ViewOptions *options)
{
  const char *const guest[] = {"-c", options->connect, options->target, NULL};

  if (options->address == NULL && !options->kiosk)
    connections_remember(options->connect != NULL ? guest : guest + 2);
}

static void
save(ViewOptions *options)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_steal_pointer(&options->save);

  if (name != NULL && !connections_save(name, (const char *const *)options->words, &error))
    g_printerr("oriel: the connection is not kept: %s\n", error->message);
}

void
view_session_connected(ViewOptions *options)
{
  if (options->delete_file)
    vv_origin_delete(&options->origin);
  options->delete_file = FALSE;
  remember(options);
  save(options);
}
