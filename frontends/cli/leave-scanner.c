// SPDX-License-Identifier: LGPL-2.1-or-later
#include "leave-scanner.h"

#include <string.h>

#define LEAVE_BYTE '\035'

static const char *const leave_sequences[] = {
    "\033[93;5u",
    "\033[93;5:1u",
    "\033[27;5;93~",
};

static gboolean
is_leave_sequence(const LeaveScanner *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS(leave_sequences); i++)
    if (strcmp(self->sequence, leave_sequences[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Follows a sequence; TRUE = it is complete, and in self->sequence. */
static gboolean
follow(LeaveScanner *self, char byte)
{
  if (byte == '\033')
    self->length = 0;
  else if (self->length == 0 || (self->length == 1 && byte != '['))
    return self->length = 0, FALSE;
  if (self->length + 1 >= sizeof self->sequence)
    return self->length = 0, FALSE;
  self->sequence[self->length++] = byte;
  self->sequence[self->length] = '\0';
  return self->length > 2 && byte >= '@' && byte <= '~';
}

gboolean
leave_scanner_feed(LeaveScanner *self, const char *bytes, gsize length, gsize *before)
{
  for (gsize i = 0; i < length; i++) {
    *before = i;
    if (bytes[i] == LEAVE_BYTE && (!self->pasting || length == 1))
      return TRUE;
    if (!follow(self, bytes[i]))
      continue;
    if (strcmp(self->sequence, "\033[200~") == 0)
      self->pasting = TRUE;
    else if (strcmp(self->sequence, "\033[201~") == 0)
      self->pasting = FALSE;
    else if (!self->pasting && is_leave_sequence(self)) {
      *before = i + 1 > self->length ? i + 1 - self->length : 0;
      return TRUE;
    }
    self->length = 0;
  }
  *before = length;
  return FALSE;
}
