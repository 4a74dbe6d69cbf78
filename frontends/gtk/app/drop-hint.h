// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is told over a guest's screen while files are dragged over it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* (transfer floating): nothing to be seen, until it is shown. */
GtkWidget *drop_hint_new(void);
/* What becomes of what is dropped. @refusal: (nullable): why nothing can be sent, fit for a
 * person's screen */
void drop_hint_show(GtkWidget *hint, const char *refusal);
void drop_hint_hide(GtkWidget *hint);

G_END_DECLS
