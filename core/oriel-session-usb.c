// SPDX-License-Identifier: LGPL-2.1-or-later
/* USB devices of a session: only where the user wants that, whatever the session process says. */
#include "oriel-session-properties.h"
#include "oriel-session-wire.h"
#include "oriel-usb-private.h"
#include "wire/oriel-wire.h"

static OrielUsb *
ensure_usb(OrielSession *self)
{
  if (self->usb == NULL) {
    self->usb = oriel_usb_new();
    oriel_usb_set_view_only(self->usb, self->view_only);
    oriel_usb_set_link(self->usb, self->link);
    oriel_session_notify(self, ORIEL_SESSION_PROP_USB);
  }
  return self->usb;
}

OrielUsb *
oriel_session_steal_usb(OrielSession *self)
{
  if (self->usb != NULL)
    oriel_session_notify(self, ORIEL_SESSION_PROP_USB);
  return g_steal_pointer(&self->usb);
}

void
oriel_session_usb_channels(const Call *call)
{
  OrielSession *self = call->session;
  guint32 n_channels;

  g_variant_get(call->parameters, "(u)", &n_channels);
  if (!self->usb_asked_for) {
    refuse(call, "it offers USB, though nobody asked for it");
    return;
  }
  if (n_channels > ORIEL_WIRE_MAX_USB_CHANNELS) {
    refuse(call, "%u channels for USB devices", n_channels);
    return;
  }
  answer(call);
  if (n_channels > 0 || self->usb != NULL)
    oriel_usb_set_n_channels(ensure_usb(self), n_channels);
}

void
oriel_session_usb_gone(const Call *call)
{
  guint32 id;
  const char *reason;
  g_autofree char *text = NULL;

  g_variant_get(call->parameters, "(u&s)", &id, &reason);
  text = oriel_text_sanitize(reason, -1, ORIEL_WIRE_MAX_TEXT);
  answer(call);
  if (call->session->usb != NULL)
    oriel_usb_gone(call->session->usb, id, *text != '\0' ? text : NULL);
}

/**
 * oriel_session_get_enable_usb:
 * @self: a session
 *
 * Reads #OrielSession:enable-usb.
 *
 * Returns: whether USB devices can be given to the guest
 */
gboolean
oriel_session_get_enable_usb(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), FALSE);
  return self->enable_usb;
}

/**
 * oriel_session_set_enable_usb:
 * @self: a session
 * @enable: whether USB devices can be given to the guest
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_enable_usb(OrielSession *self, gboolean enable)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  if (self->enable_usb == !!enable)
    return;
  self->enable_usb = !!enable;
  oriel_session_notify(self, ORIEL_SESSION_PROP_ENABLE_USB);
}

/**
 * oriel_session_get_usb:
 * @self: a session
 *
 * Reads #OrielSession:usb.
 *
 * Returns: (transfer none) (nullable): the guest's channels for USB devices, where it has any
 */
OrielUsb *
oriel_session_get_usb(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->usb;
}

/* (transfer full) */
static GError *
describe_lack(OrielSession *self)
{
  if (self->state != ORIEL_SESSION_CONNECTED)
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_FAILED, "the session is not connected");
  if (!self->usb_asked_for)
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                               "USB was off when the session began");
  return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                             "this console takes no USB devices: the guest's configuration gives "
                             "it no channels for them, or its protocol has none");
}

/**
 * oriel_session_share_cd_async:
 * @self: a session that is connected
 * @file: an image of a CD or DVD, on this machine
 * @cancellable: (nullable): makes the outcome a cancellation; what was connected meanwhile stays
 * @callback: called with the outcome
 * @user_data: for @callback
 *
 * Lets the guest see a file as a CD in a USB drive, read-only. The file stays open until the guest
 * ejects the CD, it is disconnected, or the session ends.
 *
 * Fails with %ORIEL_ERROR_NOT_FOUND or %ORIEL_ERROR_INVALID for a file that cannot be shared,
 * %ORIEL_ERROR_BUSY where the guest can take no more devices, and %ORIEL_ERROR_NOT_SUPPORTED where
 * #OrielSession:usb is %NULL.
 */
void
oriel_session_share_cd_async(OrielSession *self,
                             GFile *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail(ORIEL_IS_SESSION(self));
  g_return_if_fail(G_IS_FILE(file));
  task = g_task_new(self, cancellable, callback, user_data);
  g_task_set_source_tag(task, oriel_session_share_cd_async);
  if (self->usb == NULL)
    g_task_return_error(task, describe_lack(self));
  else
    oriel_usb_share_cd(self->usb, file, g_steal_pointer(&task));
}

/**
 * oriel_session_share_cd_finish:
 * @self: a session
 * @result: what the callback got
 * @error: return location for an error
 *
 * Ends oriel_session_share_cd_async().
 *
 * Returns: (transfer full): the device that the guest has got, which is in #OrielSession:usb
 */
OrielUsbDevice *
oriel_session_share_cd_finish(OrielSession *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail(g_task_is_valid(result, self), NULL);
  return g_task_propagate_pointer(G_TASK(result), error);
}
