// SPDX-License-Identifier: LGPL-2.1-or-later
/* Sound, ports and video of the SPICE test server, as an independent client sees them. */
#include <stdio.h>

#include "client.h"

#include "../servers/test-pattern.h"
#include "server/checksum.h"

typedef struct {
  TestServer *server;
  Client *client;
} Fixture;

static Fixture
start(guint n_channels, const char *const *options)
{
  Fixture fixture = {0};
  g_autoptr(GStrvBuilder) argv = g_strv_builder_new();
  g_auto(GStrv) words = NULL;

  g_strv_builder_add(argv, g_getenv("ORIEL_TEST_SPICE_SERVER"));
  g_strv_builder_addv(argv, (const char **)options);
  words = g_strv_builder_end(argv);
  fixture.server = test_server_start((const char *const *)words);
  fixture.client = client_new(fixture.server);
  client_connect(fixture.client);
  client_wait_for_channels(fixture.client, n_channels);
  return fixture;
}

static void
stop(Fixture *fixture)
{
  client_free(fixture->client);
  test_server_stop(fixture->server);
}

/* Sound */

typedef struct {
  int format, channels, rate;
  guint64 bytes, wanted;
  guint32 sum;
  gboolean started, stopped;
} Sound;

static void
on_playback_start(SpicePlaybackChannel *channel, int format, int channels, int rate, Sound *sound)
{
  sound->started = TRUE;
  sound->format = format;
  sound->channels = channels;
  sound->rate = rate;
}

static void
on_playback_data(SpicePlaybackChannel *channel, const guint8 *data, int size, Sound *sound)
{
  sound->bytes += (guint64)size;
  sound->sum = checksum_add(sound->sum, data, (gsize)size);
}

static void
on_stop(SpiceChannel *channel, Sound *sound)
{
  sound->stopped = TRUE;
}

static gboolean
has_all(gpointer data)
{
  Sound *sound = data;
  return sound->bytes >= sound->wanted;
}

static gboolean
is_stopped(gpointer data)
{
  Sound *sound = data;
  return sound->stopped;
}

static void
test_playback(void)
{
  const char *const options[] = {"--sound", NULL};
  Fixture fixture = start(6, options);
  SpicePlaybackChannel *channel = fixture.client->playback;
  Sound sound = {.sum = CHECKSUM_START};
  g_autofree char *line = NULL;
  guint64 frames = 0;
  guint sum = 0;

  g_signal_connect(channel, "playback-start", G_CALLBACK(on_playback_start), &sound);
  g_signal_connect(channel, "playback-data", G_CALLBACK(on_playback_data), &sound);
  g_signal_connect(channel, "playback-stop", G_CALLBACK(on_stop), &sound);
  test_server_tell(fixture.server, "play 4800");
  line = test_server_skip_to(fixture.server, "played ");
  g_assert_cmpint(sscanf(line, "played %" G_GUINT64_FORMAT " checksum %x", &frames, &sum), ==, 2);
  g_assert_cmpuint(frames, >=, 4800);
  sound.wanted = frames * 4;
  test_assert_wait(has_all, &sound);
  g_assert_cmphex(sound.sum, ==, sum);
  g_assert_cmpint(sound.channels, ==, 2);
  g_assert_cmpint(sound.rate, ==, 48000);
  test_server_tell(fixture.server, "play-stop");
  test_assert_wait(is_stopped, &sound);
  g_signal_handlers_disconnect_by_data(channel, &sound);
  stop(&fixture);
}

static gboolean
is_muted(gpointer data)
{
  gboolean muted = FALSE;

  g_object_get(data, "mute", &muted, NULL);
  return muted;
}

static gboolean
has_volumes(gpointer data)
{
  guint n = 0;
  guint16 *volumes = NULL;

  g_object_get(data, "nchannels", &n, "volume", &volumes, NULL);
  return n == 2 && volumes[0] == 1000 && volumes[1] == 60000;
}

static void
test_volume(void)
{
  const char *const options[] = {"--sound", NULL};
  Fixture fixture = start(6, options);

  test_server_tell(fixture.server, "play-volume 1000 60000");
  test_assert_wait(has_volumes, fixture.client->playback);
  test_server_tell(fixture.server, "play-mute on");
  test_assert_wait(is_muted, fixture.client->playback);
  test_server_tell(fixture.server, "record-mute on");
  test_assert_wait(is_muted, fixture.client->record);
  stop(&fixture);
}

static void
on_record_start(SpiceRecordChannel *channel, int format, int channels, int rate, Sound *sound)
{
  on_playback_start(NULL, format, channels, rate, sound);
}

static gboolean
is_started(gpointer data)
{
  Sound *sound = data;
  return sound->started;
}

typedef struct {
  Fixture *fixture;
  Sound *sound;
} Recording;

/* Speaks as long as the guest listens. */
static gboolean
on_time(gpointer user_data)
{
  Recording *recording = user_data;
  guint8 silence[480 * 4];

  memset(silence, 0x11, sizeof silence);
  if (!recording->sound->stopped)
    spice_record_channel_send_data(recording->fixture->client->record, silence, sizeof silence, 0);
  return G_SOURCE_CONTINUE;
}

static void
test_record(void)
{
  const char *const options[] = {"--sound", NULL};
  Fixture fixture = start(6, options);
  Sound sound = {0};
  Recording recording = {&fixture, &sound};
  g_autofree guint8 *heard = g_malloc(9600 * 4);
  g_autofree char *line = NULL;
  guint timer = 0, sum = 0;

  g_signal_connect(fixture.client->record, "record-start", G_CALLBACK(on_record_start), &sound);
  g_signal_connect(fixture.client->record, "record-stop", G_CALLBACK(on_stop), &sound);
  test_server_tell(fixture.server, "record 9600");
  test_assert_wait(is_started, &sound);
  timer = g_timeout_add(10, on_time, &recording);
  line = test_server_skip_to(fixture.server, "recorded 9600 checksum ");
  g_source_remove(timer);
  test_assert_wait(is_stopped, &sound);
  g_assert_cmpint(sscanf(line, "recorded 9600 checksum %x", &sum), ==, 1);
  memset(heard, 0x11, 9600 * 4);
  g_assert_cmphex(sum, ==, checksum_add(CHECKSUM_START, heard, 9600 * 4));
  g_signal_handlers_disconnect_by_data(fixture.client->record, &sound);
  stop(&fixture);
}

/* Ports */

static void
on_port_data(SpicePortChannel *channel, const guint8 *data, int size, GString *heard)
{
  g_string_append_len(heard, (const char *)data, size);
}

typedef struct {
  GString *heard;
  const char *wanted;
} Listening;

static gboolean
has_heard(gpointer data)
{
  Listening *listening = data;
  return g_str_equal(listening->heard->str, listening->wanted);
}

static gboolean
is_closed(gpointer data)
{
  gboolean opened = TRUE;

  g_object_get(data, "port-opened", &opened, NULL);
  return !opened;
}

/* A channel is there a little before the message that names its port. */
static gboolean
has_name(gpointer data)
{
  g_autofree char *name = NULL;

  g_object_get(data, "port-name", &name, NULL);
  return name != NULL;
}

static void
test_ports(void)
{
  const char *const options[] = {"--port", "org.qemu.console.serial.0:echo", "--port",
                                 "com.example.plain", NULL};
  Fixture fixture = start(6, options);
  SpicePortChannel *echo = NULL;
  Listening listening = {.heard = g_string_new(NULL)};

  for (guint i = 0; i < fixture.client->n_ports; i++) {
    g_autofree char *name = NULL;

    test_assert_wait(has_name, fixture.client->ports[i]);
    g_object_get(fixture.client->ports[i], "port-name", &name, NULL);
    if (g_str_equal(name, "org.qemu.console.serial.0"))
      echo = fixture.client->ports[i];
    else
      g_assert_cmpstr(name, ==, "com.example.plain");
  }
  g_assert_nonnull(echo);
  g_signal_connect(echo, "port-data", G_CALLBACK(on_port_data), listening.heard);
  spice_port_channel_write_async(echo, "hello\n", 6, NULL, NULL, NULL);
  listening.wanted = "hello\n";
  test_assert_wait(has_heard, &listening);
  g_free(test_server_skip_to(fixture.server, "port 0 data 6 hello\\n"));
  test_server_tell(fixture.server, "port-write 0 login: ");
  listening.wanted = "hello\nlogin: ";
  test_assert_wait(has_heard, &listening);
  test_server_tell(fixture.server, "port-event 0 closed");
  test_assert_wait(is_closed, echo);
  g_signal_handlers_disconnect_by_data(echo, listening.heard);
  g_string_free(listening.heard, TRUE);
  stop(&fixture);
}

/* Pictures with loss */

/* The mean difference of a picture to the one that was drawn, in 1000th of a colour's range. */
static double
get_loss(Client *client, guint frame)
{
  int width = 0, height = 0, stride = 0;
  guint64 sum = 0;
  const guint8 *surface = client_get_surface(client, 0, &width, &height, &stride);
  guint32 noise = 2463534242u + frame;

  g_assert_nonnull(surface);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      const guint8 *pixel = surface + y * stride + x * 4;
      guint32 wanted = ((guint32)(x + (int)frame * 3) & 0xff) << 16 | ((guint32)(y * 2) & 0xff)
                                                                          << 8;

      wanted |= (guint32)(x + y) / 2 & 0xff;
      noise ^= noise << 13;
      noise ^= noise >> 17;
      noise ^= noise << 5;
      wanted ^= noise & 0x030303;
      sum += (guint64)ABS((int)(wanted & 0xff) - pixel[0]);
      sum += (guint64)ABS((int)(wanted >> 8 & 0xff) - pixel[1]);
      sum += (guint64)ABS((int)(wanted >> 16 & 0xff) - pixel[2]);
    }
  return (double)sum * 1000 / 255 / 3 / width / height;
}

typedef struct {
  Client *client;
  guint frame;
  gboolean lossy;
} Picture;

static gboolean
is_shown(gpointer data)
{
  Picture *picture = data;
  double loss = get_loss(picture->client, picture->frame);

  return picture->lossy ? loss > 0 && loss < 20 : loss <= 0;
}

static void
test_jpeg(void)
{
  const char *const options[] = {"--jpeg", "always", "--compression", "auto-lz", NULL};
  Fixture fixture = start(4, options);
  Picture picture = {fixture.client, 7, TRUE};

  client_wait_for_pixel(fixture.client, 0, 639, 479, test_pattern(639, 479));
  test_server_tell(fixture.server, "photo 0 0 640 480 7");
  test_assert_wait(is_shown, &picture);

  /* The next client gets it as it was drawn. */
  client_free(fixture.client);
  test_server_tell(fixture.server, "jpeg never");
  fixture.client = client_new(fixture.server);
  client_connect(fixture.client);
  client_wait_for_channels(fixture.client, 4);
  client_wait_for_size(fixture.client, 0, 640, 480);
  picture = (Picture){fixture.client, 7, FALSE};
  test_assert_wait(is_shown, &picture);
  stop(&fixture);
}

/* What is decoded of a stream has a fourth byte that nothing else has. */
static gboolean
is_streamed(gpointer data)
{
  int width = 0, height = 0, stride = 0;
  const guint8 *surface = client_get_surface(data, 0, &width, &height, &stride);

  return surface != NULL && surface[100 * stride + 100 * 4 + 3] == 0xff;
}

static void
test_video(void)
{
  const char *const options[] = {"--size",   "320x240",     "--streaming", "all",
                                 "--codecs", "spice:mjpeg", NULL};
  Fixture fixture = start(4, options);
  Picture picture = {fixture.client, 0, FALSE};
  g_autofree char *line = NULL;

  test_server_tell(fixture.server, "video 0 0 320 240 30 100000");
  test_assert_wait(is_streamed, fixture.client);
  test_server_tell(fixture.server, "video-stop");
  line = test_server_skip_to(fixture.server, "video ");
  picture.frame = (guint)g_ascii_strtoull(line + strlen("video "), NULL, 10) - 1;
  /* When the film stands still, its last picture is sent again without loss. */
  test_assert_wait(is_shown, &picture);
  stop(&fixture);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  /* The library under the client warns of what it finds odd. */
  g_log_set_always_fatal(G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_test_add_func("/spice-devices/playback", test_playback);
  g_test_add_func("/spice-devices/volume", test_volume);
  g_test_add_func("/spice-devices/record", test_record);
  g_test_add_func("/spice-devices/ports", test_ports);
  g_test_add_func("/spice-devices/jpeg", test_jpeg);
  g_test_add_func("/spice-devices/video", test_video);
  return g_test_run();
}
