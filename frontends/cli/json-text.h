// SPDX-License-Identifier: LGPL-2.1-or-later
/* Texts in JSON. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends @text (any bytes) as a string in plain ASCII, or null. */
void json_text_append(GString *out, const char *text);

/* Appends @texts, up to NULL, as an array. */
void json_text_append_array(GString *out, const char *const *texts);

G_END_DECLS
