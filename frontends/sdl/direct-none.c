// SPDX-License-Identifier: LGPL-2.1-or-later
/* Knows no X server: the build has no libxcb. */
#include "direct.h"

Direct *
direct_new(SDL_Window *window)
{
  return NULL;
}

void
direct_free(Direct *self)
{
}

gboolean
direct_show(
    Direct *self, OrielFramebuffer *framebuffer, const OrielRect *parts, guint n, int x, int y)
{
  return FALSE;
}
