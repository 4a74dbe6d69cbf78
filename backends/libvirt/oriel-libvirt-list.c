// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-list.h"

#include <string.h>

#define MAX_NAME 256 /* bytes of a name */

G_STATIC_ASSERT((int)ORIEL_GUEST_UNKNOWN == VIR_DOMAIN_NOSTATE);
G_STATIC_ASSERT((int)ORIEL_GUEST_RUNNING == VIR_DOMAIN_RUNNING);
G_STATIC_ASSERT((int)ORIEL_GUEST_BLOCKED == VIR_DOMAIN_BLOCKED);
G_STATIC_ASSERT((int)ORIEL_GUEST_PAUSED == VIR_DOMAIN_PAUSED);
G_STATIC_ASSERT((int)ORIEL_GUEST_SHUTTING_DOWN == VIR_DOMAIN_SHUTDOWN);
G_STATIC_ASSERT((int)ORIEL_GUEST_OFF == VIR_DOMAIN_SHUTOFF);
G_STATIC_ASSERT((int)ORIEL_GUEST_CRASHED == VIR_DOMAIN_CRASHED);
G_STATIC_ASSERT((int)ORIEL_GUEST_SLEEPING == VIR_DOMAIN_PMSUSPENDED);

void
oriel_libvirt_record_free(OrielLibvirtRecord *self)
{
  g_free(self->name);
  g_free(self->sort_key);
  g_free(self);
}

OrielGuestState
oriel_libvirt_state(int state)
{
  return state >= 0 && state <= VIR_DOMAIN_PMSUSPENDED ? (OrielGuestState)state
                                                       : ORIEL_GUEST_UNKNOWN;
}

int
oriel_libvirt_id(virDomainPtr domain)
{
  unsigned int id = virDomainGetID(domain);

  return id <= G_MAXINT ? (int)id : -1;
}

char *
oriel_libvirt_sort_key(const char *name)
{
  return g_utf8_collate_key_for_filename(name, -1);
}

int
oriel_libvirt_compare(const char *key_a, const char *uuid_a, const char *key_b, const char *uuid_b)
{
  int order = strcmp(key_a, key_b);

  return order != 0 ? order : strcmp(uuid_a, uuid_b);
}

static int
compare_records(gconstpointer first, gconstpointer second)
{
  const OrielLibvirtRecord *a = *(OrielLibvirtRecord *const *)first;
  const OrielLibvirtRecord *b = *(OrielLibvirtRecord *const *)second;

  return oriel_libvirt_compare(a->sort_key, a->uuid, b->sort_key, b->uuid);
}

/* As virDomainGetUUIDString(), which is slow when there are thousands: libvirt formats the UUID for
 * its log, wanted or not, whenever a domain is asked for its UUID or its id. */
static void
format_uuid(const unsigned char *raw, char *text)
{
  static const char digits[] = "0123456789abcdef";

  for (guint i = 0; i < VIR_UUID_BUFLEN; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10)
      *text++ = '-';
    *text++ = digits[raw[i] >> 4];
    *text++ = digits[raw[i] & 15];
  }
  *text = '\0';
}

/* Its state and id are not set. */
static OrielLibvirtRecord *
record_new(virDomainPtr domain)
{
  OrielLibvirtRecord *self = g_new0(OrielLibvirtRecord, 1);
  unsigned char uuid[VIR_UUID_BUFLEN] = {0};

  virDomainGetUUID(domain, uuid);
  format_uuid(uuid, self->uuid);
  self->name = oriel_text_sanitize(virDomainGetName(domain), -1, MAX_NAME);
  self->sort_key = oriel_libvirt_sort_key(self->name);
  return self;
}

/* When nobody tells the state. */
static void
record_guess_state(OrielLibvirtRecord *self, virDomainPtr domain)
{
  self->id = oriel_libvirt_id(domain);
  self->state = self->id >= 0 ? ORIEL_GUEST_RUNNING : ORIEL_GUEST_OFF;
}

OrielLibvirtRecord *
oriel_libvirt_record_new(virDomainPtr domain)
{
  OrielLibvirtRecord *self = record_new(domain);

  record_guess_state(self, domain);
  return self;
}

static void
record_set_state(OrielLibvirtRecord *self, virDomainPtr domain, int state)
{
  self->state = oriel_libvirt_state(state);
  self->id = self->state != ORIEL_GUEST_OFF ? oriel_libvirt_id(domain) : -1;
}

static void
record_set_stats(OrielLibvirtRecord *self, const virDomainStatsRecord *stats)
{
  unsigned long long maximum = 0, current = 0;
  int state;

  if (virTypedParamsGetInt(stats->params, stats->nparams, "state.state", &state) == 1)
    record_set_state(self, stats->dom, state);
  else
    record_guess_state(self, stats->dom);
  virTypedParamsGetULLong(stats->params, stats->nparams, "balloon.maximum", &maximum);
  virTypedParamsGetULLong(stats->params, stats->nparams, "balloon.current", &current);
  self->memory = current != 0 ? current : maximum;
  virTypedParamsGetUInt(stats->params, stats->nparams, "vcpu.current", &self->vcpus);
}

/* For drivers without bulk statistics: one call a guest. */
static void
record_ask(OrielLibvirtRecord *self, virDomainPtr domain)
{
  virDomainInfo info;

  if (virDomainGetInfo(domain, &info) == 0) {
    record_set_state(self, domain, info.state);
    self->memory = info.memory;
    self->vcpus = info.nrVirtCpu;
  } else {
    self->gone = virGetLastErrorCode() == VIR_ERR_NO_DOMAIN;
    virResetLastError();
    record_guess_state(self, domain);
  }
}

/* The answer to a bulk question. */
typedef struct {
  virDomainStatsRecordPtr *records; /* (owned) (nullable) */
  int n_records;                    /* -1 = the driver has no bulk statistics */
  GHashTable *index; /* (owned) (nullable) borrowed name -> virDomainStatsRecord (unowned) */
} Stats;

/* (nullable): the statistics of the domain @name, which are the @guess-th if both lists have one
 * order. A name that changes hands between the two questions has its events on their way. */
static const virDomainStatsRecord *
find_stats(Stats *stats, const char *name, int guess)
{
  if (guess < stats->n_records && strcmp(virDomainGetName(stats->records[guess]->dom), name) == 0)
    return stats->records[guess];
  if (stats->index == NULL) {
    stats->index = g_hash_table_new(g_str_hash, g_str_equal);
    for (int i = 0; i < stats->n_records; i++)
      g_hash_table_insert(stats->index, (gpointer)virDomainGetName(stats->records[i]->dom),
                          stats->records[i]);
  }
  return g_hash_table_lookup(stats->index, name);
}

static void
stats_clear(Stats *stats)
{
  virDomainStatsRecordListFree(stats->records);
  g_clear_pointer(&stats->index, g_hash_table_unref);
}

/* The records of @domains, in their order. A domain without statistics is asked by itself. */
static GPtrArray *
make_records(virDomainPtr *domains, int n_domains, Stats *stats)
{
  GPtrArray *records =
      g_ptr_array_new_full((guint)n_domains, (GDestroyNotify)oriel_libvirt_record_free);

  for (int i = 0; i < n_domains; i++) {
    const virDomainStatsRecord *found = find_stats(stats, virDomainGetName(domains[i]), i);
    OrielLibvirtRecord *record = record_new(domains[i]);

    if (found != NULL)
      record_set_stats(record, found);
    else
      record_ask(record, domains[i]);
    g_ptr_array_add(records, record);
  }
  return records;
}

struct _OrielLibvirtList {
  Stats active;
  Stats inactive;
  virDomainPtr *domains; /* (owned) (nullable) where there are no bulk statistics */
  int n_domains;
  GPtrArray *records; /* (owned) (nullable) of OrielLibvirtRecord, in order */
};

/*
 * Two calls that name all domains and tell their states. A running one is asked for nothing else:
 * what more there is to know takes a question to its process, and one that is stuck would keep the
 * answer back for all. One call after the other, because side by side they are in each other's
 * way; in this order, because a domain that starts in between, and is in neither answer, has an
 * event that adds it. One that stops is in both.
 */
static gboolean
ask_states(OrielLibvirtList *self, virConnectPtr connection)
{
  self->active.n_records = virConnectGetAllDomainStats(
      connection, VIR_DOMAIN_STATS_STATE, &self->active.records,
      VIR_CONNECT_GET_ALL_DOMAINS_STATS_ACTIVE | VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
  if (self->active.n_records < 0)
    return FALSE;
  self->inactive.n_records = virConnectGetAllDomainStats(
      connection, VIR_DOMAIN_STATS_STATE | VIR_DOMAIN_STATS_BALLOON | VIR_DOMAIN_STATS_VCPU,
      &self->inactive.records,
      VIR_CONNECT_GET_ALL_DOMAINS_STATS_INACTIVE | VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
  return self->inactive.n_records >= 0;
}

static void
add_records(GPtrArray *records, const Stats *stats)
{
  for (int i = 0; i < stats->n_records; i++) {
    OrielLibvirtRecord *record = record_new(stats->records[i]->dom);

    record_set_stats(record, stats->records[i]);
    g_ptr_array_add(records, record);
  }
}

/* Of two about one guest, which stand side by side, the one that was told later: it is off. */
static void
drop_doubles(GPtrArray *records)
{
  for (guint i = records->len; i > 1; i--) {
    const OrielLibvirtRecord *a = records->pdata[i - 2], *b = records->pdata[i - 1];

    if (strcmp(a->uuid, b->uuid) == 0)
      g_ptr_array_remove_index(records, a->state == ORIEL_GUEST_OFF ? i - 1 : i - 2);
  }
}

static void
list_clear(gpointer data)
{
  OrielLibvirtList *self = data;

  g_clear_pointer(&self->records, g_ptr_array_unref);
  stats_clear(&self->active);
  stats_clear(&self->inactive);
  for (int i = 0; i < self->n_domains; i++)
    virDomainFree(self->domains[i]);
  free(self->domains);
}

OrielLibvirtList *
oriel_libvirt_list_new(virConnectPtr connection, GError **error)
{
  OrielLibvirtList *self = g_new0(OrielLibvirtList, 1);

  if (ask_states(self, connection)) {
    self->records = g_ptr_array_new_full((guint)(self->active.n_records + self->inactive.n_records),
                                         (GDestroyNotify)oriel_libvirt_record_free);
    add_records(self->records, &self->active);
    add_records(self->records, &self->inactive);
  } else {
    self->n_domains = virConnectListAllDomains(connection, &self->domains, 0);
    if (self->n_domains < 0) {
      oriel_libvirt_error_take(error, "Listing the guests failed");
      list_clear(self);
      g_free(self);
      return NULL;
    }
    self->records = make_records(self->domains, self->n_domains, &self->active);
  }
  virResetLastError();
  g_ptr_array_sort(self->records, compare_records);
  drop_doubles(self->records);
  return self;
}

void
oriel_libvirt_list_free(OrielLibvirtList *self, OrielLibvirtWorker *worker)
{
  oriel_libvirt_worker_run(worker, list_clear, g_free, self);
}

GPtrArray *
oriel_libvirt_list_get_records(OrielLibvirtList *self)
{
  return self->records;
}

GPtrArray *
oriel_libvirt_query(virConnectPtr connection, virDomainPtr *domains, guint n_domains)
{
  g_autofree virDomainPtr *list = g_new0(virDomainPtr, n_domains + 1);
  Stats stats = {0};
  GPtrArray *records = NULL;

  memcpy(list, domains, n_domains * sizeof *list);
  stats.n_records = virDomainListGetStats(list, VIR_DOMAIN_STATS_STATE, &stats.records,
                                          VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
  if (stats.n_records >= 0 || virConnectIsAlive(connection) == 1)
    records = make_records(domains, (int)n_domains, &stats);
  virResetLastError();
  stats_clear(&stats);
  return records;
}
