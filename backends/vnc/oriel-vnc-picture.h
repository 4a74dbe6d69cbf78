// SPDX-License-Identifier: LGPL-2.1-or-later
/* The JPEG pictures within Tight rectangles. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean oriel_vnc_picture_covers(int width, int height);

G_END_DECLS
