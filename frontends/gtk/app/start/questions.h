// SPDX-License-Identifier: LGPL-2.1-or-later
/* What hosts ask on the way to them, passwords and whether a key is trusted, as dialogs. */
#pragma once

#include <adwaita.h>
#include <oriel.h>

G_BEGIN_DECLS

/* Has all hosts from here on ask over @parent. */
void questions_set_parent(GtkWindow *parent);
/* Nobody is asked any more. */
void questions_end(void);

G_END_DECLS
