// SPDX-License-Identifier: LGPL-2.1-or-later
#include "present.h"

#include <string.h>

/* Loading a GL stack only to learn that it is a software rasterizer takes longer than everything
 * else a start needs, so the cheap question comes first. */
static gboolean
has_graphics_card(void)
{
  g_autoptr(GDir) dir = g_dir_open("/dev/dri", 0, NULL);

  for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
    if (g_str_has_prefix(name, "renderD"))
      return TRUE;
  }
  return FALSE;
}

/* What composes on the processor here; where SDL makes a window's surface out of a renderer,
 * nothing does. */
static const PresenterOps *
find_surface(void)
{
  const char *driver = SDL_GetCurrentVideoDriver();

#ifdef HAVE_WAYLAND
  if (g_strcmp0(driver, "wayland") == 0)
    return &present_wayland;
#endif
  return g_strcmp0(driver, "x11") == 0 ? &present_surface : NULL;
}

gboolean
present_has_surface(void)
{
  return find_surface() != NULL;
}

/**
 * present_choose:
 * @name: "surface", "renderer" or "auto"
 *
 * Chooses how pictures reach windows. SDL's video has to be initialized. The renderer may still
 * refuse when it is opened.
 *
 * Returns: (transfer none): the way to try first
 */
const PresenterOps *
present_choose(const char *name)
{
  const PresenterOps *surface = find_surface();

  if (strcmp(name, "surface") == 0)
    return surface != NULL ? surface : &present_surface;
  if (strcmp(name, "renderer") == 0)
    return &present_renderer;
  return surface == NULL || has_graphics_card() ? &present_renderer : surface;
}
