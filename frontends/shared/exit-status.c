// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/exit-status.h"

ExitStatus
exit_status_of(const GError *error)
{
  if (error == NULL)
    return EXIT_DONE;
  if (error->domain == G_OPTION_ERROR)
    return EXIT_USAGE;
  if (error->domain != ORIEL_ERROR)
    return EXIT_FAILED;
  switch (error->code) {
  case ORIEL_ERROR_INVALID:
    return EXIT_USAGE;
  case ORIEL_ERROR_AUTH:
    return EXIT_REFUSED;
  case ORIEL_ERROR_NOT_FOUND:
  case ORIEL_ERROR_UNREACHABLE:
  case ORIEL_ERROR_TIMED_OUT:
    return EXIT_NOT_FOUND;
  default:
    return EXIT_FAILED;
  }
}
