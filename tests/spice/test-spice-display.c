// SPDX-License-Identifier: LGPL-2.1-or-later
/* What only SPICE servers draw: heads, formats of surfaces, codecs, pointers of the guest. */
#include "picture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../servers/test-pattern.h"
#include "test-text.h"

static gboolean
has_one_display(gpointer data)
{
  Guest *guest = data;
  return g_list_model_get_n_items(oriel_session_get_displays(guest->viewer->session)) == 1;
}

/* Of one surface, each head is a display that shows its part. */
static void
test_heads(void)
{
  g_autoptr(Guest) guest = picture_open(NULL);

  test_server_tell(guest->server, "heads 320x480+0+0 300x200+330+50");
  picture_wait_for_size(guest, 0, 320, 480);
  picture_wait_for_size(guest, 1, 300, 200);
  picture_wait_for_colour(guest, 0, 319, 479, test_pattern(319, 479));
  picture_wait_for_colour(guest, 1, 0, 0, test_pattern(330, 50));
  picture_wait_for_colour(guest, 1, 299, 199, test_pattern(629, 249));

  test_server_tell(guest->server, "draw 340 60 10 10 ff0000");
  picture_wait_for_colour(guest, 1, 10, 10, 0xff0000);

  /* A head that moves shows another part; one that goes takes its display along. */
  test_server_tell(guest->server, "heads 320x480+0+0 300x200+340+60");
  picture_wait_for_colour(guest, 1, 0, 0, 0xff0000);
  test_server_tell(guest->server, "heads 640x480+0+0");
  picture_wait_for_size(guest, 0, 640, 480);
  test_assert_wait(has_one_display, guest);
}

/* Positions are those of the head, which its agent knows the place of. */
static void
test_heads_pointer(void)
{
  g_autoptr(Guest) guest = picture_open((const char *const[]){"--agent", "--agent-mouse", NULL});

  test_server_tell(guest->server, "heads 320x480+0+0 300x200+330+50");
  picture_wait_for_size(guest, 1, 300, 200);
  oriel_display_pointer_move(picture_find_display(guest, 1), 7, 9);
  guest_expect(guest, "position 7 9 display 1");
}

/* Several cards are several channels, with a surface each. */
static void
test_cards(void)
{
  g_autoptr(Guest) guest = picture_open((const char *const[]){"--displays", "2", NULL});

  picture_wait_for_size(guest, 0, 640, 480);
  picture_wait_for_size(guest, 1, 640, 480);
  test_server_tell(guest->server, "display 1");
  test_server_tell(guest->server, "draw 5 5 1 1 00ff00");
  picture_wait_for_colour(guest, 1, 5, 5, 0x00ff00);
  picture_wait_for_colour(guest, 0, 5, 5, test_pattern(5, 5));
}

/* A card that is turned off takes its display along, until it shows something again. */
static void
test_card_off(void)
{
  g_autoptr(Guest) guest = picture_open((const char *const[]){"--displays", "2", NULL});

  picture_wait_for_size(guest, 0, 640, 480);
  picture_wait_for_size(guest, 1, 640, 480);
  test_server_tell(guest->server, "display 1");
  test_server_tell(guest->server, "destroy");
  test_assert_wait(has_one_display, guest);
  g_assert_nonnull(picture_find_display(guest, 0));
  test_server_tell(guest->server, "resize 320 200");
  picture_wait_for_size(guest, 1, 320, 200);
  picture_wait_for_pattern(guest, 1, 0, 0, 0);
  picture_wait_for_pattern(guest, 0, 0, 0, 0);
}

/* Codecs without loss leave every pixel as it is. */
static void
test_codecs(gconstpointer data)
{
  g_autoptr(Guest) guest = picture_open((const char *const[]){"--compression", data, NULL});

  for (int i = 0; i < 3; i++) {
    g_autofree char *order = g_strdup_printf("photo %d 20 300 200 %d", i * 50, i);
    test_server_tell(guest->server, "%s", order);
    test_server_tell(guest->server, "copy 0 0 640 400 0 20");
    test_server_tell(guest->server, "draw 600 %d 8 8 123456", i * 10);
    picture_wait_for_all(guest);
  }
}

/* Neither does what is drawn in other formats. The server leaves pictures as they are on unix
 * sockets, and where rows are padded: here they are of whole words in each format. */
static void
test_bitmaps(gconstpointer data)
{
  static const char *const formats[] = {"pal1", "pal4", "pal8", "rgb16", "rgb24", "rgba"};
  g_autoptr(Guest) guest = picture_open(data);

  for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
    test_server_tell(guest->server, "bitmap %d 30 320 160 %s", (int)i * 40, formats[i]);
    picture_wait_for_all(guest);
  }
}

/* Neither does what the guest draws on a surface that is not shown, and takes from there; the first
 * is as large as those that the library draws elsewhere than it believes. */
static void
test_aside(gconstpointer data)
{
  static const char *const surfaces[] = {"640 480 xrgb", "320 200 xrgb", "640 480 argb"};
  g_autoptr(Guest) guest = picture_open((const char *const[]){"--compression", data, NULL});

  for (int i = 0; i < (int)G_N_ELEMENTS(surfaces); i++) {
    test_server_tell(guest->server, "aside %s", surfaces[i]);
    test_server_tell(guest->server, "draw-on aside");
    test_server_tell(guest->server, "photo 0 0 320 200 %d", i);
    test_server_tell(guest->server, "draw 40 20 30 30 0000ff");
    test_server_tell(guest->server, "copy 100 50 200 100 0 0");
    test_server_tell(guest->server, "draw-on screen");
    test_server_tell(guest->server, "from-aside %d 30 300 180 20 20", i * 40);
    picture_wait_for_all(guest);
    test_server_tell(guest->server, "copy 0 0 600 400 40 30");
    picture_wait_for_all(guest);
  }
}

/* Nor do colours that masks of alpha let through, as text is drawn. */
static void
test_blended(gconstpointer data)
{
  g_autoptr(Guest) guest = picture_open((const char *const[]){"--compression", data, NULL});

  test_server_tell(guest->server, "aside 640 480 a8");
  for (int i = 0; i < 3; i++) {
    test_server_tell(guest->server, "draw-on aside");
    test_server_tell(guest->server, "bitmap 0 0 320 160 a8");
    test_server_tell(guest->server, "draw %d 8 10 50 0000ff", i * 20);
    test_server_tell(guest->server, "draw-on screen");
    test_server_tell(guest->server, "blend %d %d 320 150 ff8020", i * 40, i * 60);
    picture_wait_for_all(guest);
  }
}

/* With an alpha channel it is JPEG with that beside it, which is nothing to a screen. */
static void
test_jpeg(gconstpointer format)
{
  g_autoptr(Guest) guest =
      picture_open((const char *const[]){"--jpeg", "always", "--compression", "quic", NULL});

  test_server_tell(guest->server, "draw 0 0 640 480 00ff00");
  picture_wait_for_colour(guest, 0, 639, 479, 0x00ff00);
  test_server_tell(guest->server, "bitmap 0 0 640 480 %s", (const char *)format);
  picture_wait_for_near(guest, 0, 400, 300, test_pattern(399, 300), 24);
}

static void
test_formats(gconstpointer data)
{
  g_autoptr(Guest) guest = picture_open(NULL);

  test_server_tell(guest->server, "surface 320 200 %s", (const char *)data);
  picture_wait_for_size(guest, 0, 320, 200);
  test_server_tell(guest->server, "draw 0 0 320 200 ffffff");
  picture_wait_for_colour(guest, 0, 319, 199, 0xffffff);
  test_server_tell(guest->server, "draw 10 10 20 20 ff0000");
  picture_wait_for_colour(guest, 0, 15, 15, 0xff0000);
  test_server_tell(guest->server, "draw 10 10 20 20 0000ff");
  picture_wait_for_colour(guest, 0, 15, 15, 0x0000ff);
  test_server_tell(guest->server, "draw 10 10 20 20 00ff00");
  picture_wait_for_colour(guest, 0, 15, 15, 0x00ff00);
  test_server_tell(guest->server, "bitmap 0 0 320 200 rgb16");
  picture_wait_for_near(guest, 0, 99, 100, test_pattern(99, 100), 8);
}

typedef struct {
  guint n;
  gboolean black;
} Frames;

static void
on_framebuffer(OrielDisplay *display, GParamSpec *pspec, Frames *frames)
{
  const guint32 *pixels =
      (const void *)oriel_framebuffer_peek_pixels(oriel_display_get_framebuffer(display));

  frames->n++;
  frames->black |= (pixels[1] & 0xffffff) != test_pattern(1, 0);
}

/* Another mode is shown when it is drawn: nobody sees the empty surface before that. */
static void
test_no_flash(void)
{
  g_autoptr(Guest) guest = picture_open(NULL);
  OrielDisplay *display = test_viewer_get_display(guest->viewer);
  Frames frames = {0};

  g_signal_connect(display, "notify::framebuffer", G_CALLBACK(on_framebuffer), &frames);
  for (int i = 1; i <= 5; i++) {
    test_server_tell(guest->server, "resize %d %d", 640 + i * 8, 480);
    picture_wait_for_size(guest, 0, 640 + i * 8, 480);
  }
  g_assert_cmpuint(frames.n, ==, 5);
  g_assert_false(frames.black);
}

/* The same where the screen is another one before the viewer has taken the last. */
static void
test_no_flash_in_haste(void)
{
  g_autoptr(Guest) guest = picture_open(NULL);
  OrielDisplay *display = test_viewer_get_display(guest->viewer);
  Frames frames = {0};

  g_signal_connect(display, "notify::framebuffer", G_CALLBACK(on_framebuffer), &frames);
  for (int i = 1; i <= 50; i++)
    test_server_tell(guest->server, "resize %d %d", 640 + i * 8, 480);
  picture_wait_for_size(guest, 0, 640 + 50 * 8, 480);
  g_assert_cmpuint(frames.n, >=, 1);
  g_assert_false(frames.black);
}

/* A guest without a screen, as while it starts again: the last picture stays, and the next comes.
 */
static void
test_destroyed(void)
{
  g_autoptr(Guest) guest = picture_open(NULL);

  picture_wait_for_colour(guest, 0, 3, 4, test_pattern(3, 4));
  test_server_tell(guest->server, "destroy");
  test_server_tell(guest->server, "resize 320 200");
  picture_wait_for_size(guest, 0, 320, 200);
  picture_wait_for_colour(guest, 0, 319, 199, test_pattern(319, 199));
  g_assert_cmpint(oriel_session_get_state(guest->viewer->session), ==, ORIEL_SESSION_CONNECTED);
}

static void
assert_card_is_told(const GError *error, OrielError code)
{
  g_assert_error(error, ORIEL_ERROR, (int)code);
  g_assert_nonnull(strstr(error->message, "the memory of a graphics card"));
  test_assert_clear_error(error);
}

/* A guest's picture in the memory of a graphics card is none here, and the server is not told
 * otherwise: it would send it. The viewer learns why it sees nothing, also when it comes later. */
static void
test_on_card(void)
{
  g_autofree char *folder = g_dir_make_tmp("oriel-spice-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(folder, "socket", NULL);
  g_autoptr(Guest) guest = picture_open((const char *const[]){"--unix", path, NULL});

  test_server_tell(guest->server, "destroy");
  test_server_tell(guest->server, "gl 640 480");
  test_viewer_wait_for_state(guest->viewer, ORIEL_SESSION_CLOSED);
  assert_card_is_told(oriel_session_get_error(guest->viewer->session), ORIEL_ERROR_UNREACHABLE);

  g_assert_false(test_viewer_connect(guest->viewer));
  assert_card_is_told(guest->viewer->result, ORIEL_ERROR_TIMED_OUT);
  g_unlink(path);
  g_rmdir(folder);
}

static gboolean
has_cursor(gpointer data)
{
  OrielCursor *cursor = oriel_display_get_cursor(data);
  return cursor != NULL && !oriel_cursor_is_hidden(cursor);
}

static gboolean
has_hidden_cursor(gpointer data)
{
  OrielCursor *cursor = oriel_display_get_cursor(data);
  return cursor != NULL && oriel_cursor_is_hidden(cursor);
}

/* Alpha is multiplied in, blue comes first. */
static void
test_cursor(void)
{
  g_autoptr(Guest) guest = picture_open(NULL);
  OrielDisplay *display = test_viewer_get_display(guest->viewer);
  const guint32 *pixels;

  test_server_tell(guest->server, "cursor 20 10 3 4 80ff4000");
  test_assert_wait(has_cursor, display);
  pixels = g_bytes_get_data(oriel_cursor_get_pixels(oriel_display_get_cursor(display)), NULL);
  g_assert_cmpint(oriel_cursor_get_width(oriel_display_get_cursor(display)), ==, 20);
  g_assert_cmpint(oriel_cursor_get_hot_y(oriel_display_get_cursor(display)), ==, 4);
  g_assert_cmphex(GUINT32_FROM_LE(pixels[0]), ==, 0x80802000);
  test_server_tell(guest->server, "cursor none");
  test_assert_wait(has_hidden_cursor, display);
}

static const char *const relative[] = {"--relative", NULL};

/* A pointer that the guest alone moves is in the picture, and leaves it as it was. */
static void
test_drawn_cursor(void)
{
  g_autoptr(Guest) guest = picture_open(relative);
  OrielDisplay *display = test_viewer_get_display(guest->viewer);

  test_server_tell(guest->server, "cursor 8 8 0 0 ff0000");
  test_server_tell(guest->server, "cursor-move 100 100");
  picture_wait_for_colour(guest, 0, 107, 107, 0xff0000);
  test_assert_wait(has_hidden_cursor, display);
  picture_wait_for_colour(guest, 0, 108, 108, test_pattern(108, 108));
  test_server_tell(guest->server, "cursor-move 200 100");
  picture_wait_for_colour(guest, 0, 200, 100, 0xff0000);
  picture_wait_for_colour(guest, 0, 107, 107, test_pattern(107, 107));

  /* The pointer becomes the viewer's. */
  test_server_tell(guest->server, "pointer-mode absolute");
  test_assert_wait(has_cursor, display);
  picture_wait_for_colour(guest, 0, 200, 100, test_pattern(200, 100));
  test_server_tell(guest->server, "draw 200 100 8 8 00ff00");
  picture_wait_for_colour(guest, 0, 200, 100, 0x00ff00);

  /* And the guest's again, over what was drawn meanwhile. */
  test_server_tell(guest->server, "pointer-mode relative");
  test_server_tell(guest->server, "cursor-move 204 100");
  picture_wait_for_colour(guest, 0, 204, 100, 0xff0000);
  picture_wait_for_colour(guest, 0, 200, 100, 0x00ff00);
}

/* What a guest draws is opaque, in the surface itself and in the copies with a pointer in them. */
static void
test_opaque(gconstpointer data)
{
  g_autoptr(Guest) guest = picture_open(data);
  OrielFramebuffer *framebuffer = NULL;
  const guint32 *pixels = NULL;

  test_server_tell(guest->server, "draw 0 0 640 480 123456");
  picture_wait_for_colour(guest, 0, 300, 200, 0x123456);
  framebuffer = oriel_display_get_framebuffer(test_viewer_get_display(guest->viewer));
  pixels = (const guint32 *)(gconstpointer)oriel_framebuffer_peek_pixels(framebuffer);
  for (int i = 0; i < 640; i++)
    g_assert_cmphex(GUINT32_FROM_LE(pixels[i]), ==, 0xff123456);
}

/* A stream is near to what the guest drew. */
static void
test_stream(void)
{
  g_autoptr(Guest) guest =
      picture_open((const char *const[]){"--streaming", "all", "--codecs", "spice:mjpeg", NULL});

  /* What is drawn over a stream ends it. */
  for (int i = 0; i < 60; i++)
    test_server_tell(guest->server, "photo 0 0 640 480 %d", i);
  test_server_tell(guest->server, "draw 0 0 10 10 00ff00");
  picture_wait_for_colour(guest, 0, 5, 5, 0x00ff00);
}

int
main(int argc, char **argv)
{
  static const char *const codecs[] = {"off", "quic", "lz", "glz", "lz4", "auto-glz", "auto-lz"};
  static const char *const formats[] = {"xrgb", "argb", "555", "565"};
  static const char *const bitmaps[][5] = {
      {"--compression", "off"},     {"--compression", "quic"},
      {"--compression", "lz"},      {"--compression", "glz"},
      {"--compression", "lz4"},     {"--compression", "auto-glz"},
      {"--compression", "auto-lz"}, {"--compression", "glz", "--zlib", "always"},
  };

  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/display/heads", test_heads);
  g_test_add_func("/display/heads-pointer", test_heads_pointer);
  g_test_add_data_func("/display/opaque/direct", NULL, test_opaque);
  g_test_add_data_func("/display/opaque/copied", relative, test_opaque);
  g_test_add_func("/display/cards", test_cards);
  g_test_add_func("/display/card-off", test_card_off);
  for (gsize i = 0; i < G_N_ELEMENTS(codecs); i++) {
    g_autofree char *path = g_strdup_printf("/display/codecs/%s", codecs[i]);
    g_test_add_data_func(path, codecs[i], test_codecs);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(formats); i++) {
    g_autofree char *path = g_strdup_printf("/display/formats/%s", formats[i]);
    g_test_add_data_func(path, formats[i], test_formats);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(bitmaps); i++) {
    g_autofree char *path = g_strdup_printf("/display/bitmaps/%s", bitmaps[i][1]);
    g_autofree char *zlib = g_strconcat(path, "-zlib", NULL);
    g_test_add_data_func(bitmaps[i][2] != NULL ? zlib : path, bitmaps[i], test_bitmaps);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(codecs); i++) {
    g_autofree char *aside = g_strdup_printf("/display/aside/%s", codecs[i]);
    g_autofree char *blended = g_strdup_printf("/display/blended/%s", codecs[i]);
    g_test_add_data_func(aside, codecs[i], test_aside);
    /* The library has no LZ4 of alpha alone, and draws nothing. */
    if (!g_str_equal(codecs[i], "lz4"))
      g_test_add_data_func(blended, codecs[i], test_blended);
  }
  g_test_add_data_func("/display/jpeg/rgb", "rgb24", test_jpeg);
  g_test_add_data_func("/display/jpeg/rgba", "rgba", test_jpeg);
  g_test_add_func("/display/no-flash", test_no_flash);
  g_test_add_func("/display/no-flash-in-haste", test_no_flash_in_haste);
  g_test_add_func("/display/destroyed", test_destroyed);
  g_test_add_func("/display/on-card", test_on_card);
  g_test_add_func("/display/cursor", test_cursor);
  g_test_add_func("/display/drawn-cursor", test_drawn_cursor);
  g_test_add_func("/display/stream", test_stream);
  return g_test_run();
}
