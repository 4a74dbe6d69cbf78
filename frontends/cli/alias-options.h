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
  gboolean takes_guests;       /* and nothing else; FALSE = addresses and files, and no guests */
} AliasProgram;

extern const AliasProgram alias_virt_viewer;
extern const AliasProgram alias_remote_viewer;

/* What was on a command line. */
typedef struct {
  gboolean version;
  gboolean says_kind; /* of name that the guest is named by */
  char *target;       /* (owned) (nullable) */
  guint n_targets;
} AliasWords;

void alias_words_clear(AliasWords *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(AliasWords, alias_words_clear)

/* Whether @argv (NULL-terminated, not changed) is a command line of @self. --help is answered, and
 * ends the program. @words are to be cleared, also on error. Errors: those of GOption. */
gboolean alias_parse(const AliasProgram *self, char **argv, AliasWords *words, GError **error);

G_END_DECLS
