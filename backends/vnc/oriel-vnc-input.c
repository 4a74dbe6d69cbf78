// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A queue that keeps the order of what a person did. Movements that follow one another become one;
 * keys and buttons are never dropped, however long the server pauses: what is pressed here is
 * released there.
 */
#include "oriel-vnc-input.h"

#include <string.h>

/* Message types and the sub-type of QEMU's extended key event (RFC 6143 sections 7.5.4 and 7.5.5;
 * rfbproto "QEMU Extended Key Event Message"). */
#define MESSAGE_KEY 4
#define MESSAGE_POINTER 5
#define MESSAGE_QEMU 255
#define QEMU_KEY 0

/* A relative pointer sends distances around this value (rfbproto "QEMU Pointer Motion Change"). */
#define MOTION_ZERO 0x7fff

struct _OrielVncInput {
  GQueue events;
  guint buttons; /* of the newest pointer event */
};

typedef struct {
  OrielVncInputEvent event;
  gboolean moves_only; /* changes no button: the next movement may replace it */
} Queued;

OrielVncInput *
oriel_vnc_input_new(void)
{
  OrielVncInput *self = g_new0(OrielVncInput, 1);

  g_queue_init(&self->events);
  return self;
}

void
oriel_vnc_input_free(OrielVncInput *self)
{
  g_queue_clear_full(&self->events, g_free);
  g_free(self);
}

static gboolean
fits_wire(int distance)
{
  return distance >= -MOTION_ZERO && distance <= MOTION_ZERO;
}

static gboolean
merge(Queued *newest, const OrielVncInputEvent *event)
{
  OrielVncInputEvent *last = newest != NULL ? &newest->event : NULL;

  if (last == NULL || !newest->moves_only || last->kind != event->kind)
    return FALSE;
  if (event->kind == ORIEL_VNC_INPUT_POINTER) {
    last->x = event->x;
    last->y = event->y;
    return TRUE;
  }
  if (!fits_wire(last->x + event->x) || !fits_wire(last->y + event->y))
    return FALSE;
  last->x += event->x;
  last->y += event->y;
  return TRUE;
}

/* Appends @event, which is copied. A button changes exactly where it was changed, so only an event
 * that does nothing but move takes in the next one. */
void
oriel_vnc_input_push(OrielVncInput *self, const OrielVncInputEvent *event)
{
  gboolean moves_only = event->kind != ORIEL_VNC_INPUT_KEY && event->buttons == self->buttons;
  Queued *queued;

  if (event->kind != ORIEL_VNC_INPUT_KEY)
    self->buttons = event->buttons;
  if (moves_only && merge(g_queue_peek_tail(&self->events), event))
    return;
  queued = g_new(Queued, 1);
  queued->event = *event;
  queued->moves_only = moves_only;
  g_queue_push_tail(&self->events, queued);
}

/* Takes the oldest event; FALSE when there is none. */
gboolean
oriel_vnc_input_pop(OrielVncInput *self, OrielVncInputEvent *event)
{
  g_autofree Queued *oldest = g_queue_pop_head(&self->events);

  if (oldest == NULL)
    return FALSE;
  *event = oldest->event;
  return TRUE;
}

gboolean
oriel_vnc_input_is_empty(const OrielVncInput *self)
{
  return self->events.length == 0;
}

guint
oriel_vnc_input_get_length(const OrielVncInput *self)
{
  return self->events.length;
}

static void
put_u16(guint8 *at, guint value)
{
  at[0] = (guint8)(value >> 8);
  at[1] = (guint8)value;
}

static void
put_u32(guint8 *at, guint32 value)
{
  put_u16(at, value >> 16);
  put_u16(at + 2, value & 0xffff);
}

static guint
to_wire(const OrielVncInputEvent *event, int value)
{
  if (event->kind == ORIEL_VNC_INPUT_MOTION)
    value += MOTION_ZERO;
  return (guint)CLAMP(value, 0, G_MAXUINT16);
}

/* Writes @event as a client's message and returns its size. A key goes by its keysym, and by its
 * qnum as well where it has one and the server understands @extended_keys: QEMU takes a qnum of 0
 * for a key, not for none. */
gsize
oriel_vnc_input_encode(const OrielVncInputEvent *event,
                       gboolean extended_keys,
                       guint8 message[ORIEL_VNC_INPUT_MAX_MESSAGE])
{
  memset(message, 0, ORIEL_VNC_INPUT_MAX_MESSAGE);
  if (event->kind != ORIEL_VNC_INPUT_KEY) {
    message[0] = MESSAGE_POINTER;
    message[1] = (guint8)event->buttons;
    put_u16(message + 2, to_wire(event, event->x));
    put_u16(message + 4, to_wire(event, event->y));
    return 6;
  }
  if (!extended_keys || event->qnum == 0) {
    message[0] = MESSAGE_KEY;
    message[1] = event->pressed ? 1 : 0;
    put_u32(message + 4, event->keysym);
    return 8;
  }
  message[0] = MESSAGE_QEMU;
  message[1] = QEMU_KEY;
  put_u16(message + 2, event->pressed ? 1 : 0);
  put_u32(message + 4, event->keysym);
  put_u32(message + 8, event->qnum);
  return 12;
}
