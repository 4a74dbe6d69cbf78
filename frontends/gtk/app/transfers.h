// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files on their way to the guest, told by one toast. */
#pragma once

#include <adwaita.h>
#include <oriel.h>

G_BEGIN_DECLS

typedef struct _Transfers Transfers;

/* @told is called with what became of them, as text. */
Transfers *transfers_new(AdwToastOverlay *toasts,
                         void (*told)(gpointer user_data, const char *text),
                         gpointer user_data);
void transfers_free(Transfers *self);
/* Gives up what is under way, and can be activated while anything is. (transfer none) */
GAction *transfers_get_cancel(Transfers *self);
void transfers_send(Transfers *self, OrielSession *session, GListModel *files);

G_END_DECLS
