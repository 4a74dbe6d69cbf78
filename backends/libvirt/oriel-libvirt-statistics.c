// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-statistics.h"

#include <string.h>

#define STATS (VIR_DOMAIN_STATS_CPU_TOTAL | VIR_DOMAIN_STATS_BALLOON)
#define MAX_KNOWN 1024 /* domain objects kept */

/* What it takes to ask is a domain object for each guest, and getting one takes a call: they are
 * kept for the next time. */
typedef struct {
  GHashTable *domains;      /* (owned) UUID (owned) -> virDomain (owned) */
  virConnectPtr connection; /* (unowned) theirs */
} Known;

/* libvirt asks the guests' processes, and one that is stuck keeps the answer back: the thread is
 * nobody else's, and the connection one aside. */
struct _OrielLibvirtStatistics {
  OrielLibvirtWorker *worker; /* (owned) of one link: a question that hangs takes it along */
  Known *known;               /* (owned) for the worker's one thread alone */
};

typedef struct {
  guint64 cpu_time;
  guint64 memory_used;
} Usage;

typedef struct {
  GTask *task;            /* (owned) */
  OrielLibvirtLink *link; /* (owned) */
  Known *known;           /* (unowned) goes after all questions, in the same thread */
  GPtrArray *guests;      /* (owned) of OrielGuest (owned) */
  GPtrArray *uuids;       /* (owned) of strings (owned) */
  Usage *usages;          /* (owned) one a guest */
  gint64 time;
  GError *error; /* (owned) (nullable) */
} Asking;

static void
free_domain(gpointer domain)
{
  virDomainFree(domain);
}

static void
known_clear(Known *known)
{
  g_hash_table_remove_all(known->domains);
  known->connection = NULL;
}

static void
known_free(gpointer data)
{
  Known *known = data;

  g_hash_table_unref(known->domains);
  g_free(known);
}

static void
nothing(gpointer data)
{
}

static void
set_up(OrielLibvirtStatistics *self)
{
  self->worker = oriel_libvirt_worker_new(1);
  self->known = g_new0(Known, 1);
  self->known->domains = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_domain);
}

static void
tear_down(OrielLibvirtStatistics *self)
{
  oriel_libvirt_worker_run(self->worker, known_free, nothing, self->known);
  oriel_libvirt_worker_unref(self->worker);
}

OrielLibvirtStatistics *
oriel_libvirt_statistics_new(void)
{
  OrielLibvirtStatistics *self = g_new0(OrielLibvirtStatistics, 1);

  set_up(self);
  return self;
}

void
oriel_libvirt_statistics_free(OrielLibvirtStatistics *self)
{
  tear_down(self);
  g_free(self);
}

void
oriel_libvirt_statistics_forget(OrielLibvirtStatistics *self)
{
  tear_down(self);
  set_up(self);
}

/* (nullable): borrowed from @known. In a thread. */
static virDomainPtr
lookup(Known *known, virConnectPtr connection, const char *uuid)
{
  virDomainPtr domain;

  if (known->connection != connection || g_hash_table_size(known->domains) > MAX_KNOWN)
    known_clear(known);
  known->connection = connection;
  domain = g_hash_table_lookup(known->domains, uuid);
  if (domain != NULL)
    return domain;
  domain = virDomainLookupByUUIDString(connection, uuid);
  if (domain != NULL)
    g_hash_table_insert(known->domains, g_strdup(uuid), domain);
  return domain;
}

static Usage
read_usage(const virDomainStatsRecord *record)
{
  unsigned long long cpu = 0, available = 0, unused = 0, resident = 0;

  virTypedParamsGetULLong(record->params, record->nparams, "cpu.time", &cpu);
  virTypedParamsGetULLong(record->params, record->nparams, "balloon.available", &available);
  virTypedParamsGetULLong(record->params, record->nparams, "balloon.unused", &unused);
  virTypedParamsGetULLong(record->params, record->nparams, "balloon.rss", &resident);
  return (Usage){.cpu_time = cpu,
                 .memory_used = available > unused && unused > 0 ? available - unused : resident};
}

/* Gives each answer to the guest it is about: guests that went away meanwhile have none. */
static void
assign(Asking *asking, virDomainStatsRecordPtr *records, int n_records)
{
  g_autoptr(GHashTable) index = g_hash_table_new(g_str_hash, g_str_equal);

  for (guint i = 0; i < asking->uuids->len; i++)
    g_hash_table_insert(index, asking->uuids->pdata[i], &asking->usages[i]);
  for (int i = 0; i < n_records; i++) {
    char uuid[VIR_UUID_STRING_BUFLEN];
    Usage *usage;

    if (virDomainGetUUIDString(records[i]->dom, uuid) != 0)
      continue;
    usage = g_hash_table_lookup(index, uuid);
    if (usage != NULL)
      *usage = read_usage(records[i]);
  }
}

/* In a thread. */
static void
asking_work(gpointer data)
{
  Asking *asking = data;
  virConnectPtr connection = oriel_libvirt_link_borrow(asking->link, &asking->error);
  g_autofree virDomainPtr *domains = g_new0(virDomainPtr, asking->uuids->len + 1);
  virDomainStatsRecordPtr *records = NULL;
  guint n_domains = 0;
  int n_records = 0;

  if (connection == NULL)
    return;
  if (asking->uuids->len + g_hash_table_size(asking->known->domains) > MAX_KNOWN)
    known_clear(asking->known);
  for (guint i = 0; i < asking->uuids->len; i++) {
    domains[n_domains] = lookup(asking->known, connection, asking->uuids->pdata[i]);
    n_domains += domains[n_domains] != NULL;
  }
  if (n_domains > 0)
    n_records =
        virDomainListGetStats(domains, STATS, &records, VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
  if (n_records < 0)
    oriel_libvirt_error_take(&asking->error, "Asking for statistics failed");
  else
    assign(asking, records, n_records);
  asking->time = g_get_monotonic_time();
  virDomainStatsRecordListFree(records);
  oriel_libvirt_link_give_back(asking->link, connection);
}

static void
asking_done(gpointer data)
{
  Asking *asking = data;

  if (asking->error != NULL)
    g_task_return_error(asking->task, asking->error);
  else {
    for (guint i = 0; i < asking->guests->len; i++)
      oriel_guest_report_statistics(asking->guests->pdata[i], asking->usages[i].cpu_time,
                                    asking->usages[i].memory_used, asking->time);
    g_task_return_boolean(asking->task, TRUE);
  }
  oriel_libvirt_link_unref(asking->link);
  g_ptr_array_unref(asking->guests);
  g_ptr_array_unref(asking->uuids);
  g_free(asking->usages);
  g_object_unref(asking->task);
  g_free(asking);
}

static void
ask(OrielLibvirtStatistics *self,
    OrielLibvirtLink *link,
    OrielGuest **guests,
    guint n_guests,
    GTask *task)
{
  Asking *asking = g_new0(Asking, 1);

  asking->task = g_object_ref(task);
  asking->link = oriel_libvirt_link_ref(link);
  asking->known = self->known;
  asking->guests = g_ptr_array_new_with_free_func(g_object_unref);
  asking->uuids = g_ptr_array_new_with_free_func(g_free);
  asking->usages = g_new0(Usage, MAX(n_guests, 1));
  for (guint i = 0; i < n_guests; i++) {
    g_ptr_array_add(asking->guests, g_object_ref(guests[i]));
    g_ptr_array_add(asking->uuids, g_strdup(oriel_guest_get_uuid(guests[i])));
  }
  oriel_libvirt_worker_run(self->worker, asking_work, asking_done, asking);
}

void
oriel_libvirt_host_load_statistics(OrielHost *host,
                                   OrielGuest **guests,
                                   guint n_guests,
                                   GTask *task)
{
  OrielLibvirtHost *self = ORIEL_LIBVIRT_HOST(host);
  GError *error = NULL;
  OrielLibvirtLink *link = oriel_libvirt_host_get_link(self, &error);

  if (link == NULL) {
    g_prefix_error(&error, "Asking for statistics failed: ");
    g_task_return_error(task, error);
  } else
    ask(oriel_libvirt_host_get_statistics(self), link, guests, n_guests, task);
}
