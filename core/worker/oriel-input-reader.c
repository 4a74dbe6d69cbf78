// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-input-reader.h"

#include <errno.h>
#include <sys/socket.h>

#include <glib-unix.h>

#include "wire/oriel-inputs.h"
#include "wire/oriel-wire.h"

struct _OrielInputReader {
  OrielBackend *backend;
  guint source;        /* 0 = an input waits for a call, or the viewer is gone */
  guint32 calls;       /* that are done */
  OrielWireInput next; /* the input that waits */
  gboolean waits;
  GArray *held;         /* (owned) (element-type OrielWireInput) keys, as they were pressed */
  OrielWireInput where; /* the pointer's last input */
};

static void
read_key(OrielInputReader *self, const OrielWireInput *input)
{
  guint i;

  for (i = 0; i < self->held->len; i++) {
    const OrielWireInput *held = &g_array_index(self->held, OrielWireInput, i);
    if (held->display == input->display && held->qnum == input->qnum &&
        held->keysym == input->keysym)
      break;
  }
  if (input->pressed && i == self->held->len)
    g_array_append_val(self->held, *input);
  else if (!input->pressed && i < self->held->len)
    g_array_remove_index(self->held, i);
  ORIEL_BACKEND_GET_CLASS(self->backend)
      ->key(self->backend, input->display, input->qnum, input->keysym, input->pressed);
}

static void
read_input(OrielInputReader *self, const OrielWireInput *input)
{
  OrielBackendClass *klass = ORIEL_BACKEND_GET_CLASS(self->backend);

  if (input->kind == ORIEL_WIRE_KEY) {
    read_key(self, input);
    return;
  }
  self->where = *input;
  if (input->kind == ORIEL_WIRE_MOTION)
    klass->motion(self->backend, input->display, input->x, input->y, input->buttons);
  else
    klass->pointer(self->backend, input->display, input->x, input->y, input->buttons);
}

/* Does all that need not wait for a call, which the last one read may have to. */
static void
read_all(OrielInputReader *self)
{
  guint32 n = 0;

  for (;;) {
    if (!self->waits && recv(ORIEL_WIRE_INPUTS_FD, &self->next, sizeof self->next, MSG_DONTWAIT) !=
                            sizeof self->next)
      break;
    self->waits = (gint32)(self->next.calls - self->calls) > 0;
    if (self->waits)
      break;
    read_input(self, &self->next);
    n++;
  }
  /* The viewer's end has room for as many answers as it has sent inputs. */
  if (n > 0 && send(ORIEL_WIRE_INPUTS_FD, &n, sizeof n, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
    g_debug("input stays without its answer: %s", g_strerror(errno));
}

static gboolean
on_readable(int fd, GIOCondition condition, gpointer user_data)
{
  OrielInputReader *self = user_data;

  read_all(self);
  if (!self->waits && (condition & (G_IO_HUP | G_IO_ERR)) == 0)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static void
listen_again(OrielInputReader *self)
{
  self->source = g_unix_fd_add_full(G_PRIORITY_HIGH, ORIEL_WIRE_INPUTS_FD,
                                    G_IO_IN | G_IO_HUP | G_IO_ERR, on_readable, self, NULL);
}

OrielInputReader *
oriel_input_reader_new(OrielBackend *backend, guint32 calls)
{
  OrielInputReader *self = g_new0(OrielInputReader, 1);

  self->backend = backend;
  self->held = g_array_new(FALSE, FALSE, sizeof(OrielWireInput));
  self->calls = calls;
  listen_again(self);
  return self;
}

void
oriel_input_reader_precede(OrielInputReader *self)
{
  read_all(self);
}

void
oriel_input_reader_follow(OrielInputReader *self)
{
  self->calls++;
  if (!self->waits)
    return;
  read_all(self);
  if (!self->waits && self->source == 0)
    listen_again(self);
}

void
oriel_input_reader_end(OrielInputReader *self)
{
  g_clear_handle_id(&self->source, g_source_remove);
  read_all(self);
  for (guint i = 0; i < self->held->len; i++) {
    OrielWireInput key = g_array_index(self->held, OrielWireInput, i);
    ORIEL_BACKEND_GET_CLASS(self->backend)
        ->key(self->backend, key.display, key.qnum, key.keysym, FALSE);
  }
  if (self->where.buttons != 0) {
    self->where.buttons = 0;
    if (self->where.kind == ORIEL_WIRE_MOTION)
      self->where.x = self->where.y = 0;
    read_input(self, &self->where);
  }
  g_array_unref(self->held);
  g_free(self);
}
