// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-gtk-types.h"

G_BEGIN_DECLS

ORIEL_GTK_PUBLIC gboolean oriel_gtk_choose_renderer(void);

G_END_DECLS
