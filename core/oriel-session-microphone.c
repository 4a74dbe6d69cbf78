// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the guest hears: only where the user wants that, whatever the session process asks for. */
#include "oriel-microphone-private.h"
#include "oriel-session-properties.h"
#include "oriel-session-wire.h"

void
oriel_session_begin_microphone(OrielSession *self)
{
  self->microphone_offered = self->enable_microphone;
  if (self->microphone != NULL)
    oriel_microphone_attach(self->microphone, self->link);
}

void
oriel_session_detach_microphone(OrielSession *self)
{
  self->microphone_offered = FALSE;
  if (self->microphone != NULL)
    oriel_microphone_detach(self->microphone);
}

void
oriel_session_stop_microphone(OrielSession *self)
{
  if (self->microphone != NULL)
    oriel_microphone_set_format(self->microphone, 0, 0);
}

static OrielMicrophone *
ensure_microphone(OrielSession *self)
{
  if (self->microphone == NULL) {
    self->microphone = oriel_microphone_new(self->link);
    oriel_microphone_set_view_only(self->microphone, self->view_only);
    oriel_session_notify(self, ORIEL_SESSION_PROP_MICROPHONE);
  }
  return self->microphone;
}

void
oriel_session_record_start(const Call *call)
{
  OrielSession *self = call->session;
  guint32 frequency, channels;

  g_variant_get(call->parameters, "(uu)", &frequency, &channels);
  if (!self->microphone_offered) {
    refuse(call, "it listens, though there is no microphone");
    return;
  }
  if (!oriel_session_check_sound(call, frequency, channels))
    return;
  if (self->enable_microphone)
    oriel_microphone_set_format(ensure_microphone(self), frequency, channels);
  answer(call);
}

void
oriel_session_record_stop(const Call *call)
{
  oriel_session_stop_microphone(call->session);
  answer(call);
}

/**
 * oriel_session_get_microphone:
 * @self: a session
 *
 * Reads #OrielSession:microphone.
 *
 * Returns: (transfer none) (nullable): what the guest hears; %NULL until it has listened once
 */
OrielMicrophone *
oriel_session_get_microphone(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->microphone;
}

/**
 * oriel_session_get_enable_microphone:
 * @self: a session
 *
 * Reads #OrielSession:enable-microphone.
 *
 * Returns: whether the guest may listen
 */
gboolean
oriel_session_get_enable_microphone(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), FALSE);
  return self->enable_microphone;
}

/**
 * oriel_session_set_enable_microphone:
 * @self: a session
 * @enable: whether the guest may listen
 *
 * Turning it on takes effect when connecting; turning it off, at once.
 */
void
oriel_session_set_enable_microphone(OrielSession *self, gboolean enable)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  if (self->enable_microphone == !!enable)
    return;
  self->enable_microphone = !!enable;
  if (!enable)
    oriel_session_stop_microphone(self);
  oriel_session_notify(self, ORIEL_SESSION_PROP_ENABLE_MICROPHONE);
}
