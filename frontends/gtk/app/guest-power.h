// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the host of a guest can do to it: to start it, to turn it off, and so on. */
#pragma once

#include <adwaita.h>
#include <oriel.h>

G_BEGIN_DECLS

/* Appends what can be done to @guest in the state it is in, as items of @action, whose parameter is
 * an "i". Returns whether there is anything. */
gboolean guest_power_append(GMenu *menu, OrielGuest *guest, const char *action);
/* Does what such a parameter stands for. What loses something is asked for first, over @parent; why
 * it fails is shown in @toasts. */
void guest_power_perform(OrielGuest *guest, int which, GtkWindow *parent, AdwToastOverlay *toasts);

G_END_DECLS
