// SPDX-License-Identifier: LGPL-2.1-or-later
/* SDL's video, as this program wants it. */
#pragma once

#include "shared/view-options.h"

gboolean video_start(const ViewOptions *options);
