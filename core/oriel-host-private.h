// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the files of OrielHost share. */
#pragma once

#include "oriel-guest-private.h"

typedef struct {
  char *uri;               /* (owned) */
  char *name;              /* (owned) */
  GError *error;           /* (owned) (nullable) */
  GListStore *guests;      /* (owned) of OrielGuest */
  OrielHostHandle *handle; /* (owned) */
  OrielHostState state;
  gboolean read_only;
  gboolean reconnect;
} OrielHostPrivate;

OrielHostPrivate *oriel_host_private(OrielHost *self);
