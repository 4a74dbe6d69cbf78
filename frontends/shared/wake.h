// SPDX-License-Identifier: LGPL-2.1-or-later
/* When the machine wakes up after it was suspended. Costs nothing until then. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @asleep: for how long, in microseconds. May free the watch. */
typedef void (*WakeFunc)(gint64 asleep, gpointer user_data);

typedef struct _Wake Wake;

/* Calls @func from the main context that is the default now. (transfer full) */
Wake *wake_new(WakeFunc func, gpointer user_data);
void wake_free(Wake *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Wake, wake_free)

G_END_DECLS
