// SPDX-License-Identifier: LGPL-2.1-or-later
/* Guests as text: a table for people, JSON for programs. Pure; no I/O. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

/* One guest; strings are as the host gave them, and owned. */
typedef struct {
  char *host; /* its URI */
  char *name;
  char *uuid;
  char *title; /* NULL = none */
  int id;      /* -1 = not running */
  OrielGuestState state;
  guint vcpus;
  guint64 memory; /* KiB */
  GStrv displays; /* URIs, or a protocol alone where no address leads there */
} GuestRow;

void guest_row_free(GuestRow *self);

/* Columns of aligned text, a header first, harmless for a terminal; with the host's column if
 * @with_host. (transfer full) */
char *guest_table_format(const GPtrArray *rows, gboolean with_host);

/* An array of objects, one guest a line, in plain ASCII. (transfer full) */
char *guest_table_to_json(const GPtrArray *rows);

G_END_DECLS
