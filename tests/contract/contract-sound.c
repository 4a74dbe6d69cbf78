// SPDX-License-Identifier: LGPL-2.1-or-later
/* The sound of the test-pattern backend, which plays a ramp: F7 makes it play, F8 turns its volume.
 */
#include "contract.h"

#include <string.h>

#define QNUM_F7 0x41
#define QNUM_F8 0x42
#define FRAMES (48000 * 300 / 1000)

/* What was heard of a session. */
typedef struct {
  TestViewer *viewer;
  OrielAudio *audio;   /* (nullable) borrowed */
  GByteArray *samples; /* (owned) */
  guint n_starts, n_stops;
} Listener;

static void
on_samples(OrielAudio *audio, GBytes *samples, gpointer data)
{
  Listener *self = data;
  gsize size;
  gconstpointer bytes = g_bytes_get_data(samples, &size);

  g_assert_cmpuint(size % 4, ==, 0);
  g_byte_array_append(self->samples, bytes, (guint)size);
}

static void
on_playing(OrielAudio *audio, GParamSpec *pspec, gpointer data)
{
  Listener *self = data;

  if (oriel_audio_get_playing(audio)) {
    g_assert_cmpuint(oriel_audio_get_frequency(audio), ==, 48000);
    g_assert_cmpuint(oriel_audio_get_channels(audio), ==, 2);
    self->n_starts++;
  } else {
    self->n_stops++;
  }
}

static void
on_audio(OrielSession *session, GParamSpec *pspec, gpointer data)
{
  Listener *self = data;

  self->audio = oriel_session_get_audio(session);
  g_signal_connect(self->audio, "notify::playing", G_CALLBACK(on_playing), self);
  g_signal_connect(self->audio, "samples", G_CALLBACK(on_samples), self);
}

static void
listener_connect(Listener *self, TestViewer *viewer)
{
  *self = (Listener){.viewer = viewer, .samples = g_byte_array_new()};
  oriel_session_set_enable_audio(viewer->session, TRUE);
  g_signal_connect(viewer->session, "notify::audio", G_CALLBACK(on_audio), self);
  test_viewer_connect_and_see(viewer);
}

static void
listener_clear(Listener *self)
{
  g_signal_handlers_disconnect_by_data(self->viewer->session, self);
  if (self->audio != NULL)
    g_signal_handlers_disconnect_by_data(self->audio, self);
  g_byte_array_unref(self->samples);
}

static void
press(Contract *contract, guint qnum)
{
  OrielDisplay *display = test_viewer_get_display(contract->viewer);

  oriel_display_key(display, qnum, 0, TRUE);
  oriel_display_key(display, qnum, 0, FALSE);
}

static gboolean
has_stopped(gpointer data)
{
  Listener *self = data;
  return self->n_stops > 0;
}

/* Every sample arrives, in order, between the begin and the end. */
static void
test_ramp(Contract *contract)
{
  Listener listener;
  const gint16 *samples;

  listener_connect(&listener, contract->viewer);
  g_assert_null(listener.audio);
  press(contract, QNUM_F7);
  test_assert_wait(has_stopped, &listener);
  g_assert_cmpuint(listener.n_starts, ==, 1);
  g_assert_cmpuint(listener.samples->len, ==, FRAMES * 4);
  samples = (const gint16 *)(gconstpointer)listener.samples->data;
  for (guint i = 0; i < FRAMES; i++) {
    g_assert_cmpint(GINT16_FROM_LE(samples[2 * i]), ==, (gint16)i);
    g_assert_cmpint(GINT16_FROM_LE(samples[2 * i + 1]), ==, (gint16)~i);
  }
  listener_clear(&listener);
}

/* Who did not ask for sound gets none. */
static void
test_not_wanted(Contract *contract)
{
  test_viewer_connect_and_see(contract->viewer);
  press(contract, QNUM_F7);
  press(contract, QNUM_F8);
  contract_order(contract, "bell"); /* after it: what comes has come */
  while (contract->viewer->n_bells == 0)
    g_main_context_iteration(NULL, TRUE);
  g_assert_null(oriel_session_get_audio(contract->viewer->session));
}

static gboolean
is_quiet_at_left(gpointer data)
{
  OrielAudio *audio = oriel_session_get_audio(((TestViewer *)data)->session);
  return audio != NULL && oriel_audio_get_channel_volume(audio, 0) < 0.5;
}

static gboolean
is_muted(gpointer data)
{
  return oriel_audio_get_muted(oriel_session_get_audio(((TestViewer *)data)->session));
}

static gboolean
is_full(gpointer data)
{
  OrielAudio *audio = oriel_session_get_audio(((TestViewer *)data)->session);
  return !oriel_audio_get_muted(audio) && oriel_audio_get_channel_volume(audio, 0) >= 1;
}

static void
test_volume(Contract *contract)
{
  Listener listener;

  listener_connect(&listener, contract->viewer);
  press(contract, QNUM_F8);
  test_assert_wait(is_quiet_at_left, contract->viewer);
  g_assert_cmpfloat_with_epsilon(oriel_audio_get_channel_volume(listener.audio, 0), 0.25, 0.001);
  g_assert_cmpfloat(oriel_audio_get_channel_volume(listener.audio, 1), ==, 1);
  g_assert_cmpfloat(oriel_audio_get_volume(listener.audio), ==, 1);
  g_assert_false(oriel_audio_get_muted(listener.audio));
  g_assert_false(oriel_audio_get_playing(listener.audio));
  press(contract, QNUM_F8);
  test_assert_wait(is_muted, contract->viewer);
  press(contract, QNUM_F8);
  test_assert_wait(is_full, contract->viewer);
  listener_clear(&listener);
}

static gboolean
knows_latency(gpointer data)
{
  const char *name = oriel_session_get_name(((TestViewer *)data)->session);
  return g_strcmp0(name, "test pattern, heard after 90 ms") == 0;
}

/* The newest latency is what the server hears of in the end, also after connecting again. */
static void
test_latency(Contract *contract)
{
  Listener listener;

  listener_connect(&listener, contract->viewer);
  press(contract, QNUM_F7);
  test_assert_wait(has_stopped, &listener);
  for (guint i = 1; i <= 90; i++)
    oriel_audio_set_latency(listener.audio, i);
  test_assert_wait(knows_latency, contract->viewer);
  oriel_session_disconnect(contract->viewer->session);
  oriel_audio_set_latency(listener.audio, 10);
  oriel_audio_set_latency(listener.audio, 90);
  test_viewer_connect_and_see(contract->viewer);
  test_assert_wait(knows_latency, contract->viewer);
  listener_clear(&listener);
}

const Case contract_sound[] = {
    {"ramp", test_ramp},
    {"not-wanted", test_not_wanted},
    {"volume", test_volume},
    {"latency", test_latency},
    {NULL},
};
