// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a viewer sees of a guest in haste: its screen made again, and frames of many parts. */
#include <signal.h>

#include "picture.h"

#define OLD 0xa03020
#define NEW 0x20c080
#define N_REBOOTS 20

typedef struct {
  OrielDisplay *display;
  guint n_looks;
} Look;

/* A surface that nothing was drawn on is black, which a slow machine may show. */
static void
assert_known(OrielDisplay *display)
{
  OrielFramebuffer *framebuffer = oriel_display_get_framebuffer(display);

  for (int y = 0; y < oriel_framebuffer_get_height(framebuffer); y++) {
    const guint32 *row = (const void *)(oriel_framebuffer_peek_pixels(framebuffer) +
                                        y * oriel_framebuffer_get_stride(framebuffer));
    for (int x = 0; x < oriel_framebuffer_get_width(framebuffer); x++) {
      guint32 colour = GUINT32_FROM_LE(row[x]) & 0xffffff;
      if (colour != OLD && colour != NEW && colour != 0)
        g_error("the pixel %d,%d is %06x", x, y, colour);
    }
  }
}

static void
on_framebuffer(OrielDisplay *display, GParamSpec *pspec, Look *look)
{
  look->n_looks++;
  assert_known(display);
}

static void
on_damaged(OrielDisplay *display, Look *look)
{
  look->n_looks++;
  assert_known(display);
}

/* A guest that starts again, and has the same mode as before: there is its last picture, or the
 * next, or none. */
static void
test_reboot(gconstpointer data)
{
  g_autoptr(Guest) guest = picture_open(data);
  Look look = {test_viewer_get_display(guest->viewer), 0};

  test_server_tell(guest->server, "draw 0 0 640 480 %06x", OLD);
  picture_wait_for_all(guest);
  g_signal_connect(look.display, "notify::framebuffer", G_CALLBACK(on_framebuffer), &look);
  g_signal_connect(look.display, "damaged", G_CALLBACK(on_damaged), &look);
  for (int i = 0; i < N_REBOOTS; i++) {
    guint32 colour = i % 2 == 0 ? NEW : OLD;
    if (i % 4 < 2)
      test_server_tell(guest->server, "destroy");
    test_server_tell(guest->server, "surface 640 480");
    test_server_tell(guest->server, "draw 0 0 640 480 %06x", colour);
    picture_wait_for_colour(guest, 0, 639, 479, colour);
    assert_known(look.display);
  }
  g_assert_cmpuint(look.n_looks, >=, N_REBOOTS);
  g_assert_cmpuint(test_viewer_count_state(guest->viewer, ORIEL_SESSION_CONNECTED), ==, 1);
  g_signal_handlers_disconnect_by_data(look.display, &look);
}

/* Of a picture that the guest draws in tiles. */
#define TILE_WIDTH 64
#define TILE_HEIGHT 48
#define N_TILES 100
#define N_FRAMES 20

static void
draw_frame(Guest *guest, guint32 colour)
{
  for (int i = 0; i < N_TILES; i++)
    test_server_tell(guest->server, "draw %d %d %d %d %06x", i % 10 * TILE_WIDTH,
                     i / 10 * TILE_HEIGHT, TILE_WIDTH, TILE_HEIGHT, colour);
}

/* A viewer that takes everything at once is told of a frame that arrives at once in few messages.
 */
static void
test_tiles(void)
{
  g_autoptr(Guest) guest = picture_open(NULL);
  GPid session = test_find_session_process();

  guest->viewer->n_damages = 0;
  for (guint32 i = 1; i <= N_FRAMES; i++) {
    kill(session, SIGSTOP);
    draw_frame(guest, i);
    kill(session, SIGCONT);
    picture_wait_for_all(guest);
  }
  g_test_message("%d frames of %d tiles: %u messages", N_FRAMES, N_TILES, guest->viewer->n_damages);
  g_assert_cmpuint(guest->viewer->n_damages, <=, N_FRAMES * N_TILES / 10);
}

int
main(int argc, char **argv)
{
  static const char *const relative[] = {"--relative", NULL};

  g_test_init(&argc, &argv, NULL);
  g_test_add_data_func("/frames/reboot/direct", NULL, test_reboot);
  g_test_add_data_func("/frames/reboot/copied", relative, test_reboot);
  g_test_add_func("/frames/tiles", test_tiles);
  return g_test_run();
}
