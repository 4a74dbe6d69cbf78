// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * SDL's audio is there only while a device is: with ALSA it looks for new devices ten times a
 * second, and a guest that is silent is to wake nobody.
 */
#include "sound/device.h"

#include <dlfcn.h>

static void
say_nothing(const char *file, int line, const char *function, int code, const char *format, ...)
{
}

/* ALSA's library writes to the terminal, in eight lines, that there is no device, each time it is
 * asked for one; SDL says it, too, and is heard. The library is there if SDL has it. */
static void
hush_alsa(void)
{
  void *library = dlopen("libasound.so.2", RTLD_LAZY | RTLD_NOLOAD);
  int (*set_handler)(void (*)(const char *, int, const char *, int, const char *, ...)) = NULL;

  if (library == NULL)
    return;
  *(void **)&set_handler = dlsym(library, "snd_lib_error_set_handler");
  if (set_handler != NULL)
    set_handler(say_nothing);
  dlclose(library);
}

/**
 * device_open:
 * @capture: a microphone
 * @wanted: the format, which it has then
 * @got: (out) (optional): and what became of the rest
 *
 * Opens the device that the person has chosen; it is silent at first.
 *
 * Returns: to be closed by device_close(); 0 = there is none, SDL_GetError() tells why
 */
SDL_AudioDeviceID
device_open(gboolean capture, const SDL_AudioSpec *wanted, SDL_AudioSpec *got)
{
  g_autofree char *reason = NULL;
  SDL_AudioDeviceID device = 0;

  hush_alsa();
  if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
    return 0;
  device = SDL_OpenAudioDevice(NULL, capture, wanted, got, 0);
  if (device != 0)
    return device;
  reason = g_strdup(SDL_GetError());
  SDL_QuitSubSystem(SDL_INIT_AUDIO);
  SDL_SetError("%s", reason);
  return 0;
}

/**
 * device_close:
 * @device: as of device_open(); 0 = none
 *
 * What it has not played yet is not heard.
 */
void
device_close(SDL_AudioDeviceID device)
{
  if (device == 0)
    return;
  SDL_CloseAudioDevice(device);
  SDL_QuitSubSystem(SDL_INIT_AUDIO);
}
