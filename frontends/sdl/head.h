// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * One screen of the guest in a window of its own: what is shown of it, and what goes to it. The
 * first is the console's, and is there all the time; the others come and go with the guest's
 * screens.
 */
#pragma once

#include "cursor.h"
#include "input.h"
#include "overlay.h"
#include "shared/kiosk-guard.h"
#include "shared/resizer.h"

G_BEGIN_DECLS

typedef struct _Viewer Viewer;

typedef struct {
  Viewer *viewer;
  Window *window;
  Overlay *overlay;
  Input *input;
  Resizer *resizer;
  OrielDisplay *display; /* (owned) (nullable) */
  KioskGuard *guard;     /* (owned) (nullable): of a kiosk */
  gboolean hinted;       /* how to get out has been shown, for this grab */
} Head;

/* (transfer full): without a window yet; @viewer outlives it. */
Head *head_new(Viewer *viewer);
void head_free(Head *self);
/* Opens its window, unless it is open: of this size, or, where that is 0, one that is usual. */
gboolean head_open(Head *self, int width, int height, gboolean full_screen, GError **error);
/* Shows @display, NULL = none; its window, which is open, may go on showing the last picture. */
void head_show(Head *self, OrielDisplay *display);
void head_update_title(Head *self);
/* Something is asked, or nothing any more. */
void head_update_input(Head *self);
void head_handle_event(Head *self, const SDL_Event *event);
guint32 head_get_window_id(const Head *self);

/* viewer-hotkeys.c: does what a hotkey stands for; @user_data is the head it was pressed in. */
void head_perform(HotkeyAction action, gpointer user_data);

G_END_DECLS
