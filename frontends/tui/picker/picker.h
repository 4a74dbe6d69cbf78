// SPDX-License-Identifier: LGPL-2.1-or-later
/* The page that lists hosts and guests, and does things to them. */
#pragma once

#include "terminal/page.h"

G_BEGIN_DECLS

typedef struct {
  char **hosts;         /* (nullable) URIs; else those of the settings, else the default one */
  gboolean read_only;   /* nothing is changed, whatever is pressed */
  const char *settings; /* (nullable) the path of the settings; else the usual one */

  /* Bring the page of a guest's screen, or of a text console, to the front; NULL = there are none.
   * The graphics and the console are nullable: the first that works. */
  gboolean (*open_screen)(
      App *app, OrielGuest *guest, OrielGraphics *graphics, gpointer user_data, GError **error);
  gboolean (*open_console)(
      App *app, OrielGuest *guest, OrielConsole *console, gpointer user_data, GError **error);
  const char *prefer; /* (unowned) (nullable) protocols of displays, best first; as the next */
  gpointer user_data; /* (unowned) outlives the page */
} PickerOptions;

/* Everything in @options is copied. Errors: ORIEL_ERROR_INVALID for a host whose URI is none. */
Page *picker_new(const PickerOptions *options, GError **error);

G_END_DECLS
