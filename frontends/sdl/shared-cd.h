// SPDX-License-Identifier: LGPL-2.1-or-later
/* The file that the guest is to see as a CD, from the command line. */
#pragma once

#include <oriel.h>

#include "overlay.h"

G_BEGIN_DECLS

void shared_cd_offer(OrielSession *session, char *const *paths, Overlay *overlay);

G_END_DECLS
