// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-list.h"

#include <string.h>

#define MAX_NAME 256 /* bytes of a name */
#define STATS (VIR_DOMAIN_STATS_STATE | VIR_DOMAIN_STATS_BALLOON | VIR_DOMAIN_STATS_VCPU)

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

static OrielLibvirtRecord *
record_new(const char *name, const unsigned char *uuid, int id)
{
  OrielLibvirtRecord *self = g_new0(OrielLibvirtRecord, 1);

  format_uuid(uuid, self->uuid);
  self->name = oriel_text_sanitize(name, -1, MAX_NAME);
  self->sort_key = oriel_libvirt_sort_key(self->name);
  self->id = id;
  self->state = id >= 0 ? ORIEL_GUEST_RUNNING : ORIEL_GUEST_OFF;
  return self;
}

OrielLibvirtRecord *
oriel_libvirt_record_new(virDomainPtr domain)
{
  unsigned char uuid[VIR_UUID_BUFLEN] = {0};

  virDomainGetUUID(domain, uuid);
  return record_new(virDomainGetName(domain), uuid, oriel_libvirt_id(domain));
}

static void
record_set_state(OrielLibvirtRecord *self, int state)
{
  self->state = oriel_libvirt_state(state);
  if (self->state == ORIEL_GUEST_OFF)
    self->id = -1;
}

static void
record_set_stats(OrielLibvirtRecord *self, const virDomainStatsRecord *stats)
{
  unsigned long long maximum = 0, current = 0;
  int state;

  if (virTypedParamsGetInt(stats->params, stats->nparams, "state.state", &state) == 1)
    record_set_state(self, state);
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
    record_set_state(self, info.state);
    self->memory = info.memory;
    self->vcpus = info.nrVirtCpu;
  } else {
    self->gone = virGetLastErrorCode() == VIR_ERR_NO_DOMAIN;
    virResetLastError();
  }
}

/* The answer to a bulk question. */
typedef struct {
  virDomainStatsRecordPtr *records;        /* (owned) (nullable) */
  int n_records;                           /* -1 = the driver has no bulk statistics */
  unsigned char (*uuids)[VIR_UUID_BUFLEN]; /* (owned) one for each record */
  GHashTable *index; /* (owned) (nullable) borrowed UUID -> virDomainStatsRecord (unowned) */
} Stats;

static guint
hash_uuid(gconstpointer uuid)
{
  guint hash;

  memcpy(&hash, uuid, sizeof hash);
  return hash;
}

static gboolean
equal_uuid(gconstpointer a, gconstpointer b)
{
  return memcmp(a, b, VIR_UUID_BUFLEN) == 0;
}

static void
stats_prepare(Stats *self)
{
  gsize n_records = (gsize)MAX(self->n_records, 0);

  self->uuids = g_malloc0_n(n_records + 1, sizeof *self->uuids);
  for (gsize i = 0; i < n_records; i++)
    virDomainGetUUID(self->records[i]->dom, self->uuids[i]);
}

static void
stats_clear(Stats *self)
{
  virDomainStatsRecordListFree(self->records);
  g_clear_pointer(&self->index, g_hash_table_unref);
  g_free(self->uuids);
}

/* (nullable): the record of the domain @uuid, which is the @guess-th if both lists have one order
 */
static const virDomainStatsRecord *
stats_find(Stats *self, const unsigned char *uuid, guint guess)
{
  int n_records = self->n_records;

  if ((int)guess < n_records && equal_uuid(self->uuids[guess], uuid))
    return self->records[guess];
  if (self->index == NULL) {
    self->index = g_hash_table_new(hash_uuid, equal_uuid);
    for (int i = 0; i < n_records; i++)
      g_hash_table_insert(self->index, self->uuids[i], self->records[i]);
  }
  return g_hash_table_lookup(self->index, uuid);
}

/* The records of @domains, in their order. Domains without statistics are asked one by one when the
 * driver has no bulk statistics, or with @ask_missing. */
static GPtrArray *
make_records(virDomainPtr *domains, guint n_domains, Stats *stats, gboolean ask_missing)
{
  GPtrArray *records = g_ptr_array_new_full(n_domains, (GDestroyNotify)oriel_libvirt_record_free);

  stats_prepare(stats);
  for (guint i = 0; i < n_domains; i++) {
    unsigned char uuid[VIR_UUID_BUFLEN] = {0};
    const virDomainStatsRecord *found;
    OrielLibvirtRecord *record;

    virDomainGetUUID(domains[i], uuid);
    found = stats_find(stats, uuid, i);
    record = record_new(virDomainGetName(domains[i]), uuid,
                        oriel_libvirt_id(found != NULL ? found->dom : domains[i]));
    if (found != NULL)
      record_set_stats(record, found);
    else if (ask_missing || stats->n_records < 0)
      record_ask(record, domains[i]);
    g_ptr_array_add(records, record);
  }
  return records;
}

/* What a list leaves behind. Freeing thousands of domains takes as long as listing them. */
typedef struct {
  virDomainPtr *domains; /* (owned) */
  int n_domains;
  Stats stats;
} Remains;

static void
free_remains(gpointer data)
{
  Remains *remains = data;

  stats_clear(&remains->stats);
  for (int i = 0; i < remains->n_domains; i++)
    virDomainFree(remains->domains[i]);
  free(remains->domains);
}

GPtrArray *
oriel_libvirt_list(OrielLibvirtWorker *worker, virConnectPtr connection, GError **error)
{
  virDomainPtr *domains = NULL;
  int n_domains = virConnectListAllDomains(connection, &domains, 0);
  Remains *remains;
  GPtrArray *records;

  if (n_domains < 0) {
    oriel_libvirt_error_take(error, "Listing the guests failed");
    return NULL;
  }
  remains = g_new0(Remains, 1);
  remains->domains = domains;
  remains->n_domains = n_domains;
  remains->stats.n_records = virConnectGetAllDomainStats(connection, STATS, &remains->stats.records,
                                                         VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
  /* A guest without statistics has just been undefined: its event is on its way. */
  records = make_records(domains, (guint)n_domains, &remains->stats, FALSE);
  g_ptr_array_sort(records, compare_records);
  virResetLastError();
  oriel_libvirt_worker_run(worker, free_remains, g_free, remains);
  return records;
}

GPtrArray *
oriel_libvirt_query(virConnectPtr connection, virDomainPtr *domains, guint n_domains)
{
  g_autofree virDomainPtr *list = g_new0(virDomainPtr, n_domains + 1);
  Stats stats = {0};
  GPtrArray *records = NULL;

  memcpy(list, domains, n_domains * sizeof *list);
  stats.n_records =
      virDomainListGetStats(list, STATS, &stats.records, VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
  if (stats.n_records >= 0 || virConnectIsAlive(connection) == 1)
    records = make_records(domains, n_domains, &stats, TRUE);
  virResetLastError();
  stats_clear(&stats);
  return records;
}
