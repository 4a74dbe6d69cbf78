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

OrielLibvirtRecord *
oriel_libvirt_record_new(virDomainPtr domain)
{
  OrielLibvirtRecord *self = g_new0(OrielLibvirtRecord, 1);

  virDomainGetUUIDString(domain, self->uuid);
  self->name = oriel_text_sanitize(virDomainGetName(domain), -1, MAX_NAME);
  self->sort_key = oriel_libvirt_sort_key(self->name);
  self->id = oriel_libvirt_id(domain);
  self->state = self->id >= 0 ? ORIEL_GUEST_RUNNING : ORIEL_GUEST_OFF;
  return self;
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

  self->id = oriel_libvirt_id(stats->dom);
  if (virTypedParamsGetInt(stats->params, stats->nparams, "state.state", &state) == 1)
    record_set_state(self, state);
  virTypedParamsGetULLong(stats->params, stats->nparams, "balloon.maximum", &maximum);
  virTypedParamsGetULLong(stats->params, stats->nparams, "balloon.current", &current);
  self->memory = (current != 0 ? current : maximum) * 1024;
  virTypedParamsGetUInt(stats->params, stats->nparams, "vcpu.current", &self->vcpus);
}

/* For drivers without bulk statistics: one call a guest. */
static void
record_ask(OrielLibvirtRecord *self, virDomainPtr domain)
{
  virDomainInfo info;

  if (virDomainGetInfo(domain, &info) == 0) {
    record_set_state(self, info.state);
    self->memory = (guint64)info.memory * 1024;
    self->vcpus = info.nrVirtCpu;
  } else {
    self->gone = virGetLastErrorCode() == VIR_ERR_NO_DOMAIN;
    virResetLastError();
  }
}

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

/* (transfer full): statistics by raw UUID; the values are borrowed from @stats */
static GHashTable *
index_stats(virDomainStatsRecordPtr *stats, int n_stats)
{
  GHashTable *index = g_hash_table_new_full(hash_uuid, equal_uuid, g_free, NULL);

  for (int i = 0; i < n_stats; i++) {
    unsigned char uuid[VIR_UUID_BUFLEN];

    if (virDomainGetUUID(stats[i]->dom, uuid) == 0)
      g_hash_table_insert(index, g_memdup2(uuid, sizeof uuid), stats[i]);
  }
  return index;
}

/* The records of @domains, in their order. Domains without statistics are asked one by one when the
 * driver has no bulk statistics (@n_stats < 0), or with @ask_missing. */
static GPtrArray *
make_records(virDomainPtr *domains,
             guint n_domains,
             virDomainStatsRecordPtr *stats,
             int n_stats,
             gboolean ask_missing)
{
  GPtrArray *records = g_ptr_array_new_full(n_domains, (GDestroyNotify)oriel_libvirt_record_free);
  g_autoptr(GHashTable) index = index_stats(stats, MAX(n_stats, 0));

  for (guint i = 0; i < n_domains; i++) {
    OrielLibvirtRecord *record = oriel_libvirt_record_new(domains[i]);
    unsigned char uuid[VIR_UUID_BUFLEN] = {0};
    const virDomainStatsRecord *found;

    virDomainGetUUID(domains[i], uuid);
    found = g_hash_table_lookup(index, uuid);
    if (found != NULL)
      record_set_stats(record, found);
    else if (ask_missing || n_stats < 0)
      record_ask(record, domains[i]);
    g_ptr_array_add(records, record);
  }
  return records;
}

GPtrArray *
oriel_libvirt_list(virConnectPtr connection, GError **error)
{
  virDomainPtr *domains = NULL;
  virDomainStatsRecordPtr *stats = NULL;
  int n_domains = virConnectListAllDomains(connection, &domains, 0);
  int n_stats;
  GPtrArray *records;

  if (n_domains < 0) {
    oriel_libvirt_error_take(error, "Listing the guests failed");
    return NULL;
  }
  n_stats = virConnectGetAllDomainStats(connection, STATS, &stats,
                                        VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
  /* A guest without statistics has just been undefined: its event is on its way. */
  records = make_records(domains, (guint)n_domains, stats, n_stats, FALSE);
  g_ptr_array_sort(records, compare_records);

  virResetLastError();
  virDomainStatsRecordListFree(stats);
  for (int i = 0; i < n_domains; i++)
    virDomainFree(domains[i]);
  free(domains);
  return records;
}

GPtrArray *
oriel_libvirt_query(virConnectPtr connection, virDomainPtr *domains, guint n_domains)
{
  g_autofree virDomainPtr *list = g_new0(virDomainPtr, n_domains + 1);
  virDomainStatsRecordPtr *stats = NULL;
  GPtrArray *records;
  int n_stats;

  memcpy(list, domains, n_domains * sizeof *list);
  n_stats = virDomainListGetStats(list, STATS, &stats, VIR_CONNECT_GET_ALL_DOMAINS_STATS_NOWAIT);
  if (n_stats < 0 && virConnectIsAlive(connection) != 1) {
    virResetLastError();
    return NULL;
  }
  records = make_records(domains, n_domains, stats, n_stats, TRUE);
  virResetLastError();
  virDomainStatsRecordListFree(stats);
  return records;
}
