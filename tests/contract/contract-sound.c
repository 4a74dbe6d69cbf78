// SPDX-License-Identifier: LGPL-2.1-or-later
/* The sound of the test-pattern backend, which plays a ramp: F7 makes it play, F8 turns its volume.
 */
#include "contract.h"

#include <string.h>

#define QNUM_F7 0x41
#define QNUM_F8 0x42
#define QNUM_F10 0x44
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

static void
play_once(Contract *contract, Listener *listener)
{
  listener->n_stops = 0;
  press(contract, QNUM_F7);
  test_assert_wait(has_stopped, listener);
}

/* Who does not listen hears when the guest plays, but none of it, also after connecting again. */
static void
test_deaf(Contract *contract)
{
  Listener listener;

  listener_connect(&listener, contract->viewer);
  play_once(contract, &listener);
  g_byte_array_set_size(listener.samples, 0);
  oriel_audio_set_listening(listener.audio, FALSE);
  oriel_audio_set_latency(listener.audio, 90);
  for (guint i = 0; i < 2; i++) {
    test_assert_wait(knows_latency, contract->viewer); /* and thereby of the other */
    play_once(contract, &listener);
    g_assert_cmpuint(listener.samples->len, ==, 0);
    oriel_session_disconnect(contract->viewer->session);
    if (i > 0)
      oriel_audio_set_listening(listener.audio, TRUE);
    test_viewer_connect_and_see(contract->viewer);
  }
  play_once(contract, &listener);
  g_assert_cmpuint(listener.samples->len, ==, FRAMES * 4);
  listener_clear(&listener);
}

static gboolean
is_recording(gpointer data)
{
  OrielMicrophone *microphone = oriel_session_get_microphone(((TestViewer *)data)->session);
  return microphone != NULL && oriel_microphone_get_recording(microphone);
}

static gboolean
is_not_recording(gpointer data)
{
  return !is_recording(data);
}

static gboolean
has_told_sum(gpointer data)
{
  const char *name = oriel_session_get_name(((TestViewer *)data)->session);
  return name != NULL && strstr(name, ", heard ") != NULL;
}

/* Sends 10 ms of a ramp that begins with @first, unless there is no room. */
static gboolean
speak(OrielMicrophone *microphone, guint first, guint32 *sum)
{
  gint16 samples[480];
  g_autoptr(GBytes) bytes = NULL;
  const guint8 *data;

  for (guint i = 0; i < G_N_ELEMENTS(samples); i++)
    samples[i] = (gint16)GINT16_TO_LE((gint16)(guint16)(first + i));
  bytes = g_bytes_new(samples, sizeof samples);
  if (!oriel_microphone_send(microphone, bytes))
    return FALSE;
  data = g_bytes_get_data(bytes, NULL);
  for (gsize i = 0; i < sizeof samples; i++)
    *sum = (*sum ^ data[i]) * 16777619u;
  return TRUE;
}

/* What is sent is what the guest hears, and it is never kept waiting in memory. */
static void
test_microphone(Contract *contract)
{
  OrielSession *session = contract->viewer->session;
  OrielMicrophone *microphone;
  guint32 sum = 2166136261u;
  guint n_sent = 0, n_dropped = 0;
  g_autofree char *expected = NULL;

  oriel_session_set_enable_microphone(session, TRUE);
  test_viewer_connect_and_see(contract->viewer);
  g_assert_null(oriel_session_get_microphone(session));
  press(contract, QNUM_F10);
  test_assert_wait(is_recording, contract->viewer);
  microphone = oriel_session_get_microphone(session);
  g_assert_cmpuint(oriel_microphone_get_frequency(microphone), ==, 48000);
  g_assert_cmpuint(oriel_microphone_get_channels(microphone), ==, 1);
  while (n_sent < 20) {
    if (speak(microphone, n_sent * 480, &sum)) {
      n_sent++;
    } else {
      n_dropped++;
      g_main_context_iteration(NULL, TRUE);
    }
  }
  g_assert_cmpuint(n_dropped, >, 0); /* 20 blocks at once are more than may be on their way */
  test_assert_wait(is_not_recording, contract->viewer);
  test_assert_wait(has_told_sum, contract->viewer);
  expected = g_strdup_printf("test pattern, heard %08x", sum);
  g_assert_cmpstr(oriel_session_get_name(session), ==, expected);
  g_assert_false(speak(microphone, 0, &sum));
}

static void
test_microphone_not_wanted(Contract *contract)
{
  test_viewer_connect_and_see(contract->viewer);
  press(contract, QNUM_F10);
  contract_order(contract, "bell");
  while (contract->viewer->n_bells == 0)
    g_main_context_iteration(NULL, TRUE);
  g_assert_null(oriel_session_get_microphone(contract->viewer->session));
}

/* It is deaf at once when it is turned off, and when the session is only looked at. */
static void
test_microphone_off(Contract *contract)
{
  OrielSession *session = contract->viewer->session;
  OrielMicrophone *microphone;
  guint32 sum = 0;

  oriel_session_set_enable_microphone(session, TRUE);
  test_viewer_connect_and_see(contract->viewer);
  press(contract, QNUM_F10);
  test_assert_wait(is_recording, contract->viewer);
  microphone = oriel_session_get_microphone(session);
  g_assert_true(speak(microphone, 0, &sum));
  oriel_session_set_view_only(session, TRUE);
  g_assert_false(speak(microphone, 0, &sum));
  oriel_session_set_view_only(session, FALSE);
  g_assert_true(speak(microphone, 0, &sum));
  oriel_session_set_enable_microphone(session, FALSE);
  g_assert_false(oriel_microphone_get_recording(microphone));
  g_assert_false(speak(microphone, 0, &sum));
  oriel_session_disconnect(session);
  g_assert_false(speak(microphone, 0, &sum));
}

const Case contract_sound[] = {
    {"ramp", test_ramp},
    {"not-wanted", test_not_wanted},
    {"volume", test_volume},
    {"latency", test_latency},
    {"deaf", test_deaf},
    {"microphone", test_microphone},
    {"microphone/not-wanted", test_microphone_not_wanted},
    {"microphone/off", test_microphone_off},
    {NULL},
};
