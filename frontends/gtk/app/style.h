// SPDX-License-Identifier: LGPL-2.1-or-later
/* How all windows look. */
#pragma once

#include "settings.h"

G_BEGIN_DECLS

/* Opens the display, and loads the style. FALSE: there is no display, and that has been said. */
gboolean style_init(void);
void style_set_colors(Colors colors);

G_END_DECLS
