// SPDX-License-Identifier: LGPL-2.1-or-later
/* The options of virt-viewer 11.0 and of remote-viewer 11.0: exactly theirs, to be told apart from
 * what they do not know. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *name;            /* what the program is called elsewhere */
  const char *argument;        /* what its help shows behind the options */
  const char *summary;         /* of its help */
  const GOptionEntry *entries; /* those that the other one has not */
} AliasProgram;

extern const AliasProgram alias_virt_viewer;
extern const AliasProgram alias_remote_viewer;

/* What was on a command line. */
typedef struct {
  gboolean version;
  guint n_targets;
} AliasWords;

/* Whether @argv (NULL-terminated, not changed) is a command line of @self. --help is answered, and
 * ends the program. Errors: those of GOption. */
gboolean alias_parse(const AliasProgram *self, char **argv, AliasWords *words, GError **error);

G_END_DECLS
