// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the pages of the preferences share: preferences.c makes the window, preferences-consoles.c
 * and preferences-lists.c its pages. */
#pragma once

#include "preferences/preferences.h"
#include "settings.h"

#include "shared/view-settings.h"

G_BEGIN_DECLS

/* It goes with its window. */
typedef struct {
  AdwPreferencesWindow *window;
  ViewSettings view;
  Settings *settings; /* of the program */
  void (*changed)(gpointer user_data);
  gpointer user_data;
} Preferences;

/* Keeps what is set, and says what prevents it. */
void preferences_save(Preferences *self);
/* What went wrong, in passing. */
void preferences_tell(Preferences *self, const char *text);

/* Pages. (transfer floating) */
AdwPreferencesPage *preferences_make_consoles(Preferences *self);
AdwPreferencesPage *preferences_make_keys(Preferences *self);
AdwPreferencesPage *preferences_make_hosts(Preferences *self);

G_END_DECLS
