// SPDX-License-Identifier: LGPL-2.1-or-later
/* Connecting, staying connected, and what happens meanwhile; the list itself is in
 * oriel-libvirt-guests.c. */
#include "oriel-libvirt-host-private.h"

#include <stdio.h>

#define FIRST_RETRY 500  /* ms after a connection was lost; doubled at every failure */
#define LAST_RETRY 30000 /* ms */

/* How many calls that take long are under way at a time, each in a thread. */
#define MAX_ASIDE 3

G_DEFINE_FINAL_TYPE(OrielLibvirtHost, oriel_libvirt_host, ORIEL_TYPE_HOST)

/* Who asked to connect, and has not been answered. */
typedef struct {
  GTask *task;            /* (owned) */
  GSource *cancel_source; /* (owned) (nullable) */
} Waiter;

static void waiter_free(Waiter *waiter);

void
oriel_libvirt_clear_source(GSource **source)
{
  if (*source != NULL)
    g_source_destroy(*source);
  g_clear_pointer(source, g_source_unref);
}

void
oriel_libvirt_host_set_timeout(OrielLibvirtHost *self,
                               GSource **source,
                               guint delay,
                               GSourceFunc function)
{
  oriel_libvirt_clear_source(source);
  *source = g_timeout_source_new(delay);
  g_source_set_callback(*source, function, self, NULL);
  g_source_attach(*source, g_main_context_get_thread_default());
}

/* Answers everybody who waits for the connection. The answers run callbacks that may do anything.
 */
static void
answer_waiting(OrielLibvirtHost *self, const GError *error)
{
  GQueue waiting = self->waiting;
  Waiter *waiter;

  g_queue_init(&self->waiting);
  while ((waiter = g_queue_pop_head(&waiting)) != NULL) {
    g_autoptr(GTask) task = g_object_ref(waiter->task);

    waiter_free(waiter);
    if (error != NULL)
      g_task_return_error(task, g_error_copy(error));
    else
      g_task_return_boolean(task, TRUE);
  }
}

static gboolean
on_retry(gpointer user_data)
{
  OrielLibvirtHost *self = user_data;

  oriel_libvirt_clear_source(&self->retry);
  oriel_libvirt_host_open(self);
  return G_SOURCE_REMOVE;
}

/* Then it is tried as often as at first, and there at once: a socket of this machine, or of another
 * one whose ssh connection stands, is asked for nothing; and so is a machine that is not there. */
static gboolean
is_cheap(const OrielLibvirtHost *self)
{
  return self->uri->local || (self->ssh != NULL && oriel_ssh_is_cheap(self->ssh));
}

/* The connection is not there, and nobody is told that it will be, unless it was there before. */
void
oriel_libvirt_host_fail(OrielLibvirtHost *self, const GError *error)
{
  OrielHost *host = ORIEL_HOST(self);
  gboolean again =
      oriel_host_get_state(host) == ORIEL_HOST_RECONNECTING && oriel_host_get_reconnect(host);
  g_autoptr(OrielLibvirtHost) keep = g_object_ref(self);

  oriel_libvirt_clear_source(&self->patience);
  if (!self->wanted)
    return;
  if (again) {
    if (is_cheap(self))
      self->retry_delay = FIRST_RETRY;
    oriel_libvirt_host_set_timeout(self, &self->retry, self->retry_delay, on_retry);
    self->retry_delay = MIN(self->retry_delay * 2, LAST_RETRY);
  } else
    self->wanted = FALSE;
  oriel_host_report_state(host, again ? ORIEL_HOST_RECONNECTING : ORIEL_HOST_FAILED, error);
  answer_waiting(self, error);
}

static void
abandon_calls(OrielLibvirtHost *self, const GError *error)
{
  while (self->calls->len > 0) {
    OrielLibvirtCall *call = g_ptr_array_steal_index(self->calls, self->calls->len - 1);

    call->host = NULL;
    oriel_libvirt_call_abandon(call, g_error_copy(error));
  }
}

void
oriel_libvirt_host_lose(OrielLibvirtHost *self, const GError *error)
{
  OrielHost *host = ORIEL_HOST(self);

  oriel_libvirt_guests_set_link(self->guests, NULL);
  oriel_libvirt_statistics_forget(self->statistics);
  oriel_libvirt_link_close(g_steal_pointer(&self->link));
  abandon_calls(self, error);
  if (oriel_host_get_reconnect(host))
    oriel_host_report_state(host, ORIEL_HOST_RECONNECTING, error);
  oriel_libvirt_host_fail(self, error);
}

static void
on_event(gpointer owner, const OrielLibvirtEvent *event)
{
  g_autoptr(OrielLibvirtHost) self = g_object_ref(ORIEL_LIBVIRT_HOST(owner));

  if (event->kind == ORIEL_LIBVIRT_EVENT_CLOSED)
    oriel_libvirt_host_break(self, event->number);
  else
    oriel_libvirt_guests_take_event(self->guests, event);
}

void
oriel_libvirt_host_succeed(OrielLibvirtHost *self, OrielLibvirtOpening *opening)
{
  OrielHost *host = ORIEL_HOST(self);
  g_autoptr(OrielLibvirtHost) keep = g_object_ref(self);

  oriel_libvirt_clear_source(&self->patience);
  oriel_libvirt_clear_source(&self->retry);
  self->retry_delay = FIRST_RETRY;
  self->link = g_steal_pointer(&opening->link);
  oriel_libvirt_guests_set_link(self->guests, self->link);
  oriel_libvirt_guests_take_list(self->guests, oriel_libvirt_list_get_records(opening->list));
  if (self->link != NULL)
    oriel_host_report_state(host, ORIEL_HOST_CONNECTED, NULL);
  if (self->link != NULL)
    answer_waiting(self, NULL);
  if (self->link != NULL)
    oriel_libvirt_link_adopt(self->link, on_event, self);
  if (self->link != NULL)
    oriel_libvirt_guests_ask_resources(self->guests);
}

/* The class */

static void
waiter_free(Waiter *waiter)
{
  if (waiter->cancel_source != NULL)
    g_source_destroy(waiter->cancel_source);
  g_clear_pointer(&waiter->cancel_source, g_source_unref);
  g_object_unref(waiter->task);
  g_free(waiter);
}

static gboolean
on_cancelled(GCancellable *cancellable, gpointer user_data)
{
  Waiter *waiter = user_data;
  g_autoptr(OrielLibvirtHost) self = g_object_ref(g_task_get_source_object(waiter->task));

  g_queue_remove(&self->waiting, waiter);
  /* Nobody else waits for a first connection: it is not wanted any more. */
  if (g_queue_is_empty(&self->waiting) &&
      oriel_host_get_state(ORIEL_HOST(self)) == ORIEL_HOST_CONNECTING)
    oriel_host_disconnect(ORIEL_HOST(self));
  g_task_return_error_if_cancelled(waiter->task);
  waiter_free(waiter);
  return G_SOURCE_REMOVE;
}

static void
wait_for_link(OrielLibvirtHost *self, GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable(task);
  Waiter *waiter = g_new0(Waiter, 1);

  waiter->task = g_object_ref(task);
  g_queue_push_tail(&self->waiting, waiter);
  if (cancellable != NULL) {
    waiter->cancel_source = g_cancellable_source_new(cancellable);
    g_source_set_callback(waiter->cancel_source, G_SOURCE_FUNC(on_cancelled), waiter, NULL);
    g_source_attach(waiter->cancel_source, g_main_context_get_thread_default());
  }
}

static void
oriel_libvirt_host_connect(OrielHost *host, GTask *task)
{
  OrielLibvirtHost *self = ORIEL_LIBVIRT_HOST(host);

  if (self->link != NULL) {
    g_task_return_boolean(task, TRUE);
    return;
  }
  wait_for_link(self, task);
  if (self->wanted && (self->patience != NULL || self->ssh_opening))
    return;
  self->wanted = TRUE;
  self->retry_delay = FIRST_RETRY;
  oriel_libvirt_clear_source(&self->retry);
  oriel_libvirt_host_open(self);
  if (oriel_host_get_state(host) != ORIEL_HOST_RECONNECTING)
    oriel_host_report_state(host, ORIEL_HOST_CONNECTING, NULL);
}

/* Ends what is under way without telling anybody but those who wait. */
static void
leave(OrielLibvirtHost *self)
{
  g_autoptr(GError) error = g_error_new(G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s was left",
                                        oriel_host_get_name(ORIEL_HOST(self)));

  self->wanted = FALSE;
  oriel_libvirt_clear_source(&self->patience);
  oriel_libvirt_clear_source(&self->retry);
  oriel_libvirt_guests_set_link(self->guests, NULL);
  if (self->link != NULL)
    oriel_libvirt_statistics_forget(self->statistics);
  g_clear_pointer(&self->link, oriel_libvirt_link_close);
  abandon_calls(self, error);
  answer_waiting(self, error);
}

static void
oriel_libvirt_host_disconnect(OrielHost *host)
{
  OrielLibvirtHost *self = ORIEL_LIBVIRT_HOST(host);
  g_autoptr(OrielLibvirtHost) keep = g_object_ref(self);

  leave(self);
  oriel_libvirt_guests_clear(self->guests);
  oriel_host_report_state(host, ORIEL_HOST_IDLE, NULL);
}

static void
oriel_libvirt_host_init(OrielLibvirtHost *self)
{
  self->worker = oriel_libvirt_worker_new(1);
  self->aside = oriel_libvirt_worker_new(MAX_ASIDE);
  self->guests = oriel_libvirt_guests_new(self, self->worker);
  self->statistics = oriel_libvirt_statistics_new();
  self->calls = g_ptr_array_new();
  self->retry_delay = FIRST_RETRY;
  g_queue_init(&self->waiting);
  oriel_libvirt_link_read_keepalive(&self->keepalive_interval, &self->keepalive_count);
}

static void
oriel_libvirt_host_dispose(GObject *object)
{
  OrielLibvirtHost *self = ORIEL_LIBVIRT_HOST(object);

  leave(self);
  if (self->opening != NULL)
    self->opening->host = NULL;
  self->opening = NULL;
  g_clear_pointer(&self->ssh, oriel_ssh_free);
  G_OBJECT_CLASS(oriel_libvirt_host_parent_class)->dispose(object);
}

static void
oriel_libvirt_host_finalize(GObject *object)
{
  OrielLibvirtHost *self = ORIEL_LIBVIRT_HOST(object);

  oriel_libvirt_guests_free(self->guests);
  oriel_libvirt_statistics_free(self->statistics);
  g_ptr_array_unref(self->calls);
  oriel_libvirt_worker_unref(self->worker);
  oriel_libvirt_worker_unref(self->aside);
  g_clear_pointer(&self->uri, oriel_libvirt_uri_free);
  G_OBJECT_CLASS(oriel_libvirt_host_parent_class)->finalize(object);
}

static void
oriel_libvirt_host_class_init(OrielLibvirtHostClass *klass)
{
  G_OBJECT_CLASS(klass)->dispose = oriel_libvirt_host_dispose;
  G_OBJECT_CLASS(klass)->finalize = oriel_libvirt_host_finalize;
  ORIEL_HOST_CLASS(klass)->connect = oriel_libvirt_host_connect;
  ORIEL_HOST_CLASS(klass)->disconnect = oriel_libvirt_host_disconnect;
  ORIEL_HOST_CLASS(klass)->load_statistics = oriel_libvirt_host_load_statistics;
}

const OrielLibvirtUri *
oriel_libvirt_host_get_parsed_uri(OrielLibvirtHost *self)
{
  return self->uri;
}

OrielLibvirtWorker *
oriel_libvirt_host_get_worker(OrielLibvirtHost *self, gboolean aside)
{
  return aside ? self->aside : self->worker;
}

OrielLibvirtStatistics *
oriel_libvirt_host_get_statistics(OrielLibvirtHost *self)
{
  return self->statistics;
}

OrielLibvirtLink *
oriel_libvirt_host_get_link(OrielLibvirtHost *self, GError **error)
{
  if (self->link == NULL)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "there is no connection to %s",
                oriel_host_get_name(ORIEL_HOST(self)));
  return self->link;
}

void
oriel_libvirt_host_add_call(OrielLibvirtHost *self, OrielLibvirtCall *call)
{
  g_ptr_array_add(self->calls, call);
}

void
oriel_libvirt_host_remove_call(OrielLibvirtHost *self, OrielLibvirtCall *call)
{
  g_ptr_array_remove_fast(self->calls, call);
}

void
oriel_libvirt_host_doubt(OrielLibvirtHost *self, OrielLibvirtGuest *guest)
{
  oriel_libvirt_guests_doubt(self->guests, guest);
}

OrielSsh *
oriel_libvirt_host_get_ssh(OrielLibvirtHost *self)
{
  return self->ssh;
}

static void
ask(gpointer host, OrielAuthRequest *request)
{
  oriel_host_ask(host, request);
}

static void
ask_trust(gpointer host, OrielTrustRequest *request)
{
  oriel_host_ask_trust(host, request);
}

OrielLibvirtHost *
oriel_libvirt_host_new(const char *text, OrielLibvirtUri *uri, gboolean asks)
{
  static const OrielSshQuestions questions = {ask, ask_trust};
  const OrielSshAddress address = {uri->host,        uri->user,   uri->keyfile,
                                   uri->known_hosts, uri->socket, uri->port};
  OrielLibvirtHost *self = g_object_new(ORIEL_TYPE_LIBVIRT_HOST, "uri", text, NULL);

  self->uri = uri;
  if (uri->tunnel)
    self->ssh = oriel_ssh_new(&address, asks ? &questions : NULL, self);
  oriel_host_report_name(ORIEL_HOST(self), uri->name);
  return self;
}
