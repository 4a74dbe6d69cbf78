// SPDX-License-Identifier: LGPL-2.1-or-later
/* Autostart, keys, and snapshots of guests. */
#include "oriel-libvirt-private.h"
#include "oriel-libvirt-xml.h"

#define HOLD_TIME 50 /* ms that keys are held: long enough for every keyboard driver */

static gboolean
autostart_work(OrielLibvirtCall *call, virDomainPtr domain, GError **error)
{
  return virDomainSetAutostart(domain, GPOINTER_TO_INT(call->data)) == 0
             ? TRUE
             : oriel_libvirt_call_fail(call, error);
}

static gboolean
autostart_done(OrielLibvirtCall *call)
{
  oriel_guest_report_autostart(ORIEL_GUEST(call->guest), GPOINTER_TO_INT(call->data));
  g_task_return_boolean(call->task, TRUE);
  return TRUE;
}

void
oriel_libvirt_guest_set_autostart(OrielGuest *guest, gboolean autostart, GTask *task)
{
  OrielLibvirtCall *call = oriel_libvirt_call_new("Setting the autostart of", autostart_work,
                                                  GINT_TO_POINTER(!!autostart), NULL);

  call->done = autostart_done;
  oriel_libvirt_call_start(call, task);
}

typedef struct {
  guint codes[ORIEL_GUEST_MAX_KEYS];
  guint n_codes;
} Keys;

static gboolean
keys_work(OrielLibvirtCall *call, virDomainPtr domain, GError **error)
{
  Keys *keys = call->data;

  return virDomainSendKey(domain, VIR_KEYCODE_SET_QNUM, HOLD_TIME, keys->codes, (int)keys->n_codes,
                          0) == 0
             ? TRUE
             : oriel_libvirt_call_fail(call, error);
}

/* Not aside: the keys of one call come before those of the next. */
void
oriel_libvirt_guest_send_keys(OrielGuest *guest, const guint *qnums, guint n_qnums, GTask *task)
{
  Keys *keys = g_new0(Keys, 1);

  keys->n_codes = MIN(n_qnums, ORIEL_GUEST_MAX_KEYS);
  for (guint i = 0; i < keys->n_codes; i++)
    keys->codes[i] = qnums[i];
  oriel_libvirt_call_start(oriel_libvirt_call_new("Sending keys to", keys_work, keys, g_free),
                           task);
}

/* Snapshots */

typedef struct {
  char *name;        /* (owned) (nullable) */
  char *description; /* (owned) (nullable) */
  GListStore *list;  /* (owned) (nullable) of OrielSnapshot */
} Snapshots;

static void
snapshots_free(gpointer data)
{
  Snapshots *snapshots = data;

  g_free(snapshots->name);
  g_free(snapshots->description);
  g_clear_object(&snapshots->list);
  g_free(snapshots);
}

/* (nullable): one that goes away meanwhile is left out */
static OrielSnapshot *
describe(virDomainSnapshotPtr snapshot)
{
  char *xml = virDomainSnapshotGetXMLDesc(snapshot, 0);
  OrielSnapshot *described = NULL;

  if (xml != NULL)
    described = oriel_libvirt_xml_parse_snapshot(xml, virDomainSnapshotGetName(snapshot),
                                                 virDomainSnapshotIsCurrent(snapshot, 0) == 1);
  free(xml);
  return described;
}

static int
compare_times(gconstpointer a, gconstpointer b, gpointer user_data)
{
  gint64 first = oriel_snapshot_get_time((OrielSnapshot *)a);
  gint64 second = oriel_snapshot_get_time((OrielSnapshot *)b);

  return first < second ? -1 : first > second;
}

static gboolean
list_work(OrielLibvirtCall *call, virDomainPtr domain, GError **error)
{
  Snapshots *snapshots = call->data;
  virDomainSnapshotPtr *found = NULL;
  int n_found = virDomainListAllSnapshots(domain, &found, 0);

  if (n_found < 0)
    return oriel_libvirt_call_fail(call, error);
  g_clear_object(&snapshots->list);
  snapshots->list = g_list_store_new(ORIEL_TYPE_SNAPSHOT);
  for (int i = 0; i < n_found; i++) {
    g_autoptr(OrielSnapshot) described = describe(found[i]);

    if (described != NULL)
      g_list_store_insert_sorted(snapshots->list, described, compare_times, NULL);
    virDomainSnapshotFree(found[i]);
  }
  free(found);
  virResetLastError();
  return TRUE;
}

static gboolean
list_done(OrielLibvirtCall *call)
{
  Snapshots *snapshots = call->data;

  g_task_return_pointer(call->task, g_steal_pointer(&snapshots->list), g_object_unref);
  return TRUE;
}

static gboolean
create_work(OrielLibvirtCall *call, virDomainPtr domain, GError **error)
{
  Snapshots *snapshots = call->data;
  g_autofree char *xml = oriel_libvirt_xml_make_snapshot(snapshots->name, snapshots->description);
  virDomainSnapshotPtr snapshot = virDomainSnapshotCreateXML(domain, xml, 0);

  if (snapshot == NULL)
    return oriel_libvirt_call_fail(call, error);
  virDomainSnapshotFree(snapshot);
  return TRUE;
}

/* Does something to the snapshot that the call names. */
static gboolean
with_snapshot(OrielLibvirtCall *call,
              virDomainPtr domain,
              int (*function)(virDomainSnapshotPtr snapshot, unsigned int flags),
              GError **error)
{
  Snapshots *snapshots = call->data;
  virDomainSnapshotPtr snapshot = virDomainSnapshotLookupByName(domain, snapshots->name, 0);
  gboolean good = snapshot != NULL && function(snapshot, 0) == 0;

  if (!good)
    oriel_libvirt_call_fail(call, error);
  if (snapshot != NULL)
    virDomainSnapshotFree(snapshot);
  return good;
}

static gboolean
revert_work(OrielLibvirtCall *call, virDomainPtr domain, GError **error)
{
  return with_snapshot(call, domain, virDomainRevertToSnapshot, error);
}

static gboolean
delete_work(OrielLibvirtCall *call, virDomainPtr domain, GError **error)
{
  return with_snapshot(call, domain, virDomainSnapshotDelete, error);
}

static OrielLibvirtCall *
snapshot_call_new(const char *doing,
                  gboolean (*work)(OrielLibvirtCall *call, virDomainPtr domain, GError **error),
                  const char *name,
                  const char *description)
{
  Snapshots *snapshots = g_new0(Snapshots, 1);
  OrielLibvirtCall *call = oriel_libvirt_call_new(doing, work, snapshots, snapshots_free);

  snapshots->name = g_strdup(name);
  snapshots->description = g_strdup(description);
  call->aside = TRUE;
  return call;
}

void
oriel_libvirt_guest_list_snapshots(OrielGuest *guest, GTask *task)
{
  OrielLibvirtCall *call = snapshot_call_new("Listing the snapshots of", list_work, NULL, NULL);

  call->done = list_done;
  oriel_libvirt_call_start(call, task);
}

void
oriel_libvirt_guest_create_snapshot(OrielGuest *guest,
                                    const char *name,
                                    const char *description,
                                    GTask *task)
{
  oriel_libvirt_call_start(
      snapshot_call_new("Making a snapshot of", create_work, name, description), task);
}

void
oriel_libvirt_guest_revert_snapshot(OrielGuest *guest, const char *name, GTask *task)
{
  oriel_libvirt_call_start(
      snapshot_call_new("Going back to a snapshot of", revert_work, name, NULL), task);
}

void
oriel_libvirt_guest_delete_snapshot(OrielGuest *guest, const char *name, GTask *task)
{
  oriel_libvirt_call_start(snapshot_call_new("Deleting a snapshot of", delete_work, name, NULL),
                           task);
}
