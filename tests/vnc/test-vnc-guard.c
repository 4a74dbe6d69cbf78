// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a server says and may not say: sizes, formats, cursors, greetings, pixels. */
#include "oriel-vnc-framebuffer.h"
#include "oriel-vnc-greeting.h"
#include "oriel-vnc-guard.h"
#include "oriel-vnc-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

static void
test_size(void)
{
  static const int wrong[][2] = {{0, 0},     {0, 5},         {5, 0},        {-1, 5},
                                 {16385, 1}, {65535, 65535}, {16384, 16384}};

  g_assert_true(oriel_vnc_guard_size(1, 1, NULL));
  g_assert_true(oriel_vnc_guard_size(16384, 4096, NULL));
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(oriel_vnc_guard_size(wrong[i][0], wrong[i][1], &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL);
  }
}

static VncPixelFormat
make_format(guint8 bits, guint8 depth, guint16 max, guint8 shift)
{
  return (VncPixelFormat){.bits_per_pixel = bits,
                          .depth = depth,
                          .true_color_flag = 1,
                          .red_max = max,
                          .green_max = max,
                          .blue_max = max,
                          .red_shift = shift,
                          .green_shift = shift,
                          .blue_shift = shift};
}

static void
test_pixel_format(void)
{
  VncPixelFormat right[] = {make_format(32, 24, 255, 16),
                            make_format(16, 16, 31, 11),
                            make_format(8, 8, 7, 5),
                            {.bits_per_pixel = 8, .depth = 8}};
  VncPixelFormat wrong[] = {make_format(0, 0, 0, 0),       make_format(24, 24, 255, 8),
                            make_format(0xf8, 24, 255, 8), make_format(16, 18, 31, 1),
                            make_format(32, 0, 255, 8),    make_format(32, 24, 0, 8),
                            make_format(32, 24, 255, 32),  {.bits_per_pixel = 32, .depth = 24}};

  for (guint i = 0; i < G_N_ELEMENTS(right); i++)
    g_assert_true(oriel_vnc_guard_pixel_format(&right[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(oriel_vnc_guard_pixel_format(&wrong[i], &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL);
  }
}

static void
test_cursor(void)
{
  const guint8 pixels[] = {1, 2, 3, 255, 9, 9, 9, 0};
  g_autoptr(OrielCursor) cursor = oriel_vnc_guard_cursor(pixels, 2, 1, 7, 7);
  GBytes *bytes = oriel_cursor_get_pixels(cursor);

  g_assert_cmpmem(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), "\1\2\3\xff\0\0\0\0", 8);
  g_assert_cmpint(oriel_cursor_get_hot_x(cursor), ==, 1);
  g_assert_cmpint(oriel_cursor_get_hot_y(cursor), ==, 0);
  g_assert_null(oriel_vnc_guard_cursor(NULL, ORIEL_CURSOR_MAX_SIDE + 1, 1, 0, 0));
  g_assert_null(oriel_vnc_guard_cursor(NULL, 0, 1, 0, 0));
}

/* Within reason; what would overflow gvnc's memory is not. */
static void
test_lengths(void)
{
  static const guint wrong[][2] = {{0xffff, 0xffff}, {0x8000, 0x8000}, {2049, 1}, {1, 2049}};

  g_assert_true(oriel_vnc_guard_cursor_size(0, 0, NULL));
  g_assert_true(oriel_vnc_guard_cursor_size(2048, 2048, NULL));
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(oriel_vnc_guard_cursor_size(wrong[i][0], wrong[i][1], &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL);
  }
  g_assert_true(oriel_vnc_guard_zrle_size(1, 1, 65536, NULL));
  g_assert_false(oriel_vnc_guard_zrle_size(1, 1, 65536 + 9, NULL));
  g_assert_true(oriel_vnc_guard_zrle_size(1920, 1080, 4 * 1920 * 1080, NULL));
  g_assert_false(oriel_vnc_guard_zrle_size(1920, 1080, G_MAXUINT32, NULL));
  g_assert_true(oriel_vnc_guard_zrle_size(0xffff, 0xffff, G_MAXUINT32, NULL));
}

static void
test_find_resize(void)
{
  /* A refused one, then a granted one of the same size, and other bytes around. */
  static const guint8 bytes[] = {9, 9, 0, 1, 0, 3, 3, 0x20, 2, 0x58, 0xff, 0xff, 0xfe, 0xcc, 1, 0,
                                 0, 0, 0, 0, 0, 0, 3, 0x20, 2, 0x58, 0xff, 0xff, 0xfe, 0xcc, 1};
  gsize end = 0, next = 0;

  g_assert_cmpint(oriel_vnc_guard_find_resize(bytes, sizeof bytes, 800, 600, &end), ==, 3);
  g_assert_cmpuint(end, ==, 14);
  g_assert_cmpint(oriel_vnc_guard_find_resize(bytes + end, sizeof bytes - end, 800, 600, &next), ==,
                  0);
  g_assert_cmpint(oriel_vnc_guard_find_resize(bytes, sizeof bytes, 801, 600, &end), ==, -1);
  g_assert_cmpint(oriel_vnc_guard_find_resize(bytes, 5, 800, 600, &end), ==, -1);
}

/* Feeds @size bytes, one at a time and at once: the verdict must not depend on that. */
static gboolean
feed(OrielVncGreeting *greeting, const void *bytes, gsize size)
{
  OrielVncGreeting slow = {0};
  gboolean at_once = oriel_vnc_greeting_feed(greeting, bytes, size);
  gboolean bit_by_bit = TRUE;

  for (gsize i = 0; i < size && bit_by_bit; i++)
    bit_by_bit = oriel_vnc_greeting_feed(&slow, (const guint8 *)bytes + i, 1);
  g_assert_cmpint(at_once, ==, bit_by_bit);
  g_assert_cmpint(slow.step, ==, greeting->step);
  return at_once;
}

static void
test_greeting_types(void)
{
  OrielVncGreeting good = {0}, ten = {0}, eleven = {0}, forty = {0};
  guint8 many[13 + 40] = "RFB 003.008\n";

  g_assert_true(feed(&good, "RFB 003.008\n\2\1\2", 15));
  g_assert_cmpint(good.step, ==, ORIEL_VNC_GREETING_DONE);
  g_assert_false(good.refused);
  many[12] = 10;
  g_assert_true(feed(&ten, many, sizeof many));
  many[12] = 11;
  g_assert_false(feed(&eleven, many, sizeof many));
  many[12] = 40;
  g_assert_false(feed(&forty, many, sizeof many));
  g_assert_cmpint(forty.step, ==, ORIEL_VNC_GREETING_TOO_MANY_TYPES);
}

static void
test_greeting_refusal(void)
{
  OrielVncGreeting modern = {0}, old = {0}, endless = {0}, silent = {0};
  g_autofree char *long_reason = g_strnfill(5000, 'x');

  g_assert_true(feed(&modern, "RFB 003.008\n\0\0\0\0\4busy", 21));
  g_assert_true(modern.refused);
  g_assert_cmpmem(modern.reason, modern.reason_size, "busy", 4);
  g_assert_true(feed(&old, "RFB 003.003\n\0\0\0\0\0\0\0\2no", 22));
  g_assert_true(old.refused);
  g_assert_cmpmem(old.reason, old.reason_size, "no", 2);
  g_assert_true(oriel_vnc_greeting_feed(&endless, (guint8 *)"RFB 003.008\n\0\xff\xff\xff\xff", 17));
  g_assert_true(oriel_vnc_greeting_feed(&endless, (guint8 *)long_reason, 5000));
  g_assert_cmpuint(endless.reason_size, ==, ORIEL_VNC_GREETING_MAX_REASON);
  g_assert_true(feed(&silent, "RFB 003.008\n\0\0\0\0\0", 17));
  g_assert_cmpint(silent.step, ==, ORIEL_VNC_GREETING_DONE);
}

static void
test_greeting_old(void)
{
  OrielVncGreeting old = {0}, none = {0};

  g_assert_true(feed(&old, "RFB 003.003\n\0\0\0\2", 16));
  g_assert_false(old.refused);
  g_assert_true(feed(&none, "HTTP/1.1 400 Bad", 16));
  g_assert_cmpint(none.step, ==, ORIEL_VNC_GREETING_DONE);
}

/* Matters only where an ARD login has been chosen; the same bytes mean something else in another.
 */
static void
test_greeting_key(void)
{
  static const struct {
    const char *bytes;
    gsize size;
    gboolean keyless;
  } cases[] = {
      {"RFB 003.008\n\1\36\0\2\0\2\0\0", 20, TRUE},
      {"RFB 003.003\n\0\0\0\36\0\2\0\2\0\0", 22, TRUE},
      {"RFB 003.008\n\2\36\2\0\2\0\0", 19, TRUE},
      {"RFB 003.008\n\1\36\0\2\0\2\0\1\0\0", 22, FALSE},
      {"RFB 003.008\n\1\36\0\2\0\2\0", 19, FALSE},
      {"RFB 003.008\n\1\2\0\2\0\0", 18, FALSE},
  };

  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    OrielVncGreeting before = {.chose_ard = TRUE}, after = {0};
    const guint8 *bytes = (const guint8 *)cases[i].bytes;

    g_assert_cmpint(oriel_vnc_greeting_feed(&before, bytes, cases[i].size), ==, !cases[i].keyless);
    g_assert_true(feed(&after, bytes, cases[i].size));
    g_assert_false(oriel_vnc_greeting_is_keyless(&after));
    after.chose_ard = TRUE;
    g_assert_cmpint(oriel_vnc_greeting_is_keyless(&after), ==, cases[i].keyless);
  }
}

typedef struct {
  OrielFramebuffer *target;
  VncFramebuffer *fb;
} Canvas;

#define SIDE 8

static void
set_up_canvas(Canvas *canvas, gconstpointer data)
{
  canvas->target = oriel_framebuffer_new(SIDE, SIDE, NULL);
  g_assert_nonnull(canvas->target);
  canvas->fb = VNC_FRAMEBUFFER(oriel_vnc_framebuffer_new(canvas->target));
}

static void
tear_down_canvas(Canvas *canvas, gconstpointer data)
{
  g_assert_finalize_object(G_OBJECT(canvas->fb));
  oriel_framebuffer_unref(canvas->target);
}

static guint32
get_pixel(Canvas *canvas, int x, int y)
{
  const guint8 *row = oriel_framebuffer_peek_pixels(canvas->target) +
                      (gsize)y * (gsize)oriel_framebuffer_get_stride(canvas->target);
  guint32 pixel;

  memcpy(&pixel, row + x * 4, 4);
  return GUINT32_FROM_LE(pixel);
}

/* Fills the canvas so that each pixel tells its place. */
static void
paint(Canvas *canvas)
{
  guint8 pixels[SIDE * SIDE * 4];

  for (guint i = 0; i < SIDE * SIDE; i++)
    memcpy(pixels + i * 4, (guint8[]){(guint8)i, 1, 2, 0}, 4);
  vnc_framebuffer_blt(canvas->fb, pixels, SIDE * 4, 0, 0, SIDE, SIDE);
}

/* Makes a JPEG of that size, claims that it has another, and decodes it as gvnc does before it
 * draws it. Returns whether there is a picture. */
static gboolean
decode_as(int width, int height, guint16 claimed_width, guint16 claimed_height)
{
  static const guint8 frame[] = {0xff, 0xc0, 0, 17, 8}; /* its head, the height follows */
  const guint8 size[] = {(guint8)(claimed_height >> 8), (guint8)claimed_height,
                         (guint8)(claimed_width >> 8), (guint8)claimed_width};
  g_autoptr(GdkPixbuf) picture = gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new();
  g_autofree char *jpeg = NULL;
  gsize length = 0;
  guint8 *head;

  g_assert_true(gdk_pixbuf_save_to_buffer(picture, &jpeg, &length, "jpeg", NULL, NULL));
  head = memmem(jpeg, length, frame, sizeof frame);
  g_assert_nonnull(head);
  memcpy(head + sizeof frame, size, sizeof size);
  gdk_pixbuf_loader_write(loader, (guchar *)jpeg, length, NULL);
  gdk_pixbuf_loader_close(loader, NULL);
  return gdk_pixbuf_loader_get_pixbuf(loader) != NULL;
}

static void
decode(int width, int height)
{
  g_assert_true(decode_as(width, height, (guint16)width, (guint16)height));
}

/* gvnc asks to draw pictures that are not of the size of their places. */
static void
test_pictures(Canvas *canvas, gconstpointer data)
{
  static const int wrong[][2] = {{4, 5}, {5, 4}, {4, 3}, {3, 4}};
  g_autofree guint8 *rgb = g_malloc0(3 * 4 * 4);
  OrielVncFramebuffer *fb = ORIEL_VNC_FRAMEBUFFER(canvas->fb);

  paint(canvas);
  decode(4, 4);
  vnc_framebuffer_rgb24_blt(canvas->fb, rgb, 12, 0, 0, 4, 4);
  g_assert_null(oriel_vnc_framebuffer_get_fault(fb));
  for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
    g_assert_nonnull(
        strstr(oriel_vnc_picture_find_fault(wrong[i][0], wrong[i][1]), "of the wrong size"));
  vnc_framebuffer_rgb24_blt(canvas->fb, rgb, 12, 0, 0, 4, 5);
  g_assert_nonnull(oriel_vnc_framebuffer_get_fault(fb));
  g_assert_cmphex(get_pixel(canvas, 0, 4), ==, 0xff020100 + 4 * SIDE);
}

/* gvnc draws what could not be decoded as well. */
static void
test_no_picture(Canvas *canvas, gconstpointer data)
{
  decode(4, 4);
  g_assert_false(decode_as(4, 4, 16384, 16384));
  vnc_framebuffer_rgb24_blt(canvas->fb, NULL, 0, 0, 0, 4, 4);
  g_assert_nonnull(strstr(oriel_vnc_framebuffer_get_fault(ORIEL_VNC_FRAMEBUFFER(canvas->fb)),
                          "cannot be drawn"));
}

/* Only JPEG is taken, whatever gdk-pixbuf could do. */
static void
test_only_jpeg(void)
{
  g_autoptr(GdkPixbuf) picture = gdk_pixbuf_new(GDK_COLORSPACE_RGB, FALSE, 8, 4, 4);
  g_autoptr(GdkPixbufLoader) loader = gdk_pixbuf_loader_new();
  g_autofree char *png = NULL;
  gsize size = 0;

  g_assert_true(gdk_pixbuf_save_to_buffer(picture, &png, &size, "png", NULL, NULL));
  if (gdk_pixbuf_loader_write(loader, (guchar *)png, size, NULL))
    g_assert_false(gdk_pixbuf_loader_close(loader, NULL));
  else
    gdk_pixbuf_loader_close(loader, NULL);
  g_assert_null(gdk_pixbuf_loader_get_pixbuf(loader));
  g_assert_nonnull(oriel_vnc_picture_find_fault(4, 4));
}

static void
test_draw(Canvas *canvas, gconstpointer data)
{
  guint8 pixel[4] = {0x30, 0x20, 0x10, 0};
  guint8 rgb[6] = {1, 2, 3, 4, 5, 6};

  paint(canvas);
  g_assert_cmphex(get_pixel(canvas, 3, 2), ==, 0xff020100 + 2 * SIDE + 3);
  vnc_framebuffer_set_pixel_at(canvas->fb, pixel, 7, 7);
  g_assert_cmphex(get_pixel(canvas, 7, 7), ==, 0xff102030);
  vnc_framebuffer_fill(canvas->fb, pixel, 1, 1, 2, 2);
  g_assert_cmphex(get_pixel(canvas, 2, 2), ==, 0xff102030);
  g_assert_cmphex(get_pixel(canvas, 3, 2), ==, 0xff020100 + 2 * SIDE + 3);
  decode(2, 1);
  vnc_framebuffer_rgb24_blt(canvas->fb, rgb, 6, 0, 0, 2, 1);
  g_assert_cmphex(get_pixel(canvas, 1, 0), ==, 0xff040506);
  g_assert_false(vnc_framebuffer_perfect_format_match(canvas->fb));
}

/* Every direction of overlap. */
static void
test_copyrect(Canvas *canvas, gconstpointer data)
{
  for (int dy = -2; dy <= 2; dy++) {
    for (int dx = -2; dx <= 2; dx++) {
      paint(canvas);
      vnc_framebuffer_copyrect(canvas->fb, 2, 2, (guint16)(2 + dx), (guint16)(2 + dy), 4, 4);
      for (int y = 2; y < 6; y++)
        for (int x = 2; x < 6; x++)
          g_assert_cmphex(get_pixel(canvas, x + dx, y + dy), ==,
                          0xff020100u + (guint)(y * SIDE + x));
    }
  }
}

/* Nothing outside of the memory is touched, and what is inside is drawn. Valgrind and the
 * sanitizers see the rest. */
static void
test_clips(Canvas *canvas, gconstpointer data)
{
  g_autofree guint8 *big = g_malloc0(4 * 100 * 100);

  paint(canvas);
  vnc_framebuffer_set_pixel_at(canvas->fb, big, SIDE, 0);
  vnc_framebuffer_set_pixel_at(canvas->fb, big, 0, 65535);
  vnc_framebuffer_fill(canvas->fb, big, 100, 100, 5, 5);
  vnc_framebuffer_copyrect(canvas->fb, 0, 0, SIDE, 0, 4, 4);
  vnc_framebuffer_copyrect(canvas->fb, 65535, 0, 0, 0, 65535, 65535);
  for (int i = 0; i < SIDE * SIDE; i++)
    g_assert_cmphex(get_pixel(canvas, i % SIDE, i / SIDE), ==, 0xff020100u + (guint)i);
  vnc_framebuffer_blt(canvas->fb, big, 400, 4, 4, 100, 100);
  g_assert_cmphex(get_pixel(canvas, 7, 7), ==, 0xff000000);
  decode(100, 100);
  vnc_framebuffer_rgb24_blt(canvas->fb, big, 300, 6, 0, 100, 100);
  vnc_framebuffer_fill(canvas->fb, big, 0, 7, 65535, 65535);
  vnc_framebuffer_copyrect(canvas->fb, 4, 4, 0, 0, 65535, 65535);
  g_assert_cmphex(get_pixel(canvas, 3, 3), ==, 0xff000000);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vnc/guard/size", test_size);
  g_test_add_func("/vnc/guard/pixel-format", test_pixel_format);
  g_test_add_func("/vnc/guard/cursor", test_cursor);
  g_test_add_func("/vnc/guard/lengths", test_lengths);
  g_test_add_func("/vnc/guard/find-resize", test_find_resize);
  g_test_add_func("/vnc/greeting/types", test_greeting_types);
  g_test_add_func("/vnc/greeting/refusal", test_greeting_refusal);
  g_test_add_func("/vnc/greeting/old", test_greeting_old);
  g_test_add_func("/vnc/greeting/key", test_greeting_key);
  g_test_add("/vnc/framebuffer/draw", Canvas, NULL, set_up_canvas, test_draw, tear_down_canvas);
  g_test_add("/vnc/framebuffer/copyrect", Canvas, NULL, set_up_canvas, test_copyrect,
             tear_down_canvas);
  g_test_add_func("/vnc/framebuffer/only-jpeg", test_only_jpeg);
  g_test_add("/vnc/framebuffer/pictures", Canvas, NULL, set_up_canvas, test_pictures,
             tear_down_canvas);
  g_test_add("/vnc/framebuffer/no-picture", Canvas, NULL, set_up_canvas, test_no_picture,
             tear_down_canvas);
  g_test_add("/vnc/framebuffer/clips", Canvas, NULL, set_up_canvas, test_clips, tear_down_canvas);
  return g_test_run();
}
