// SPDX-License-Identifier: LGPL-2.1-or-later
/* The clipboard of a session, and what its process says of it: every value is checked here. */
#include "oriel-clipboard-private.h"
#include "oriel-session-private.h"
#include "oriel-session-properties.h"
#include "oriel-session-wire.h"
#include "wire/oriel-wire.h"

/* Ends the session unless @types can be what was copied. */
static gboolean
check_types(const Call *call, const char *const *types)
{
  for (guint i = 0; types[i] != NULL; i++) {
    if (i < ORIEL_WIRE_MAX_TYPES && oriel_clipboard_is_type(types[i]))
      continue;
    refuse(call, "a type of what was copied");
    return FALSE;
  }
  return TRUE;
}

void
oriel_session_clipboard_grabbed(const Call *call)
{
  guint32 selection, serial;
  g_autofree const char **types = NULL;

  g_variant_get(call->parameters, "(uu^a&s)", &selection, &serial, &types);
  if (selection >= ORIEL_CLIPBOARD_N_SELECTIONS) {
    refuse(call, "selection %u", selection);
    return;
  }
  if (!check_types(call, types))
    return;
  if (call->session->clipboard != NULL)
    oriel_clipboard_guest_grabbed(call->session->clipboard, selection, serial, types);
  answer(call);
}

void
oriel_session_clipboard_read(const Call *call)
{
  guint32 selection;
  const char *type;

  g_variant_get(call->parameters, "(u&s)", &selection, &type);
  if (call->session->clipboard != NULL && selection < ORIEL_CLIPBOARD_N_SELECTIONS)
    oriel_clipboard_guest_reads(call->session->clipboard, selection, type, call->invocation);
  else
    g_dbus_method_invocation_return_error_literal(call->invocation, ORIEL_ERROR,
                                                  ORIEL_ERROR_NOT_FOUND, "there is no clipboard");
}

void
oriel_session_has_clipboard(const Call *call)
{
  guint32 selections;

  g_variant_get(call->parameters, "(u)", &selections);
  oriel_session_set_clipboard(call->session,
                              selections & ((1u << ORIEL_CLIPBOARD_N_SELECTIONS) - 1));
  answer(call);
}

void
oriel_session_set_clipboard(OrielSession *self, guint selections)
{
  gboolean had = self->clipboard != NULL;

  if (selections != 0 && had) {
    oriel_clipboard_set_selections(self->clipboard, selections);
  } else if (selections != 0) {
    self->clipboard = oriel_clipboard_new(self->link, selections);
    oriel_clipboard_set_view_only(self->clipboard, self->view_only);
  } else if (had) {
    oriel_clipboard_detach(self->clipboard);
    g_clear_object(&self->clipboard);
  }
  if (had != (selections != 0))
    oriel_session_notify(self, ORIEL_SESSION_PROP_CLIPBOARD);
}
