// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-renderer.h"

#define DEVICES "/dev/dri"

/* Graphics processors that compute have a render node; a frame buffer alone has none. */
static gboolean
has_graphics_processor(void)
{
  g_autoptr(GDir) devices = g_dir_open(DEVICES, 0, NULL);
  const char *name;

  while (devices != NULL && (name = g_dir_read_name(devices)) != NULL)
    if (g_str_has_prefix(name, "renderD"))
      return TRUE;
  return FALSE;
}

/**
 * oriel_gtk_choose_renderer:
 *
 * Chooses how GTK draws, by what the system has: without a graphics processor, drawing by cairo
 * costs a fraction of what OpenGL in software does. It is for programs that show nothing dearer
 * than a console, to be called before gtk_init(), while there is one thread. A choice that the user
 * made by the environment variable `GSK_RENDERER` stands.
 *
 * Returns: %TRUE if there is a graphics processor
 */
gboolean
oriel_gtk_choose_renderer(void)
{
  gboolean found = has_graphics_processor();

  if (!found)
    g_setenv("GSK_RENDERER", "cairo", FALSE);
  return found;
}
