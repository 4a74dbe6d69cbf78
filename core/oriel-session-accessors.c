// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a program makes a session of, may ask of it, and set. */
#include "oriel-clipboard-private.h"
#include "oriel-display-private.h"
#include "oriel-microphone-private.h"
#include "oriel-session-private.h"
#include "oriel-session-properties.h"
#include "oriel-usb-private.h"

/**
 * oriel_session_new:
 * @target: what to connect to
 *
 * Makes a session with what answers at an address.
 *
 * Returns: (transfer full): a session that is idle
 */
OrielSession *
oriel_session_new(OrielTarget *target)
{
  g_return_val_if_fail(target != NULL, NULL);
  return g_object_new(ORIEL_TYPE_SESSION, "target", target, NULL);
}

/**
 * oriel_session_new_for_guest:
 * @guest: a guest
 * @graphics: (nullable): one of its displays; %NULL = the first that can be connected to, in the
 *   order of the guest's configuration, whose details have to be loaded
 *
 * The session asks the guest's host for the connection, which needs no password and no network
 * port, and falls back to the address of @graphics, and to the password its configuration tells.
 * After a refusal of credentials or of trust no other display is tried.
 *
 * Returns: (transfer full): a session that is idle
 */
OrielSession *
oriel_session_new_for_guest(OrielGuest *guest, OrielGraphics *graphics)
{
  g_return_val_if_fail(ORIEL_IS_GUEST(guest), NULL);
  g_return_val_if_fail(graphics == NULL || ORIEL_IS_GRAPHICS(graphics), NULL);
  return g_object_new(ORIEL_TYPE_SESSION, "guest", guest, "graphics", graphics, NULL);
}

/**
 * oriel_session_get_target:
 * @self: a session
 *
 * Reads #OrielSession:target.
 *
 * Returns: (transfer none) (nullable): the address; %NULL for a guest that can be reached only
 *   through its host
 */
OrielTarget *
oriel_session_get_target(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->target;
}

/**
 * oriel_session_get_guest:
 * @self: a session
 *
 * Reads #OrielSession:guest.
 *
 * Returns: (transfer none) (nullable): the guest, where it is known
 */
OrielGuest *
oriel_session_get_guest(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->guest;
}

/**
 * oriel_session_get_graphics:
 * @self: a session
 *
 * Reads #OrielSession:graphics.
 *
 * Returns: (transfer none) (nullable): the display of the guest that is connected to
 */
OrielGraphics *
oriel_session_get_graphics(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->graphics;
}

/**
 * oriel_session_get_state:
 * @self: a session
 *
 * Reads #OrielSession:state.
 *
 * Returns: where in its life the session is
 */
OrielSessionState
oriel_session_get_state(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), ORIEL_SESSION_IDLE);
  return self->state;
}

/**
 * oriel_session_get_error:
 * @self: a session
 *
 * Why the session is over.
 *
 * Returns: (transfer none) (nullable): why the session was closed; %NULL if that was asked for, or
 *   if it is not closed
 */
const GError *
oriel_session_get_error(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->error;
}

/**
 * oriel_session_get_name:
 * @self: a session
 *
 * Reads #OrielSession:name.
 *
 * Returns: (nullable): what the guest's desktop calls itself, fit to be shown
 */
const char *
oriel_session_get_name(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->name;
}

/**
 * oriel_session_get_peer:
 * @self: a session
 *
 * Reads #OrielSession:peer.
 *
 * Returns: (nullable): the address at the other end of the network
 */
const char *
oriel_session_get_peer(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->peer;
}

/**
 * oriel_session_get_displays:
 * @self: a session
 *
 * Reads #OrielSession:displays.
 *
 * Returns: (transfer none): the screens of the guest, a list of #OrielDisplay
 */
GListModel *
oriel_session_get_displays(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return G_LIST_MODEL(self->displays);
}

/**
 * oriel_session_get_clipboard:
 * @self: a session
 *
 * Reads #OrielSession:clipboard.
 *
 * Returns: (transfer none) (nullable): the guest's clipboard, where the session has one
 */
OrielClipboard *
oriel_session_get_clipboard(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->clipboard;
}

/**
 * oriel_session_get_audio:
 * @self: a session
 *
 * Reads #OrielSession:audio.
 *
 * Returns: (transfer none) (nullable): the guest's sound; %NULL until it has played, or
 *   chosen how loud
 */
OrielAudio *
oriel_session_get_audio(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->audio;
}

/**
 * oriel_session_get_answering:
 * @self: a session
 *
 * Reads #OrielSession:answering.
 *
 * Returns: whether the server answers
 */
gboolean
oriel_session_get_answering(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), FALSE);
  return !self->silent;
}

/**
 * oriel_session_get_power_actions:
 * @self: a session
 *
 * Reads #OrielSession:power-actions.
 *
 * Returns: what oriel_session_power_async() can do
 */
OrielPowerAction
oriel_session_get_power_actions(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), 0);
  return self->power_actions;
}

/**
 * oriel_session_get_view_only:
 * @self: a session
 *
 * Reads #OrielSession:view-only.
 *
 * Returns: whether nothing of the user reaches the guest
 */
gboolean
oriel_session_get_view_only(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), FALSE);
  return self->view_only;
}

/**
 * oriel_session_set_view_only:
 * @self: a session
 * @view_only: whether nothing of the user is to reach the guest
 *
 * Can be changed at any time; held keys are released.
 */
void
oriel_session_set_view_only(OrielSession *self, gboolean view_only)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  if (self->view_only == !!view_only)
    return;
  self->view_only = !!view_only;
  for (guint i = 0; i < g_list_model_get_n_items(G_LIST_MODEL(self->displays)); i++) {
    g_autoptr(OrielDisplay) display = g_list_model_get_item(G_LIST_MODEL(self->displays), i);
    oriel_display_set_view_only(display, self->view_only);
  }
  if (self->clipboard != NULL)
    oriel_clipboard_set_view_only(self->clipboard, self->view_only);
  if (self->microphone != NULL)
    oriel_microphone_set_view_only(self->microphone, self->view_only);
  oriel_session_check_refusal(self);
  if (self->view_only)
    oriel_session_cut_consoles(self, ORIEL_ERROR_NOT_SUPPORTED, "the session is view-only");
  if (self->usb != NULL)
    oriel_usb_set_view_only(self->usb, self->view_only);
  oriel_session_notify(self, ORIEL_SESSION_PROP_VIEW_ONLY);
}

/**
 * oriel_session_get_shared:
 * @self: a session
 *
 * Reads #OrielSession:shared.
 *
 * Returns: whether other viewers stay connected
 */
gboolean
oriel_session_get_shared(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), FALSE);
  return self->shared;
}

/**
 * oriel_session_set_shared:
 * @self: a session
 * @shared: whether other viewers are to stay connected
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_shared(OrielSession *self, gboolean shared)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  if (self->shared == !!shared)
    return;
  self->shared = !!shared;
  oriel_session_notify(self, ORIEL_SESSION_PROP_SHARED);
}

/**
 * oriel_session_get_enable_audio:
 * @self: a session
 *
 * Reads #OrielSession:enable-audio.
 *
 * Returns: whether the guest is asked for its sound
 */
gboolean
oriel_session_get_enable_audio(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), FALSE);
  return self->enable_audio;
}

/**
 * oriel_session_set_enable_audio:
 * @self: a session
 * @enable: whether to ask the guest for its sound
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_enable_audio(OrielSession *self, gboolean enable)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  if (self->enable_audio == !!enable)
    return;
  self->enable_audio = !!enable;
  oriel_session_notify(self, ORIEL_SESSION_PROP_ENABLE_AUDIO);
}

/**
 * oriel_session_get_security:
 * @self: a session
 *
 * Reads #OrielSession:security.
 *
 * Returns: which ways to authenticate are acceptable
 */
OrielSecurity
oriel_session_get_security(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), ORIEL_SECURITY_AUTOMATIC);
  return self->security;
}

/**
 * oriel_session_set_security:
 * @self: a session
 * @security: which ways to authenticate are acceptable
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_security(OrielSession *self, OrielSecurity security)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  if (self->security == security)
    return;
  self->security = security;
  oriel_session_notify(self, ORIEL_SESSION_PROP_SECURITY);
}
