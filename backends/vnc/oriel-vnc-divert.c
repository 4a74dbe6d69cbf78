// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Takes raw rectangles out of the server's messages before gvnc reads them.
 *
 * gvnc copies raw pixels three times: into its buffer of 4 KiB, into a row, and into the
 * framebuffer, and changes its coroutine twice to tell of each rectangle. Here they are drawn as
 * they come, best of all by the kernel itself, and gvnc does not learn of them. It reads the
 * beginning of an update when there is a rectangle that it has to know; an update that has lost
 * some since then is ended by a LastRect.
 *
 * That needs to know where each rectangle begins (RFC 6143 sections 7.6 and 7.7). As soon as a
 * message or an encoding comes whose length is not known here, everything from it on goes to gvnc
 * untouched, for good. So does what lies outside of the framebuffer, which gvnc judges.
 *
 * A header on the way that would make gvnc take memory without bounds ends the stream here.
 *
 * An update without any rectangle is an answer like any other, but gvnc tells nobody of it. Here it
 * is seen that it begins. Under SASL that encrypts by itself nothing is seen: a server that answers
 * two requests with nothing gets no third there.
 *
 * Never more than one rectangle of the server's is handed out at a time: when gvnc asks for more,
 * it has done what the last one asked for, such as another framebuffer.
 */
#include "oriel-vnc-divert.h"

#include "oriel-vnc-guard.h"

#include <string.h>

enum {
  MESSAGE_UPDATE = 0,
  MESSAGE_COLOURS = 1,
  MESSAGE_BELL = 2,
  MESSAGE_CUT_TEXT = 3,
  MESSAGE_XVP = 250,
  MESSAGE_QEMU = 255,
};

#define QEMU_AUDIO 1
#define QEMU_AUDIO_DATA 2
#define UPDATE_HEADER 4
#define RECT_HEADER 12

static guint
get_u16(const guint8 *bytes)
{
  return (guint)bytes[0] << 8 | bytes[1];
}

static void
put_u16(guint8 *bytes, guint value)
{
  bytes[0] = (guint8)(value >> 8);
  bytes[1] = (guint8)value;
}

static guint32
get_u32(const guint8 *bytes)
{
  return (guint32)get_u16(bytes) << 16 | get_u16(bytes + 2);
}

/* The next bytes begin a message. */
void
oriel_vnc_divert_follow(OrielVncDivert *self, const OrielVncDivertEvents *events, gpointer owner)
{
  self->following = TRUE;
  self->need = 1;
  self->events = events;
  self->owner = owner;
}

/* What is drawn into from now on. */
void
oriel_vnc_divert_set_framebuffer(OrielVncDivert *self, OrielVncFramebuffer *framebuffer)
{
  g_set_object(&self->framebuffer, framebuffer);
}

void
oriel_vnc_divert_clear(OrielVncDivert *self)
{
  g_clear_object(&self->framebuffer);
  g_clear_error(&self->error);
  *self = (OrielVncDivert){0};
}

/* Hands out the header and the @pass bytes behind it. */
static void
hand_out(OrielVncDivert *self, guint64 pass)
{
  self->out = self->have;
  self->gone = 0;
  self->pass = pass;
}

/* TRUE if the header has @size bytes; else it is gathered up to there. */
static gboolean
has(OrielVncDivert *self, gsize size)
{
  self->need = size;
  return self->have >= size;
}

/* Puts @size bytes of zero before the header. */
static void
prepend(OrielVncDivert *self, gsize size)
{
  memmove(self->header + size, self->header, self->have);
  memset(self->header, 0, size);
  self->have += size;
}

static void
prepend_last_rect(OrielVncDivert *self)
{
  const guint32 encoding = GUINT32_TO_BE((guint32)VNC_CONNECTION_ENCODING_LAST_RECT);

  prepend(self, RECT_HEADER);
  memcpy(self->header + RECT_HEADER - sizeof encoding, &encoding, sizeof encoding);
}

/* To gvnc the update is what is left of it. */
static void
prepend_update(OrielVncDivert *self)
{
  prepend(self, UPDATE_HEADER);
  put_u16(self->header + 2, self->rects);
}

static void
stop_following(OrielVncDivert *self)
{
  gboolean ends = self->told && self->withheld;

  self->following = FALSE;
  if (ends || (self->rects > 0 && !self->told))
    prepend_update(self);
  if (ends)
    prepend_last_rect(self);
  hand_out(self, 0);
}

/* What has been handed out, or withheld, is followed by a rectangle, or a message. */
static void
move_on(OrielVncDivert *self)
{
  self->have = self->out = self->gone = 0;
  self->need = self->rects > 0 ? RECT_HEADER : 1;
  if (self->rects > 0 || !self->withheld)
    return;
  self->withheld = FALSE;
  if (self->told) {
    prepend_last_rect(self);
    hand_out(self, 0);
  }
}

/* Sound is QEMU's one message; its data has a length. */
static void
read_qemu(OrielVncDivert *self)
{
  if (!has(self, 4))
    return;
  if (self->header[1] != QEMU_AUDIO)
    stop_following(self);
  else if (get_u16(self->header + 2) != QEMU_AUDIO_DATA)
    hand_out(self, 0);
  else if (has(self, 8))
    hand_out(self, get_u32(self->header + 4));
}

static void
read_update(OrielVncDivert *self)
{
  if (!has(self, UPDATE_HEADER))
    return;
  self->rects = get_u16(self->header + 2);
  self->told = FALSE;
  self->events->begun(self->owner);
  move_on(self);
}

static void
read_message(OrielVncDivert *self)
{
  const guint8 *header = self->header;

  switch (header[0]) {
  case MESSAGE_UPDATE:
    read_update(self);
    break;
  case MESSAGE_COLOURS:
    if (has(self, 6))
      hand_out(self, 6 * (guint64)get_u16(header + 4));
    break;
  case MESSAGE_BELL:
    hand_out(self, 0);
    break;
  case MESSAGE_CUT_TEXT:
    if (has(self, 8))
      hand_out(self, get_u32(header + 4));
    break;
  case MESSAGE_XVP:
    if (has(self, 4))
      hand_out(self, 0);
    break;
  case MESSAGE_QEMU:
    read_qemu(self);
    break;
  default:
    stop_following(self);
  }
}

static gboolean
start_raw(OrielVncDivert *self, const OrielRect *rect)
{
  OrielRect clip = *rect;

  if (self->framebuffer == NULL || !oriel_vnc_framebuffer_clip(self->framebuffer, &clip) ||
      clip.width != rect->width || clip.height != rect->height)
    return FALSE;
  self->raw = *rect;
  self->drawn = 0;
  return TRUE;
}

/* A rectangle that gvnc has to know, and the @pass bytes behind its header. */
static void
hand_out_rect(OrielVncDivert *self, guint64 pass)
{
  if (!self->told) {
    self->told = TRUE;
    self->withheld = FALSE;
    prepend_update(self);
  }
  self->rects--;
  hand_out(self, pass);
}

/* It ends the update whatever number of rectangles was announced. */
static void
read_last_rect(OrielVncDivert *self)
{
  self->withheld = FALSE;
  self->rects = 0;
  if (self->told)
    hand_out(self, 0);
  else
    move_on(self);
}

static void
read_rect(OrielVncDivert *self)
{
  const guint8 *header = self->header;
  guint width = get_u16(header + 4), height = get_u16(header + 6);
  const OrielRect rect = {(int)get_u16(header), (int)get_u16(header + 2), (int)width, (int)height};
  guint64 pixels = (guint64)width * height;
  const gint32 encoding = (gint32)get_u32(header + 8);
  guint64 pass = 0;

  switch (encoding) {
  case VNC_CONNECTION_ENCODING_RAW:
    if (start_raw(self, &rect)) {
      self->rects--;
      return;
    }
    pass = 4 * pixels;
    break;
  case VNC_CONNECTION_ENCODING_COPY_RECT:
    pass = 4;
    break;
  case VNC_CONNECTION_ENCODING_RICH_CURSOR:
    if (!oriel_vnc_guard_cursor_size(width, height, &self->error))
      return;
    pass = 4 * pixels + (guint64)(width + 7) / 8 * height;
    break;
  case VNC_CONNECTION_ENCODING_XCURSOR:
  case VNC_CONNECTION_ENCODING_ALPHA_CURSOR:
    if (oriel_vnc_guard_cursor_size(width, height, &self->error))
      stop_following(self);
    return;
  case VNC_CONNECTION_ENCODING_LED_STATE:
    pass = 1;
    break;
  case VNC_CONNECTION_ENCODING_DESKTOP_NAME:
    if (!has(self, 16))
      return;
    pass = get_u32(header + 12);
    break;
  case VNC_CONNECTION_ENCODING_ZRLE:
    if (!has(self, 16))
      return;
    pass = get_u32(header + 12);
    if (!oriel_vnc_guard_zrle_size(width, height, (guint32)pass, &self->error))
      return;
    break;
  case VNC_CONNECTION_ENCODING_EXTENDED_DESKTOP_RESIZE:
    if (!has(self, 16))
      return;
    pass = 16 * (guint64)header[12];
    break;
  case VNC_CONNECTION_ENCODING_LAST_RECT:
    read_last_rect(self);
    return;
  case VNC_CONNECTION_ENCODING_DESKTOP_RESIZE:
  case VNC_CONNECTION_ENCODING_POINTER_CHANGE:
  case VNC_CONNECTION_ENCODING_EXT_KEY_EVENT:
  case VNC_CONNECTION_ENCODING_AUDIO:
    break;
  default:
    stop_following(self);
    return;
  }
  hand_out_rect(self, pass);
}

static void
end_raw(OrielVncDivert *self)
{
  const OrielRect rect = self->raw;

  self->raw = (OrielRect){0};
  self->withheld = TRUE;
  self->events->drawn(self->owner, &rect);
  move_on(self);
}

static gboolean
is_drawing(const OrielVncDivert *self)
{
  return self->raw.width > 0;
}

/* How many bytes of the rectangle are still to come. */
static gsize
get_rest(const OrielVncDivert *self)
{
  return 4 * (gsize)self->raw.width * (gsize)self->raw.height - self->drawn;
}

/* @size more bytes of the rectangle have been written into the framebuffer. */
void
oriel_vnc_divert_received(OrielVncDivert *self, gsize size)
{
  oriel_vnc_framebuffer_seal(self->framebuffer, &self->raw, self->drawn, self->drawn + size);
  self->drawn += size;
  if (get_rest(self) == 0)
    end_raw(self);
}

static gsize
draw(OrielVncDivert *self, const guint8 *in, gsize in_size)
{
  gsize size = MIN(get_rest(self), in_size);

  oriel_vnc_framebuffer_put(self->framebuffer, &self->raw, self->drawn, in, size);
  self->drawn += size;
  if (get_rest(self) == 0)
    end_raw(self);
  return size;
}

/* Gathers the header; reads it as soon as there is more to know. */
static gsize
gather(OrielVncDivert *self, const guint8 *in, gsize in_size)
{
  gsize size = MIN(self->need - self->have, in_size);

  memcpy(self->header + self->have, in, size);
  self->have += size;
  if (self->have < self->need)
    return size;
  if (self->rects > 0)
    read_rect(self);
  else
    read_message(self);
  return size;
}

/* Hands out what is ready: the rest of the header, then what follows it. */
static gsize
put_out(OrielVncDivert *self, const guint8 *in, gsize in_size, gsize *used, guint8 *out, gsize size)
{
  gsize head = MIN(self->out - self->gone, size);
  guint64 rest = self->following ? self->pass : G_MAXUINT64;
  gsize body;

  memcpy(out, self->header + self->gone, head);
  self->gone += head;
  body = (gsize)MIN(rest, MIN(size - head, in_size));
  memcpy(out + head, in, body);
  *used += body;
  if (!self->following)
    return head + body;
  self->pass -= body;
  if (self->gone == self->out && self->pass == 0)
    move_on(self);
  return head + body;
}

/* Something can be handed out without any more data. */
gboolean
oriel_vnc_divert_is_waiting(const OrielVncDivert *self)
{
  return self->gone < self->out;
}

/*
 * Takes @used of the @in_size bytes that have come; returns how many bytes for gvnc it has put into
 * @out. 0 = more data is needed, all of @in has been taken; or there is an error now.
 */
gsize
oriel_vnc_divert_run(
    OrielVncDivert *self, const guint8 *in, gsize in_size, gsize *used, guint8 *out, gsize out_size)
{
  *used = 0;
  for (;;) {
    if (oriel_vnc_divert_is_waiting(self) || !self->following || self->pass > 0)
      return put_out(self, in + *used, in_size - *used, used, out, out_size);
    if (*used == in_size || self->error != NULL)
      return 0;
    if (is_drawing(self))
      *used += draw(self, in + *used, in_size - *used);
    else
      *used += gather(self, in + *used, in_size - *used);
  }
}

/* Where the server's next bytes can go without a copy, and how many at most; NULL = nowhere. */
guint8 *
oriel_vnc_divert_get_target(OrielVncDivert *self, gsize *size)
{
  return is_drawing(self)
             ? oriel_vnc_framebuffer_get_run(self->framebuffer, &self->raw, self->drawn, size)
             : NULL;
}
