// SPDX-License-Identifier: LGPL-2.1-or-later
/* The window of a console: header bar, guest, and what is said about it. */
#pragma once

#include "shared/view-options.h"

G_BEGIN_DECLS

typedef struct _ConsoleWindow ConsoleWindow;

typedef void (*ConsoleWindowFinished)(ExitStatus status, gpointer user_data);

ConsoleWindow *console_window_new(ViewOptions *options,
                                  OrielGuest *guest,
                                  ConsoleWindowFinished finished,
                                  gpointer user_data);
void console_window_build(ConsoleWindow *self);
void console_window_free(ConsoleWindow *self);
void console_window_close(ConsoleWindow *self);
void console_window_present(ConsoleWindow *self);

G_END_DECLS
