// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

/* Text that a guest or a server chose, made fit for a person's screen or terminal. */
ORIEL_PUBLIC char *oriel_text_sanitize(const char *bytes, gssize length, gsize max_length);

G_END_DECLS
