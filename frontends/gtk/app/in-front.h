// SPDX-License-Identifier: LGPL-2.1-or-later
/* Whether a window of ours is the one that the person works with. GTK tells by the focus; on X11 a
 * grab of the keyboard can make it believe what is not so, and the window manager is asked as well.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _InFront InFront;

/* @changed is called with @user_data when the answer may be another, @window being one of those
 * that count. To be freed by in_front_free(), before @window is gone. */
InFront *in_front_new(GtkWindow *window, void (*changed)(gpointer user_data), gpointer user_data);
void in_front_free(InFront *self);

gboolean in_front_is(const InFront *self);

G_END_DECLS
