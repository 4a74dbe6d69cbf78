// SPDX-License-Identifier: LGPL-2.1-or-later
/* Ways around what gvnc does for each rectangle and each pixel. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void oriel_vnc_shortcuts_init(void);

G_END_DECLS
