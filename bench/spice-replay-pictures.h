// SPDX-License-Identifier: LGPL-2.1-or-later
/* How many pictures of a film the server has made: it drops those that a client is too slow for. */
#pragma once

#include <glib.h>

/* JPEG pictures since the start, of all streams. Any thread. */
guint replay_pictures_get(void);
