// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-private.h"
#include "oriel-libvirt-xml.h"

#include <string.h>

struct _OrielLibvirtGuest {
  OrielGuest parent_instance;
  char *sort_key;    /* (owned) */
  GPtrArray *places; /* (owned) (nullable) of OrielTarget (nullable), one for each graphics */
  /* Counts the events after which details are no longer what they were. */
  guint details_serial;
};

G_DEFINE_FINAL_TYPE(OrielLibvirtGuest, oriel_libvirt_guest, ORIEL_TYPE_GUEST)

/* Details */

typedef struct {
  OrielLibvirtDetails *details; /* (owned) (nullable) */
  char *remote_host;            /* (owned) (nullable) */
  gboolean read_only;
  int autostart;
  guint serial;
} Loading;

static void
loading_free(gpointer data)
{
  Loading *loading = data;

  g_clear_pointer(&loading->details, oriel_libvirt_details_free);
  g_free(loading->remote_host);
  g_free(loading);
}

/* (nullable): with the passwords, when we may see them */
static char *
get_xml(virDomainPtr domain, gboolean read_only)
{
  char *xml = NULL;

  if (!read_only)
    xml = virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_SECURE);
  return xml != NULL ? xml : virDomainGetXMLDesc(domain, 0);
}

static gboolean
load_work(OrielLibvirtCall *call, virDomainPtr domain, GError **error)
{
  Loading *loading = call->data;
  char *xml = get_xml(domain, loading->read_only);

  if (xml == NULL)
    return oriel_libvirt_call_fail(call, error);
  /* A guest that is not kept cannot start by itself: an error is a no. */
  if (virDomainGetAutostart(domain, &loading->autostart) != 0)
    loading->autostart = 0;
  virResetLastError();
  g_clear_pointer(&loading->details, oriel_libvirt_details_free);
  loading->details = oriel_libvirt_xml_parse(xml, loading->remote_host, error);
  explicit_bzero(xml, strlen(xml));
  free(xml);
  if (loading->details == NULL)
    g_prefix_error(error, "%s “%s” failed: ", call->doing, call->guest_name);
  return loading->details != NULL;
}

static gboolean
load_done(OrielLibvirtCall *call)
{
  Loading *loading = call->data;
  OrielGuest *guest = ORIEL_GUEST(call->guest);
  OrielLibvirtDetails *details = loading->details;

  if (loading->serial != call->guest->details_serial) {
    loading->serial = call->guest->details_serial;
    return FALSE;
  }
  if (details->runs != (oriel_guest_get_id(guest) >= 0))
    oriel_libvirt_host_doubt(call->host, call->guest);
  oriel_guest_report_autostart(guest, loading->autostart);
  g_clear_pointer(&call->guest->places, g_ptr_array_unref);
  call->guest->places = g_ptr_array_ref(details->places);
  oriel_guest_report_details(guest, details->title, details->description, details->metadata,
                             details->graphics, details->consoles);
  oriel_guest_report_resources(
      guest, oriel_guest_get_memory(guest) != 0 ? oriel_guest_get_memory(guest) : details->memory,
      oriel_guest_get_vcpus(guest) != 0 ? oriel_guest_get_vcpus(guest) : details->vcpus);
  g_task_return_boolean(call->task, TRUE);
  return TRUE;
}

static void
oriel_libvirt_guest_load_details(OrielGuest *guest, GTask *task)
{
  OrielHost *host = oriel_guest_get_host(guest);
  Loading *loading = g_new0(Loading, 1);
  OrielLibvirtCall *call =
      oriel_libvirt_call_new("Reading the description of", load_work, loading, loading_free);

  call->done = load_done;
  loading->serial = ORIEL_LIBVIRT_GUEST(guest)->details_serial;
  if (host != NULL) {
    const OrielLibvirtUri *uri = oriel_libvirt_host_get_parsed_uri(ORIEL_LIBVIRT_HOST(host));

    loading->remote_host = g_strdup(uri->host);
    loading->read_only = oriel_host_get_read_only(host);
  }
  oriel_libvirt_call_start(call, task);
}

void
oriel_libvirt_guest_refresh_details(OrielLibvirtGuest *self)
{
  gboolean had_details = oriel_guest_has_details(ORIEL_GUEST(self));

  self->details_serial++;
  oriel_guest_forget_details(ORIEL_GUEST(self));
  if (had_details)
    oriel_guest_load_details_async(ORIEL_GUEST(self), NULL, NULL, NULL);
}

/* Actions */

static int
reboot(virDomainPtr domain)
{
  return virDomainReboot(domain, 0);
}

static int
reset(virDomainPtr domain)
{
  return virDomainReset(domain, 0);
}

static int
save(virDomainPtr domain)
{
  return virDomainManagedSave(domain, 0);
}

static const struct {
  const char *doing;
  int (*function)(virDomainPtr domain);
} actions[] = {
    [ORIEL_GUEST_START] = {"Starting", virDomainCreate},
    [ORIEL_GUEST_SHUTDOWN] = {"Shutting down", virDomainShutdown},
    [ORIEL_GUEST_REBOOT] = {"Rebooting", reboot},
    [ORIEL_GUEST_RESET] = {"Resetting", reset},
    [ORIEL_GUEST_FORCE_OFF] = {"Cutting the power of", virDomainDestroy},
    [ORIEL_GUEST_PAUSE] = {"Pausing", virDomainSuspend},
    [ORIEL_GUEST_RESUME] = {"Resuming", virDomainResume},
    [ORIEL_GUEST_SAVE] = {"Saving", save},
};

static gboolean
perform_work(OrielLibvirtCall *call, virDomainPtr domain, GError **error)
{
  OrielGuestAction action = GPOINTER_TO_INT(call->data);

  return actions[action].function(domain) == 0 ? TRUE : oriel_libvirt_call_fail(call, error);
}

static void
oriel_libvirt_guest_perform(OrielGuest *guest, OrielGuestAction action, GTask *task)
{
  OrielLibvirtCall *call;

  g_return_if_fail((guint)action < G_N_ELEMENTS(actions));

  call = oriel_libvirt_call_new(actions[action].doing, perform_work, GINT_TO_POINTER(action), NULL);
  call->aside = TRUE;
  oriel_libvirt_call_start(call, task);
}

/* Identity */

static void
oriel_libvirt_guest_init(OrielLibvirtGuest *self)
{
}

static void
oriel_libvirt_guest_finalize(GObject *object)
{
  g_free(ORIEL_LIBVIRT_GUEST(object)->sort_key);
  g_clear_pointer(&ORIEL_LIBVIRT_GUEST(object)->places, g_ptr_array_unref);
  G_OBJECT_CLASS(oriel_libvirt_guest_parent_class)->finalize(object);
}

static void
oriel_libvirt_guest_class_init(OrielLibvirtGuestClass *klass)
{
  OrielGuestClass *guest_class = ORIEL_GUEST_CLASS(klass);

  G_OBJECT_CLASS(klass)->finalize = oriel_libvirt_guest_finalize;
  guest_class->load_details = oriel_libvirt_guest_load_details;
  guest_class->perform = oriel_libvirt_guest_perform;
  guest_class->screenshot = oriel_libvirt_guest_screenshot;
  guest_class->open_console = oriel_libvirt_guest_open_console;
  guest_class->open_graphics = oriel_libvirt_guest_open_graphics;
  guest_class->check_way = oriel_libvirt_guest_check_way;
  guest_class->set_autostart = oriel_libvirt_guest_set_autostart;
  guest_class->send_keys = oriel_libvirt_guest_send_keys;
  guest_class->list_snapshots = oriel_libvirt_guest_list_snapshots;
  guest_class->create_snapshot = oriel_libvirt_guest_create_snapshot;
  guest_class->revert_snapshot = oriel_libvirt_guest_revert_snapshot;
  guest_class->delete_snapshot = oriel_libvirt_guest_delete_snapshot;
}

OrielLibvirtGuest *
oriel_libvirt_guest_new(OrielLibvirtHost *host, OrielLibvirtRecord *record)
{
  OrielLibvirtGuest *self = g_object_new(ORIEL_TYPE_LIBVIRT_GUEST, NULL);

  self->sort_key = g_steal_pointer(&record->sort_key);
  oriel_libvirt_guest_take_record(self, record);
  oriel_guest_report_identity(ORIEL_GUEST(self), ORIEL_HOST(host), record->name, record->uuid);
  return self;
}

OrielTarget *
oriel_libvirt_guest_get_place(OrielLibvirtGuest *self, guint index)
{
  return self->places != NULL && index < self->places->len ? self->places->pdata[index] : NULL;
}

const char *
oriel_libvirt_guest_get_sort_key(OrielLibvirtGuest *self)
{
  return self->sort_key;
}

void
oriel_libvirt_guest_rename(OrielLibvirtGuest *self, OrielLibvirtRecord *record)
{
  g_free(self->sort_key);
  self->sort_key = g_steal_pointer(&record->sort_key);
  oriel_guest_report_name(ORIEL_GUEST(self), record->name);
}

void
oriel_libvirt_guest_take_record(OrielLibvirtGuest *self, const OrielLibvirtRecord *record)
{
  OrielGuest *guest = ORIEL_GUEST(self);

  oriel_guest_report_state(guest, record->state, record->id);
  /* What the host did not tell, it may have told in the details. */
  oriel_guest_report_resources(guest,
                               record->memory != 0 ? record->memory : oriel_guest_get_memory(guest),
                               record->vcpus != 0 ? record->vcpus : oriel_guest_get_vcpus(guest));
}
