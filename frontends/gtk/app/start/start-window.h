// SPDX-License-Identifier: LGPL-2.1-or-later
/* The window that the program starts with: guests of all hosts, and connections that are kept. */
#pragma once

#include "settings.h"

#include <adwaita.h>
#include <oriel.h>

G_BEGIN_DECLS

typedef struct _StartWindow StartWindow;

typedef struct {
  /* Somebody wants the console that these words, options and a target, open; @guest (nullable) is
   * the one that the target names. FALSE with an error for words that make no sense. */
  gboolean (*open)(const char *const *words, OrielGuest *guest, gpointer user_data, GError **error);
  /* Which displays of guests are preferred: protocols, best first. (transfer full) (nullable) */
  char *(*dup_prefer)(gpointer user_data);
  /* The window is closed. */
  void (*closed)(gpointer user_data);
} StartHooks;

/* @hosts: those to show; NULL = those that are set. @settings: (transfer none), outlives it. */
StartWindow *start_window_new(const char *const *hosts,
                              gboolean read_only,
                              Settings *settings,
                              const StartHooks *hooks,
                              gpointer user_data);
void start_window_free(StartWindow *self);
/* (transfer none) */
GtkWindow *start_window_get_window(StartWindow *self);
/* Says something to the person in passing. */
void start_window_tell(StartWindow *self, const char *text);
/* Connections have come or gone. */
void start_window_update_connections(StartWindow *self);

G_END_DECLS
