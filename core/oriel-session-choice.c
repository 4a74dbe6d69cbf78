// SPDX-License-Identifier: LGPL-2.1-or-later
/* Which of a guest's displays a session connects to, where the program named none. */
#include "oriel-session-private.h"

#include "oriel-session-properties.h"

static void
set_graphics(OrielSession *self, OrielGraphics *graphics)
{
  OrielTarget *target = graphics != NULL ? oriel_graphics_get_target(graphics) : NULL;

  if (!g_set_object(&self->graphics, graphics))
    return;
  g_clear_pointer(&self->target, oriel_target_unref);
  self->target = target != NULL ? oriel_target_ref(target) : NULL;
  g_object_freeze_notify(G_OBJECT(self));
  oriel_session_notify(self, ORIEL_SESSION_PROP_GRAPHICS);
  oriel_session_notify(self, ORIEL_SESSION_PROP_TARGET);
  g_object_thaw_notify(G_OBJECT(self));
}

/* The best display that can be shown, of those that come after @last; @last: NULL = of all.
 * (transfer full) (nullable) */
static OrielGraphics *
find_after(OrielSession *self, OrielGraphics *last)
{
  g_autoptr(GPtrArray) list = oriel_guest_list_graphics(self->guest, self->protocols);
  guint next = last == NULL ? 0 : list->len; /* it may be no display of the guest's any more */

  for (guint i = 0; last != NULL && i < list->len; i++)
    if (oriel_graphics_get_index(list->pdata[i]) == oriel_graphics_get_index(last))
      next = i + 1;
  return next < list->len ? g_object_ref(list->pdata[next]) : NULL;
}

static GError *
new_nothing_to_show(OrielSession *self)
{
  GListModel *list = oriel_guest_get_graphics(self->guest);
  g_autoptr(GString) protocols = g_string_new(NULL);

  for (guint i = 0; i < g_list_model_get_n_items(list); i++) {
    g_autoptr(OrielGraphics) graphics = g_list_model_get_item(list, i);
    g_string_append_printf(protocols, "%s%s", i > 0 ? ", " : "",
                           oriel_graphics_get_protocol(graphics));
  }
  if (protocols->len == 0)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                       "the guest '%s' has no graphical display; its configuration needs a "
                       "<graphics> device",
                       oriel_guest_get_name(self->guest));
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                     "this build cannot show the displays of the guest '%s' (%s)",
                     oriel_guest_get_name(self->guest), protocols->str);
}

gboolean
oriel_session_choose_first(OrielSession *self, GError **error)
{
  g_autoptr(OrielGraphics) first = NULL;

  if (!self->choosing)
    return TRUE;
  first = find_after(self, NULL);
  if (first == NULL)
    g_propagate_error(error, new_nothing_to_show(self));
  else
    set_graphics(self, first);
  return first != NULL;
}

/* Another display may do where this one is out of order. Not after a refusal of credentials, which
 * the person has to hear of, nor of trust: who breaks one protocol's encryption must not get to
 * choose another without it. */
static gboolean
may_try_another(const GError *error)
{
  static const OrielError codes[] = {ORIEL_ERROR_FAILED,    ORIEL_ERROR_UNREACHABLE,
                                     ORIEL_ERROR_NOT_FOUND, ORIEL_ERROR_NOT_SUPPORTED,
                                     ORIEL_ERROR_PROTOCOL,  ORIEL_ERROR_TIMED_OUT,
                                     ORIEL_ERROR_DIED,      ORIEL_ERROR_BUSY};

  for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
    if (g_error_matches(error, ORIEL_ERROR, (int)codes[i]))
      return TRUE;
  return FALSE;
}

gboolean
oriel_session_choose_next(OrielSession *self, const GError *error)
{
  g_autoptr(OrielGraphics) failed = NULL;
  g_autoptr(OrielGraphics) next = NULL;

  if (!self->choosing || self->graphics == NULL || !may_try_another(error))
    return FALSE;
  next = find_after(self, self->graphics);
  if (next == NULL)
    return FALSE;
  failed = g_object_ref(self->graphics);
  set_graphics(self, next);
  oriel_session_emit_fell_back(self, failed, error);
  return TRUE;
}

/**
 * oriel_session_get_protocols:
 * @self: a session
 *
 * Reads #OrielSession:protocols.
 *
 * Returns: (nullable): the protocols that are tried first; %NULL = none is preferred
 */
const char *
oriel_session_get_protocols(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->protocols;
}

/**
 * oriel_session_set_protocols:
 * @self: a session
 * @protocols: (nullable): names separated by commas, best first; %NULL = none is preferred
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_protocols(OrielSession *self, const char *protocols)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  oriel_session_set_text(self, ORIEL_SESSION_PROP_PROTOCOLS, protocols);
}
