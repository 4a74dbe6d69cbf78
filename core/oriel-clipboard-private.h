// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-link.h"
#include "oriel.h"

OrielClipboard *oriel_clipboard_new(OrielLink *link);
/* The session is over, or view-only: nothing is sent to the guest. */
void oriel_clipboard_detach(OrielClipboard *self);
void oriel_clipboard_set_view_only(OrielClipboard *self, gboolean view_only);
void oriel_clipboard_set_guest_text(OrielClipboard *self, const char *text);
