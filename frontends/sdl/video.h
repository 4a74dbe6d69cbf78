// SPDX-License-Identifier: LGPL-2.1-or-later
/* SDL's video, as this program wants it. */
#pragma once

#include <glib.h>

gboolean video_start(void);
