// SPDX-License-Identifier: LGPL-2.1-or-later
/* Knows no X server: the build has not what it takes. */
#include "oriel-gtk-direct.h"

ShmWindow *
direct_new(GdkSurface *surface)
{
  return NULL;
}
