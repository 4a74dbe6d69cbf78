// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the command line says. */
#pragma once

#include "shared/view-options.h"

G_BEGIN_DECLS

typedef struct {
  ViewOptions view;
  char *encoder;      /* NULL = the best for the terminal */
  gboolean read_only; /* for good: the picker's --read-only */
} Options;

void options_clear(Options *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* @self is to be cleared on errors, too: those of view_options_parse(). */
gboolean options_parse(Options *self, int *argc, char ***argv, GError **error);

G_END_DECLS
