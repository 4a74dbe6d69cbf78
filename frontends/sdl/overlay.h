// SPDX-License-Identifier: LGPL-2.1-or-later
/* Dialogs and hints on top of the guest. */
#pragma once

#include "dialog.h"
#include "window.h"

G_BEGIN_DECLS

typedef void (*OverlayAnswer)(Dialog *dialog, DialogResponse response, gpointer user_data);

/* A dialog has come, or gone. */
typedef void (*OverlayChanged)(gpointer user_data);

typedef struct _Overlay Overlay;

Overlay *overlay_new(Window *window, gboolean kiosk, OverlayChanged changed, gpointer user_data);
void overlay_free(Overlay *self);
void overlay_ask(Overlay *self, Dialog *dialog, OverlayAnswer answer, gpointer user_data);
void overlay_dismiss(Overlay *self);
Dialog *overlay_get_dialog(Overlay *self);
void overlay_update(Overlay *self);
gboolean overlay_handle_event(Overlay *self, const SDL_Event *event);
void overlay_toast(Overlay *self, const char *text);
void overlay_hold(Overlay *self, const char *text);

G_END_DECLS
