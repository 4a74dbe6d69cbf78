// SPDX-License-Identifier: LGPL-2.1-or-later
#include "randr.h"

Randr *
randr_new(void (*changed)(gpointer user_data), gpointer user_data)
{
  return NULL;
}

void
randr_free(Randr *self)
{
}

const GArray *
randr_get_areas(const Randr *self)
{
  return NULL;
}

gboolean
randr_get_window_area(Randr *self, SDL_Window *window, SDL_Rect *area)
{
  return FALSE;
}

void
randr_tell_sdl(Randr *self, SDL_Window *window)
{
}
