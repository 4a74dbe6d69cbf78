// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

// clang-format off
G_DEFINE_QUARK(oriel-error-quark, oriel_error)

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
