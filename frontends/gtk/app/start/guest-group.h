// SPDX-License-Identifier: LGPL-2.1-or-later
/* The guests of a host that are on, or those that are off: as cards, or as a list. */
#pragma once

#include "start/start-private.h"

G_BEGIN_DECLS

typedef struct _GuestGroup GuestGroup;

/* @guests: (transfer none): all guests of the host */
GuestGroup *guest_group_new(StartWindow *window, GListModel *guests, gboolean on);
void guest_group_free(GuestGroup *self);
/* (transfer none) */
GtkWidget *guest_group_get_widget(GuestGroup *self);
/* How many the search lets through. */
guint guest_group_get_n_guests(GuestGroup *self);
/* Guests have changed their state, or the search is another. */
void guest_group_refilter(GuestGroup *self);
/* Cards have become a list, or the other way round. */
void guest_group_set_list(GuestGroup *self, gboolean is_list);

G_END_DECLS
