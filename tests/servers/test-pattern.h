// SPDX-License-Identifier: LGPL-2.1-or-later
/* The picture that test servers show: every pixel tells its own place. */
#pragma once

#include <glib.h>

/* The colour 0xRRGGBB of the pixel at @x, @y. */
static inline guint32
test_pattern(int x, int y)
{
  return (guint32)(((x & 0xff) << 16) | ((y & 0xff) << 8) | ((x ^ y) & 0xff));
}
