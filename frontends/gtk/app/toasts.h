// SPDX-License-Identifier: LGPL-2.1-or-later
/* Words that show for some seconds at the edge of a window. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @text, which may come from anywhere, fit for a person, as markup. (transfer full) */
char *toasts_dup_markup(const char *text);
/* Shows @text, which may come from anywhere: it is made fit for a person, and is no markup. */
void toasts_tell(AdwToastOverlay *self, const char *text);

G_END_DECLS
