// SPDX-License-Identifier: LGPL-2.1-or-later
/* A connection to a host that breaks: what broke is asked of ssh first, where that was the way. */
#include "oriel-libvirt-host-private.h"

typedef struct {
  OrielLibvirtLink *link; /* (owned) that broke */
  GError *error;          /* (owned) as libvirt has it */
} Loss;

static void
loss_free(gpointer data)
{
  Loss *self = data;

  oriel_libvirt_link_unref(self->link);
  g_error_free(self->error);
  g_free(self);
}

static GError *
describe(OrielLibvirtHost *self, int reason)
{
  const char *name = oriel_host_get_name(ORIEL_HOST(self));

  switch (reason) {
  case VIR_CONNECT_CLOSE_REASON_KEEPALIVE:
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT,
                       "The host %s was lost: it did not answer for too long", name);
  case VIR_CONNECT_CLOSE_REASON_EOF:
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                       "The host %s was lost: its libvirt daemon ended the connection; it may have "
                       "been stopped",
                       name);
  default:
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                       "The host %s was lost: the connection broke", name);
  }
}

static void
on_checked(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielLibvirtHost *self = ORIEL_LIBVIRT_HOST(source);
  const Loss *loss = g_task_get_task_data(G_TASK(result));
  g_autoptr(GError) error = NULL;
  gboolean stands = g_task_propagate_boolean(G_TASK(result), &error);

  if (self->link == loss->link) /* else it was left meanwhile */
    oriel_libvirt_host_lose(self, stands ? loss->error : error);
}

void
oriel_libvirt_host_break(OrielLibvirtHost *self, int reason)
{
  g_autoptr(GTask) task = NULL;
  Loss *loss = NULL;

  if (self->ssh == NULL) {
    g_autoptr(GError) error = describe(self, reason);
    oriel_libvirt_host_lose(self, error);
    return;
  }
  loss = g_new0(Loss, 1);
  loss->link = oriel_libvirt_link_ref(self->link);
  loss->error = describe(self, reason);
  task = g_task_new(self, NULL, on_checked, NULL);
  g_task_set_task_data(task, loss, loss_free);
  oriel_ssh_check(self->ssh, task);
}
