// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Asks what the guests use that are seen and run: one question a host, every two seconds. Where
 * none is seen, or the host has no figures, nothing is asked and nothing wakes up.
 */
#pragma once

#include "picker/model.h"

G_BEGIN_DECLS

typedef struct _PickerStatistics Statistics;

Statistics *statistics_new(Model *model);
void statistics_free(Statistics *self);
/* The rows from @first on are seen, @n of them; 0 = nobody looks. */
void statistics_want(Statistics *self, int first, int n);

G_END_DECLS
