// SPDX-License-Identifier: LGPL-2.1-or-later
/* Tells a person what is waited for, when that takes a while. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* Once a second has passed in the main loop, says on standard error that @what is waited for, if
 * that is a terminal. (transfer full): progress_free() ends it. */
typedef struct _Progress Progress;

Progress *progress_new(const char *what);
void progress_free(Progress *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)

G_END_DECLS
