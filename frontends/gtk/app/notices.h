// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the desktop tells a person who looks at another window, and takes back once it is seen. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _Notices Notices;

/* @activated: somebody wants to see what it is about. */
Notices *notices_new(void (*activated)(gpointer user_data), gpointer user_data);
/* Takes back what was told. */
void notices_free(Notices *self);
/* In place of what was told before; where there is no desktop to tell it, nothing happens. Both are
 * text, no markup. */
void notices_send(Notices *self, const char *title, const char *body);
void notices_withdraw(Notices *self);

G_END_DECLS
