// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a guest's state means to a person, and what can be done about it. Pure. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* In the person's language. (static) */
const char *guest_state_get_label(OrielGuestState state);
/* Whether there is something to see: all but off, crashed and unknown. */
gboolean guest_state_is_on(OrielGuestState state);
/* Whether a guest in that state can take @action. */
gboolean guest_state_allows(OrielGuestState state, OrielGuestAction action);

G_END_DECLS
