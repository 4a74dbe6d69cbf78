// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "oriel-types.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_SNAPSHOT (oriel_snapshot_get_type())
ORIEL_PUBLIC G_DECLARE_FINAL_TYPE(OrielSnapshot, oriel_snapshot, ORIEL, SNAPSHOT, GObject)

ORIEL_PUBLIC const char *oriel_snapshot_get_name(OrielSnapshot *self);
ORIEL_PUBLIC const char *oriel_snapshot_get_shown_name(OrielSnapshot *self);
ORIEL_PUBLIC const char *oriel_snapshot_get_description(OrielSnapshot *self);
ORIEL_PUBLIC gint64 oriel_snapshot_get_time(OrielSnapshot *self);
ORIEL_PUBLIC const char *oriel_snapshot_get_state(OrielSnapshot *self);
ORIEL_PUBLIC gboolean oriel_snapshot_is_current(OrielSnapshot *self);

G_END_DECLS
