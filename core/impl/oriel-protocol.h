// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The table of protocols, in backends/oriel-protocols.c: the one place that knows which program
 * serves which URI scheme. Core only asks it.
 */
#pragma once

#if !defined(ORIEL_IMPLEMENTATION)
#error "For implementers of backends and hosts only; programs include <oriel.h>."
#endif

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *name;       /* the URI scheme, without "+tls", "+unix" and "+listen" */
  const char *program;    /* the session process, in libexecdir */
  guint16 default_port;   /* of a URI that names none; 0 = a port has to be given */
  guint16 reverse_port;   /* the usual one of viewers that wait for servers to connect; 0 = no
                           * server does */
  gboolean needs_address; /* FALSE: made up inside the session process */
  gboolean shared;        /* its servers show a guest to several viewers at a time */
  gboolean moves;         /* its servers send their clients after a guest to others */
  gboolean shares_folders;
  gboolean has_smartcards;
} OrielProtocol;

/* The protocol called @name, in upper or lower case, or NULL. */
const OrielProtocol *oriel_protocol_find(const char *name);
/* All of them, one after the other: the row at @index, or NULL after the last. */
const OrielProtocol *oriel_protocol_get(guint index);

G_END_DECLS
