// SPDX-License-Identifier: LGPL-2.1-or-later
/* The displays of a guest that has several, to choose the one that is connected to. */
#pragma once

#include "overlay.h"
#include "shared/attachment.h"

G_BEGIN_DECLS

/* Adds a choice for each of them, where there are several. */
void graphics_menu_add(Attachment *attachment, Dialog *dialog);
/* Connects to the one that was chosen in @dialog. */
void graphics_menu_take(Attachment *attachment, const Dialog *dialog);
/* Asks over a window that asks nothing, or says that there is no choice. @attachment outlives the
 * question. */
void graphics_menu_open(Attachment *attachment, Overlay *overlay);

G_END_DECLS
