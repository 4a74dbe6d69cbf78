// SPDX-License-Identifier: LGPL-2.1-or-later
/* The sound of SPICE sessions, against the server of this folder, which plays a ramp. */
#include <glib/gstdio.h>
#include <stdio.h>

#include "server/checksum.h"
#include "test-server.h"
#include "test-viewer.h"
#include "test-wait.h"

#define FRAMES 9600
/* What is recorded. libspice-server 0.15.1 keeps the latest 8192 frames in a ring, and what is not
 * compressed gets a wrong part where that wraps around. */
#define RECORDED_FRAMES 7680

/* A session, and what was heard of it. */
typedef struct {
  char *directory;
  TestServer *server;
  TestViewer *viewer;
  OrielAudio *audio; /* (nullable) borrowed */
  guint32 sum;
  guint64 n_frames;
} Listener;

static void
on_samples(OrielAudio *audio, GBytes *samples, gpointer data)
{
  Listener *self = data;
  gsize size;
  gconstpointer bytes = g_bytes_get_data(samples, &size);

  g_assert_true(oriel_audio_get_playing(audio));
  g_assert_cmpuint(oriel_audio_get_channels(audio), ==, 2);
  self->sum = checksum_add(self->sum, bytes, size);
  self->n_frames += size / 4;
}

static void
on_audio(OrielSession *session, GParamSpec *pspec, gpointer data)
{
  Listener *self = data;

  self->audio = oriel_session_get_audio(session);
  g_signal_connect(self->audio, "samples", G_CALLBACK(on_samples), self);
}

static Listener *
listener_new(const char *option, const char *value)
{
  Listener *self = g_new0(Listener, 1);
  g_autofree char *path = NULL, *uri = NULL;
  const char *argv[] = {
      g_getenv("ORIEL_TEST_SPICE_SERVER"), "--unix", NULL, "--sound", option, value, NULL};

  self->directory = g_dir_make_tmp("oriel-spice-sound-XXXXXX", NULL);
  path = g_build_filename(self->directory, "s", NULL);
  argv[2] = path;
  self->server = test_server_start(argv);
  uri = g_strconcat("spice+unix://", path, NULL);
  self->viewer = test_viewer_new(uri);
  self->sum = CHECKSUM_START;
  g_signal_connect(self->viewer->session, "notify::audio", G_CALLBACK(on_audio), self);
  return self;
}

static void
listener_free(Listener *self)
{
  g_signal_handlers_disconnect_by_data(self->viewer->session, self);
  if (self->audio != NULL)
    g_signal_handlers_disconnect_by_data(self->audio, self);
  test_viewer_free(self->viewer);
  test_server_stop(self->server);
  test_assert_no_session_process();
  g_rmdir(self->directory);
  g_free(self->directory);
  g_free(self);
}

typedef struct {
  Listener *listener;
  guint64 n_frames;
} Amount;

static gboolean
has_heard(gpointer data)
{
  Amount *amount = data;
  return amount->listener->n_frames >= amount->n_frames;
}

static gboolean
is_silent(gpointer data)
{
  return !oriel_audio_get_playing(((Listener *)data)->audio);
}

static void
play(Listener *self)
{
  Amount amount = {.listener = self};
  guint32 sum = 0;
  g_autofree char *line = NULL;

  test_server_tell(self->server, "play %d", FRAMES);
  line = test_server_skip_to(self->server, "played ");
  g_assert_cmpint(sscanf(line, "played %" G_GUINT64_FORMAT " checksum %x", &amount.n_frames, &sum),
                  ==, 2);
  test_assert_wait(has_heard, &amount);
  g_assert_cmpuint(self->n_frames, ==, amount.n_frames);
  g_assert_cmphex(self->sum, ==, sum);
  test_server_tell(self->server, "play-stop");
  test_assert_wait(is_silent, self);
}

static void
test_ramp(gconstpointer rate)
{
  Listener *self = listener_new("--playback-rate", rate);

  oriel_session_set_enable_audio(self->viewer->session, TRUE);
  test_viewer_connect_and_see(self->viewer);
  play(self);
  listener_free(self);
}

static gboolean
is_quiet_at_right(gpointer data)
{
  OrielAudio *audio = ((Listener *)data)->audio;

  return audio != NULL && oriel_audio_get_channel_volume(audio, 0) == 1 &&
         oriel_audio_get_channel_volume(audio, 1) < 0.51 &&
         oriel_audio_get_channel_volume(audio, 1) > 0.49;
}

static gboolean
is_muted(gpointer data)
{
  return oriel_audio_get_muted(((Listener *)data)->audio);
}

static void
test_volume(void)
{
  Listener *self = listener_new(NULL, NULL);

  oriel_session_set_enable_audio(self->viewer->session, TRUE);
  test_viewer_connect_and_see(self->viewer);
  test_server_tell(self->server, "play-volume 65535 32768");
  test_assert_wait(is_quiet_at_right, self);
  test_server_tell(self->server, "play-mute on");
  test_assert_wait(is_muted, self);
  g_assert_true(is_quiet_at_right(self));
  test_server_tell(self->server, "play-mute off");
  while (is_muted(self))
    g_main_context_iteration(NULL, TRUE);
  listener_free(self);
}

/* A viewer that wants no sound has no channel of it: the server finds nobody to play to. */
static gboolean
has_audio(gpointer data)
{
  return ((Listener *)data)->audio != NULL;
}

/* What the viewer tells of its latency is what the server hears of, with what it hears of a film:
 * that is how it keeps both together. */
static void
test_latency(void)
{
  Listener *self = listener_new("--streaming", "all");
  g_autofree char *line = NULL;

  oriel_session_set_enable_audio(self->viewer->session, TRUE);
  test_viewer_connect_and_see(self->viewer);
  test_server_tell(self->server, "play %d", G_MAXINT);
  test_assert_wait(has_audio, self);
  oriel_audio_set_latency(self->audio, 90);
  test_server_tell(self->server, "video 0 0 320 240 20 100000");
  line = test_server_skip_to(self->server, "video sound-delay 90");
  g_assert_cmpstr(line, ==, "video sound-delay 90");
  test_server_tell(self->server, "video-stop");
  listener_free(self);
}

static void
test_not_wanted(void)
{
  Listener *self = listener_new(NULL, NULL);
  g_autofree char *line = NULL;

  test_viewer_connect_and_see(self->viewer);
  test_server_tell(self->server, "play-volume 65535 32768");
  test_server_tell(self->server, "play %d", FRAMES);
  test_server_tell(self->server, "draw 0 0 1 1 010203");
  test_viewer_wait_for_pixel(self->viewer, 0, 0, 0x010203);
  test_server_tell(self->server, "play-stop");
  line = test_server_skip_to(self->server, "played ");
  g_assert_cmpstr(line, ==, "played 0 checksum 811c9dc5");
  g_assert_null(self->audio);
  listener_free(self);
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

/* How loud the guest wants it. */
typedef struct {
  const char *name;
  const char *order; /* (nullable): as it is */
  double gains[2];   /* of what is heard */
} Wish;

/* A voice: a ramp, slower than a microphone, so that a server on a busy machine keeps up. */
typedef struct {
  OrielMicrophone *microphone;
  const Wish *wish;
  guint n_frames;
  guint32 sum; /* of the first RECORDED_FRAMES, as they are heard */
} Voice;

static gboolean
speak(gpointer data)
{
  Voice *self = data;
  gint16 frames[480][2], heard[480][2];
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < G_N_ELEMENTS(frames); i++)
    for (guint j = 0; j < 2; j++) {
      gint16 sample = (gint16)(self->n_frames + i);
      frames[i][j] = GINT16_TO_LE(sample);
      heard[i][j] = GINT16_TO_LE((gint16)(sample * self->wish->gains[j]));
    }
  bytes = g_bytes_new(frames, sizeof frames);
  if (!oriel_microphone_send(self->microphone, bytes))
    return G_SOURCE_CONTINUE;
  if (self->n_frames < RECORDED_FRAMES)
    self->sum = checksum_add(self->sum, (const guint8 *)heard, sizeof heard);
  self->n_frames += G_N_ELEMENTS(frames);
  return G_SOURCE_CONTINUE;
}

/* What is sent is what the guest hears, as loud as it wants it; at a rate that no codec is for. */
static void
test_microphone(gconstpointer data)
{
  Listener *self = listener_new("--record-rate", "44100");
  g_autofree char *line = NULL, *expected = NULL;
  Voice voice = {.wish = data, .sum = CHECKSUM_START};
  guint timer;

  oriel_session_set_enable_microphone(self->viewer->session, TRUE);
  test_viewer_connect_and_see(self->viewer);
  if (voice.wish->order != NULL)
    test_server_tell(self->server, "%s", voice.wish->order);
  test_server_tell(self->server, "record %d", RECORDED_FRAMES);
  test_assert_wait(is_recording, self->viewer);
  voice.microphone = oriel_session_get_microphone(self->viewer->session);
  g_assert_cmpuint(oriel_microphone_get_frequency(voice.microphone), ==, 44100);
  g_assert_cmpuint(oriel_microphone_get_channels(voice.microphone), ==, 2);
  timer = g_timeout_add(30, speak, &voice);
  test_assert_wait(is_not_recording, self->viewer);
  g_source_remove(timer);
  line = test_server_skip_to(self->server, "recorded ");
  expected = g_strdup_printf("recorded %d checksum %08x", RECORDED_FRAMES, voice.sum);
  g_assert_cmpstr(line, ==, expected);
  g_assert_null(self->audio);
  listener_free(self);
}

/* Without a microphone the guest may listen as it likes: there is no channel. */
static void
test_no_microphone(void)
{
  Listener *self = listener_new(NULL, NULL);
  g_autofree char *line = NULL;

  oriel_session_set_enable_audio(self->viewer->session, TRUE);
  test_viewer_connect_and_see(self->viewer);
  test_server_tell(self->server, "record %d", RECORDED_FRAMES);
  test_server_tell(self->server, "draw 0 0 1 1 010203");
  test_viewer_wait_for_pixel(self->viewer, 0, 0, 0x010203);
  g_assert_null(oriel_session_get_microphone(self->viewer->session));
  test_server_tell(self->server, "record-stop");
  line = test_server_skip_to(self->server, "recorded ");
  g_assert_cmpstr(line, ==, "recorded 0 checksum 811c9dc5");
  listener_free(self);
}

int
main(int argc, char **argv)
{
  /* A volume of a half is an eighth of the amplitude. */
  static const Wish wishes[] = {
      {"full", NULL, {1, 1}},
      {"softer", "record-volume 65535 32768", {1, 0.125}},
      {"muted", "record-mute on", {0, 0}},
  };

  g_test_init(&argc, &argv, NULL);
  g_test_add_data_func("/spice-sound/ramp/48000", "48000", test_ramp);
  g_test_add_data_func("/spice-sound/ramp/44100", "44100", test_ramp);
  g_test_add_func("/spice-sound/volume", test_volume);
  g_test_add_func("/spice-sound/latency", test_latency);
  g_test_add_func("/spice-sound/not-wanted", test_not_wanted);
  for (gsize i = 0; i < G_N_ELEMENTS(wishes); i++) {
    g_autofree char *path = g_strdup_printf("/spice-sound/microphone/%s", wishes[i].name);
    g_test_add_data_func(path, &wishes[i], test_microphone);
  }
  g_test_add_func("/spice-sound/no-microphone", test_no_microphone);
  return g_test_run();
}
