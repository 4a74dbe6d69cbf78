// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-link.h"

#include <signal.h>
#include <stdio.h>

/* How long a daemon may be silent: probed every 5 s, lost after 3 probes. */
#define KEEPALIVE_INTERVAL 5
#define KEEPALIVE_COUNT 3

/* All that libvirt reports about domains and that changes something here. */
static const struct {
  int id;
  OrielLibvirtEventKind kind;
} subscriptions[] = {
    {VIR_DOMAIN_EVENT_ID_LIFECYCLE, ORIEL_LIBVIRT_EVENT_LIFECYCLE},
    {VIR_DOMAIN_EVENT_ID_DEVICE_ADDED, ORIEL_LIBVIRT_EVENT_DETAILS},
    {VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED, ORIEL_LIBVIRT_EVENT_DETAILS},
    {VIR_DOMAIN_EVENT_ID_METADATA_CHANGE, ORIEL_LIBVIRT_EVENT_DETAILS},
    {VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE, ORIEL_LIBVIRT_EVENT_BALLOON},
};

struct _OrielLibvirtLink {
  OrielLibvirtWorker *worker; /* (owned) */
  virConnectPtr connection;   /* (owned) */
  int callbacks[G_N_ELEMENTS(subscriptions)];

  /* In the context only. */
  OrielLibvirtEventFunc func; /* (nullable) */
  gpointer owner;             /* (unowned) */

  OrielLibvirtOpen open; /* its strings are owned */
  gboolean remote;       /* there is a daemon, watched by keepalive */

  GMutex mutex;    /* for the rest */
  GPtrArray *idle; /* (owned) of virConnect (owned): connections aside that nobody uses */
  gboolean closed;
  GQueue events; /* of OrielLibvirtEvent (owned) */
  gboolean posted;
};

static void
event_free(OrielLibvirtEvent *event)
{
  if (event->domain != NULL)
    virDomainFree(event->domain);
  g_free(event);
}

OrielLibvirtLink *
oriel_libvirt_link_ref(OrielLibvirtLink *self)
{
  return g_atomic_rc_box_acquire(self);
}

static void
clear(OrielLibvirtLink *self)
{
  g_free((char *)self->open.uri);
  g_free((char *)self->open.name);
  g_ptr_array_unref(self->idle);
  g_mutex_clear(&self->mutex);
  oriel_libvirt_worker_unref(self->worker);
}

void
oriel_libvirt_link_unref(OrielLibvirtLink *self)
{
  g_atomic_rc_box_release_full(self, (GDestroyNotify)clear);
}

virConnectPtr
oriel_libvirt_link_get_connection(OrielLibvirtLink *self)
{
  return self->connection;
}

static OrielLibvirtEvent *
next_event(OrielLibvirtLink *self)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&self->mutex);

  return g_queue_pop_head(&self->events);
}

/* In the context. */
static void
deliver(gpointer data)
{
  g_autoptr(OrielLibvirtLink) self = data;
  OrielLibvirtEvent *event;

  g_mutex_lock(&self->mutex);
  self->posted = FALSE;
  g_mutex_unlock(&self->mutex);
  while (self->func != NULL && (event = next_event(self)) != NULL) {
    self->func(self->owner, event);
    event_free(event);
  }
}

static void
push(
    OrielLibvirtLink *self, OrielLibvirtEventKind kind, virDomainPtr domain, int number, int detail)
{
  OrielLibvirtEvent *event = g_new0(OrielLibvirtEvent, 1);
  gboolean post;

  event->kind = kind;
  event->number = number;
  event->detail = detail;
  if (domain != NULL && virDomainRef(domain) == 0)
    event->domain = domain;

  g_mutex_lock(&self->mutex);
  g_queue_push_tail(&self->events, event);
  post = !self->posted;
  self->posted = TRUE;
  g_mutex_unlock(&self->mutex);
  if (post)
    oriel_libvirt_worker_post(self->worker, deliver, oriel_libvirt_link_ref(self));
}

static int
on_lifecycle(
    virConnectPtr connection, virDomainPtr domain, int event, int detail, gpointer user_data)
{
  push(user_data, ORIEL_LIBVIRT_EVENT_LIFECYCLE, domain, event, detail);
  return 0;
}

static void
on_device(virConnectPtr connection, virDomainPtr domain, const char *alias, gpointer user_data)
{
  push(user_data, ORIEL_LIBVIRT_EVENT_DETAILS, domain, 0, 0);
}

static void
on_metadata(virConnectPtr connection,
            virDomainPtr domain,
            int type,
            const char *namespace_uri,
            gpointer user_data)
{
  push(user_data, ORIEL_LIBVIRT_EVENT_DETAILS, domain, 0, 0);
}

static void
on_balloon(virConnectPtr connection,
           virDomainPtr domain,
           unsigned long long actual,
           gpointer user_data)
{
  push(user_data, ORIEL_LIBVIRT_EVENT_BALLOON, domain, 0, 0);
}

static void
on_closed(virConnectPtr connection, int reason, gpointer user_data)
{
  push(user_data, ORIEL_LIBVIRT_EVENT_CLOSED, NULL, reason, 0);
}

static virConnectDomainEventGenericCallback
callback_for(int event_id)
{
  switch (event_id) {
  case VIR_DOMAIN_EVENT_ID_LIFECYCLE:
    return VIR_DOMAIN_EVENT_CALLBACK(on_lifecycle);
  case VIR_DOMAIN_EVENT_ID_METADATA_CHANGE:
    return VIR_DOMAIN_EVENT_CALLBACK(on_metadata);
  case VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE:
    return VIR_DOMAIN_EVENT_CALLBACK(on_balloon);
  default:
    return VIR_DOMAIN_EVENT_CALLBACK(on_device);
  }
}

/* What a driver does not report is simply not heard of; it is the list that matters. */
static void
subscribe(OrielLibvirtLink *self)
{
  virFreeCallback unref = (virFreeCallback)oriel_libvirt_link_unref;

  if (virConnectRegisterCloseCallback(self->connection, on_closed, oriel_libvirt_link_ref(self),
                                      unref) < 0)
    oriel_libvirt_link_unref(self);
  for (gsize i = 0; i < G_N_ELEMENTS(subscriptions); i++) {
    self->callbacks[i] = virConnectDomainEventRegisterAny(
        self->connection, NULL, subscriptions[i].id, callback_for(subscriptions[i].id),
        oriel_libvirt_link_ref(self), unref);
    if (self->callbacks[i] < 0)
      oriel_libvirt_link_unref(self);
  }
  virResetLastError();
}

static void
ignore_error(gpointer user_data, virErrorPtr error)
{
}

/* libvirt writes to sockets whose daemon has died, with write(2). As GSocket does, for the process.
 */
static void
ignore_broken_pipes(void)
{
  struct sigaction action;

  if (sigaction(SIGPIPE, NULL, &action) == 0 && action.sa_handler == SIG_DFL)
    signal(SIGPIPE, SIG_IGN);
}

void
oriel_libvirt_link_read_keepalive(int *interval, guint *count)
{
  const char *setting = g_getenv("ORIEL_LIBVIRT_KEEPALIVE");
  int asked_interval;
  guint asked_count;

  *interval = KEEPALIVE_INTERVAL;
  *count = KEEPALIVE_COUNT;
  if (setting != NULL && sscanf(setting, "%d,%u", &asked_interval, &asked_count) == 2 &&
      asked_interval > 0 && asked_interval <= 60 && asked_count > 0 && asked_count <= 60) {
    *interval = asked_interval;
    *count = asked_count;
  }
}

void
oriel_libvirt_link_prepare(void)
{
  static gsize prepared = 0;

  if (!g_once_init_enter(&prepared))
    return;
  ignore_broken_pipes();
  virInitialize();
  /* Errors are returned to the caller; libvirt would print each on stderr as well. */
  virSetErrorFunc(NULL, ignore_error);
  virEventRegisterDefaultImpl();
  g_once_init_leave(&prepared, 1);
}

/* Connects and watches over the connection; *@remote tells whether there is a daemon to watch. */
static virConnectPtr
open_connection(const OrielLibvirtOpen *open, gboolean *remote, GError **error)
{
  /* Not an alias of the user's configuration: those have no "://". */
  virConnectPtr connection =
      virConnectOpenAuth(open->uri, NULL, open->read_only ? VIR_CONNECT_RO : 0);

  if (connection == NULL)
    oriel_libvirt_error_take(error, "Connecting to %s failed", open->name);
  else
    *remote =
        virConnectSetKeepAlive(connection, open->keepalive_interval, open->keepalive_count) == 0;
  virResetLastError();
  return connection;
}

OrielLibvirtLink *
oriel_libvirt_link_open(OrielLibvirtWorker *worker, const OrielLibvirtOpen *open, GError **error)
{
  gboolean remote = FALSE;
  virConnectPtr connection = open_connection(open, &remote, error);
  OrielLibvirtLink *self;

  if (connection == NULL)
    return NULL;
  self = g_atomic_rc_box_new0(OrielLibvirtLink);
  self->worker = oriel_libvirt_worker_ref(worker);
  self->connection = connection;
  self->remote = remote;
  self->open = *open;
  self->open.uri = g_strdup(open->uri);
  self->open.name = g_strdup(open->name);
  self->idle = g_ptr_array_new();
  g_mutex_init(&self->mutex);
  g_queue_init(&self->events);
  subscribe(self);
  return self;
}

/* (transfer full) (nullable): NULL = there is none yet, or @closed. A link that is not closed has
 * its own connection still. */
static virConnectPtr
take_idle(OrielLibvirtLink *self, gboolean *closed)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&self->mutex);

  *closed = self->closed;
  if (self->closed)
    return NULL;
  if (!self->remote)
    return virConnectRef(self->connection) == 0 ? self->connection : NULL;
  return self->idle->len > 0 ? g_ptr_array_steal_index(self->idle, self->idle->len - 1) : NULL;
}

virConnectPtr
oriel_libvirt_link_borrow(OrielLibvirtLink *self, GError **error)
{
  gboolean closed, remote;
  virConnectPtr connection = take_idle(self, &closed);

  if (closed) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "%s was left", self->open.name);
    return NULL;
  }
  /* One that broke while nobody used it is replaced. */
  if (connection != NULL && self->remote && virConnectIsAlive(connection) != 1)
    g_clear_pointer(&connection, virConnectClose);
  return connection != NULL ? connection : open_connection(&self->open, &remote, error);
}

void
oriel_libvirt_link_give_back(OrielLibvirtLink *self, virConnectPtr connection)
{
  gboolean keep;

  g_mutex_lock(&self->mutex);
  keep = self->remote && !self->closed;
  if (keep)
    g_ptr_array_add(self->idle, connection);
  g_mutex_unlock(&self->mutex);
  if (!keep)
    virConnectClose(connection);
  virResetLastError();
}

void
oriel_libvirt_link_adopt(OrielLibvirtLink *self, OrielLibvirtEventFunc func, gpointer owner)
{
  self->func = func;
  self->owner = owner;
  deliver(oriel_libvirt_link_ref(self));
}

/* In a thread: unsubscribing and closing ask the daemon. */
static void
close_connection(gpointer data)
{
  OrielLibvirtLink *self = data;
  OrielLibvirtEvent *event;

  virConnectUnregisterCloseCallback(self->connection, on_closed);
  for (gsize i = 0; i < G_N_ELEMENTS(subscriptions); i++)
    if (self->callbacks[i] >= 0)
      virConnectDomainEventDeregisterAny(self->connection, self->callbacks[i]);
  while ((event = next_event(self)) != NULL)
    event_free(event);
  virConnectClose(self->connection);
  for (guint i = 0; i < self->idle->len; i++)
    virConnectClose(self->idle->pdata[i]);
  virResetLastError();
}

void
oriel_libvirt_link_close(OrielLibvirtLink *self)
{
  self->func = NULL;
  g_mutex_lock(&self->mutex);
  self->closed = TRUE;
  g_mutex_unlock(&self->mutex);
  oriel_libvirt_worker_run(self->worker, close_connection,
                           (void (*)(gpointer))oriel_libvirt_link_unref, self);
}
