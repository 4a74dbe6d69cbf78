// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-test-sound.h"

#define FREQUENCY 48000
#define CHANNELS 2
/* Blocks of 10 ms; fewer of them than may be on their way to a viewer, so that none is dropped. */
#define BLOCK_MS 10
#define BLOCK_FRAMES (FREQUENCY / 1000 * BLOCK_MS)
#define N_BLOCKS 30
/* Of one channel. */
#define HEARD_FRAMES (FREQUENCY / 1000 * 200)

struct _OrielTestSound {
  OrielBackend *backend; /* owns this */
  gboolean wanted;
  guint timer; /* source id; 0 = silence */
  guint n_blocks;
  gboolean again; /* right after this time */
  guint n_turns;

  gboolean microphone;
  gsize wanted_bytes; /* still to be heard; 0 = it does not listen */
  guint32 sum;        /* of what was heard: FNV-1a */
};

OrielTestSound *
oriel_test_sound_new(OrielBackend *backend, gboolean wanted, gboolean microphone)
{
  OrielTestSound *self = g_new0(OrielTestSound, 1);

  self->backend = backend;
  self->wanted = wanted;
  self->microphone = microphone;
  return self;
}

void
oriel_test_sound_free(OrielTestSound *self)
{
  g_clear_handle_id(&self->timer, g_source_remove);
  g_free(self);
}

static gboolean on_block(gpointer user_data);

void
oriel_test_sound_play(OrielTestSound *self)
{
  self->again = self->timer != 0;
  if (!self->wanted || self->again)
    return;
  self->n_blocks = 0;
  oriel_backend_audio_start(self->backend, FREQUENCY, CHANNELS);
  self->timer = g_timeout_add(BLOCK_MS, on_block, self);
}

static gboolean
on_block(gpointer user_data)
{
  OrielTestSound *self = user_data;
  gint16 samples[BLOCK_FRAMES * CHANNELS];

  for (guint i = 0; i < BLOCK_FRAMES; i++) {
    guint frame = self->n_blocks * BLOCK_FRAMES + i;
    samples[2 * i] = (gint16)GINT16_TO_LE((gint16)(guint16)frame);
    samples[2 * i + 1] = (gint16)GINT16_TO_LE((gint16)(guint16)~frame);
  }
  oriel_backend_audio_data(self->backend, (const guint8 *)samples, sizeof samples);
  if (++self->n_blocks < N_BLOCKS)
    return G_SOURCE_CONTINUE;
  oriel_backend_audio_stop(self->backend);
  self->timer = 0;
  if (self->again)
    oriel_test_sound_play(self);
  return G_SOURCE_REMOVE;
}

void
oriel_test_sound_turn(OrielTestSound *self)
{
  static const struct {
    guint16 volumes[CHANNELS];
    gboolean muted;
  } turns[] = {
      {{16384, 65535}, FALSE},
      {{65535, 65535}, TRUE},
      {{65535, 65535}, FALSE},
  };
  gsize turn = self->n_turns++ % G_N_ELEMENTS(turns);

  if (self->wanted)
    oriel_backend_audio_volume(self->backend, turns[turn].volumes, CHANNELS, turns[turn].muted);
}

void
oriel_test_sound_listen(OrielTestSound *self)
{
  if (!self->microphone || self->wanted_bytes != 0)
    return;
  self->wanted_bytes = HEARD_FRAMES * 2;
  self->sum = 2166136261u;
  oriel_backend_record_start(self->backend, FREQUENCY, 1);
}

void
oriel_test_sound_hear(OrielTestSound *self, const guint8 *samples, gsize size)
{
  gsize heard = MIN(size, self->wanted_bytes);
  g_autofree char *name = NULL;

  if (heard == 0)
    return;
  for (gsize i = 0; i < heard; i++)
    self->sum = (self->sum ^ samples[i]) * 16777619u;
  self->wanted_bytes -= heard;
  if (self->wanted_bytes != 0)
    return;
  oriel_backend_record_stop(self->backend);
  name = g_strdup_printf("test pattern, heard %08x", self->sum);
  oriel_backend_name(self->backend, name, -1);
}
