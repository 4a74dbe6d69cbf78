// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a person calls one of a guest's displays: the protocol it speaks, as in `spice`, and the
 * second that speaks it, `vnc:2`. Pure.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* (transfer full) */
char *graphics_name_of(OrielGuest *guest, OrielGraphics *graphics);
/* The display of @guest with that name; else NULL with ORIEL_ERROR_NOT_FOUND. The details of the
 * guest have to be loaded. (transfer full) */
OrielGraphics *graphics_name_find(OrielGuest *guest, const char *name, GError **error);
/* What is said when @session goes on to the next display, as its `fell-back` tells: which failed,
 * which is tried, and why; fit for a person's screen. (transfer full) */
char *graphics_name_fell_back(OrielSession *session, OrielGraphics *failed, const GError *error);
/* Those of @guest that can be shown, in the order of preference; see oriel_guest_list_graphics().
 * (transfer full) */
GStrv graphics_name_list(OrielGuest *guest, const char *protocols);

G_END_DECLS
