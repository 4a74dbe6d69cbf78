// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * When to paint: at once if the last frame is long enough ago, else when it will be. However much
 * changes in between, there is one frame; when nothing changes, nothing runs.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef void (*PacerPaint)(gpointer user_data);

typedef struct _Pacer Pacer;

Pacer *pacer_new(PacerPaint paint, gpointer user_data);
void pacer_free(Pacer *self);
void pacer_set_rate(Pacer *self, int frames_per_second);
void pacer_request(Pacer *self);

G_END_DECLS
