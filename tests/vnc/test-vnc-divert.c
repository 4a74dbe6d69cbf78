// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-vnc-divert.h"

#include <string.h>

#define SIDE 8

typedef struct {
  OrielVncDivert divert;
  OrielFramebuffer *pixels;
  OrielVncFramebuffer *framebuffer;
  GByteArray *in;     /* what the server sends */
  GByteArray *wanted; /* what gvnc has to read of it */
  GArray *withheld;   /* (element-type OrielRect) rectangles that it must not */
  guint updates;      /* that begin */
  GArray *drawn;      /* (element-type OrielRect) what was told of rectangles, ... */
  guint begun;        /* ... and of updates */
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
  fixture->pixels = oriel_framebuffer_new(SIDE, SIDE, NULL);
  fixture->framebuffer = oriel_vnc_framebuffer_new(fixture->pixels);
  fixture->in = g_byte_array_new();
  fixture->wanted = g_byte_array_new();
  fixture->withheld = g_array_new(FALSE, FALSE, sizeof(OrielRect));
  fixture->drawn = g_array_new(FALSE, FALSE, sizeof(OrielRect));
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
  oriel_vnc_divert_clear(&fixture->divert);
  g_object_unref(fixture->framebuffer);
  oriel_framebuffer_unref(fixture->pixels);
  g_byte_array_unref(fixture->in);
  g_byte_array_unref(fixture->wanted);
  g_array_unref(fixture->withheld);
  g_array_unref(fixture->drawn);
}

static void
put(GByteArray *bytes, const void *data, guint size)
{
  g_byte_array_append(bytes, data, size);
}

/* To the server's bytes and to what gvnc reads. */
static void
put_same(Fixture *fixture, const void *data, guint size)
{
  put(fixture->in, data, size);
  put(fixture->wanted, data, size);
}

static void
put_update(GByteArray *bytes, guint8 rects)
{
  const guint8 header[] = {0, 0, 0, rects};

  put(bytes, header, sizeof header);
}

/* An update of @rects rectangles; gvnc has to read that there are @wanted, 0 = nothing. */
static void
begin_update(Fixture *fixture, guint8 rects, guint8 wanted)
{
  put_update(fixture->in, rects);
  if (wanted > 0)
    put_update(fixture->wanted, wanted);
  fixture->updates++;
}

static void
put_header(GByteArray *bytes, const OrielRect *rect, gint32 encoding)
{
  const guint32 wire = g_htonl((guint32)encoding);
  const guint8 header[] = {0, (guint8)rect->x,     0, (guint8)rect->y,
                           0, (guint8)rect->width, 0, (guint8)rect->height};

  put(bytes, header, sizeof header);
  put(bytes, &wire, sizeof wire);
}

/* A rectangle with @size bytes of data that gvnc reads as well. */
static void
put_rect(Fixture *fixture, const OrielRect *rect, gint32 encoding, const void *data, guint size)
{
  put_header(fixture->in, rect, encoding);
  put_header(fixture->wanted, rect, encoding);
  put_same(fixture, data, size);
}

/* A raw rectangle whose pixels count up from @first; gvnc does not learn of it. */
static void
put_raw(Fixture *fixture, const OrielRect *rect, guint32 first)
{
  put_header(fixture->in, rect, VNC_CONNECTION_ENCODING_RAW);
  for (int i = 0; i < rect->width * rect->height; i++) {
    guint32 pixel = GUINT32_TO_LE(first + (guint32)i);
    put(fixture->in, &pixel, sizeof pixel);
  }
  g_array_append_val(fixture->withheld, *rect);
}

/* To what gvnc reads alone. */
static void
put_last_rect(Fixture *fixture)
{
  put_header(fixture->wanted, &(OrielRect){0}, VNC_CONNECTION_ENCODING_LAST_RECT);
}

static void
assert_pixels(const Fixture *fixture, const OrielRect *rect, guint32 first)
{
  const guint32 *pixels =
      (const guint32 *)(gconstpointer)oriel_framebuffer_peek_pixels(fixture->pixels);
  int stride = oriel_framebuffer_get_stride(fixture->pixels) / 4;

  for (int y = 0; y < rect->height; y++)
    for (int x = 0; x < rect->width; x++)
      g_assert_cmphex(GUINT32_FROM_LE(pixels[(rect->y + y) * stride + rect->x + x]), ==,
                      0xff000000u | (first + (guint32)(y * rect->width + x)));
}

static void
on_begun(gpointer owner)
{
  ((Fixture *)owner)->begun++;
}

static void
on_drawn(gpointer owner, const OrielRect *rect)
{
  g_array_append_val(((Fixture *)owner)->drawn, *rect);
}

static void
follow(Fixture *fixture)
{
  static const OrielVncDivertEvents events = {.begun = on_begun, .drawn = on_drawn};

  oriel_vnc_divert_clear(&fixture->divert);
  fixture->begun = 0;
  g_array_set_size(fixture->drawn, 0);
  oriel_vnc_divert_set_framebuffer(&fixture->divert, fixture->framebuffer);
  oriel_vnc_divert_follow(&fixture->divert, &events, fixture);
}

/* Feeds the bytes in pieces of @piece, with room for as many; @direct where the wire would. */
static void
feed(Fixture *fixture, gsize piece, gboolean direct)
{
  g_autoptr(GByteArray) out = g_byte_array_new();
  guint8 bytes[64];
  gsize done = 0;

  follow(fixture);
  while (done < fixture->in->len || oriel_vnc_divert_is_waiting(&fixture->divert)) {
    gsize size = MIN(piece, fixture->in->len - done), used = 0, room = 0;
    guint8 *target = oriel_vnc_divert_get_target(&fixture->divert, &room);
    if (direct && target != NULL) {
      used = MIN(size, room);
      memcpy(target, fixture->in->data + done, used);
      oriel_vnc_divert_received(&fixture->divert, used);
    } else {
      gsize n = oriel_vnc_divert_run(&fixture->divert, fixture->in->data + done, size, &used, bytes,
                                     MIN(piece, sizeof bytes));
      g_assert_true(n > 0 || used == size);
      put(out, bytes, (guint)n);
    }
    done += used;
  }
  g_assert_cmpmem(out->data, out->len, fixture->wanted->data, fixture->wanted->len);
  g_assert_cmpmem(fixture->drawn->data, fixture->drawn->len * sizeof(OrielRect),
                  fixture->withheld->data, fixture->withheld->len * sizeof(OrielRect));
  g_assert_cmpuint(fixture->begun, ==, fixture->updates);
}

static void
feed_all_ways(Fixture *fixture, const OrielRect *rect, guint32 first)
{
  for (gsize piece = 1; piece <= fixture->in->len; piece++)
    for (int direct = 0; direct < 2; direct++) {
      memset(oriel_framebuffer_peek_writable(fixture->pixels), 0, SIDE * SIDE * 4);
      feed(fixture, piece, direct);
      assert_pixels(fixture, rect, first);
    }
}

static void
test_raw(Fixture *fixture, gconstpointer data)
{
  const OrielRect rect = {2, 1, 3, 4};

  begin_update(fixture, 1, 0);
  put_raw(fixture, &rect, 0x010203);
  feed_all_ways(fixture, &rect, 0x010203);
}

/* Rows without gaps are one run. */
static void
test_whole_rows(Fixture *fixture, gconstpointer data)
{
  const OrielRect rect = {0, 2, SIDE, 5};

  begin_update(fixture, 1, 0);
  put_raw(fixture, &rect, 0xfefd00);
  feed_all_ways(fixture, &rect, 0xfefd00);
}

static void
test_several(Fixture *fixture, gconstpointer data)
{
  const OrielRect first = {0, 0, 2, 2}, second = {3, 0, 2, 5}, third = {0, 6, SIDE, 2};

  begin_update(fixture, 3, 0);
  put_raw(fixture, &first, 1);
  put_raw(fixture, &second, 2);
  put_raw(fixture, &third, 3);
  put_same(fixture, "\2", 1);
  feed_all_ways(fixture, &third, 3);
}

/* All others are gvnc's, wherever they are, and an update that it knows of ends once. */
static void
test_mixed(Fixture *fixture, gconstpointer data)
{
  const OrielRect none = {0}, first = {0, 0, 2, 2}, second = {3, 0, 2, 5}, copy = {6, 6, 1, 1};

  begin_update(fixture, 5, 4);
  put_raw(fixture, &first, 1);
  put_rect(fixture, &none, VNC_CONNECTION_ENCODING_POINTER_CHANGE, NULL, 0);
  put_raw(fixture, &second, 2);
  put_rect(fixture, &copy, VNC_CONNECTION_ENCODING_COPY_RECT, "\0\6\0\6", 4);
  put_raw(fixture, &first, 1);
  put_last_rect(fixture);
  begin_update(fixture, 2, 1);
  put_raw(fixture, &second, 7);
  put_rect(fixture, &none, VNC_CONNECTION_ENCODING_POINTER_CHANGE, NULL, 0);
  put_same(fixture, "\2", 1);
  feed_all_ways(fixture, &second, 7);
}

static void
test_everything_between(Fixture *fixture, gconstpointer data)
{
  static const guint8 zeros[64] = {0};
  static const guint8 cut_text[] = {3, 0, 0, 0, 0, 0, 0, 2, 'h', 'i'};
  static const guint8 colours[] = {1, 0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6};
  static const guint8 sound[] = {255, 1, 0, 2, 0, 0, 0, 3, 9, 9, 9, 255, 1, 0, 1};
  static const guint8 xvp[] = {250, 0, 1, 1};
  static const guint8 length[] = {0, 0, 0, 2, 'o', 'k'};
  static const guint8 screens[20] = {1};
  const OrielRect none = {0, 0, 0, 0}, cursor = {1, 1, 9, 2}, last = {5, 5, 2, 2};

  put_same(fixture, "\2", 1);
  put_same(fixture, cut_text, sizeof cut_text);
  put_same(fixture, colours, sizeof colours);
  put_same(fixture, sound, sizeof sound);
  put_same(fixture, xvp, sizeof xvp);
  begin_update(fixture, 8, 8);
  put_rect(fixture, &cursor, VNC_CONNECTION_ENCODING_RICH_CURSOR, zeros, 0);
  put_same(fixture, zeros, 36);
  put_same(fixture, zeros, 36);
  put_same(fixture, zeros, 4);
  put_rect(fixture, &last, VNC_CONNECTION_ENCODING_COPY_RECT, zeros, 4);
  put_rect(fixture, &none, VNC_CONNECTION_ENCODING_LED_STATE, zeros, 1);
  put_rect(fixture, &none, VNC_CONNECTION_ENCODING_DESKTOP_NAME, length, sizeof length);
  put_rect(fixture, &last, VNC_CONNECTION_ENCODING_ZRLE, length, sizeof length);
  put_rect(fixture, &none, VNC_CONNECTION_ENCODING_EXTENDED_DESKTOP_RESIZE, screens,
           sizeof screens);
  put_rect(fixture, &none, VNC_CONNECTION_ENCODING_POINTER_CHANGE, zeros, 0);
  put_raw(fixture, &last, 0x111111);
  put_last_rect(fixture);
  feed_all_ways(fixture, &last, 0x111111);
}

/* It ends an update whatever its number of rectangles was. */
static void
test_last_rect(Fixture *fixture, gconstpointer data)
{
  const OrielRect none = {0}, rect = {0, 0, 2, 2};

  begin_update(fixture, 200, 200);
  put_rect(fixture, &rect, VNC_CONNECTION_ENCODING_COPY_RECT, "\0\0\0", 4);
  put_rect(fixture, &none, VNC_CONNECTION_ENCODING_LAST_RECT, NULL, 0);
  begin_update(fixture, 200, 0);
  put_raw(fixture, &rect, 7);
  put_header(fixture->in, &none, VNC_CONNECTION_ENCODING_LAST_RECT);
  put_same(fixture, "\2", 1);
  begin_update(fixture, 200, 199);
  put_raw(fixture, &rect, 7);
  put_rect(fixture, &rect, VNC_CONNECTION_ENCODING_COPY_RECT, "\0\0\0", 4);
  put_raw(fixture, &rect, 7);
  put_rect(fixture, &none, VNC_CONNECTION_ENCODING_LAST_RECT, NULL, 0);
  begin_update(fixture, 1, 0);
  put_raw(fixture, &rect, 7);
  feed_all_ways(fixture, &rect, 7);
}

/* They are answers as well. */
static void
test_bare_updates(Fixture *fixture, gconstpointer data)
{
  const OrielRect none = {0}, rect = {0, 0, 2, 2};

  begin_update(fixture, 0, 0);
  begin_update(fixture, 200, 0);
  put_header(fixture->in, &none, VNC_CONNECTION_ENCODING_LAST_RECT);
  begin_update(fixture, 1, 0);
  put_raw(fixture, &rect, 7);
  feed_all_ways(fixture, &rect, 7);
}

/* gvnc judges it; what comes after it is followed as ever. */
static void
test_outside(Fixture *fixture, gconstpointer data)
{
  static const guint8 pixels[4 * 2 * 2] = {0xaa};
  const OrielRect outside = {SIDE - 1, 0, 2, 2}, rect = {3, 3, 1, 1};

  begin_update(fixture, 2, 2);
  put_rect(fixture, &outside, VNC_CONNECTION_ENCODING_RAW, pixels, sizeof pixels);
  put_raw(fixture, &rect, 5);
  put_last_rect(fixture);
  feed_all_ways(fixture, &rect, 5);
}

/* From there on everything is gvnc's, raw rectangles as well. */
static void
test_unknown(Fixture *fixture, gconstpointer data)
{
  const OrielRect rect = {1, 1, 1, 1};

  begin_update(fixture, 2, 2);
  put_rect(fixture, &rect, VNC_CONNECTION_ENCODING_HEXTILE, "\1abcd", 5);
  put_rect(fixture, &rect, VNC_CONNECTION_ENCODING_RAW, "efgh", 4);
  for (gsize piece = 1; piece <= fixture->in->len; piece++)
    feed(fixture, piece, FALSE);
  g_assert_false(fixture->divert.following);
}

/* What gvnc reads of an update is as much as it does not know. */
static void
test_unknown_late(Fixture *fixture, gconstpointer data)
{
  const OrielRect none = {0}, rect = {1, 1, 1, 1}, other = {4, 4, 2, 2};
  gboolean told = GPOINTER_TO_INT(data);

  begin_update(fixture, 5, told ? 5 : 0);
  if (told)
    put_rect(fixture, &none, VNC_CONNECTION_ENCODING_POINTER_CHANGE, NULL, 0);
  else
    put_raw(fixture, &rect, 1);
  put_raw(fixture, &rect, 1);
  put_raw(fixture, &other, 2);
  if (told)
    put_last_rect(fixture);
  put_update(fixture->wanted, 2);
  put_rect(fixture, &rect, VNC_CONNECTION_ENCODING_HEXTILE, "\1abcd", 5);
  put_rect(fixture, &rect, VNC_CONNECTION_ENCODING_RAW, "efgh", 4);
  feed_all_ways(fixture, &other, 2);
  g_assert_false(fixture->divert.following);
}

/* Feeds what was put, a byte at a time, and expects that it ends before its last @kept bytes. */
static void
assert_refused(Fixture *fixture, gsize kept, const char *words)
{
  guint8 byte;
  gsize done = 0, used, n;

  follow(fixture);
  while (fixture->divert.error == NULL && done < fixture->in->len) {
    n = oriel_vnc_divert_run(&fixture->divert, fixture->in->data + done, 1, &used, &byte, 1);
    g_assert_true(n > 0 || used == 1);
    done += used;
  }
  g_assert_error(fixture->divert.error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL);
  g_assert_nonnull(strstr(fixture->divert.error->message, words));
  g_assert_cmpuint(done, ==, fixture->in->len - kept);
  n = oriel_vnc_divert_run(&fixture->divert, fixture->in->data, 1, &used, &byte, 1);
  g_assert_cmpuint(n, ==, 0);
  g_byte_array_set_size(fixture->in, 0);
}

/* What gvnc would take too much memory for never reaches it. */
static void
test_refused(Fixture *fixture, gconstpointer data)
{
  static const guint8 big[] = {0, 0, 0, 0, 0x80, 0, 0x80, 0, 0xff, 0xff};
  static const guint8 compressed[] = {0, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 16, 0xff, 0xff, 0xff, 0xff};
  static const gint16 cursors[] = {VNC_CONNECTION_ENCODING_RICH_CURSOR,
                                   VNC_CONNECTION_ENCODING_XCURSOR,
                                   VNC_CONNECTION_ENCODING_ALPHA_CURSOR};

  for (guint i = 0; i < G_N_ELEMENTS(cursors); i++) {
    gint16 low = GINT16_TO_BE(cursors[i]);
    begin_update(fixture, 1, 1);
    put(fixture->in, big, sizeof big);
    put(fixture->in, &low, sizeof low);
    put(fixture->in, big, sizeof big);
    assert_refused(fixture, sizeof big, "cursor of 32768 x 32768");
  }
  begin_update(fixture, 1, 1);
  put(fixture->in, compressed, sizeof compressed);
  put(fixture->in, big, sizeof big);
  assert_refused(fixture, sizeof big, "4294967295 bytes");
}

int
main(int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*run)(Fixture *fixture, gconstpointer data);
    gconstpointer data;
  } tests[] = {
      {"/vnc-divert/raw", test_raw},
      {"/vnc-divert/whole-rows", test_whole_rows},
      {"/vnc-divert/several", test_several},
      {"/vnc-divert/mixed", test_mixed},
      {"/vnc-divert/everything-between", test_everything_between},
      {"/vnc-divert/last-rect", test_last_rect},
      {"/vnc-divert/bare-updates", test_bare_updates},
      {"/vnc-divert/outside", test_outside},
      {"/vnc-divert/unknown", test_unknown},
      {"/vnc-divert/unknown-late/told", test_unknown_late, GINT_TO_POINTER(TRUE)},
      {"/vnc-divert/unknown-late/withheld", test_unknown_late, GINT_TO_POINTER(FALSE)},
      {"/vnc-divert/refused", test_refused},
  };

  g_test_init(&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(tests); i++)
    g_test_add(tests[i].path, Fixture, tests[i].data, set_up, tests[i].run, tear_down);
  return g_test_run();
}
