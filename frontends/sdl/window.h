// SPDX-License-Identifier: LGPL-2.1-or-later
/* The window a guest is shown in: its size, its pictures, and when they are painted. */
#pragma once

#include "compose.h"
#include "monitors.h"
#include "options.h"

#include <SDL.h>

G_BEGIN_DECLS

/* What lies on top of the guest, from back to front. */
typedef enum {
  WINDOW_CARD_TOAST,
  WINDOW_CARD_DIALOG,
  WINDOW_N_CARDS,
} WindowCard;

/* The viewport has changed: the window's size, the guest's, or the zoom. */
typedef void (*WindowChanged)(gpointer user_data);

typedef struct _Window Window;

Window *window_new(const Options *options,
                   const Monitors *monitors,
                   WindowChanged changed,
                   gpointer user_data);
void window_free(Window *self);
gboolean
window_open(Window *self, int guest_width, int guest_height, gboolean full_screen, GError **error);
gboolean window_handle_event(Window *self, const SDL_WindowEvent *event);

SDL_Window *window_get_sdl(Window *self);
const Viewport *window_get_viewport(Window *self);
double window_get_scale(Window *self);
int window_get_zoom(Window *self);
gboolean window_is_free(Window *self);
gboolean window_has_guest_size(Window *self);

void window_set_display(Window *self, OrielDisplay *display);
void window_set_title(Window *self, const char *title);
void window_set_card(Window *self, WindowCard index, guint32 *pixels, const OrielRect *area);
void window_set_veil(Window *self, guint8 veil);
void window_set_zoom(Window *self, int percent);
void window_fit(Window *self);
void window_follow_guest(Window *self);
void window_set_monitor(Window *self, int monitor);
void window_step_aside(Window *self);
void window_enter_full_screen(Window *self, gboolean full_screen);
gboolean window_is_full_screen(Window *self);
gboolean window_is_whole(Window *self);
void window_put_right(Window *self);
void window_pan_to(Window *self, double x, double y);
void window_repaint(Window *self);

G_END_DECLS
