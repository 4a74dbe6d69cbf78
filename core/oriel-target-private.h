// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the parser of targets and the targets share. */
#pragma once

#include "oriel.h"

G_BEGIN_DECLS

/* Built by one function, never changed afterwards. */
struct _OrielTarget {
  char *protocol;   /* (owned) in lower case */
  char *host;       /* (owned) (nullable) in lower case, an IPv6 address without brackets */
  char *path;       /* (owned) (nullable) of a unix socket; a target has at most one of both */
  char *username;   /* (owned) (nullable) */
  GStrv parameters; /* (owned) "NAME=VALUE", sorted; a name has no "=" */
  guint16 port;     /* 0 = none without TLS */
  guint16 tls_port; /* 0 = none with TLS */
  gboolean listening;
};

/* A target of @protocol and no address yet, to be filled by its maker. (transfer full) */
OrielTarget *oriel_target_alloc(const char *protocol);

G_END_DECLS
