// SPDX-License-Identifier: LGPL-2.1-or-later
/* Connection files: what they change of the options. */
#pragma once

#include "shared/view-options.h"
#include "shared/vv-file.h"

G_BEGIN_DECLS

/* As in virt-viewer, the file has the last word, and the hotkeys are those of the file alone. Says
 * on the standard error what is of no effect. Takes texts out of @file. */
void vv_apply(VvFile *file, ViewOptions *options);

G_END_DECLS
