// SPDX-License-Identifier: LGPL-2.1-or-later
/* SDL's audio devices, of which a machine may have none. */
#pragma once

#include <SDL.h>

#include <glib.h>

SDL_AudioDeviceID device_open(gboolean capture, const SDL_AudioSpec *wanted, SDL_AudioSpec *got);
void device_close(SDL_AudioDeviceID device);
