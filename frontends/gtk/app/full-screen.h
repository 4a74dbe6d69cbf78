// SPDX-License-Identifier: LGPL-2.1-or-later
/* A window whose header bar slides away while it fills its monitor. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _FullScreen FullScreen;

FullScreen *full_screen_new(GtkWindow *window,
                            GtkWidget *header,
                            GtkWidget *content,
                            gboolean kiosk,
                            void (*left)(gpointer user_data),
                            gpointer user_data);
void full_screen_free(FullScreen *self);
GtkWidget *full_screen_get_widget(FullScreen *self);
GtkWidget *full_screen_get_header(FullScreen *self);
void full_screen_show_header(FullScreen *self);
void full_screen_enter(FullScreen *self, int monitor);
void full_screen_leave(FullScreen *self);
gboolean full_screen_is_active(const FullScreen *self);

G_END_DECLS
