// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-renderer.h"

#include <gtk/gtk.h>

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

/* GTK looks for OpenGL when it opens a display, whatever draws: a compiler is loaded for that, a
 * third of the memory and a fifth of the time that a window takes to open. */
static void
forbid_opengl(void)
{
  /* Until 4.15 the word was one of GDK_DEBUG's. */
  gboolean recent = gtk_get_major_version() > 4 || gtk_get_minor_version() > 15;
  const char *variable = recent ? "GDK_DISABLE" : "GDK_DEBUG";
  const char *word = recent ? "gl" : "gl-disable";
  const char *others = g_getenv(variable);
  g_autofree char *words = others != NULL ? g_strconcat(others, ",", word, NULL) : g_strdup(word);

  g_setenv(variable, words, TRUE);
}

/**
 * oriel_gtk_choose_renderer:
 *
 * Chooses how GTK draws, by what the system has: without a graphics processor, drawing by cairo
 * costs a fraction of what OpenGL in software does, and OpenGL is not even looked for. It is for
 * programs that show nothing dearer than a console, to be called before gtk_init(), while there is
 * one thread. A choice that the user made by the environment variable `GSK_RENDERER` stands.
 *
 * Returns: %TRUE if there is a graphics processor
 */
gboolean
oriel_gtk_choose_renderer(void)
{
  gboolean found = has_graphics_processor();

  if (!found) {
    g_setenv("GSK_RENDERER", "cairo", FALSE);
    if (g_str_equal(g_getenv("GSK_RENDERER"), "cairo"))
      forbid_opengl();
  }
  return found;
}
