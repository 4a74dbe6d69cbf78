// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

/* The names under which errors cross the wire. */
static const GDBusErrorEntry entries[] = {
    {ORIEL_ERROR_FAILED, "org.oriel.Error.Failed"},
    {ORIEL_ERROR_INVALID, "org.oriel.Error.Invalid"},
    {ORIEL_ERROR_UNREACHABLE, "org.oriel.Error.Unreachable"},
    {ORIEL_ERROR_NOT_FOUND, "org.oriel.Error.NotFound"},
    {ORIEL_ERROR_AUTH, "org.oriel.Error.Auth"},
    {ORIEL_ERROR_INSECURE, "org.oriel.Error.Insecure"},
    {ORIEL_ERROR_NOT_SUPPORTED, "org.oriel.Error.NotSupported"},
    {ORIEL_ERROR_PROTOCOL, "org.oriel.Error.Protocol"},
    {ORIEL_ERROR_TIMED_OUT, "org.oriel.Error.TimedOut"},
    {ORIEL_ERROR_DIED, "org.oriel.Error.Died"},
    {ORIEL_ERROR_BUSY, "org.oriel.Error.Busy"},
};

/**
 * oriel_error_quark:
 *
 * Names the domain of the library's errors.
 *
 * Returns: the domain of #OrielError
 */
GQuark
oriel_error_quark(void)
{
  static gsize quark;

  g_dbus_error_register_error_domain("oriel-error-quark", &quark, entries, G_N_ELEMENTS(entries));
  return (GQuark)quark;
}

// clang-format off
G_DEFINE_ENUM_TYPE(OrielError, oriel_error,
  G_DEFINE_ENUM_VALUE(ORIEL_ERROR_FAILED, "failed"),
  G_DEFINE_ENUM_VALUE(ORIEL_ERROR_INVALID, "invalid"),
  G_DEFINE_ENUM_VALUE(ORIEL_ERROR_UNREACHABLE, "unreachable"),
  G_DEFINE_ENUM_VALUE(ORIEL_ERROR_NOT_FOUND, "not-found"),
  G_DEFINE_ENUM_VALUE(ORIEL_ERROR_AUTH, "auth"),
  G_DEFINE_ENUM_VALUE(ORIEL_ERROR_INSECURE, "insecure"),
  G_DEFINE_ENUM_VALUE(ORIEL_ERROR_NOT_SUPPORTED, "not-supported"),
  G_DEFINE_ENUM_VALUE(ORIEL_ERROR_PROTOCOL, "protocol"),
  G_DEFINE_ENUM_VALUE(ORIEL_ERROR_TIMED_OUT, "timed-out"),
  G_DEFINE_ENUM_VALUE(ORIEL_ERROR_DIED, "died"),
  G_DEFINE_ENUM_VALUE(ORIEL_ERROR_BUSY, "busy"))
// clang-format on
