// SPDX-License-Identifier: LGPL-2.1-or-later
/* Makes sound as loud as its guest wants it. Pure. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

#define LOUDNESS_MAX_CHANNELS 8

/* What samples are multiplied by, of each channel, in units of 1/65536. */
typedef struct {
  guint32 gains[LOUDNESS_MAX_CHANNELS];
  gboolean full; /* all of them are 1: there is nothing to do */
} Loudness;

Loudness loudness_of(OrielAudio *audio);
void loudness_apply(const Loudness *self, gint16 *samples, gsize n_samples, guint channels);

G_END_DECLS
