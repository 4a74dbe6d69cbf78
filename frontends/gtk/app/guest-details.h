// SPDX-License-Identifier: LGPL-2.1-or-later
/* The window that tells what is known of a guest and its console. */
#pragma once

#include <adwaita.h>
#include <oriel.h>

G_BEGIN_DECLS

/* @guest, @session, @display: (nullable): what is not there is not told of. */
void guest_details_present(GtkWindow *parent,
                           const char *name,
                           OrielGuest *guest,
                           OrielSession *session,
                           OrielDisplay *display);

G_END_DECLS
