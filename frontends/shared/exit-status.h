// SPDX-License-Identifier: LGPL-2.1-or-later
/* What programs leave with, for scripts to act on. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef enum {
  EXIT_DONE = 0,
  EXIT_FAILED = 1,
  EXIT_USAGE = 2,     /* the command line makes no sense */
  EXIT_REFUSED = 3,   /* the server refused the credentials */
  EXIT_NOT_FOUND = 4, /* no such guest or host, or it cannot be reached */
} ExitStatus;

/* The status that fits @error; NULL is EXIT_DONE. Pure. */
ExitStatus exit_status_of(const GError *error);

G_END_DECLS
