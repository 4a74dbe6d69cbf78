// SPDX-License-Identifier: LGPL-2.1-or-later
/* The options of every frontend, and what of them is looked at once all are known. */
#pragma once

#include "shared/view-options.h"

G_BEGIN_DECLS

#define VIEW_WORDS_NO_ZOOM G_MININT

typedef struct {
  char *auto_resize;
  char *hotkeys;
  char *cursor;
  char *kiosk_quit;
  char *display;
  char **gtk_modules;
  char **rest;
  char *listen; /* "" = without an address */
  gboolean by_id;
  gboolean by_uuid;
  gboolean by_name;
  gboolean audio;
  gboolean no_audio;
  gboolean fatal_warnings;
  int zoom; /* percent; VIEW_WORDS_NO_ZOOM = none was given */
  gboolean vnc_debug;
} ViewWords;

void view_words_clear(ViewWords *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ViewWords, view_words_clear)

/* What parses the command line of @program into both, which have to outlive it. (transfer full) */
GOptionContext *
view_words_new_context(ViewWords *self, ViewOptions *options, const ViewProgram *program);

G_END_DECLS
