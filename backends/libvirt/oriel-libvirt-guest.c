// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-console.h"
#include "oriel-libvirt-private.h"
#include "oriel-libvirt-xml.h"

#include <string.h>
#include <unistd.h>

#define MAX_SCREENSHOT (256 * 1024 * 1024) /* bytes; more than 64 megapixels of a PPM take */

struct _OrielLibvirtGuest {
  OrielGuest parent_instance;
  char *sort_key; /* (owned) */
  /* Counts the events after which details are no longer what they were. */
  guint details_serial;
};

G_DEFINE_FINAL_TYPE(OrielLibvirtGuest, oriel_libvirt_guest, ORIEL_TYPE_GUEST)

static OrielLibvirtCall *
call_new(const char *doing,
         gboolean (*work)(OrielLibvirtCall *call, virDomainPtr domain, GError **error),
         gpointer data,
         GDestroyNotify free_data)
{
  OrielLibvirtCall *call = g_new0(OrielLibvirtCall, 1);

  call->doing = doing;
  call->work = work;
  call->data = data;
  call->free_data = free_data;
  return call;
}

/* Details */

typedef struct {
  OrielLibvirtDetails *details; /* (owned) (nullable) */
  char *remote_host;            /* (owned) (nullable) */
  gboolean read_only;
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
  OrielLibvirtCall *call = call_new("Reading the description of", load_work, loading, loading_free);

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
  g_return_if_fail((guint)action < G_N_ELEMENTS(actions));

  oriel_libvirt_call_start(
      call_new(actions[action].doing, perform_work, GINT_TO_POINTER(action), NULL), task);
}

/* Screenshots */

typedef struct {
  guint screen;
  char *mime;      /* (owned) (nullable) */
  GBytes *picture; /* (owned) (nullable) */
} Screenshot;

static void
screenshot_free(gpointer data)
{
  Screenshot *screenshot = data;

  g_free(screenshot->mime);
  g_clear_pointer(&screenshot->picture, g_bytes_unref);
  g_free(screenshot);
}

static int
append(virStreamPtr stream, const char *data, size_t size, void *user_data)
{
  GByteArray *picture = user_data;

  if (picture->len + size > MAX_SCREENSHOT)
    return -1;
  g_byte_array_append(picture, (const guint8 *)data, (guint)size);
  return (int)size;
}

static gboolean
screenshot_work(OrielLibvirtCall *call, virDomainPtr domain, GError **error)
{
  Screenshot *screenshot = call->data;
  GByteArray *picture = g_byte_array_new();
  virStreamPtr stream = virStreamNew(virDomainGetConnect(domain), 0);
  char *mime = stream != NULL ? virDomainScreenshot(domain, stream, screenshot->screen, 0) : NULL;
  gboolean good = mime != NULL && virStreamRecvAll(stream, append, picture) == 0 &&
                  virStreamFinish(stream) == 0;

  if (good)
    screenshot->mime = oriel_text_sanitize(mime, -1, 128);
  else
    oriel_libvirt_call_fail(call, error);
  screenshot->picture = g_byte_array_free_to_bytes(picture);
  free(mime);
  if (stream != NULL)
    virStreamFree(stream);
  return good;
}

static gboolean
screenshot_done(OrielLibvirtCall *call)
{
  Screenshot *screenshot = call->data;

  g_object_set_data_full(G_OBJECT(call->task), "mime", g_steal_pointer(&screenshot->mime), g_free);
  g_task_return_pointer(call->task, g_steal_pointer(&screenshot->picture),
                        (GDestroyNotify)g_bytes_unref);
  return TRUE;
}

static void
oriel_libvirt_guest_screenshot(OrielGuest *guest, guint screen, GTask *task)
{
  Screenshot *screenshot = g_new0(Screenshot, 1);
  OrielLibvirtCall *call =
      call_new("Taking a picture of", screenshot_work, screenshot, screenshot_free);

  screenshot->screen = screen;
  call->done = screenshot_done;
  oriel_libvirt_call_start(call, task);
}

/* Graphics */

typedef struct {
  guint index;
  int fd; /* (owned) -1 = none */
} OpenGraphics;

static void
open_graphics_free(gpointer data)
{
  OpenGraphics *open = data;

  if (open->fd >= 0)
    close(open->fd);
  g_free(open);
}

static gboolean
open_graphics_work(OrielLibvirtCall *call, virDomainPtr domain, GError **error)
{
  OpenGraphics *open = call->data;

  open->fd = virDomainOpenGraphicsFD(domain, open->index, VIR_DOMAIN_OPEN_GRAPHICS_SKIPAUTH);
  if (open->fd >= 0)
    return TRUE;
  /* A read-only connection still has the addresses. */
  if (virGetLastErrorCode() == VIR_ERR_OPERATION_DENIED) {
    virResetLastError();
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                "%s “%s” failed: the connection to its host is read-only", call->doing,
                call->guest_name);
    return FALSE;
  }
  return oriel_libvirt_call_fail(call, error);
}

static gboolean
open_graphics_done(OrielLibvirtCall *call)
{
  OpenGraphics *open = call->data;

  g_task_return_int(call->task, g_steal_fd(&open->fd));
  return TRUE;
}

static void
oriel_libvirt_guest_open_graphics(OrielGuest *guest, OrielGraphics *graphics, GTask *task)
{
  OrielHost *host = oriel_guest_get_host(guest);
  OpenGraphics *open;
  OrielLibvirtCall *call;

  if (host != NULL && !oriel_libvirt_host_get_parsed_uri(ORIEL_LIBVIRT_HOST(host))->local) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "Opening the screen of “%s” through its host failed: %s is another "
                            "machine, and only an address leads there",
                            oriel_guest_get_name(guest), oriel_host_get_name(host));
    return;
  }
  open = g_new0(OpenGraphics, 1);
  open->fd = -1;
  open->index = oriel_graphics_get_index(graphics);
  call = call_new("Opening the screen of", open_graphics_work, open, open_graphics_free);
  call->done = open_graphics_done;
  oriel_libvirt_call_start(call, task);
}

/* Text consoles */

typedef struct {
  char *alias; /* (owned) */
  gboolean take_over;
  OrielLibvirtWorker *worker; /* (owned) (nullable) */
  GIOStream *stream;          /* (owned) (nullable) */
} OpenConsole;

static void
open_console_free(gpointer data)
{
  OpenConsole *open = data;

  g_free(open->alias);
  g_clear_object(&open->stream);
  g_clear_pointer(&open->worker, oriel_libvirt_worker_unref);
  g_free(open);
}

static gboolean
open_console_work(OrielLibvirtCall *call, virDomainPtr domain, GError **error)
{
  OpenConsole *open = call->data;
  unsigned int flags = open->take_over ? VIR_DOMAIN_CONSOLE_FORCE : 0;
  virStreamPtr stream = virStreamNew(virDomainGetConnect(domain), VIR_STREAM_NONBLOCK);

  if (stream != NULL && virDomainOpenConsole(domain, open->alias, stream, flags) == 0) {
    open->stream = oriel_libvirt_console_new(open->worker, stream, call->guest_name);
    return TRUE;
  }
  /* What else cannot be opened has other codes. */
  if (!open->take_over && virGetLastErrorCode() == VIR_ERR_OPERATION_FAILED) {
    virResetLastError();
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_BUSY,
                "%s “%s” failed: somebody else uses %s; take it over, or wait", call->doing,
                call->guest_name, open->alias);
  } else
    oriel_libvirt_call_fail(call, error);
  if (stream != NULL)
    virStreamFree(stream);
  return FALSE;
}

static gboolean
open_console_done(OrielLibvirtCall *call)
{
  OpenConsole *open = call->data;

  g_task_return_pointer(call->task, g_steal_pointer(&open->stream), g_object_unref);
  return TRUE;
}

static void
oriel_libvirt_guest_open_console(OrielGuest *guest,
                                 OrielConsole *console,
                                 gboolean take_over,
                                 GTask *task)
{
  OrielHost *host = oriel_guest_get_host(guest);
  OpenConsole *open = g_new0(OpenConsole, 1);
  OrielLibvirtCall *call =
      call_new("Opening the text console of", open_console_work, open, open_console_free);

  open->alias = g_strdup(oriel_console_get_alias(console));
  open->take_over = take_over;
  if (host != NULL)
    open->worker =
        oriel_libvirt_worker_ref(oriel_libvirt_host_get_worker(ORIEL_LIBVIRT_HOST(host)));
  call->done = open_console_done;
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
}

OrielLibvirtGuest *
oriel_libvirt_guest_new(OrielLibvirtHost *host, const OrielLibvirtRecord *record)
{
  OrielLibvirtGuest *self = g_object_new(ORIEL_TYPE_LIBVIRT_GUEST, "host", host, "name",
                                         record->name, "uuid", record->uuid, NULL);

  self->sort_key = g_strdup(record->sort_key);
  oriel_libvirt_guest_take_record(self, record);
  return self;
}

const char *
oriel_libvirt_guest_get_sort_key(OrielLibvirtGuest *self)
{
  return self->sort_key;
}

void
oriel_libvirt_guest_rename(OrielLibvirtGuest *self, const OrielLibvirtRecord *record)
{
  g_free(self->sort_key);
  self->sort_key = g_strdup(record->sort_key);
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
