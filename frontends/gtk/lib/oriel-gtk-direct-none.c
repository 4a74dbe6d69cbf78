// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-gtk-direct.h"

Direct *
direct_new(GdkSurface *surface)
{
  return NULL;
}

void
direct_free(Direct *self)
{
}

gboolean
direct_use(Direct *self, OrielFramebuffer *pixels)
{
  return FALSE;
}

void
direct_put(Direct *self, const OrielRegion *parts, int x, int y)
{
}
