// SPDX-License-Identifier: LGPL-2.1-or-later
/* Connecting, staying connected, and what happens meanwhile; the list itself is in
 * oriel-libvirt-guests.c. */
#include "oriel-libvirt-guests.h"
#include "oriel-libvirt-private.h"
#include "oriel-libvirt-statistics.h"

#define FIRST_RETRY 500  /* ms after a connection was lost; doubled at every failure */
#define LAST_RETRY 30000 /* ms */

/* How many calls that take long are under way at a time, each in a thread. */
#define MAX_ASIDE 3

typedef struct {
  OrielLibvirtHost *host;     /* (unowned) (nullable): NULL when it is gone */
  OrielLibvirtWorker *worker; /* (owned) */
  char *uri;                  /* (owned) */
  char *name;                 /* (owned) for errors */
  gboolean read_only;
  int keepalive_interval;
  guint keepalive_count;

  OrielLibvirtLink *link; /* (owned) (nullable) */
  OrielLibvirtList *list; /* (owned) (nullable) */
  GError *error;          /* (owned) (nullable) */
} Opening;

struct _OrielLibvirtHost {
  OrielHost parent_instance;
  OrielLibvirtUri *uri;               /* (owned) */
  OrielLibvirtWorker *worker;         /* (owned) */
  OrielLibvirtWorker *aside;          /* (owned) */
  OrielLibvirtLink *link;             /* (owned) (nullable): NULL = not connected */
  OrielLibvirtGuests *guests;         /* (owned) */
  OrielLibvirtStatistics *statistics; /* (owned) */
  GPtrArray *calls;                   /* (owned) of OrielLibvirtCall (unowned) */
  GQueue waiting;                     /* of Waiter (owned) */
  Opening *opening;                   /* (unowned) (nullable): the one attempt under way */
  GSource *patience;                  /* (owned) (nullable): ends the wait for @opening */
  GSource *retry;                     /* (owned) (nullable) */
  guint retry_delay;                  /* ms */
  int keepalive_interval;             /* s */
  guint keepalive_count;
  gboolean wanted; /* connect() without disconnect() so far */
};

G_DEFINE_FINAL_TYPE(OrielLibvirtHost, oriel_libvirt_host, ORIEL_TYPE_HOST)

/* Who asked to connect, and has not been answered. */
typedef struct {
  GTask *task;            /* (owned) */
  GSource *cancel_source; /* (owned) (nullable) */
} Waiter;

static void start_opening(OrielLibvirtHost *self);
static void waiter_free(Waiter *waiter);

static void
clear_source(GSource **source)
{
  if (*source != NULL)
    g_source_destroy(*source);
  g_clear_pointer(source, g_source_unref);
}

static void
set_timeout(OrielLibvirtHost *self, GSource **source, guint delay, GSourceFunc function)
{
  clear_source(source);
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

/* Opening */

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

static gboolean
on_retry(gpointer user_data)
{
  OrielLibvirtHost *self = user_data;

  clear_source(&self->retry);
  start_opening(self);
  return G_SOURCE_REMOVE;
}

/* The connection is not there, and nobody is told that it will be, unless it was there before. */
static void
fail(OrielLibvirtHost *self, const GError *error)
{
  OrielHost *host = ORIEL_HOST(self);
  gboolean again =
      oriel_host_get_state(host) == ORIEL_HOST_RECONNECTING && oriel_host_get_reconnect(host);
  g_autoptr(OrielLibvirtHost) keep = g_object_ref(self);

  clear_source(&self->patience);
  if (!self->wanted)
    return;
  if (again) {
    set_timeout(self, &self->retry, self->retry_delay, on_retry);
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

static void
lose(OrielLibvirtHost *self, const GError *error)
{
  OrielHost *host = ORIEL_HOST(self);

  oriel_libvirt_guests_set_link(self->guests, NULL);
  oriel_libvirt_statistics_forget(self->statistics);
  oriel_libvirt_link_close(g_steal_pointer(&self->link));
  abandon_calls(self, error);
  if (oriel_host_get_reconnect(host))
    oriel_host_report_state(host, ORIEL_HOST_RECONNECTING, error);
  fail(self, error);
}

static const char *
reason_text(int reason)
{
  switch (reason) {
  case VIR_CONNECT_CLOSE_REASON_KEEPALIVE:
    return "it did not answer for too long";
  case VIR_CONNECT_CLOSE_REASON_EOF:
    return "its libvirt daemon ended the connection; it may have been stopped";
  default:
    return "the connection broke";
  }
}

static void
on_event(gpointer owner, const OrielLibvirtEvent *event)
{
  g_autoptr(OrielLibvirtHost) self = g_object_ref(ORIEL_LIBVIRT_HOST(owner));
  g_autoptr(GError) error = NULL;

  if (event->kind != ORIEL_LIBVIRT_EVENT_CLOSED) {
    oriel_libvirt_guests_take_event(self->guests, event);
    return;
  }
  error = g_error_new(ORIEL_ERROR,
                      event->number == VIR_CONNECT_CLOSE_REASON_KEEPALIVE ? ORIEL_ERROR_TIMED_OUT
                                                                          : ORIEL_ERROR_UNREACHABLE,
                      "The host %s was lost: %s", oriel_host_get_name(ORIEL_HOST(self)),
                      reason_text(event->number));
  lose(self, error);
}

static void
succeed(OrielLibvirtHost *self, Opening *opening)
{
  OrielHost *host = ORIEL_HOST(self);
  g_autoptr(OrielLibvirtHost) keep = g_object_ref(self);

  clear_source(&self->patience);
  clear_source(&self->retry);
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
      start_opening(self);
    else if (opening->error != NULL)
      fail(self, opening->error);
    else
      succeed(self, opening);
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

  fail(self, error);
  return G_SOURCE_REMOVE;
}

/* One attempt at a time: one that hangs takes its thread, and a second one while it lists, however
 * long it hangs, and counts if it comes through after all. */
static void
start_opening(OrielLibvirtHost *self)
{
  guint patience = (guint)self->keepalive_interval * (self->keepalive_count + 1) * 1000;

  set_timeout(self, &self->patience, patience, on_out_of_patience);
  if (self->opening != NULL)
    return;
  self->opening = g_new0(Opening, 1);
  self->opening->host = self;
  self->opening->worker = oriel_libvirt_worker_ref(self->worker);
  self->opening->uri = g_strdup(self->uri->connect);
  self->opening->name = g_strdup(self->uri->name);
  self->opening->read_only = oriel_host_get_read_only(ORIEL_HOST(self));
  self->opening->keepalive_interval = self->keepalive_interval;
  self->opening->keepalive_count = self->keepalive_count;
  oriel_libvirt_worker_run(self->worker, opening_work, opening_done, self->opening);
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
  if (self->wanted && self->patience != NULL)
    return;
  self->wanted = TRUE;
  self->retry_delay = FIRST_RETRY;
  clear_source(&self->retry);
  start_opening(self);
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
  clear_source(&self->patience);
  clear_source(&self->retry);
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
  self->statistics = oriel_libvirt_statistics_new(self->worker);
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

/* ssh asks on the terminal, unless a window for that purpose is set up (ssh(1), SSH_ASKPASS). */
static gboolean
ssh_may_ask(void)
{
  const char *require = g_getenv("SSH_ASKPASS_REQUIRE");

  return g_strcmp0(require, "force") == 0;
}

OrielHost *
oriel_host_module_new(const char *uri, GError **error)
{
  g_autoptr(OrielLibvirtUri) parsed = oriel_libvirt_uri_parse(uri, ssh_may_ask(), error);
  OrielLibvirtHost *self;

  if (parsed == NULL)
    return NULL;
  oriel_libvirt_link_prepare();
  self = g_object_new(ORIEL_TYPE_LIBVIRT_HOST, "uri", uri, NULL);
  self->uri = g_steal_pointer(&parsed);
  oriel_host_report_name(ORIEL_HOST(self), self->uri->name);
  return ORIEL_HOST(self);
}
