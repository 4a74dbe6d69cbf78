// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the main() of a session process is made of. */
#pragma once

#if !defined(ORIEL_IMPLEMENTATION)
#error "For implementers of backends and hosts only; programs include <oriel.h>."
#endif

#include "impl/oriel-backend.h"

G_BEGIN_DECLS

/* What the user opened to this session. */
typedef struct {
  const char *file;         /* (nullable) can be read */
  const char *folder;       /* (nullable) with all beneath */
  gboolean writable;        /* the folder */
  gboolean usb;             /* devices, whose descriptors come over the wire */
  const char *certificates; /* (nullable) names, separated by commas, of what a smartcard is made
                             * up of */
  const char *database;     /* (nullable) a folder, which can be read, where they are; NULL = the
                             * system's */
  const char *encodings;    /* (nullable) what is asked of the server, for what has to be loaded */
} OrielOpenings;

/*
 * How far a session process opens its confinement. Paths are readable beneath, nothing else is.
 */
typedef struct {
  const char *const *read_paths; /* NULL-terminated; absent ones are skipped */
  /* Runs before the doors close: load what reads files. (nullable) */
  void (*prepare)(const OrielOpenings *openings);
} OrielConfinement;

/*
 * Confines the process, serves one session of @backend_type over fd 3, and returns the exit status.
 * To be called first thing in main(), before any thread exists. Arguments are the paths that are
 * open beside those of @confinement, see oriel-wire.h.
 */
int oriel_worker_main(int argc,
                      char **argv,
                      GType (*backend_type)(void),
                      const OrielConfinement *confinement);

G_END_DECLS
