// SPDX-License-Identifier: LGPL-2.1-or-later
/* Attempts to connect to a host: its ssh first, where it is reached by one, and then libvirt. */
#include "oriel-libvirt-host-private.h"

#include <string.h>

typedef OrielLibvirtOpening Opening;

static void
opening_free(Opening *opening)
{
  if (opening->list != NULL)
    oriel_libvirt_list_free(opening->list, opening->worker);
  if (opening->link != NULL)
    oriel_libvirt_link_close(opening->link);
  oriel_libvirt_worker_unref(opening->worker);
  g_clear_error(&opening->error);
  g_free(opening->name);
  g_free(opening->uri);
  g_free(opening);
}

/* In a thread. */
static void
opening_work(gpointer data)
{
  Opening *opening = data;
  OrielLibvirtOpen open = {opening->uri, opening->name, opening->read_only,
                           opening->keepalive_interval, opening->keepalive_count};

  opening->link = oriel_libvirt_link_open(opening->worker, &open, &opening->error);
  if (opening->link != NULL)
    opening->list =
        oriel_libvirt_list_new(oriel_libvirt_link_get_connection(opening->link), &opening->error);
}

/* Which of the two hops failed, where libvirt only knows that the connection broke. */
static void
explain_hop(const OrielLibvirtHost *self, GError **error)
{
  g_autoptr(GError) failed = NULL;

  if (self->ssh == NULL || oriel_ssh_get_socket(self->ssh) == NULL ||
      !g_error_matches(*error, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE))
    return;
  failed = g_steal_pointer(error);
  *error = g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                       "%s; ssh to %s works: start the libvirt daemon there", failed->message,
                       self->uri->host);
}

static void
opening_done(gpointer data)
{
  Opening *opening = data;
  OrielLibvirtHost *self = opening->host;

  if (self != NULL) {
    self->opening = NULL;
    if (!self->wanted)
      ; /* Given up; a link that came too late is closed below. */
    else if (opening->read_only != oriel_host_get_read_only(ORIEL_HOST(self)))
      oriel_libvirt_host_open(self);
    else if (opening->error != NULL) {
      explain_hop(self, &opening->error);
      oriel_libvirt_host_fail(self, opening->error);
    } else
      oriel_libvirt_host_succeed(self, opening);
  }
  opening_free(opening);
}

static gboolean
on_out_of_patience(gpointer user_data)
{
  OrielLibvirtHost *self = user_data;
  g_autoptr(GError) error = g_error_new(
      ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT,
      "Connecting to %s failed: its libvirt daemon does not answer; restart it", self->uri->name);

  oriel_libvirt_host_fail(self, error);
  return G_SOURCE_REMOVE;
}

/* What libvirt is given: a socket that leads there, or our ssh to run, which asks nobody. (transfer
 * full) */
static char *
make_connect_uri(OrielLibvirtHost *self)
{
  const char *uri = self->uri->connect;
  const char *way = NULL;
  g_autofree char *escaped = NULL;

  if (self->ssh == NULL)
    return g_strdup(uri);
  way = oriel_ssh_get_socket(self->ssh);
  escaped = g_uri_escape_string(way != NULL ? way : oriel_ssh_get_program(self->ssh), "/", FALSE);
  if (way != NULL)
    return g_strconcat(self->uri->near, escaped, NULL);
  return g_strdup_printf("%s%ccommand=%s", uri, strchr(uri, '?') != NULL ? '&' : '?', escaped);
}

/* One attempt at a time: one that hangs takes its thread, and a second one while it lists, however
 * long it hangs, and counts if it comes through after all. */
static void
open_link(OrielLibvirtHost *self)
{
  guint patience = (guint)self->keepalive_interval * (self->keepalive_count + 1) * 1000;

  oriel_libvirt_host_set_timeout(self, &self->patience, patience, on_out_of_patience);
  if (self->opening != NULL)
    return;
  self->opening = g_new0(Opening, 1);
  self->opening->host = self;
  self->opening->worker = oriel_libvirt_worker_ref(self->worker);
  self->opening->uri = make_connect_uri(self);
  self->opening->name = g_strdup(self->uri->name);
  self->opening->read_only = oriel_host_get_read_only(ORIEL_HOST(self));
  self->opening->keepalive_interval = self->keepalive_interval;
  self->opening->keepalive_count = self->keepalive_count;
  oriel_libvirt_worker_run(self->worker, opening_work, opening_done, self->opening);
}

static void
on_ssh_open(gpointer user_data, const GError *error)
{
  OrielLibvirtHost *self = user_data;

  self->ssh_opening = FALSE;
  if (!self->wanted)
    return;
  if (error != NULL)
    oriel_libvirt_host_fail(self, error);
  else
    open_link(self);
}

void
oriel_libvirt_host_open(OrielLibvirtHost *self)
{
  if (self->ssh == NULL) {
    open_link(self);
    return;
  }
  self->ssh_opening = TRUE;
  oriel_ssh_open(self->ssh, on_ssh_open, self);
}
