// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The guest's clipboards, as its agent passes them: each side tells the types that it has, and is
 * asked for one when the other pastes. The agent answers the questions of a selection in order, so
 * that one is asked at a time.
 */
#pragma once

#include "oriel-spice-private.h"

OrielSpiceClipboard *oriel_spice_clipboard_new(OrielSpiceBackend *backend);
void oriel_spice_clipboard_free(OrielSpiceClipboard *self);

/* Follows the agent of @channel as it comes and goes. */
void oriel_spice_clipboard_watch(OrielSpiceClipboard *self, SpiceMainChannel *channel);
/* Both take @task. */
void oriel_spice_clipboard_grab(OrielSpiceClipboard *self,
                                OrielSelection selection,
                                const char *const *types,
                                GTask *task);
void oriel_spice_clipboard_read(OrielSpiceClipboard *self,
                                OrielSelection selection,
                                const char *type,
                                GTask *task);
