// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the parts of the start window ask of it. */
#pragma once

#include "start/start-window.h"
#include "start/thumbnails.h"

G_BEGIN_DECLS

/* Opens the console of @guest, by one of its displays (nullable: the best). */
void start_window_open_guest(StartWindow *self, OrielGuest *guest, const char *graphics);
/* Which displays are preferred. (transfer full) (nullable) */
char *start_window_dup_prefer(StartWindow *self);
/* Opens what these words open; what is wrong with them is told. */
void start_window_open(StartWindow *self, const char *const *words);
/* Whether the search lets @guest through. */
gboolean start_window_matches(StartWindow *self, OrielGuest *guest);
/* Whether there is a search, and whether it looks at what has to be loaded first. */
gboolean start_window_is_searching(StartWindow *self);
gboolean start_window_searches_details(StartWindow *self);
/* Connections have come or gone, and are shown anew once what was clicked has returned. */
void start_window_queue_connections(StartWindow *self);
/* How many guests are shown, or why none are, has changed. */
void start_window_update(StartWindow *self);
/* (transfer none) */
Thumbnails *start_window_get_thumbnails(StartWindow *self);
/* Where it tells. (transfer none) */
AdwToastOverlay *start_window_get_toasts(StartWindow *self);
/* Guests as a list instead of a grid. */
gboolean start_window_is_list(StartWindow *self);

/* Text that a guest, a host or a server chose, fit for a person. (transfer full) */
static inline char *
start_dup_text(const char *text)
{
  return oriel_text_sanitize(text != NULL ? text : "", -1, 400);
}

G_END_DECLS
