// SPDX-License-Identifier: LGPL-2.1-or-later
/* Which encodings a server is offered. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  gboolean local_link;
  gboolean audio;
  const char *wanted; /* the user's list, comma-separated, best first; NULL = by the link */
} OrielVncEncodingChoice;

GArray *oriel_vnc_encodings_choose(const OrielVncEncodingChoice *choice);

G_END_DECLS
