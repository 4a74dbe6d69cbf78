// SPDX-License-Identifier: LGPL-2.1-or-later
/* Words that show for some seconds at the edge of a window. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* With @text, which may come from anywhere: it is made fit for a person, is no markup, and takes
 * some lines where it is long. (transfer full) */
AdwToast *toasts_new(const char *text);
/* Gives one of these another text. */
void toasts_set_text(AdwToast *toast, const char *text);
/* An AdwToastOverlay whose buttons a screen reader can tell. (transfer floating) */
GtkWidget *toasts_new_overlay(void);
/* Shows one. */
void toasts_tell(AdwToastOverlay *self, const char *text);

/* One of toasts_new() that has done its duty goes, once it has come: libadwaita (1.2) frees what
 * makes it come in with the toast, and then uses it. */
void toasts_dismiss(AdwToast *toast);

G_END_DECLS
