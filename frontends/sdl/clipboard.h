// SPDX-License-Identifier: LGPL-2.1-or-later
/* Text between the desktop's clipboard and the guest's. */
#pragma once

#include <SDL.h>
#include <oriel.h>

G_BEGIN_DECLS

typedef struct _TextClipboard TextClipboard;

TextClipboard *text_clipboard_new(void);
void text_clipboard_free(TextClipboard *self);
void text_clipboard_set_guest(TextClipboard *self, OrielClipboard *guest);
void text_clipboard_handle_event(TextClipboard *self, const SDL_Event *event);

G_END_DECLS
