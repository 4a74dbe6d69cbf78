// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the files that make up a window share. */
#pragma once

#include "full-screen.h"
#include "pacer.h"
#include "present.h"
#include "window.h"

G_BEGIN_DECLS

#define WINDOW_MIN_SIDE 64

struct _Window {
  const Options *options;
  WindowChanged changed;
  gpointer user_data;

  SDL_Window *window;
  const PresenterOps *ops;
  Presenter *presenter;
  Pacer *pacer;
  FullScreen full_screen;
  Viewport viewport;
  Card cards[WINDOW_N_CARDS];
  guint next_serial;
  guint8 veil;
  int monitor; /* from 1, for full screen; 0 = wherever it is */
  int zoom;    /* percent that the person chose */

  OrielDisplay *display;
  GArray *dirty;       /* OrielRect: parts of the window to paint, other than the guest's damage */
  gboolean everything; /* all of the window is to be painted */
  gboolean shown;      /* somebody can see it */
  gboolean unsized;    /* it opened before the guest's size was known */
};

void window_update_size(Window *self);
gboolean window_resize_to_zoom(Window *self);

G_END_DECLS
