// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * What a server says before authentication (RFC 6143 sections 7.1.1 and 7.1.2), and the beginning
 * of an ARD login, read beside gvnc. Pure.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* gvnc's array of security types has ten places; more than that overruns its stack. */
#define ORIEL_VNC_GREETING_MAX_TYPES 10
/* Apple Remote Desktop (rfbproto "Diffie-Hellman Authentication"). */
#define ORIEL_VNC_GREETING_ARD 30
/* How much of a reason is kept, in bytes. */
#define ORIEL_VNC_GREETING_MAX_REASON 1024

typedef enum {
  ORIEL_VNC_GREETING_VERSION, /* zero: a cleared struct starts here */
  ORIEL_VNC_GREETING_TYPES,
  ORIEL_VNC_GREETING_TYPE_LIST,
  ORIEL_VNC_GREETING_KEY_SIZE,
  ORIEL_VNC_GREETING_KEY,
  ORIEL_VNC_GREETING_REASON_LENGTH,
  ORIEL_VNC_GREETING_REASON,
  ORIEL_VNC_GREETING_DONE,
  ORIEL_VNC_GREETING_TOO_MANY_TYPES,
} OrielVncGreetingStep;

typedef struct {
  OrielVncGreetingStep step;
  guint8 bytes[16]; /* of the present step */
  guint n_bytes;
  guint n_types;
  guint n_left;        /* types, then bytes of the modulus of an ARD login, still to come */
  gboolean offers_ard; /* the modulus is looked at in case that login is chosen */
  gboolean chose_ard;  /* set from outside */
  gboolean keyless;    /* if that login is what follows: its modulus is zero */
  gboolean refused;    /* the server offers no security type and says why */
  guint32 reason_length;
  guint reason_size;
  char reason[ORIEL_VNC_GREETING_MAX_REASON]; /* any bytes, not terminated */
} OrielVncGreeting;

gboolean oriel_vnc_greeting_is_keyless(const OrielVncGreeting *self);
gboolean oriel_vnc_greeting_feed(OrielVncGreeting *self, const guint8 *bytes, gsize size);

G_END_DECLS
