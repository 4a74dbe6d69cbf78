// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * session-cost: a viewer without a window, to tell what a session costs before anything is painted.
 *
 * Connects to URI and takes the damage of its first display, at most 60 times a second. Prints
 * "shown NS" (CLOCK_MONOTONIC) when it has the first picture, and answers commands on standard
 * input, one a line:
 *
 *   compare FRAME   pixels that differ from a file of 1920x1080 little-endian 0x00RRGGBB, or that
 *                   have a fourth byte other than 0xff: "wrong COUNT"
 *   taken           how often damage has been taken: "taken COUNT"
 *   key QNUM KEYSYM press and release a key: "pressed NS"
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <glib-unix.h>
#include <oriel.h>

#define FRAME_USEC (G_USEC_PER_SEC / 60)
#define INPUT_MAX 4096

typedef struct {
  GMainLoop *loop;
  OrielSession *session;
  OrielDisplay *display; /* (nullable) (not owned) */
  guint taken;
  guint frame_id;    /* the source that waits for the next frame, 0 = none */
  gint64 next_frame; /* when the next frame may be, in g_get_monotonic_time() */
  GString *line;     /* standard input up to the end of a line */
  int status;
} Viewer;

static gint64
now_ns(void)
{
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (gint64)now.tv_sec * 1000000000 + now.tv_nsec;
}

static gboolean
take(gpointer user_data)
{
  Viewer *viewer = user_data;
  g_autoptr(OrielRegion) damage = oriel_display_take_damage(viewer->display);

  viewer->frame_id = 0;
  viewer->next_frame = g_get_monotonic_time() + FRAME_USEC;
  if (damage != NULL && !oriel_region_is_empty(damage) && viewer->taken++ == 0) {
    printf("shown %" G_GINT64_FORMAT "\n", now_ns());
    fflush(stdout);
  }
  return G_SOURCE_REMOVE;
}

static void
on_damaged(OrielDisplay *display, Viewer *viewer)
{
  gint64 left = viewer->next_frame - g_get_monotonic_time();

  if (viewer->frame_id != 0)
    return;
  if (left <= 0)
    take(viewer);
  else
    viewer->frame_id = g_timeout_add((guint)(left / 1000 + 1), take, viewer);
}

static void
on_displays_changed(
    GListModel *displays, guint position, guint removed, guint added, Viewer *viewer)
{
  g_autoptr(OrielDisplay) display = g_list_model_get_item(displays, 0);

  if (display == NULL || display == viewer->display)
    return;
  viewer->display = display;
  g_signal_connect(display, "damaged", G_CALLBACK(on_damaged), viewer);
  on_damaged(display, viewer);
}

static void
on_state(OrielSession *session, GParamSpec *pspec, Viewer *viewer)
{
  if (oriel_session_get_state(session) == ORIEL_SESSION_CLOSED)
    g_main_loop_quit(viewer->loop);
}

static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Viewer *viewer = user_data;
  g_autoptr(GError) error = NULL;

  if (oriel_session_connect_finish(viewer->session, result, &error))
    return;
  g_printerr("session-cost: %s\n", error->message);
  viewer->status = 1;
  g_main_loop_quit(viewer->loop);
}

static void
compare(Viewer *viewer, const char *path)
{
  OrielFramebuffer *framebuffer =
      viewer->display != NULL ? oriel_display_get_framebuffer(viewer->display) : NULL;
  g_autofree char *frame = NULL;
  gsize size = 0;
  guint wrong = 0;

  if (framebuffer == NULL || !g_file_get_contents(path, &frame, &size, NULL) ||
      size != 4 * (gsize)oriel_framebuffer_get_width(framebuffer) *
                  (gsize)oriel_framebuffer_get_height(framebuffer)) {
    g_printerr("session-cost: nothing to compare with %s\n", path);
    return;
  }
  for (int y = 0; y < oriel_framebuffer_get_height(framebuffer); y++) {
    const guint8 *bytes = oriel_framebuffer_peek_pixels(framebuffer) +
                          (gsize)y * (gsize)oriel_framebuffer_get_stride(framebuffer);
    const guint32 *row = (const guint32 *)(gconstpointer)bytes;
    gsize width = (gsize)oriel_framebuffer_get_width(framebuffer);
    const guint32 *wanted = (const guint32 *)(gconstpointer)frame + (gsize)y * width;
    for (gsize x = 0; x < width; x++)
      wrong += GUINT32_FROM_LE(row[x]) != (GUINT32_FROM_LE(wanted[x]) | 0xff000000u);
  }
  printf("wrong %u\n", wrong);
}

static void
press(Viewer *viewer, guint qnum, guint keysym)
{
  gint64 start = now_ns();

  oriel_display_key(viewer->display, qnum, keysym, TRUE);
  oriel_display_key(viewer->display, qnum, keysym, FALSE);
  printf("pressed %" G_GINT64_FORMAT "\n", start);
}

static void
run_command(Viewer *viewer, const char *line)
{
  g_auto(GStrv) words = g_strsplit(line, " ", 4);
  guint n = g_strv_length(words);

  if (n == 2 && g_str_equal(words[0], "compare"))
    compare(viewer, words[1]);
  else if (n == 1 && g_str_equal(words[0], "taken"))
    printf("taken %u\n", viewer->taken);
  else if (n == 3 && g_str_equal(words[0], "key") && viewer->display != NULL)
    press(viewer, (guint)atoi(words[1]), (guint)atoi(words[2]));
  else
    g_printerr("session-cost: cannot do \"%s\"\n", line);
  fflush(stdout);
}

static gboolean
on_input(int fd, GIOCondition condition, gpointer user_data)
{
  Viewer *viewer = user_data;
  char bytes[INPUT_MAX];
  gssize n = read(fd, bytes, sizeof bytes);

  if (n <= 0) {
    oriel_session_disconnect(viewer->session);
    return G_SOURCE_REMOVE;
  }
  g_string_append_len(viewer->line, bytes, n);
  for (char *end; (end = strchr(viewer->line->str, '\n')) != NULL;) {
    *end = '\0';
    run_command(viewer, viewer->line->str);
    g_string_erase(viewer->line, 0, end + 1 - viewer->line->str);
  }
  return G_SOURCE_CONTINUE;
}

int
main(int argc, char **argv)
{
  g_autofree char *encodings = NULL;
  const GOptionEntry entries[] = {
      {"encodings", 0, 0, G_OPTION_ARG_STRING, &encodings, "As of oriel view", "LIST"},
      {NULL},
  };
  g_autoptr(GOptionContext) context = g_option_context_new("URI - tell what a session costs");
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielTarget) target = NULL;
  Viewer viewer = {0};

  g_option_context_add_main_entries(context, entries, NULL);
  if (!g_option_context_parse(context, &argc, &argv, &error) || argc != 2 ||
      (target = oriel_target_new_from_uri(argv[1], &error)) == NULL) {
    g_printerr("session-cost: %s\n", error != NULL ? error->message : "one URI, please");
    return 2;
  }
  viewer.line = g_string_new(NULL);
  viewer.loop = g_main_loop_new(NULL, FALSE);
  viewer.session = oriel_session_new(target);
  oriel_session_set_encodings(viewer.session, encodings);
  g_signal_connect(oriel_session_get_displays(viewer.session), "items-changed",
                   G_CALLBACK(on_displays_changed), &viewer);
  g_signal_connect(viewer.session, "notify::state", G_CALLBACK(on_state), &viewer);
  oriel_session_connect_async(viewer.session, NULL, on_connected, &viewer);
  g_unix_fd_add(STDIN_FILENO, G_IO_IN | G_IO_HUP, on_input, &viewer);
  g_main_loop_run(viewer.loop);
  g_object_unref(viewer.session);
  g_main_loop_unref(viewer.loop);
  g_string_free(viewer.line, TRUE);
  return viewer.status;
}
