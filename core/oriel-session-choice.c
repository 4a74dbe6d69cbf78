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

/* The first display that can be shown behind @last (NULL = of all), in the order of the guest's
 * configuration. (transfer full) (nullable) */
static OrielGraphics *
find_after(OrielSession *self, OrielGraphics *last)
{
  GListModel *list = oriel_guest_get_graphics(self->guest);
  gboolean passed = last == NULL;

  for (guint i = 0; i < g_list_model_get_n_items(list); i++) {
    g_autoptr(OrielGraphics) graphics = g_list_model_get_item(list, i);
    if (passed && oriel_graphics_is_supported(graphics))
      return g_steal_pointer(&graphics);
    passed |= graphics == last;
  }
  return NULL;
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
