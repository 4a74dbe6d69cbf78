// SPDX-License-Identifier: LGPL-2.1-or-later
#include "video.h"

#include <stdio.h>
#include <string.h>

#include "draw.h"
#include "report.h"
#include "show.h"

#define MAX_RATE 200

static struct {
  guint timer; /* 0 = no film */
  Screen *screen;
  int x, y, width, height;
  guint wanted, done; /* pictures */
} film;

static gboolean
on_frame(gpointer user_data)
{
  /* The guest may have another mode by now. */
  if (screen_holds(film.screen, film.x, film.y, film.width, film.height))
    draw_image(film.screen, film.x, film.y, film.width, film.height,
               draw_new_photo(film.width, film.height, film.done));
  if (++film.done < film.wanted)
    return G_SOURCE_CONTINUE;
  film.timer = 0;
  report_spice("video %u", film.done);
  return G_SOURCE_REMOVE;
}

void
video_stop(void)
{
  g_clear_handle_id(&film.timer, g_source_remove);
}

/* A line of its MJPEG encoder ends with "audio-delay N". */
static void
on_log(const char *domain, GLogLevelFlags level, const char *message, gpointer user_data)
{
  static int latest = -1;
  const char *words = level & G_LOG_LEVEL_DEBUG ? strstr(message, "client report: ") : NULL;
  int delay = -1;

  words = words != NULL ? strstr(words, "audio-delay ") : NULL;
  if (words != NULL && sscanf(words, "audio-delay %d", &delay) == 1 && delay != latest)
    report_spice("video sound-delay %d", delay);
  if (words != NULL)
    latest = delay;
  g_log_default_handler(domain, level, message, user_data);
}

void
video_watch_reports(void)
{
  g_log_set_handler("Spice", G_LOG_LEVEL_MASK | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION, on_log,
                    NULL);
}

static gboolean
do_video(const char *args)
{
  int x = 0, y = 0, width = 0, height = 0;
  guint rate = 0, wanted = 0;

  if (sscanf(args, "%d %d %d %d %u %u", &x, &y, &width, &height, &rate, &wanted) != 6 ||
      !screen_holds(show_get_current(), x, y, width, height) || rate < 1 || rate > MAX_RATE ||
      wanted < 1)
    return FALSE;
  video_stop();
  film.screen = show_get_current();
  film.x = x;
  film.y = y;
  film.width = width;
  film.height = height;
  film.wanted = wanted;
  film.done = 0;
  film.timer = g_timeout_add(1000 / rate, on_frame, NULL);
  return TRUE;
}

static gboolean
do_video_stop(const char *args)
{
  gboolean runs = film.timer != 0;

  video_stop();
  if (runs)
    report_spice("video %u", film.done);
  return runs;
}

const Command video_commands[] = {
    {"video", do_video},
    {"video-stop", do_video_stop},
    {NULL},
};
