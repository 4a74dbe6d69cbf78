// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * rfb-replay: an RFB server that shows a scene made from a seed and replays its updates.
 *
 * Prints "READY PORT" (or "READY PATH"), then events, one a line (see replay-server.h). It takes
 * commands on standard input, one a line:
 *
 *   go UPDATES SECONDS RATE   replay; 0 = no such limit; RATE 0 = as fast as the client asks.
 *                             Answers "done {JSON}" when the last update has arrived.
 *   frame PATH                write what the client's screen has to show now: 1920x1080 pixels,
 *                             32 bits each, little-endian 0x00RRGGBB. Answers "frame PATH".
 *   quit                      as does the end of standard input
 */
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <gio/gio.h>

#include "replay-server.h"

typedef struct {
  char *scene, *encoding, *unix_path;
  gint64 seed;
} Options;

static void
print_line(const char *line)
{
  puts(line);
  fflush(stdout);
}

static int
listen_unix(const char *path)
{
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (fd < 0 ||
      g_strlcpy(address.sun_path, path, sizeof address.sun_path) >= sizeof address.sun_path)
    return -1;
  if (bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 4) != 0)
    return -1;
  printf("READY %s\n", path);
  return fd;
}

static int
listen_loopback(void)
{
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (fd < 0 || bind(fd, (struct sockaddr *)&address, sizeof address) != 0 || listen(fd, 4) != 0)
    return -1;
  getsockname(fd, (struct sockaddr *)&address, &size);
  printf("READY %u\n", ntohs(address.sin_port));
  return fd;
}

static void
write_frame(ReplayServer *server, const char *path)
{
  g_autofree guint32 *frame = replay_server_frame(server);
  g_autoptr(GError) error = NULL;
  gsize size = (gsize)REPLAY_WIDTH * REPLAY_HEIGHT * sizeof(guint32);

  for (gsize i = 0; i < size / sizeof(guint32); i++)
    frame[i] = GUINT32_TO_LE(frame[i]);
  if (!g_file_set_contents(path, (const char *)frame, (gssize)size, &error))
    g_printerr("rfb-replay: %s\n", error->message);
  else
    printf("frame %s\n", path);
  fflush(stdout);
}

/* FALSE = asked to end. */
static gboolean
run_command(ReplayServer *server, char *line)
{
  g_auto(GStrv) words = g_strsplit(g_strstrip(line), " ", 4);
  guint n_words = g_strv_length(words);

  if (n_words == 4 && g_str_equal(words[0], "go")) {
    ReplayPlan plan = {.updates = g_ascii_strtoull(words[1], NULL, 10),
                       .seconds = g_ascii_strtod(words[2], NULL),
                       .rate = g_ascii_strtod(words[3], NULL)};
    replay_server_go(server, &plan);
  } else if (n_words == 2 && g_str_equal(words[0], "frame")) {
    write_frame(server, words[1]);
  } else if (n_words == 1 && g_str_equal(words[0], "quit")) {
    return FALSE;
  } else {
    g_printerr("rfb-replay: unknown command \"%s\"\n", line);
  }
  return TRUE;
}

static void
print_result(const ReplayServer *server, const Options *options, const ReplayResult *result)
{
  printf("done {\"scene\": \"%s\", \"encoding\": \"%s\", \"announced\": %s, "
         "\"updates\": %" G_GUINT64_FORMAT ", \"bytes\": %" G_GUINT64_FORMAT
         ", \"requests\": %" G_GUINT64_FORMAT ", \"seconds\": %.6f}\n",
         options->scene, options->encoding, replay_server_is_announced(server) ? "true" : "false",
         result->updates, result->bytes, result->requests, result->seconds);
  fflush(stdout);
}

static void
dispatch_client(ReplayServer *server, const Options *options)
{
  g_autoptr(GError) error = NULL;
  ReplayResult result;

  if (!replay_server_dispatch(server, &error) && error != NULL)
    g_printerr("rfb-replay: %s\n", error->message);
  if (replay_server_take_result(server, &result))
    print_result(server, options, &result);
}

static void
accept_client(ReplayServer *server, int listener)
{
  g_autoptr(GError) error = NULL;
  int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);

  if (fd >= 0 && !replay_server_accept(server, fd, &error))
    g_printerr("rfb-replay: %s\n", error->message);
}

static void
serve(ReplayServer *server, int listener, const Options *options)
{
  char line[4096];

  setvbuf(stdin, NULL, _IONBF, 0);
  for (;;) {
    struct pollfd fds[3] = {{.fd = STDIN_FILENO, .events = POLLIN},
                            {.fd = listener, .events = POLLIN}};
    int timeout = replay_server_prepare(server, &fds[2].fd, &fds[2].events);

    if (replay_server_is_open(server))
      fds[1].fd = -1;
    if (poll(fds, 3, timeout) < 0 && errno != EINTR)
      return;
    if (fds[0].revents != 0)
      if (fgets(line, sizeof line, stdin) == NULL || !run_command(server, line))
        return;
    if (fds[1].revents != 0)
      accept_client(server, listener);
    else if (replay_server_is_open(server))
      dispatch_client(server, options);
  }
}

static gboolean
parse_options(Options *options, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
      {"scene", 's', 0, G_OPTION_ARG_STRING, &options->scene,
       "What to show: still, video, movie, film, typing, scroll or desk", "NAME"},
      {"encoding", 'e', 0, G_OPTION_ARG_STRING, &options->encoding,
       "How to send it: raw, hextile, zrle, tight or tight-jpeg", "NAME"},
      {"seed", 0, 0, G_OPTION_ARG_INT64, &options->seed, "What the scene is made from", "NUMBER"},
      {"unix", 'u', 0, G_OPTION_ARG_FILENAME, &options->unix_path,
       "Listen on a unix socket instead of a loopback port", "PATH"},
      {NULL},
  };
  g_autoptr(GOptionContext) context = g_option_context_new("- replay RFB updates");

  g_option_context_add_main_entries(context, entries, NULL);
  return g_option_context_parse(context, argc, argv, error);
}

int
main(int argc, char **argv)
{
  Options options = {.scene = g_strdup("desk"), .encoding = g_strdup("raw"), .seed = 1};
  g_autoptr(GError) error = NULL;
  g_autoptr(ReplayScene) scene = NULL;
  g_autoptr(ReplayCodec) codec = NULL;
  g_autoptr(ReplayServer) server = NULL;
  int listener;

  if (!parse_options(&options, &argc, &argv, &error)) {
    g_printerr("rfb-replay: %s\n", error->message);
    return 2;
  }
  scene = replay_scene_new(options.scene, (guint64)options.seed);
  codec = replay_codec_new(options.encoding);
  if (scene == NULL || codec == NULL) {
    g_printerr("rfb-replay: no scene \"%s\" or no encoding \"%s\"; see --help\n", options.scene,
               options.encoding);
    return 2;
  }
  server = replay_server_new(scene, codec, print_line);
  listener = options.unix_path != NULL ? listen_unix(options.unix_path) : listen_loopback();
  if (listener < 0) {
    g_printerr("rfb-replay: cannot listen: %s\n", g_strerror(errno));
    return 1;
  }
  fflush(stdout);
  serve(server, listener, &options);
  close(listener);
  if (options.unix_path != NULL)
    unlink(options.unix_path);
  g_free(options.scene);
  g_free(options.encoding);
  g_free(options.unix_path);
  return 0;
}
