// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Where the picture of one guest's screen comes from: a session that only looks, or, where a
 * session would disturb somebody, pictures that the host makes.
 *
 * A SPICE server of QEMU sends its viewer away when another one comes, and a display that wants a
 * password would ask for it: the host is asked instead. So it is when the session fails.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct _PreviewSource PreviewSource;

typedef struct {
  /* There is something new to show: call preview_source_take(), now or later. */
  void (*changed)(gpointer user_data);
} PreviewSourceHooks;

PreviewSource *
preview_source_new(OrielGuest *guest, const PreviewSourceHooks *hooks, gpointer user_data);
void preview_source_free(PreviewSource *self);

/* (transfer none) (nullable): NULL = there is no picture (yet). @damage, (transfer full)
 * (nullable), is what changed since the last call; NULL = everything. */
OrielFramebuffer *preview_source_take(PreviewSource *self, OrielRegion **damage);
/* Why there is no picture, for a person; NULL = it is on its way. */
const char *preview_source_get_trouble(const PreviewSource *self);
/* Whether it shows what happens as it happens. */
gboolean preview_source_is_live(const PreviewSource *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PreviewSource, preview_source_free)

G_END_DECLS
