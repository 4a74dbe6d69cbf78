// SPDX-License-Identifier: LGPL-2.1-or-later
/* Words that show for some seconds at the edge of a window. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Shows @text, which may come from anywhere: it is made fit for a person, and is no markup. */
void toasts_tell(AdwToastOverlay *self, const char *text);

G_END_DECLS
