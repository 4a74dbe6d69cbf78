// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a host says about its guests in bulk. These block: for worker threads only. */
#pragma once

#include "oriel-libvirt-error.h"
#include "oriel-libvirt-worker.h"

typedef struct {
  char uuid[VIR_UUID_STRING_BUFLEN];
  char *name;     /* (owned) fit to be shown */
  char *sort_key; /* (owned) for strcmp(), in the natural order of names */
  int id;         /* -1 = not running */
  OrielGuestState state;
  guint64 memory; /* KiB; 0 = not told: see oriel-libvirt-resources.h */
  guint vcpus;    /* 0 = not told */
  gboolean gone;  /* the host has no such guest */
} OrielLibvirtRecord;

/* What the domain object itself knows; no call. (transfer full) */
OrielLibvirtRecord *oriel_libvirt_record_new(virDomainPtr domain);
void oriel_libvirt_record_free(OrielLibvirtRecord *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielLibvirtRecord, oriel_libvirt_record_free)

/* (transfer full): a key that sorts "vm2" before "vm10" */
char *oriel_libvirt_sort_key(const char *name);
/* The order of the list: by sort key, then by UUID. */
int
oriel_libvirt_compare(const char *key_a, const char *uuid_a, const char *key_b, const char *uuid_b);
/* The id of a domain object, -1 when it was not running; no call. */
int oriel_libvirt_id(virDomainPtr domain);
/* libvirt's state as ours; what a newer libvirt adds is unknown. */
OrielGuestState oriel_libvirt_state(int state);

typedef struct _OrielLibvirtList OrielLibvirtList;

/* All guests one may read. Two calls, however many there are. (transfer full) (nullable): NULL with
 * @error */
OrielLibvirtList *oriel_libvirt_list_new(virConnectPtr connection, GError **error);
/* By @worker, because it takes as long as making it. */
void oriel_libvirt_list_free(OrielLibvirtList *self, OrielLibvirtWorker *worker);
/* (transfer none) (element-type OrielLibvirtRecord): in order */
GPtrArray *oriel_libvirt_list_get_records(OrielLibvirtList *self);

/* What became of some guests, in the order of @domains, in one call where all of them exist:
 * (transfer full) (element-type OrielLibvirtRecord) (nullable): NULL when the host does not answer
 */
GPtrArray *oriel_libvirt_query(virConnectPtr connection, virDomainPtr *domains, guint n_domains);
