// SPDX-License-Identifier: LGPL-2.1-or-later
#include "guest-state.h"

#include <glib/gi18n.h>

const char *
guest_state_get_label(OrielGuestState state)
{
  switch (state) {
  case ORIEL_GUEST_RUNNING:
  case ORIEL_GUEST_BLOCKED:
    return _("Running");
  case ORIEL_GUEST_PAUSED:
    return _("Paused");
  case ORIEL_GUEST_SHUTTING_DOWN:
    return _("Shutting down");
  case ORIEL_GUEST_OFF:
    return _("Off");
  case ORIEL_GUEST_CRASHED:
    return _("Crashed");
  case ORIEL_GUEST_SLEEPING:
    return _("Asleep");
  case ORIEL_GUEST_UNKNOWN:
    break;
  }
  return _("Unknown");
}

gboolean
guest_state_is_on(OrielGuestState state)
{
  return state != ORIEL_GUEST_OFF && state != ORIEL_GUEST_CRASHED && state != ORIEL_GUEST_UNKNOWN;
}

gboolean
guest_state_allows(OrielGuestState state, OrielGuestAction action)
{
  gboolean runs = state == ORIEL_GUEST_RUNNING || state == ORIEL_GUEST_BLOCKED;

  switch (action) {
  case ORIEL_GUEST_START:
    return state == ORIEL_GUEST_OFF || state == ORIEL_GUEST_CRASHED;
  case ORIEL_GUEST_SHUTDOWN:
  case ORIEL_GUEST_REBOOT:
  case ORIEL_GUEST_PAUSE:
    return runs;
  case ORIEL_GUEST_RESUME:
    return state == ORIEL_GUEST_PAUSED || state == ORIEL_GUEST_SLEEPING;
  case ORIEL_GUEST_RESET:
  case ORIEL_GUEST_SAVE:
    return runs || state == ORIEL_GUEST_PAUSED;
  case ORIEL_GUEST_FORCE_OFF:
    return state != ORIEL_GUEST_OFF && state != ORIEL_GUEST_UNKNOWN;
  }
  return FALSE;
}
