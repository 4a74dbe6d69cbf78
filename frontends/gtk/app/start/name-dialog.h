// SPDX-License-Identifier: LGPL-2.1-or-later
/* Asks for the name to keep a connection under, which is judged while it is typed. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* @named is called once, with a name that does, unless the person thinks better of it; @user_data
 * is released by @destroy in any case. @words: what is to be kept. @name: (nullable): to begin
 * with. */
void name_dialog_present(GtkWindow *parent,
                         const char *heading,
                         const char *name,
                         const char *const *words,
                         void (*named)(const char *name, gpointer user_data),
                         gpointer user_data,
                         GDestroyNotify destroy);

G_END_DECLS
