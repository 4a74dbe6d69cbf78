// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * spice-replay: a SPICE server that shows a scene made from a seed and replays its updates, with
 * the cards and keyboard of the tests' server.
 *
 * Prints "READY PORT" (or "READY PATH"), then events, one a line, that end in the time
 * (CLOCK_MONOTONIC in nanoseconds): "connected", "request" (the first display channel), and what
 * tests/spice/README.md says of keys and pointers; and "client" and "gone" without. It takes orders
 * on standard input, one a line, and answers each with "ok" or "error":
 *
 *   go UPDATES SECONDS RATE   replay; 0 = no such limit; RATE 0 = as fast as the client takes them.
 *                             Prints "done {JSON}" when the client has read the last update.
 *   frame PATH                write what the client's screen has to show now: 1920x1080 pixels,
 *                             32 bits each, little-endian 0x00RRGGBB. Prints "frame PATH".
 *   quit                      as does the end of standard input; prints "updates N", all there were
 */
#include <stdio.h>

#include <glib-unix.h>

#include "command.h"
#include "draw.h"
#include "input.h"
#include "listen.h"
#include "loop.h"
#include "options.h"
#include "report.h"
#include "spice-replay-pace.h"

typedef struct {
  char *scene, *unix_path;
  gint64 seed;
  Options server; /* what the tests' server is started with, as far as it matters here */
} ReplayOptions;

static ReplayOptions options = {.seed = 1};
static ReplayScene *scene;
static ReplayPace *pace;

static void
on_connection(guint n)
{
  if (n == 1)
    report_spice("connected");
}

static void
on_channel(int event, SpiceChannelEventInfo *info)
{
  if (info->type == SPICE_CHANNEL_MAIN && event == SPICE_CHANNEL_EVENT_INITIALIZED)
    report("client");
  else if (info->type == SPICE_CHANNEL_MAIN && event == SPICE_CHANNEL_EVENT_DISCONNECTED)
    report("gone");
  else if (info->type == SPICE_CHANNEL_DISPLAY && event == SPICE_CHANNEL_EVENT_INITIALIZED)
    report_spice("request");
}

static void
on_done(const ReplayPaceResult *result)
{
  report("done {\"scene\": \"%s\", \"encoding\": \"%s\", \"updates\": %" G_GUINT64_FORMAT
         ", \"seconds\": %.6f, \"bytes\": %" G_GUINT64_FORMAT ", \"pictures\": %u}",
         options.scene, options.server.compression, result->updates, result->seconds, result->bytes,
         result->pictures);
}

static gboolean
do_go(const char *args)
{
  ReplayPacePlan plan = {0};

  return sscanf(args, "%" G_GUINT64_FORMAT " %lf %lf", &plan.updates, &plan.seconds, &plan.rate) ==
             3 &&
         replay_pace_go(pace, &plan);
}

static gboolean
do_frame(const char *args)
{
  g_autofree guint32 *frame = replay_scene_frame(scene, replay_pace_get_shown(pace));
  gsize size = (gsize)REPLAY_WIDTH * REPLAY_HEIGHT * sizeof(guint32);

  for (gsize i = 0; i < size / sizeof(guint32); i++)
    frame[i] = GUINT32_TO_LE(frame[i]);
  if (!g_file_set_contents(args, (const char *)frame, (gssize)size, NULL))
    return FALSE;
  report("frame %s", args);
  return TRUE;
}

static const Command replay_commands[] = {
    {"go", do_go},
    {"frame", do_frame},
    {NULL},
};

static gboolean
parse_options(int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
      {"scene", 's', 0, G_OPTION_ARG_STRING, &options.scene,
       "What to show: still, video, movie, film, typing, scroll or desk", "NAME"},
      {"compression", 'c', 0, G_OPTION_ARG_STRING, &options.server.compression,
       "Of images: off, auto-glz, auto-lz, quic, glz, lz or lz4", "NAME"},
      {"jpeg", 0, 0, G_OPTION_ARG_STRING, &options.server.jpeg,
       "Whether images may lose quality: never, auto or always", "WHEN"},
      {"streaming", 0, 0, G_OPTION_ARG_STRING, &options.server.streaming,
       "What becomes video: off, all or filter", "WHICH"},
      {"codecs", 0, 0, G_OPTION_ARG_STRING, &options.server.codecs, "Of video, as spice:mjpeg",
       "LIST"},
      {"seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, "What the scene is made from", "NUMBER"},
      {"unix", 'u', 0, G_OPTION_ARG_FILENAME, &options.unix_path,
       "Listen on a unix socket instead of a loopback port", "PATH"},
      {NULL},
  };
  g_autoptr(GOptionContext) context = g_option_context_new("- replay SPICE updates");

  g_option_context_add_main_entries(context, entries, NULL);
  if (!g_option_context_parse(context, argc, argv, error))
    return FALSE;
  if (options.scene == NULL)
    options.scene = g_strdup("desk");
  if (options.server.compression == NULL)
    options.server.compression = g_strdup("auto-glz");
  return TRUE;
}

static gboolean
listen_for_clients(SpiceServer *server, GError **error)
{
  guint port = 0;

  if (options.unix_path != NULL) {
    if (!listen_on_path(server, options.unix_path, error))
      return FALSE;
    report("READY %s", options.unix_path);
    return TRUE;
  }
  port = listen_on_port(server, error);
  if (port != 0)
    report("READY %u", port);
  return port != 0;
}

static gboolean
on_terminate(gpointer user_data)
{
  g_main_loop_quit(user_data);
  return G_SOURCE_CONTINUE;
}

/* FALSE, with @error, when it cannot be served. */
static gboolean
serve(SpiceServer *server, Screen *screen, GError **error)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new(NULL, FALSE);

  screen_create(screen, REPLAY_WIDTH, REPLAY_HEIGHT, SPICE_SURFACE_FMT_32_xRGB);
  draw_lasting_image(screen, 0, 0, REPLAY_WIDTH, REPLAY_HEIGHT, scene->start);
  input_start(server, TRUE);
  spice_server_vm_start(server);
  pace = replay_pace_new(scene, screen, on_done);
  report_add_times();
  listen_set_hook(on_connection);
  commands_add(replay_commands);
  commands_read(loop);
  g_unix_signal_add(SIGTERM, on_terminate, loop);
  if (!listen_for_clients(server, error))
    return FALSE;
  g_main_loop_run(loop);
  report("updates %" G_GUINT64_FORMAT, replay_pace_get_shown(pace));
  replay_pace_free(pace);
  listen_stop();
  return TRUE;
}

int
main(int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  SpiceServer *server = NULL;
  Screen *screen = NULL;

  if (parse_options(&argc, &argv, &error)) {
    scene = replay_scene_new(options.scene, (guint64)options.seed);
    if (scene == NULL)
      g_set_error(&error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "no scene \"%s\"",
                  options.scene);
  }
  server = spice_server_new();
  if (error != NULL || !options_apply(&options.server, server, &error)) {
    g_printerr("spice-replay: %s\n", error->message);
    return 2;
  }
  if (spice_server_init(server, loop_get_core(on_channel)) != 0)
    return 1;
  screen = screen_new(server, 0, 1);
  if (!serve(server, screen, &error)) {
    g_printerr("spice-replay: %s\n", error->message);
    return 1;
  }
  spice_server_destroy(server);
  screen_free(screen);
  replay_scene_free(scene);
  return 0;
}
