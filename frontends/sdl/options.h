// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the command line says: what every frontend takes, and how the window is drawn. */
#pragma once

#include "shared/view-options.h"

G_BEGIN_DECLS

typedef struct {
  ViewOptions view;
  char *presenter; /* "auto", "surface" or "renderer" */
} Options;

void options_clear(Options *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

gboolean options_parse(Options *self, int *argc, char ***argv, GError **error);

G_END_DECLS
