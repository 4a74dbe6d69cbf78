// SPDX-License-Identifier: LGPL-2.1-or-later
#include "raw-output.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <unistd.h>

#define MAX_WAITING 65536 /* bytes, before the guest is held */

struct _RawOutput {
  int fd; /* (owned) */
  const RawOutputHooks *hooks;
  gpointer user_data;
  GByteArray *waiting; /* (owned) */
  guint source;        /* 0 = nothing waits */
  gboolean full;
  gboolean broken;
};

/* Whether a descriptor blocks is the matter of everybody who has it: a terminal is opened anew. */
static int
open_output(void)
{
  const char *name = isatty(STDOUT_FILENO) ? ttyname(STDOUT_FILENO) : NULL;
  int fd = name != NULL ? open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1;

  return fd >= 0 ? fd : dup(STDOUT_FILENO);
}

RawOutput *
raw_output_new(const RawOutputHooks *hooks, gpointer user_data)
{
  RawOutput *self = g_new0(RawOutput, 1);

  self->fd = open_output();
  self->hooks = hooks;
  self->user_data = user_data;
  self->waiting = g_byte_array_new();
  return self;
}

static void
set_broken(RawOutput *self, int reason)
{
  if (self->broken)
    return;
  self->broken = TRUE;
  self->hooks->broken(reason, self->user_data);
}

/* FALSE = it takes nothing for now. What nobody can read any more is dropped. */
static gboolean
write_some(RawOutput *self)
{
  gssize n = write(self->fd, self->waiting->data, MIN(self->waiting->len, 4096));

  if (n < 0 && errno == EAGAIN)
    return FALSE;
  if (n < 0 && errno != EINTR) {
    set_broken(self, errno);
    n = self->waiting->len;
  }
  g_byte_array_remove_range(self->waiting, 0, (guint)MAX(n, 0));
  return self->waiting->len > 0;
}

static void
set_full(RawOutput *self, gboolean full)
{
  if (self->full == full)
    return;
  self->full = full;
  self->hooks->held(full, self->user_data);
}

static gboolean
on_writable(int fd, GIOCondition condition, gpointer user_data)
{
  RawOutput *self = user_data;

  write_some(self);
  if (self->waiting->len > 0)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  set_full(self, FALSE);
  return G_SOURCE_REMOVE;
}

void
raw_output_write(RawOutput *self, const char *bytes, gsize length)
{
  g_byte_array_append(self->waiting, (const guint8 *)bytes, (guint)length);
  if (self->source == 0)
    while (write_some(self))
      ;
  if (self->waiting->len > 0 && self->source == 0)
    self->source = g_unix_fd_add(self->fd, G_IO_OUT, on_writable, self);
  if (self->waiting->len > MAX_WAITING)
    set_full(self, TRUE);
}

void
raw_output_say(const char *format, ...)
{
  g_autofree char *text = NULL, *clean = NULL;
  va_list args;

  va_start(args, format);
  text = g_strdup_vprintf(format, args);
  va_end(args);
  clean = oriel_text_sanitize(text, -1, 2000);
  g_printerr("\roriel: %s\r\n", clean);
}

void
raw_output_free(RawOutput *self)
{
  g_clear_handle_id(&self->source, g_source_remove);
  while (self->waiting->len > 0 && write_some(self))
    ;
  close(self->fd);
  g_byte_array_unref(self->waiting);
  g_free(self);
}
