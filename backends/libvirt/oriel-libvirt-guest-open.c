// SPDX-License-Identifier: LGPL-2.1-or-later
/* Pictures of guests, and connections to their consoles. */
#include "oriel-libvirt-console.h"
#include "oriel-libvirt-private.h"

#include <unistd.h>

#define MAX_SCREENSHOT (256 * 1024 * 1024) /* bytes; more than 64 megapixels of a PPM take */

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

void
oriel_libvirt_guest_screenshot(OrielGuest *guest, guint screen, GTask *task)
{
  Screenshot *screenshot = g_new0(Screenshot, 1);
  OrielLibvirtCall *call =
      oriel_libvirt_call_new("Taking a picture of", screenshot_work, screenshot, screenshot_free);

  screenshot->screen = screen;
  call->aside = TRUE;
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

/* Through the ssh connection by which the host itself is reached. */
static void
open_by_ssh(OrielGuest *guest, OrielGraphics *graphics, OrielSsh *ssh, GTask *task)
{
  OrielTarget *place =
      oriel_libvirt_guest_get_place(ORIEL_LIBVIRT_GUEST(guest), oriel_graphics_get_index(graphics));

  if (place == NULL) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                            "The screen of “%s” cannot be reached by ssh: it has no address",
                            oriel_guest_get_name(guest));
    return;
  }
  g_object_set_data(G_OBJECT(task), ORIEL_GUEST_FAR, task);
  oriel_ssh_forward(ssh, place, task);
}

/* The way to the guest's machine. (nullable) */
static OrielSsh *
get_ssh(OrielGuest *guest)
{
  OrielHost *host = oriel_guest_get_host(guest);

  return host != NULL ? oriel_libvirt_host_get_ssh(ORIEL_LIBVIRT_HOST(host)) : NULL;
}

void
oriel_libvirt_guest_check_way(OrielGuest *guest, GTask *task)
{
  OrielSsh *ssh = get_ssh(guest);

  if (ssh != NULL)
    oriel_ssh_check(ssh, task);
  else
    g_task_return_boolean(task, TRUE);
}

void
oriel_libvirt_guest_open_graphics(OrielGuest *guest, OrielGraphics *graphics, GTask *task)
{
  OrielHost *host = oriel_guest_get_host(guest);
  OrielSsh *ssh = get_ssh(guest);
  OpenGraphics *open;
  OrielLibvirtCall *call;

  if (ssh != NULL) {
    open_by_ssh(guest, graphics, ssh, task);
    return;
  }
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
  call =
      oriel_libvirt_call_new("Opening the screen of", open_graphics_work, open, open_graphics_free);
  call->done = open_graphics_done;
  oriel_libvirt_call_start(call, task);
}

/* Text consoles */

/*
 * A text console has a connection and a thread of its own: a guest that does not read its serial
 * line stops its daemon from reading the whole connection, and the thread that sends. Keepalive
 * then ends that connection, and nothing else.
 */
typedef struct {
  char *alias; /* (owned) */
  gboolean take_over;
  GIOStream *stream; /* (owned) (nullable) */
} OpenConsole;

static void
open_console_free(gpointer data)
{
  OpenConsole *opening = data;

  g_free(opening->alias);
  g_clear_object(&opening->stream);
  g_free(opening);
}

static gboolean
open_console_work(OrielLibvirtCall *call, virDomainPtr domain, GError **error)
{
  OpenConsole *opening = call->data;
  unsigned int flags = opening->take_over ? VIR_DOMAIN_CONSOLE_FORCE : 0;
  virStreamPtr stream = virStreamNew(virDomainGetConnect(domain), VIR_STREAM_NONBLOCK);

  if (stream != NULL && virDomainOpenConsole(domain, opening->alias, stream, flags) == 0)
    opening->stream = oriel_libvirt_console_new(call->worker, virDomainGetConnect(domain),
                                                g_steal_pointer(&stream), call->guest_name);
  else if (!opening->take_over && virGetLastErrorCode() == VIR_ERR_OPERATION_FAILED)
    /* What else cannot be opened has other codes. */
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_BUSY,
                "%s “%s” failed: somebody else uses %s; take it over, or wait", call->doing,
                call->guest_name, opening->alias);
  else
    oriel_libvirt_call_fail(call, error);
  virResetLastError();
  if (stream != NULL)
    virStreamFree(stream);
  return opening->stream != NULL;
}

static gboolean
open_console_done(OrielLibvirtCall *call)
{
  OpenConsole *opening = call->data;

  g_task_return_pointer(call->task, g_steal_pointer(&opening->stream), g_object_unref);
  return TRUE;
}

void
oriel_libvirt_guest_open_console(OrielGuest *guest,
                                 OrielConsole *console,
                                 gboolean take_over,
                                 GTask *task)
{
  OpenConsole *opening = g_new0(OpenConsole, 1);
  OrielLibvirtCall *call = oriel_libvirt_call_new("Opening the text console of", open_console_work,
                                                  opening, open_console_free);

  opening->alias = g_strdup(oriel_console_get_alias(console));
  opening->take_over = take_over;
  call->aside = TRUE;
  call->keeps_connection = TRUE;
  call->done = open_console_done;
  call->worker = oriel_libvirt_worker_new(1);
  oriel_libvirt_call_start(call, task);
}
