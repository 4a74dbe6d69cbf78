// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * gvnc 1.3.1 accepts up to forty security types into an array of ten, before anybody has logged
 * in, and takes the refusal of a server (no type, and the reason why) for a login that succeeded
 * when the reason is long. So the greeting is read here first.
 */
#include "oriel-vnc-greeting.h"

#include <stdio.h>
#include <string.h>

/* Collects until the step has @size bytes. */
static gboolean
collect(OrielVncGreeting *self, guint8 byte, guint size)
{
  self->bytes[self->n_bytes++] = byte;
  if (self->n_bytes < size)
    return FALSE;
  self->n_bytes = 0;
  return TRUE;
}

static guint32
get_u32(const guint8 *bytes)
{
  return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 | bytes[3];
}

static gboolean
is_old(const OrielVncGreeting *self)
{
  return self->n_types == G_MAXUINT;
}

/* gvnc's reading of the version decides the shape of what follows. n_types = G_MAXUINT marks 3.3,
 * where the server names one type in 32 bits. */
static OrielVncGreetingStep
read_version(OrielVncGreeting *self)
{
  char version[13] = {0};
  int major, minor;

  memcpy(version, self->bytes, 12);
  if (sscanf(version, "RFB %03d.%03d\n", &major, &minor) != 2)
    return ORIEL_VNC_GREETING_DONE; /* gvnc refuses it */
  if (major < 3 || (major == 3 && minor < 7))
    self->n_types = G_MAXUINT;
  return ORIEL_VNC_GREETING_TYPES;
}

static OrielVncGreetingStep
read_types(OrielVncGreeting *self)
{
  if (is_old(self)) {
    self->refused = get_u32(self->bytes) == 0;
    self->n_types = self->refused ? 0 : 1;
  } else {
    self->n_types = self->bytes[0];
    self->refused = self->n_types == 0;
  }
  if (self->n_types > ORIEL_VNC_GREETING_MAX_TYPES)
    return ORIEL_VNC_GREETING_TOO_MANY_TYPES;
  return self->refused ? ORIEL_VNC_GREETING_REASON_LENGTH : ORIEL_VNC_GREETING_DONE;
}

static OrielVncGreetingStep
read_reason(OrielVncGreeting *self, guint8 byte)
{
  self->reason[self->reason_size++] = (char)byte;
  if (self->reason_size == self->reason_length || self->reason_size == sizeof self->reason)
    return ORIEL_VNC_GREETING_DONE;
  return ORIEL_VNC_GREETING_REASON;
}

/*
 * Looks at the next bytes of the server. Returns FALSE when they must not reach gvnc: the server
 * offers too many security types.
 */
gboolean
oriel_vnc_greeting_feed(OrielVncGreeting *self, const guint8 *bytes, gsize size)
{
  for (gsize i = 0; i < size && self->step < ORIEL_VNC_GREETING_DONE; i++) {
    switch (self->step) {
    case ORIEL_VNC_GREETING_VERSION:
      if (collect(self, bytes[i], 12))
        self->step = read_version(self);
      break;
    case ORIEL_VNC_GREETING_TYPES:
      if (collect(self, bytes[i], is_old(self) ? 4 : 1))
        self->step = read_types(self);
      break;
    case ORIEL_VNC_GREETING_REASON_LENGTH:
      if (collect(self, bytes[i], 4)) {
        self->reason_length = get_u32(self->bytes);
        self->step = self->reason_length == 0 ? ORIEL_VNC_GREETING_DONE : ORIEL_VNC_GREETING_REASON;
      }
      break;
    case ORIEL_VNC_GREETING_REASON:
      self->step = read_reason(self, bytes[i]);
      break;
    default:
      break;
    }
  }
  return self->step != ORIEL_VNC_GREETING_TOO_MANY_TYPES;
}
