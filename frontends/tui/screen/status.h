// SPDX-License-Identifier: LGPL-2.1-or-later
/* The line below a guest's screen. Pure. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* Texts are borrowed for the call; NULL or 0 = nothing to say. */
typedef struct {
  const char *name;     /* of the guest */
  const char *note;     /* in place of what follows, for a moment */
  const char *protocol; /* how it is reached */
  guint display;        /* which of its screens, from 1 */
  guint n_displays;
  int guest_width; /* pixels */
  int guest_height;
  int columns; /* cells that show it */
  int rows;
  gboolean fit;
  int zoom; /* percent */
  const char *encoder;
  double rate;       /* frames a second */
  double bandwidth;  /* bytes a second */
  gint64 round_trip; /* microseconds */
  const char *keyboard;
  const char *pointer;
  const char *sticky; /* modifiers that wait for a key */
  gboolean read_only;
  const char *leader; /* the key that opens the menu; NULL = there is none */
} Status;

/* At most @columns wide, what matters least goes first; but for a long name or note, to be cut.
 * (transfer full) */
char *status_format(const Status *self, int columns, gboolean unicode);

/* The cells that @text takes, of a font where each character has one or two. */
int status_get_width(const char *text);

G_END_DECLS
