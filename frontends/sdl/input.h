// SPDX-License-Identifier: LGPL-2.1-or-later
/* Keys and pointer on their way to the guest. */
#pragma once

#include "shared/view-options.h"
#include "window.h"

#include <SDL.h>

G_BEGIN_DECLS

typedef struct {
  void (*hotkey)(HotkeyAction action, gpointer user_data);
  void (*grab_changed)(gpointer user_data);
  void (*keys_held)(gboolean held, gpointer user_data);
  /* The keys that let go are down, all of them and no other. */
  void (*chord_held)(gboolean held, gpointer user_data);
  gpointer user_data;
} InputHooks;

typedef struct _Input Input;

Input *input_new(Window *window, const ViewOptions *options, const InputHooks *hooks);
void input_free(Input *self);
void input_set_display(Input *self, OrielDisplay *display);
void input_set_enabled(Input *self, gboolean enabled);
void input_handle_event(Input *self, const SDL_Event *event);
gboolean input_is_grabbed(Input *self);
gboolean input_is_captured(Input *self);
void input_release(Input *self);
void input_send_secure_attention(Input *self);

G_END_DECLS
