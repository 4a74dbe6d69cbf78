// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-inbox.h"

#include <unistd.h>

#include <gio/gunixfdlist.h>

#include "oriel-backend-private.h"
#include "oriel-confine.h"
#include "oriel-console.h"
#include "oriel-input-reader.h"
#include "wire/oriel-wire.h"

struct _OrielInbox {
  OrielBackend *backend;
  gboolean opened;
  gboolean closing;
  guint32 calls;           /* that are done */
  OrielInputReader *input; /* (owned) (nullable) while the backend is open */
};

typedef struct {
  OrielInbox *inbox;
  OrielBackendClass *klass;
  OrielBackend *backend;
  GVariant *parameters;
  GDBusMethodInvocation *invocation;
} Call;

static void
answer(const Call *call)
{
  g_dbus_method_invocation_return_value(call->invocation, NULL);
}

static void
open_session(const Call *call)
{
  GUnixFDList *fds =
      g_dbus_message_get_unix_fd_list(g_dbus_method_invocation_get_message(call->invocation));
  g_autoptr(GVariant) options = g_variant_get_child_value(call->parameters, 0);
  OrielBackendOpen open = {.fd = -1, .uri = "", .host = "localhost"};
  g_autoptr(GError) error = NULL;
  gint32 handle = -1;

  if (call->inbox->opened) {
    g_dbus_method_invocation_return_error(call->invocation, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                                          "open already");
    return;
  }
  call->inbox->opened = TRUE;
  if (g_variant_lookup(options, "socket", "h", &handle) && fds != NULL)
    open.fd = g_unix_fd_list_get(fds, handle, NULL);
  g_variant_lookup(options, "uri", "&s", &open.uri);
  g_variant_lookup(options, "host", "&s", &open.host);
  g_variant_lookup(options, "private-link", "b", &open.private_link);
  g_variant_lookup(options, "local-link", "b", &open.local_link);
  g_variant_lookup(options, "secure", "b", &open.secure);
  g_variant_lookup(options, "allow-weak", "b", &open.allow_weak);
  g_variant_lookup(options, "shared", "b", &open.shared);
  g_variant_lookup(options, "audio", "b", &open.audio);
  g_variant_lookup(options, "microphone", "b", &open.microphone);
  g_variant_lookup(options, "usb", "b", &open.usb);
  g_variant_lookup(options, "encodings", "&s", &open.encodings);
  g_variant_lookup(options, "ca-file", "&s", &open.ca_file);
  g_variant_lookup(options, "ca-data", "&s", &open.ca_data);
  g_variant_lookup(options, "host-subject", "&s", &open.host_subject);
  g_variant_lookup(options, "tls-ciphers", "&s", &open.tls_ciphers);
  g_variant_lookup(options, "trusted-certificate", "&s", &open.trusted_certificate);
  g_variant_lookup(options, "disable-effects", "&s", &open.disable_effects);
  g_variant_lookup(options, "image-cache-size", "u", &open.image_cache_size);
  g_variant_lookup(options, "image-window-size", "u", &open.image_window_size);
  g_variant_lookup(options, "secure-channels", "&s", &open.secure_channels);
  g_variant_lookup(options, "shared-folder", "&s", &open.shared_folder);
  g_variant_lookup(options, "shared-folder-writable", "b", &open.shared_folder_writable);
  answer(call);
  if (open.shared_folder != NULL && !oriel_confine_opened_folder(&error)) {
    if (open.fd >= 0)
      close(open.fd);
    call->inbox->closing = TRUE;
    oriel_backend_closed(call->backend, error);
    return;
  }
  call->klass->open(call->backend, &open);
  call->inbox->input = oriel_input_reader_new(call->backend, call->inbox->calls);
}

static void
close_session(const Call *call)
{
  answer(call);
  oriel_inbox_close(call->inbox);
}

static void
credentials(const Call *call)
{
  gboolean given;
  const char *username, *password;

  g_variant_get(call->parameters, "(b&s&s)", &given, &username, &password);
  answer(call);
  if (call->klass->credentials != NULL)
    call->klass->credentials(call->backend, given ? username : NULL, given ? password : NULL);
}

static void
on_task_done(GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean(G_TASK(result), &error))
    g_dbus_method_invocation_return_value(invocation, NULL);
  else
    g_dbus_method_invocation_take_error(invocation, error);
}

/* A task that answers the call; NULL, and the call is answered, where the backend cannot do it. */
static GTask *
task_for(const Call *call, gboolean supported, const char *what)
{
  if (supported)
    return g_task_new(call->backend, NULL, on_task_done, call->invocation);
  g_dbus_method_invocation_return_error(call->invocation, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                                        "this kind of console cannot %s", what);
  return NULL;
}

static void
resize(const Call *call)
{
  GTask *task = task_for(call, call->klass->resize != NULL, "change the size of the screen");
  guint display;
  int width, height;

  g_variant_get(call->parameters, "(uii)", &display, &width, &height);
  if (task != NULL)
    call->klass->resize(call->backend, display, width, height, task);
}

static void
grab_clipboard(const Call *call)
{
  GTask *task = task_for(call, call->klass->clipboard_grab != NULL, "take what was copied");
  g_autofree const char **types = NULL;
  guint32 selection, serial;

  g_variant_get(call->parameters, "(uu^a&s)", &selection, &serial, &types);
  if (task == NULL)
    return;
  oriel_backend_set_clipboard_serial(call->backend, selection, serial);
  call->klass->clipboard_grab(call->backend, selection, types, task);
}

static void
on_clipboard_read(GObject *source, GAsyncResult *result, gpointer user_data)
{
  GDBusMethodInvocation *invocation = user_data;
  GError *error = NULL;
  g_autoptr(GBytes) data = g_task_propagate_pointer(G_TASK(result), &error);

  if (data != NULL)
    g_dbus_method_invocation_return_value(
        invocation,
        g_variant_new("(@ay)", g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, data, TRUE)));
  else
    g_dbus_method_invocation_take_error(invocation, error);
}

static void
read_clipboard(const Call *call)
{
  guint32 selection;
  const char *type;

  g_variant_get(call->parameters, "(u&s)", &selection, &type);
  if (call->klass->clipboard_read != NULL)
    call->klass->clipboard_read(
        call->backend, selection, type,
        g_task_new(call->backend, NULL, on_clipboard_read, call->invocation));
  else
    g_dbus_method_invocation_return_error(call->invocation, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                                          "this kind of console has no clipboard");
}

static void
power(const Call *call)
{
  GTask *task = task_for(call, call->klass->power != NULL, "control the power of the guest");
  guint32 action;

  g_variant_get(call->parameters, "(u)", &action);
  if (task != NULL)
    call->klass->power(call->backend, action, task);
}

static void
audio_hearing(const Call *call)
{
  gboolean listening;
  guint32 milliseconds;

  g_variant_get(call->parameters, "(bu)", &listening, &milliseconds);
  answer(call);
  oriel_backend_set_listening(call->backend, listening);
  if (call->klass->audio_latency != NULL)
    call->klass->audio_latency(call->backend, milliseconds);
}

static void
record_data(const Call *call)
{
  g_autoptr(GVariant) data = g_variant_get_child_value(call->parameters, 0);

  answer(call);
  if (call->klass->record_data != NULL)
    call->klass->record_data(call->backend, g_variant_get_data(data), g_variant_get_size(data));
}

static void
send_file(const Call *call)
{
  oriel_files_send(oriel_backend_get_files(call->backend), call->parameters, call->invocation);
}

static void
cancel_file(const Call *call)
{
  oriel_files_cancel(oriel_backend_get_files(call->backend), call->parameters, call->invocation);
}

static void
open_console(const Call *call)
{
  GUnixFDList *fds =
      g_dbus_message_get_unix_fd_list(g_dbus_method_invocation_get_message(call->invocation));
  GError *error = NULL;
  guint32 id;
  gint32 handle;

  g_variant_get(call->parameters, "(uh)", &id, &handle);
  if (oriel_console_open(call->backend, id,
                         fds != NULL ? g_unix_fd_list_get(fds, handle, NULL) : -1, &error))
    answer(call);
  else
    g_dbus_method_invocation_take_error(call->invocation, error);
}

static void
usb_connect(const Call *call)
{
  GTask *task = task_for(call, call->klass->usb_connect != NULL, "take USB devices");
  GUnixFDList *fds =
      g_dbus_message_get_unix_fd_list(g_dbus_method_invocation_get_message(call->invocation));
  GError *error = NULL;
  guint32 device;
  gboolean cd;
  int handle, fd;

  if (task == NULL)
    return;
  g_variant_get(call->parameters, "(ubh)", &device, &cd, &handle);
  fd = fds != NULL ? g_unix_fd_list_get(fds, handle, &error) : -1;
  if (fd >= 0) {
    call->klass->usb_connect(call->backend, device, cd, fd, task);
    return;
  }
  if (error == NULL)
    error = g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_INVALID, "no file came with the device");
  g_task_return_error(task, error);
  g_object_unref(task);
}

static void
usb_disconnect(const Call *call)
{
  GTask *task = task_for(call, call->klass->usb_disconnect != NULL, "take USB devices");
  guint32 device;

  g_variant_get(call->parameters, "(u)", &device);
  if (task != NULL)
    call->klass->usb_disconnect(call->backend, device, task);
}

static void
move_smartcard(const Call *call)
{
  gboolean inserted;

  g_variant_get(call->parameters, "(b)", &inserted);
  answer(call);
  if (call->klass->move_smartcard != NULL)
    call->klass->move_smartcard(call->backend, inserted);
}

static const struct {
  const char *method;
  void (*handle)(const Call *call);
} handlers[] = {
    {"Open", open_session},
    {"Close", close_session},
    {"Credentials", credentials},
    {"Resize", resize},
    {"GrabClipboard", grab_clipboard},
    {"Power", power},
    {"AudioHearing", audio_hearing},
    {"RecordData", record_data},
    {"SendFile", send_file},
    {"CancelFile", cancel_file},
    {"ReadClipboard", read_clipboard},
    {"OpenConsole", open_console},
    {"UsbConnect", usb_connect},
    {"UsbDisconnect", usb_disconnect},
    {"MoveSmartcard", move_smartcard},
};

static void
handle_call(const Call *call, const char *method)
{
  const OrielInbox *self = call->inbox;

  if (self->closing ||
      (!self->opened && !g_str_equal(method, "Open") && !g_str_equal(method, "Close"))) {
    g_dbus_method_invocation_return_error(call->invocation, ORIEL_ERROR, ORIEL_ERROR_FAILED,
                                          "the session is not open");
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(handlers); i++) {
    if (g_str_equal(method, handlers[i].method)) {
      handlers[i].handle(call);
      return;
    }
  }
  g_assert_not_reached(); /* D-Bus lets only calls of the interface through */
}

static void
on_method_call(GDBusConnection *connection,
               const char *sender,
               const char *path,
               const char *interface,
               const char *method,
               GVariant *parameters,
               GDBusMethodInvocation *invocation,
               gpointer user_data)
{
  OrielInbox *self = user_data;
  const Call call = {self, ORIEL_BACKEND_GET_CLASS(self->backend), self->backend, parameters,
                     invocation};

  if (self->input != NULL)
    oriel_input_reader_precede(self->input);
  handle_call(&call, method);
  self->calls++;
  if (self->input != NULL)
    oriel_input_reader_follow(self->input);
}

OrielInbox *
oriel_inbox_new(GDBusConnection *connection, OrielBackend *backend, GError **error)
{
  static const GDBusInterfaceVTable vtable = {.method_call = on_method_call};
  OrielInbox *self = g_new0(OrielInbox, 1);

  self->backend = backend;
  if (g_dbus_connection_register_object(connection, ORIEL_WIRE_WORKER_PATH,
                                        (GDBusInterfaceInfo *)&org_oriel_worker1_interface, &vtable,
                                        self, NULL, error) == 0) {
    g_free(self);
    return NULL;
  }
  return self;
}

void
oriel_inbox_close(OrielInbox *self)
{
  if (self->closing)
    return;
  self->closing = TRUE;
  g_clear_pointer(&self->input, oriel_input_reader_end);
  ORIEL_BACKEND_GET_CLASS(self->backend)->close(self->backend);
}
