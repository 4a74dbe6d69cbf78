// SPDX-License-Identifier: LGPL-2.1-or-later
/* The JPEG pictures within Tight rectangles. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *oriel_vnc_picture_find_fault(int width, int height);

G_END_DECLS
