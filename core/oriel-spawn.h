// SPDX-License-Identifier: LGPL-2.1-or-later
/* Starts a session process. */
#pragma once

#include <gio/gio.h>

/* What a session process may reach of what the user has, and what it prepares. */
typedef struct {
  const char *file;         /* (nullable) can be read */
  const char *folder;       /* (nullable) with all beneath */
  gboolean writable;        /* the folder */
  gboolean usb;             /* it may be sent devices */
  const char *certificates; /* (nullable) names of what a smartcard is made up of */
  const char *database;     /* (nullable) where they are: a folder that can be read */
  const char *encodings;    /* (nullable) OrielSession:encodings */
} OrielSpawnPaths;

/* The viewer's ends of the wire; -1 = none. */
typedef struct {
  int calls;   /* the other end is ORIEL_WIRE_FD */
  int updates; /* ORIEL_WIRE_UPDATES_FD */
  int inputs;  /* ORIEL_WIRE_INPUTS_FD */
} OrielSpawnEnds;

void oriel_spawn_ends_close(OrielSpawnEnds *ends);

/* Starts @program, and makes @ends, which are the caller's. NULL with an error if it cannot be
 * started. (transfer full) */
GSubprocess *oriel_spawn(const char *program,
                         const OrielSpawnPaths *paths,
                         OrielSpawnEnds *ends,
                         GError **error);
