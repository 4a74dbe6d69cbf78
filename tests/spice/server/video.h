// SPDX-License-Identifier: LGPL-2.1-or-later
/* A film: pictures that follow each other in one place. */
#pragma once

#include "command.h"

void video_stop(void);
/* Reports what clients say of their streams; libspice-server tells nobody but its log. */
void video_watch_reports(void);

extern const Command video_commands[];
