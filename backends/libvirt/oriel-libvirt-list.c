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

/* As virDomainGetUUIDString(), which is slow when there are thousands. */
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
  int state;

  if (virTypedParamsGetInt(stats->params, stats->nparams, "state.state", &state) == 1)
    record_set_state(self, stats->dom, state);
  else
    record_guess_state(self, stats->dom);
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

/* The records of @domains, in their order. Domains without statistics are asked one by one when the
 * driver has no bulk statistics, or with @ask_missing. libvirt formats
 * the UUID for its log, wanted or not, whenever a domain is asked for its UUID or id, but not for
 * its name: with thousands of guests that is what takes time. */
static GPtrArray *
make_records(virDomainPtr *domains, int n_domains, Stats *stats, gboolean ask_missing)
{
  GPtrArray *records =
      g_ptr_array_new_full((guint)n_domains, (GDestroyNotify)oriel_libvirt_record_free);

  for (int i = 0; i < n_domains; i++) {
    const virDomainStatsRecord *found = find_stats(stats, virDomainGetName(domains[i]), i);
    OrielLibvirtRecord *record = record_new(domains[i]);

    if (found != NULL)
      record_set_stats(record, found);
    else if (ask_missing || stats->n_records < 0)
      record_ask(record, domains[i]);
    else
      record_guess_state(record, domains[i]);
    g_ptr_array_add(records, record);
  }
  return records;
}

struct _OrielLibvirtList {
  virDomainPtr *domains; /* (owned) (nullable) */
  int n_domains;
  Stats stats;
  GPtrArray *records; /* (owned) (nullable) of OrielLibvirtRecord, in order */
};

/* States alone: what else there is to know takes a question to each guest's process, and one that
 * is stuck would keep the answer back for all. One call after the other: at the same time they are
 * in each other's way in the daemon, and take more than twice as long. */
static void
ask_all(OrielLibvirtList *self, virConnectPtr connection, GError **error)
{
  self->n_domains = virConnectListAllDomains(connection, &self->domains, 0);
  if (self->n_domains < 0)
    oriel_libvirt_error_take(error, "Listing the guests failed");
  else
    self->stats.n_records =
        virConnectGetAllDomainStats(connection, VIR_DOMAIN_STATS_STATE, &self->stats.records,
                                    VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
  virResetLastError();
}

static void
list_clear(gpointer data)
{
  OrielLibvirtList *self = data;

  g_clear_pointer(&self->records, g_ptr_array_unref);
  stats_clear(&self->stats);
  for (int i = 0; i < self->n_domains; i++)
    virDomainFree(self->domains[i]);
  free(self->domains);
}

OrielLibvirtList *
oriel_libvirt_list_new(virConnectPtr connection, GError **error)
{
  OrielLibvirtList *self = g_new0(OrielLibvirtList, 1);

  ask_all(self, connection, error);
  if (self->n_domains < 0) {
    list_clear(self);
    g_free(self);
    return NULL;
  }
  /* A guest without statistics has just been defined or undefined: its event is on its way. */
  self->records = make_records(self->domains, self->n_domains, &self->stats, FALSE);
  g_ptr_array_sort(self->records, compare_records);
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
    records = make_records(domains, (int)n_domains, &stats, TRUE);
  virResetLastError();
  stats_clear(&stats);
  return records;
}
