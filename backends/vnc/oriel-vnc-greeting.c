// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * gvnc 1.3.1 accepts up to forty security types into an array of ten, before anybody has logged
 * in, and takes the refusal of a server (no type, and the reason why) for a login that succeeded
 * when the reason is long. In an ARD login it divides by the server's modulus, whatever that is. So
 * all of this is read here first.
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
end_types(const OrielVncGreeting *self)
{
  return self->offers_ard ? ORIEL_VNC_GREETING_KEY_SIZE : ORIEL_VNC_GREETING_DONE;
}

static OrielVncGreetingStep
read_types(OrielVncGreeting *self)
{
  gboolean old = is_old(self);

  if (old) {
    self->refused = get_u32(self->bytes) == 0;
    self->offers_ard = get_u32(self->bytes) == ORIEL_VNC_GREETING_ARD;
    self->n_types = self->refused ? 0 : 1;
  } else {
    self->n_types = self->bytes[0];
    self->refused = self->n_types == 0;
  }
  if (self->n_types > ORIEL_VNC_GREETING_MAX_TYPES)
    return ORIEL_VNC_GREETING_TOO_MANY_TYPES;
  if (self->refused)
    return ORIEL_VNC_GREETING_REASON_LENGTH;
  self->n_left = self->n_types;
  return old ? end_types(self) : ORIEL_VNC_GREETING_TYPE_LIST;
}

static OrielVncGreetingStep
read_type(OrielVncGreeting *self, guint8 type)
{
  self->offers_ard |= type == ORIEL_VNC_GREETING_ARD;
  self->n_left--;
  return self->n_left > 0 ? ORIEL_VNC_GREETING_TYPE_LIST : end_types(self);
}

/* The generator, and the size of the modulus that follows, each of 16 bits. */
static OrielVncGreetingStep
read_key_size(OrielVncGreeting *self)
{
  self->n_left = get_u32(self->bytes) & 0xffff;
  self->keyless = TRUE;
  return self->n_left > 0 ? ORIEL_VNC_GREETING_KEY : ORIEL_VNC_GREETING_DONE;
}

static OrielVncGreetingStep
read_key(OrielVncGreeting *self, guint8 byte)
{
  self->keyless &= byte == 0;
  self->n_left--;
  return self->n_left > 0 ? ORIEL_VNC_GREETING_KEY : ORIEL_VNC_GREETING_DONE;
}

static OrielVncGreetingStep
read_reason(OrielVncGreeting *self, guint8 byte)
{
  self->reason[self->reason_size++] = (char)byte;
  if (self->reason_size == self->reason_length || self->reason_size == sizeof self->reason)
    return ORIEL_VNC_GREETING_DONE;
  return ORIEL_VNC_GREETING_REASON;
}

/* Whether the login that was chosen would divide by zero. */
gboolean
oriel_vnc_greeting_is_keyless(const OrielVncGreeting *self)
{
  return self->chose_ard && self->keyless && self->step == ORIEL_VNC_GREETING_DONE;
}

/*
 * Looks at the next bytes of the server. Returns FALSE when they must not reach gvnc: the server
 * offers too many security types, or a key of nothing.
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
    case ORIEL_VNC_GREETING_TYPE_LIST:
      self->step = read_type(self, bytes[i]);
      break;
    case ORIEL_VNC_GREETING_KEY_SIZE:
      if (collect(self, bytes[i], 4))
        self->step = read_key_size(self);
      break;
    case ORIEL_VNC_GREETING_KEY:
      self->step = read_key(self, bytes[i]);
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
  return self->step != ORIEL_VNC_GREETING_TOO_MANY_TYPES && !oriel_vnc_greeting_is_keyless(self);
}
