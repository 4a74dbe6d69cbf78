// SPDX-License-Identifier: LGPL-2.1-or-later
/* One guest: its picture, what it is called, and what it does. */
#pragma once

#include "start/start-private.h"

G_BEGIN_DECLS

/* A GtkFlowBoxChild, or, as a row of a list, a GtkListBoxRow. (transfer floating) */
GtkWidget *guest_card_new(StartWindow *window, OrielGuest *guest, gboolean is_row);
/* The guest of what that made. (transfer none) */
OrielGuest *guest_card_get_guest(GtkWidget *card);

G_END_DECLS
