// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a person sees of the life of a console, in the window: that it is waited for, what is asked
 * on the way, and why it ended. */
#pragma once

#include "overlay.h"
#include "shared/attachment.h"

G_BEGIN_DECLS

typedef struct {
  /* A session begins; it is not connected yet. */
  void (*session_made)(OrielSession *session, gpointer user_data);
  /* The screen to show; NULL = none any more, though the last picture may stay. */
  void (*display_changed)(OrielDisplay *display, gpointer user_data);
  /* Something is to be read or answered: there has to be a window. FALSE = there is none. */
  gboolean (*window_needed)(gpointer user_data);
  /* It is over; nothing is called after this. */
  void (*finished)(ExitStatus exit_code, gpointer user_data);
  gpointer user_data;
} ConsoleHooks;

typedef struct _Console Console;

Console *console_new(ViewOptions *options, Overlay *overlay, const ConsoleHooks *hooks);
void console_free(Console *self);
void console_start(Console *self);
void console_stop(Console *self);
OrielSession *console_get_session(Console *self);
OrielDisplay *console_get_display(Console *self);
char *console_dup_name(Console *self);
OrielGuest *console_get_guest(Console *self);
void console_list_graphics(Console *self);

G_END_DECLS
