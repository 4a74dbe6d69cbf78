// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Fetches details of guests as somebody needs them: of those that are seen first, then, while a
 * filter searches titles, of all others. A few at a time.
 */
#pragma once

#include "picker/model.h"

G_BEGIN_DECLS

typedef struct _Details Details;

Details *details_new(Model *model);
void details_free(Details *self);
/* The rows from @first on are seen, @n of them. */
void details_want(Details *self, int first, int n);

G_END_DECLS
