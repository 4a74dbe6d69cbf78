// SPDX-License-Identifier: LGPL-2.1-or-later
/* The consoles that are open, each in a window of its own. */
#pragma once

#include "shared/view-options.h"

G_BEGIN_DECLS

typedef struct _Consoles Consoles;

/* One of them is closed, or has connected: there may be more recent ones. */
typedef void (*ConsolesChanged)(gpointer user_data);

/* @base: (transfer none): options of all of them, ended by NULL */
Consoles *consoles_new(const char *const *base, ConsolesChanged changed, gpointer user_data);
void consoles_free(Consoles *self);
/* Opens what @words, options and a target, open; shows it if it is open. @guest: (nullable): the
 * one that the target names, if it is known; its host serves both then. Errors: those of
 * view_options_parse(). */
gboolean consoles_open(Consoles *self, const char *const *words, OrielGuest *guest, GError **error);
/* Which displays of guests are preferred, as it is set now. (transfer full) (nullable) */
char *consoles_dup_prefer(Consoles *self);
guint consoles_get_n_open(Consoles *self);

G_END_DECLS
