// SPDX-License-Identifier: LGPL-2.1-or-later
/* Lies about pictures. */
#include "liar.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>

static void
scanout_size(int width, int height, int stride)
{
  liar_scanout(0, 2, liar_make_good_memfd(), width, height, stride);
}

static void
cursor(guint display, int width, int height, int hot_x, int hot_y, gsize size)
{
  g_autofree guint8 *pixels = g_malloc0(size + 1);

  liar_call("CursorDefine",
            g_variant_new("(uiiii@ay)", display, width, height, hot_x, hot_y,
                          g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, pixels, size, 1)));
}

static void
scanout_zero(void)
{
  scanout_size(0, 0, 0);
}

static void
scanout_negative(void)
{
  scanout_size(-64, 64, 256);
}

static void
scanout_huge(void)
{
  scanout_size(1 << 30, 1 << 30, 4);
}

static void
scanout_overflow(void)
{
  scanout_size(16384, 16384, 65536);
}

static void
scanout_stride(void)
{
  scanout_size(64, 64, 16);
}

static void
scanout_negative_stride(void)
{
  scanout_size(64, 64, -256);
}

static void
scanout_odd_stride(void)
{
  scanout_size(60, 60, 257);
}

static void
scanout_huge_stride(void)
{
  scanout_size(64, 64, G_MAXINT);
}

static void
scanout_small_file(void)
{
  liar_scanout(0, 2, liar_make_memfd(64 * 64 * 4 - 1, F_SEAL_SHRINK), 64, 64, 256);
}

static void
scanout_unsealed(void)
{
  liar_scanout(0, 2, liar_make_memfd(64 * 64 * 4, 0), 64, 64, 256);
}

static void
scanout_null_device(void)
{
  liar_scanout(0, 2, open("/dev/zero", O_RDWR | O_CLOEXEC), 64, 64, 256);
}

static void
scanout_socket(void)
{
  int pair[2];

  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
    abort();
  liar_scanout(0, 2, pair[0], 64, 64, 256);
}

static void
scanout_no_file(void)
{
  liar_call("Scanout", g_variant_new("(uuhiii)", 0, 2, 0, 64, 64, 256));
}

static void
scanout_wrong_handle(void)
{
  int fd = liar_make_good_memfd();
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new_from_array(&fd, 1);

  liar_call_with_fds("Scanout", g_variant_new("(uuhiii)", 0, 2, 7, 64, 64, 256), fds);
}

static void
scanout_display(void)
{
  liar_scanout(99, 1, liar_make_good_memfd(), 64, 64, 256);
}

static void
update_display(void)
{
  liar_update(99, 1, 0, 0, 64, 64);
}

static void
update_outside(void)
{
  liar_update(0, 1, 1000, 1000, 64, 64);
  liar_update(0, 1, -1000, G_MININT, G_MAXINT, G_MAXINT);
  liar_update(0, 1, G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT);
  liar_update(0, 1, 60, 60, 1000, 1000);
}

static void
update_negative(void)
{
  liar_update(0, 1, 10, 10, -5, -5);
  liar_update(0, 1, G_MININT, G_MININT, G_MININT, G_MININT);
}

static void
update_generation(void)
{
  liar_update(0, 12345, 0, 0, 64, 64);
}

static void
update_many_rects(void)
{
  OrielWireUpdate updates[2] = {{.display = 0, .generation = 1}};

  liar_send_update(updates, sizeof updates);
}

static void
update_no_rects(void)
{
  OrielWireUpdate update = {.display = 0, .generation = 1};

  liar_send_update(&update, ORIEL_WIRE_UPDATE_SIZE(0));
}

static void
update_torn(void)
{
  OrielWireUpdate update = {.display = 0, .generation = 1};

  liar_send_update(&update, ORIEL_WIRE_UPDATE_SIZE(2) - 1);
}

static void
update_unknown(void)
{
  liar_update(7, 1, 0, 0, 64, 64);
}

static void
cursor_short(void)
{
  cursor(0, 64, 64, 0, 0, 16);
}

static void
cursor_huge(void)
{
  cursor(0, 65536, 65536, 0, 0, 16);
}

static void
cursor_hot_outside(void)
{
  cursor(0, 4, 4, 100, -100, 64);
}

static void
cursor_display(void)
{
  cursor(77, 4, 4, 0, 0, 64);
}

const Lie liar_picture_lies[] = {
    {"scanout-zero", "protocol", scanout_zero},
    {"scanout-negative", "protocol", scanout_negative},
    {"scanout-huge", "protocol", scanout_huge},
    {"scanout-overflow", "protocol", scanout_overflow},
    {"scanout-stride", "protocol", scanout_stride},
    {"scanout-negative-stride", "protocol", scanout_negative_stride},
    {"scanout-odd-stride", "protocol", scanout_odd_stride},
    {"scanout-huge-stride", "protocol", scanout_huge_stride},
    {"scanout-small-file", "protocol", scanout_small_file},
    {"scanout-unsealed", "protocol", scanout_unsealed},
    {"scanout-null-device", "protocol", scanout_null_device},
    {"scanout-socket", "protocol", scanout_socket},
    {"scanout-no-file", "protocol", scanout_no_file},
    {"scanout-wrong-handle", "protocol", scanout_wrong_handle},
    {"scanout-display", "protocol", scanout_display},
    {"update-display", "protocol", update_display},
    {"update-outside", "survives", update_outside},
    {"update-negative", "survives", update_negative},
    {"update-generation", "survives", update_generation},
    {"update-many-rects", "protocol", update_many_rects},
    {"update-no-rects", "protocol", update_no_rects},
    {"update-torn", "protocol", update_torn},
    {"update-unknown", "survives", update_unknown},
    {"cursor-short", "protocol", cursor_short},
    {"cursor-huge", "protocol", cursor_huge},
    {"cursor-hot-outside", "survives", cursor_hot_outside},
    {"cursor-display", "protocol", cursor_display},
    {NULL},
};
