// SPDX-License-Identifier: LGPL-2.1-or-later
/* Moving pictures of every codec that GStreamer decodes, through a confined session. */
#include "guest.h"

#include <stdlib.h>

#include "../servers/test-pattern.h"

#define GRAIN 3 /* a channel is that far off when nothing is lost: see server/draw.c */
#define NEAR 20 /* on average, of what is decoded */
#define STEP 7  /* every so many pixels and rows are looked at */

typedef struct {
  const char *codec;
  const char *plugin;    /* of GStreamer, which decodes it */
  const char *encodings; /* that are asked for; NULL = none */
} Codec;

typedef struct {
  Guest *guest;
  int red; /* of a pixel, which the film changes; -1 = not looked at yet */
} Film;

/* How far the channels that stand still are from what was drawn, on average; @lossy: some of them
 * are not as they were drawn. */
static double
measure(OrielDisplay *display, gboolean *lossy)
{
  OrielFramebuffer *framebuffer = oriel_display_get_framebuffer(display);
  const guint8 *pixels = oriel_framebuffer_peek_pixels(framebuffer);
  double sum = 0;
  int n = 0;

  *lossy = FALSE;
  for (int y = 0; y < oriel_display_get_height(display); y += STEP) {
    int green = y * 2 & 0xff;
    if (green < NEAR || green > 255 - NEAR)
      continue; /* about to wrap around */
    for (int x = 0; x < oriel_display_get_width(display); x += STEP) {
      const guint8 *pixel = pixels + y * oriel_framebuffer_get_stride(framebuffer) + x * 4;
      int off = abs(pixel[1] - green);
      sum += off;
      n++;
      *lossy |= off > GRAIN;
    }
  }
  return sum / n;
}

/* Pictures that are decoded are shown, one after the other. */
static gboolean
is_running(gpointer user_data)
{
  Film *film = user_data;
  OrielDisplay *display = test_viewer_get_display(film->guest->viewer);
  g_autoptr(OrielRegion) damage = oriel_display_take_damage(display);
  const guint8 *pixels = oriel_framebuffer_peek_pixels(oriel_display_get_framebuffer(display));
  gboolean lossy;

  if (measure(display, &lossy) > NEAR || !lossy)
    return FALSE;
  if (film->red < 0)
    film->red = pixels[2];
  return abs(film->red - pixels[2]) > NEAR;
}

static gboolean
has_plugin(const char *name)
{
  g_autofree char *path =
      g_strdup_printf("%s/libgst%s.so", g_getenv("ORIEL_TEST_GSTREAMER_PLUGINS"), name);

  return g_file_test(path, G_FILE_TEST_EXISTS);
}

static void
test_codec(gconstpointer data)
{
  const Codec *codec = data;
  g_autoptr(Guest) guest = NULL;
  Film film = {.red = -1};

  if (!has_plugin("playback") || !has_plugin(codec->plugin) || !has_plugin("x264")) {
    g_test_skip("GStreamer's plugins for it are not there");
    return;
  }
  guest = guest_new((const char *const[]){"--size", "320x240", "--streaming", "all", "--codecs",
                                          codec->codec, NULL});
  oriel_session_set_encodings(guest->viewer->session, codec->encodings);
  test_viewer_connect_and_see(guest->viewer);
  film.guest = guest;
  test_server_tell(guest->server, "video 0 0 320 240 10 100000");
  test_assert_wait(is_running, &film);
  test_server_tell(guest->server, "video-stop");
}

int
main(int argc, char **argv)
{
  static const Codec codecs[] = {
      {"gstreamer:vp8", "vpx"},
      {"gstreamer:vp9", "vpx"},
      {"gstreamer:h264", "libav", "h264"},
      {"spice:mjpeg", "playback"},
  };

  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(codecs); i++) {
    g_autofree char *path = g_strdup_printf("/video/%s", codecs[i].codec);
    g_test_add_data_func(path, &codecs[i], test_codec);
  }
  return g_test_run();
}
