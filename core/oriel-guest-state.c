// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

// clang-format off
G_DEFINE_ENUM_TYPE(OrielGuestState, oriel_guest_state,
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_UNKNOWN, "unknown"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_RUNNING, "running"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_BLOCKED, "blocked"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_PAUSED, "paused"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_SHUTTING_DOWN, "shutting-down"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_OFF, "off"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_CRASHED, "crashed"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_SLEEPING, "sleeping"))

G_DEFINE_ENUM_TYPE(OrielGuestAction, oriel_guest_action,
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_START, "start"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_SHUTDOWN, "shutdown"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_REBOOT, "reboot"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_RESET, "reset"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_FORCE_OFF, "force-off"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_PAUSE, "pause"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_RESUME, "resume"),
  G_DEFINE_ENUM_VALUE(ORIEL_GUEST_SAVE, "save"))
// clang-format on

/**
 * oriel_guest_state_to_string:
 * @state: a state
 *
 * Names a state in a word or two, for people.
 *
 * Returns: (transfer none): `running`, `waiting`, `paused`, `shutting down`, `off`, `crashed`,
 *   `sleeping`, or `unknown`
 */
const char *
oriel_guest_state_to_string(OrielGuestState state)
{
  static const char *const names[] = {
      [ORIEL_GUEST_UNKNOWN] = "unknown", [ORIEL_GUEST_RUNNING] = "running",
      [ORIEL_GUEST_BLOCKED] = "waiting", [ORIEL_GUEST_PAUSED] = "paused",
      [ORIEL_GUEST_OFF] = "off",         [ORIEL_GUEST_SHUTTING_DOWN] = "shutting down",
      [ORIEL_GUEST_CRASHED] = "crashed", [ORIEL_GUEST_SLEEPING] = "sleeping",
  };

  return (guint)state < G_N_ELEMENTS(names) ? names[state] : names[ORIEL_GUEST_UNKNOWN];
}
