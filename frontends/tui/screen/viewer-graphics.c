// SPDX-License-Identifier: LGPL-2.1-or-later
/* The list of a guest's displays over its screen: a digit connects to one of them. */
#include "screen/viewer-private.h"

#include "screen/panel.h"

#define MAX_DISPLAYS 9

gboolean
viewer_has_graphics(Viewer *self)
{
  g_auto(GStrv) names = attachment_list_graphics(self->attachment);

  return g_strv_length(names) > 1;
}

void
viewer_list_graphics(Viewer *self, Panel *panel)
{
  g_auto(GStrv) names = attachment_list_graphics(self->attachment);
  g_autofree char *current = attachment_dup_graphics(self->attachment);

  for (guint i = 0; names[i] != NULL && i < MAX_DISPLAYS; i++) {
    g_autofree char *line = g_strdup_printf(
        "%u  %s%s", i + 1, names[i], g_strcmp0(names[i], current) == 0 ? " (as it is now)" : "");

    panel_add(panel, line);
  }
  panel_add(panel, "");
  panel_add(panel, "1-9  connect by that display of the guest");
}

void
viewer_use_graphics(Viewer *self, guint index)
{
  g_auto(GStrv) names = attachment_list_graphics(self->attachment);

  if (index < g_strv_length(names))
    attachment_use_graphics(self->attachment, names[index]);
}
