// SPDX-License-Identifier: LGPL-2.1-or-later
#include "sound.h"

#include "checksum.h"
#include "report.h"

#define PERIOD 10 /* milliseconds between looks at what can be played or was recorded */
#define MAX_CHANNELS 8
#define INSIST_PERIOD 50 /* milliseconds */
#define INSIST_TIMES 20
#define RECORD_BUFFER 4096 /* frames */

static const SpiceBaseInterface playback_interface = {
    .type = SPICE_INTERFACE_PLAYBACK,
    .description = "test playback",
    .major_version = SPICE_INTERFACE_PLAYBACK_MAJOR,
    .minor_version = SPICE_INTERFACE_PLAYBACK_MINOR,
};

static const SpiceBaseInterface record_interface = {
    .type = SPICE_INTERFACE_RECORD,
    .description = "test record",
    .major_version = SPICE_INTERFACE_RECORD_MAJOR,
    .minor_version = SPICE_INTERFACE_RECORD_MINOR,
};

static SpicePlaybackInstance playback = {.base.sif = &playback_interface};
static SpiceRecordInstance record = {.base.sif = &record_interface};

/* A sound under way, or being recorded. */
typedef struct {
  guint timer;          /* 0 = none */
  guint64 wanted, done; /* frames: a left and a right sample */
  guint32 sum;
} Run;

static Run played, recorded;
static gboolean is_muted[2]; /* playback, record */
static guint insisting;      /* times still to go */

static void
begin(Run *run, guint64 wanted, GSourceFunc on_time)
{
  *run = (Run){.wanted = wanted, .sum = CHECKSUM_START};
  run->timer = g_timeout_add(PERIOD, on_time, NULL);
}

static void
end(Run *run, const char *what)
{
  run->timer = 0;
  report_spice("%s %" G_GUINT64_FORMAT " checksum %08x", what, run->done, run->sum);
}

/* Frame n is n on the left and its complement on the right: a ramp. A buffer each period is the
 * pace of a sound card. */
static gboolean
on_playback_time(gpointer user_data)
{
  uint32_t *frames = NULL, n = 0;

  spice_server_playback_get_buffer(&playback, &frames, &n);
  if (frames == NULL)
    return G_SOURCE_CONTINUE; /* no client yet, or one that has enough */
  for (uint32_t i = 0; i < n; i++) {
    guint16 left = (guint16)played.done++;

    frames[i] = GUINT32_TO_LE((guint32)left | (guint32)(guint16)~left << 16);
  }
  played.sum = checksum_add(played.sum, (const guint8 *)frames, n * sizeof *frames);
  spice_server_playback_put_samples(&playback, frames);
  if (played.done < played.wanted)
    return G_SOURCE_CONTINUE;
  end(&played, "played");
  return G_SOURCE_REMOVE;
}

static gboolean
on_record_time(gpointer user_data)
{
  uint32_t frames[RECORD_BUFFER];
  uint32_t room = (uint32_t)MIN(recorded.wanted - recorded.done, RECORD_BUFFER);
  uint32_t n = spice_server_record_get_samples(&record, frames, room);

  recorded.sum = checksum_add(recorded.sum, (const guint8 *)frames, n * sizeof *frames);
  recorded.done += n;
  if (recorded.done < recorded.wanted)
    return G_SOURCE_CONTINUE;
  spice_server_record_stop(&record);
  end(&recorded, "recorded");
  return G_SOURCE_REMOVE;
}

/* The server forgets what it is told while it measures the way to a new client: it tells it with
 * whatever comes next. So the last word is repeated until that is over for certain. */
static void
tell_muted(void)
{
  spice_server_playback_set_mute(&playback, (guint8)is_muted[0]);
  spice_server_record_set_mute(&record, (guint8)is_muted[1]);
}

static gboolean
on_insist(gpointer user_data)
{
  tell_muted();
  if (--insisting > 0)
    return G_SOURCE_CONTINUE;
  return G_SOURCE_REMOVE;
}

static void
insist(void)
{
  if (insisting == 0)
    g_timeout_add(INSIST_PERIOD, on_insist, NULL);
  insisting = INSIST_TIMES;
}

void
sound_start(SpiceServer *server, guint playback_rate, guint record_rate)
{
  spice_server_add_interface(server, &playback.base);
  spice_server_set_playback_rate(&playback, playback_rate);
  spice_server_add_interface(server, &record.base);
  spice_server_set_record_rate(&record, record_rate);
}

/* Orders */

static gboolean
do_play(const char *args)
{
  guint64 wanted = 0;

  if (playback.st == NULL || played.timer != 0 ||
      !g_ascii_string_to_unsigned(args, 10, 1, G_MAXUINT32, &wanted, NULL))
    return FALSE;
  spice_server_playback_start(&playback);
  insist();
  begin(&played, wanted, on_playback_time);
  return TRUE;
}

static gboolean
do_play_stop(const char *args)
{
  if (playback.st == NULL)
    return FALSE;
  if (played.timer != 0) {
    g_source_remove(played.timer);
    end(&played, "played");
  }
  spice_server_playback_stop(&playback);
  insist();
  return TRUE;
}

static gboolean
do_record(const char *args)
{
  guint64 wanted = 0;

  if (record.st == NULL || recorded.timer != 0 ||
      !g_ascii_string_to_unsigned(args, 10, 1, G_MAXUINT32, &wanted, NULL))
    return FALSE;
  spice_server_record_start(&record);
  insist();
  begin(&recorded, wanted, on_record_time);
  return TRUE;
}

static gboolean
do_record_stop(const char *args)
{
  if (record.st == NULL || recorded.timer == 0)
    return FALSE;
  g_source_remove(recorded.timer);
  spice_server_record_stop(&record);
  insist();
  end(&recorded, "recorded");
  return TRUE;
}

/* Reads volumes, 0 to 65535 each, channel by channel; 0 when they make no sense. */
static guint8
read_volumes(const char *args, guint16 *volumes)
{
  g_auto(GStrv) words = g_strsplit(args, " ", -1);
  guint8 n = 0;

  for (; words[n] != NULL; n++) {
    guint64 volume = 0;

    if (n == MAX_CHANNELS ||
        !g_ascii_string_to_unsigned(words[n], 10, 0, G_MAXUINT16, &volume, NULL))
      return 0;
    volumes[n] = (guint16)volume;
  }
  return n;
}

static gboolean
do_play_volume(const char *args)
{
  guint16 volumes[MAX_CHANNELS];
  guint8 n = read_volumes(args, volumes);

  if (playback.st == NULL || n == 0)
    return FALSE;
  spice_server_playback_set_volume(&playback, n, volumes);
  insist();
  return TRUE;
}

static gboolean
do_record_volume(const char *args)
{
  guint16 volumes[MAX_CHANNELS];
  guint8 n = read_volumes(args, volumes);

  if (record.st == NULL || n == 0)
    return FALSE;
  spice_server_record_set_volume(&record, n, volumes);
  insist();
  return TRUE;
}

static gboolean
do_play_mute(const char *args)
{
  if (playback.st == NULL || !command_read_flag(args, &is_muted[0]))
    return FALSE;
  tell_muted();
  insist();
  return TRUE;
}

static gboolean
do_record_mute(const char *args)
{
  if (record.st == NULL || !command_read_flag(args, &is_muted[1]))
    return FALSE;
  tell_muted();
  insist();
  return TRUE;
}

const Command sound_commands[] = {
    {"play", do_play},
    {"play-stop", do_play_stop},
    {"play-volume", do_play_volume},
    {"play-mute", do_play_mute},
    {"record", do_record},
    {"record-stop", do_record_stop},
    {"record-volume", do_record_volume},
    {"record-mute", do_record_mute},
    {NULL},
};
