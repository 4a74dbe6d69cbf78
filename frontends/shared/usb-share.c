// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/usb-share.h"

#define KEY "usb-share"
#define MAX_TEXT 600 /* bytes */

/* Of a session, which owns it. */
typedef struct {
  OrielSession *session;   /* borrowed */
  OrielUsb *usb;           /* (owned) (nullable) */
  OrielUsbFilter *present; /* (owned) (nullable): of what is there when the session begins */
  OrielUsbFilter *plugged; /* (owned) (nullable): of what is plugged in later */
  GQueue waiting;          /* (owned) (element-type OrielUsbDevice) for a channel of the guest */
  UsbShareTold told;       /* (nullable) */
  gpointer user_data;
} Share;

static void
forget_usb(Share *self)
{
  if (self->usb != NULL)
    g_signal_handlers_disconnect_by_data(self->usb, self);
  g_clear_object(&self->usb);
  g_queue_clear_full(&self->waiting, g_object_unref);
}

static void
share_free(gpointer data)
{
  Share *self = data;

  forget_usb(self);
  g_clear_pointer(&self->present, oriel_usb_filter_unref);
  g_clear_pointer(&self->plugged, oriel_usb_filter_unref);
  g_free(self);
}

static void
tell(OrielSession *session, const char *format, const char *name, const GError *error)
{
  Share *self = g_object_get_data(G_OBJECT(session), KEY);
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  if (self == NULL || self->told == NULL ||
      oriel_session_get_state(session) == ORIEL_SESSION_CLOSED)
    return; /* the end has more to say */
  text = g_strdup_printf("%s %s%s%s", format, name, error != NULL ? ": " : "",
                         error != NULL ? error->message : "");
  shown = oriel_text_sanitize(text, -1, MAX_TEXT);
  self->told(shown, self->user_data);
}

/* One device on its way to the guest, or back. */
typedef struct {
  OrielSession *session;  /* (owned) */
  OrielUsbDevice *device; /* (owned) */
  gboolean returns;       /* on its way back, to go there once more */
} Passage;

static Passage *
passage_new(OrielSession *session, OrielUsbDevice *device)
{
  Passage *self = g_new(Passage, 1);

  *self = (Passage){g_object_ref(session), g_object_ref(device), FALSE};
  return self;
}

static void
passage_end(Passage *self, gboolean done, const char *success, const char *failure, GError *error)
{
  tell(self->session, done ? success : failure, oriel_usb_device_get_description(self->device),
       error);
  g_object_unref(self->device);
  g_object_unref(self->session);
  g_free(self);
}

static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean done = oriel_usb_connect_finish(ORIEL_USB(source), result, &error);

  passage_end(user_data, done, "The guest has got", "The guest does not get", error);
}

static void
on_disconnected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean done = oriel_usb_disconnect_finish(ORIEL_USB(source), result, &error);
  Passage *passage = user_data;

  if (done && passage->returns)
    oriel_usb_connect_async(ORIEL_USB(source), passage->device, NULL, on_connected, passage);
  else
    passage_end(passage, done, "The guest has given back", "The guest keeps", error);
}

void
usb_share_toggle(OrielSession *session, OrielUsbDevice *device)
{
  OrielUsb *usb = oriel_session_get_usb(session);

  if (usb == NULL)
    return;
  if (oriel_usb_device_get_state(device) == ORIEL_USB_AVAILABLE)
    oriel_usb_connect_async(usb, device, NULL, on_connected, passage_new(session, device));
  else if (oriel_usb_device_get_state(device) == ORIEL_USB_CONNECTED)
    oriel_usb_disconnect_async(usb, device, NULL, on_disconnected, passage_new(session, device));
}

/* A CD is a file of the viewer's, which would be gone. */
static gboolean
is_of_machine(OrielUsbDevice *device)
{
  return oriel_usb_device_get_vendor_id(device) != 0;
}

guint
usb_share_reset(OrielSession *session)
{
  OrielUsb *usb = oriel_session_get_usb(session);
  guint n = usb != NULL ? g_list_model_get_n_items(G_LIST_MODEL(usb)) : 0;
  guint n_reset = 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr(OrielUsbDevice) device = g_list_model_get_item(G_LIST_MODEL(usb), i);
    Passage *passage;

    if (!is_of_machine(device) || oriel_usb_device_get_state(device) != ORIEL_USB_CONNECTED)
      continue;
    passage = passage_new(session, device);
    passage->returns = TRUE;
    oriel_usb_disconnect_async(usb, device, NULL, on_disconnected, passage);
    n_reset++;
  }
  return n_reset;
}

static void
on_n_free(OrielUsb *usb, GParamSpec *pspec, Share *self)
{
  while (oriel_usb_get_n_free(usb) > 0 && !g_queue_is_empty(&self->waiting)) {
    g_autoptr(OrielUsbDevice) device = g_queue_pop_head(&self->waiting);

    if (oriel_usb_device_get_state(device) == ORIEL_USB_AVAILABLE)
      usb_share_toggle(self->session, device);
  }
}

static void
on_devices(GListModel *devices, guint position, guint removed, guint added, Share *self)
{
  OrielUsbFilter *filter = NULL;
  gboolean listed = FALSE;

  g_object_get(devices, "listed", &listed, NULL);
  filter = listed ? self->plugged : self->present;
  for (guint i = 0; filter != NULL && i < added; i++) {
    g_autoptr(OrielUsbDevice) device = g_list_model_get_item(devices, position + i);

    if (device != NULL && oriel_usb_device_get_state(device) == ORIEL_USB_AVAILABLE &&
        oriel_usb_filter_allows(filter, device))
      g_queue_push_tail(&self->waiting, g_steal_pointer(&device));
  }
  on_n_free(ORIEL_USB(devices), NULL, self);
}

static void
on_usb(OrielSession *session, GParamSpec *pspec, Share *self)
{
  forget_usb(self);
  if (oriel_session_get_usb(session) == NULL)
    return;
  self->usb = g_object_ref(oriel_session_get_usb(session));
  g_signal_connect(self->usb, "items-changed", G_CALLBACK(on_devices), self);
  g_signal_connect(self->usb, "notify::n-free", G_CALLBACK(on_n_free), self);
}

/* (transfer full) (nullable): NULL is FALSE with an error only where there is a text */
static gboolean
read_filter(const char *name, const char *text, OrielUsbFilter **filter, GError **error)
{
  *filter = text != NULL ? oriel_usb_filter_new(text, error) : NULL;
  if (text == NULL || *filter != NULL)
    return TRUE;
  g_prefix_error(error, "--spice-usbredir-%s: ", name);
  return FALSE;
}

gboolean
usb_share_check(const SpiceOptions *options, GError **error)
{
  g_autoptr(OrielUsbFilter) present = NULL;
  g_autoptr(OrielUsbFilter) plugged = NULL;

  return read_filter("redirect-on-connect", options->usb_redirect_on_connect, &present, error) &&
         read_filter("auto-redirect-filter", options->usb_auto_redirect, &plugged, error);
}

void
usb_share_end(OrielSession *session)
{
  Share *self = g_object_get_data(G_OBJECT(session), KEY);

  if (self == NULL)
    return;
  g_signal_handlers_disconnect_by_data(session, self);
  g_object_set_data(G_OBJECT(session), KEY, NULL);
}

void
usb_share_begin(OrielSession *session,
                const SpiceOptions *options,
                UsbShareTold told,
                gpointer user_data)
{
  Share *self = g_new0(Share, 1);

  usb_share_end(session);
  self->session = session;
  self->told = told;
  self->user_data = user_data;
  g_queue_init(&self->waiting);
  /* They were checked. */
  read_filter("redirect-on-connect", options->usb_redirect_on_connect, &self->present, NULL);
  read_filter("auto-redirect-filter", options->usb_auto_redirect, &self->plugged, NULL);
  g_object_set_data_full(G_OBJECT(session), KEY, self, share_free);
  oriel_session_set_enable_usb(session, !options->disable_usb);
  g_signal_connect(session, "notify::usb", G_CALLBACK(on_usb), self);
}
