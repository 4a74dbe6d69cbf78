// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int oriel_vnc_plaintext_find_resize(guint width, guint height);

G_END_DECLS
