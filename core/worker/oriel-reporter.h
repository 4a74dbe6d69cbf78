// SPDX-License-Identifier: LGPL-2.1-or-later
/* The session process's end of the socket that tells of damage (wire/oriel-updates.h). */
#pragma once

#include "wire/oriel-updates.h"

typedef struct _OrielReporter OrielReporter;

typedef struct {
  /* The damage of @display was taken. */
  void (*taken)(gpointer owner, guint display);
  /* Whether there is anybody who waits for an answer. */
  gboolean (*waits)(gpointer owner);
} OrielReporterEvents;

OrielReporter *oriel_reporter_new(const OrielReporterEvents *events, gpointer owner);

void oriel_reporter_send(OrielReporter *self,
                         guint display,
                         guint generation,
                         const OrielRegion *damage);
/* Hears the answers that are there, and those that come as long as anybody waits for one. Without
 * this none is heard: a process that has nothing more to tell need not wake up for them. */
void oriel_reporter_listen(OrielReporter *self);
