// SPDX-License-Identifier: LGPL-2.1-or-later
/* The viewer's end of the socket that tells of damage (wire/oriel-updates.h). */
#pragma once

#include "wire/oriel-updates.h"

typedef struct _OrielUpdates OrielUpdates;

/* @update is NULL when the process sent what is none; nothing of it is checked but its size. May
 * free the OrielUpdates. */
typedef void (*OrielUpdatesFunc)(gpointer owner, const OrielWireUpdate *update, guint n_rects);

/* Takes @fd. */
OrielUpdates *
oriel_updates_new(int fd, GMainContext *context, OrielUpdatesFunc func, gpointer owner);
void oriel_updates_free(OrielUpdates *self);

/* The damage of @display was taken. */
void oriel_updates_answer(OrielUpdates *self, guint32 display);
