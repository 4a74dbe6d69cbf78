// SPDX-License-Identifier: LGPL-2.1-or-later
/* A page that tells what the terminal is and what comes from it: for reports of bugs. */
#pragma once

#include "terminal/page.h"

G_BEGIN_DECLS

/* (transfer full) */
Page *report_page_new(void);

G_END_DECLS
