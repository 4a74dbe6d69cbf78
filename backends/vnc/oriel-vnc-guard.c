// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * gvnc 1.3.1 passes on what a server says, whatever it is. What cannot be right ends the session
 * here, before memory is taken for it.
 */
#include "oriel-vnc-guard.h"

#include <string.h>

/* In pixels. */
#define MAX_CURSOR_SIDE 2048
/* Bytes that even the smallest rectangle may have. */
#define MIN_ZRLE_LIMIT 65536
/* Bytes of the description of a screen before its name. */
#define SERVER_INIT 24

/* The size of a screen: within what a framebuffer can have. */
gboolean
oriel_vnc_guard_size(int width, int height, GError **error)
{
  g_autoptr(GError) local = NULL;

  if (oriel_framebuffer_check_size(width, height, &local))
    return TRUE;
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
              "The server has a screen of %d x %d pixels, which cannot be shown", width, height);
  return FALSE;
}

static gboolean
is_sane(const VncPixelFormat *format)
{
  guint bits = format->bits_per_pixel;

  if (bits != 8 && bits != 16 && bits != 32)
    return FALSE;
  if (format->depth < 1 || format->depth > bits)
    return FALSE;
  if (!format->true_color_flag)
    return bits == 8;
  return format->red_max > 0 && format->green_max > 0 && format->blue_max > 0 &&
         format->red_shift < bits && format->green_shift < bits && format->blue_shift < bits;
}

/* The format that a server has by itself (RFC 6143 section 7.4). It is replaced by ours at once,
 * so a colour map of 8 bits does no harm; a server that is wrong here is wrong elsewhere. */
gboolean
oriel_vnc_guard_pixel_format(const VncPixelFormat *format, GError **error)
{
  if (is_sane(format))
    return TRUE;
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
              "The server has an impossible pixel format (%u bits, depth %u)",
              format->bits_per_pixel, format->depth);
  return FALSE;
}

/*
 * Makes a cursor of what gvnc gives for the cursor that is offered (RFC 6143 section 7.8.1):
 * memory order blue, green, red, alpha, the alpha being 0 or 255. Where it is 0, the server may
 * have sent any colour. Returns NULL for an impossible size: the viewer then draws its own pointer.
 */
OrielCursor *
oriel_vnc_guard_cursor(const guint8 *pixels, int width, int height, int hot_x, int hot_y)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autofree guint8 *copy = NULL;
  gsize size;

  if (width < 1 || height < 1 || width > ORIEL_CURSOR_MAX_SIDE || height > ORIEL_CURSOR_MAX_SIDE)
    return NULL;
  size = (gsize)width * (gsize)height * 4;
  copy = g_malloc0(size);
  for (gsize i = 0; i < size; i += 4)
    if (pixels[i + 3] != 0)
      memcpy(copy + i, pixels + i, 4);
  bytes = g_bytes_new_take(g_steal_pointer(&copy), size);
  return oriel_cursor_new(width, height, CLAMP(hot_x, 0, width - 1), CLAMP(hot_y, 0, height - 1),
                          bytes, NULL);
}

/* gvnc takes memory for the cursor, or for what its size overflows to, before it has come. One that
 * is merely larger than viewers show is let through. */
gboolean
oriel_vnc_guard_cursor_size(guint width, guint height, GError **error)
{
  if (width <= MAX_CURSOR_SIDE && height <= MAX_CURSOR_SIDE)
    return TRUE;
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
              "The server sent a cursor of %u x %u pixels, which cannot be shown", width, height);
  return FALSE;
}

/* The same for the compressed data of a rectangle (RFC 6143 section 7.7.6): four bytes a pixel are
 * the most that it unpacks to, and compression makes nothing much larger. */
gboolean
oriel_vnc_guard_zrle_size(guint width, guint height, guint32 size, GError **error)
{
  if (size <= MIN_ZRLE_LIMIT + 2 * 4 * (guint64)width * height)
    return TRUE;
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
              "The server sent %u bytes for a picture of %u x %u pixels", size, width, height);
  return FALSE;
}

/* Whether the last that a server has sent is the description of a screen (RFC 6143 section 7.3.2)
 * of that size and name. */
gboolean
oriel_vnc_guard_ends_with_init(
    const guint8 *bytes, gsize size, int width, int height, const char *name)
{
  const guint8 sides[] = {(guint8)(width >> 8), (guint8)width, (guint8)(height >> 8),
                          (guint8)height};
  gsize length = strlen(name);
  guint32 wanted = GUINT32_TO_BE((guint32)length);
  const guint8 *message;

  if (size < SERVER_INIT + length)
    return FALSE;
  message = bytes + size - length - SERVER_INIT;
  return memcmp(message, sides, sizeof sides) == 0 &&
         memcmp(message + SERVER_INIT - sizeof wanted, &wanted, sizeof wanted) == 0 &&
         memcmp(message + SERVER_INIT, name, length) == 0;
}

/*
 * Looks in what a server has sent for the first rectangle that announces a screen of that size
 * with a status (rfbproto "ExtendedDesktopSize Pseudo-encoding": reason, status, width, height,
 * each of 16 bits, and the encoding). Returns the status, 0 for a size that holds and more for a
 * request that was refused, and the offset behind it in @end; or -1.
 */
int
oriel_vnc_guard_find_resize(const guint8 *bytes, gsize size, guint width, guint height, gsize *end)
{
  const guint32 encoding = (guint32)VNC_CONNECTION_ENCODING_EXTENDED_DESKTOP_RESIZE;
  const guint8 wanted[8] = {(guint8)(width >> 8),     (guint8)width,
                            (guint8)(height >> 8),    (guint8)height,
                            (guint8)(encoding >> 24), (guint8)(encoding >> 16),
                            (guint8)(encoding >> 8),  (guint8)encoding};
  const guint8 *found;

  if (size < 12)
    return -1;
  found = memmem(bytes + 4, size - 4, wanted, sizeof wanted);
  if (found == NULL)
    return -1;
  *end = (gsize)(found - bytes) + sizeof wanted;
  return found[-2] << 8 | found[-1];
}
