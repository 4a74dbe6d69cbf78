// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @text for a person in lines of up to @width columns: broken at spaces, at line feeds, and inside
 * words that are wider alone. (transfer full) (element-type utf8) Pure. */
GPtrArray *wrap_text(const char *text, int width);
/* @text in one line of up to @width columns: what is cut ends with @ellipsis. (transfer full) Pure.
 */
char *wrap_cut(const char *text, int width, const char *ellipsis);

G_END_DECLS
