// SPDX-License-Identifier: LGPL-2.1-or-later
#include "locks.h"

#include "shared/locks.h"

#include <SDL_syswm.h>

static const struct {
  OrielLeds led;
  Uint16 state;
  guint keysym;
} locks[] = {
    {ORIEL_LEDS_CAPS_LOCK, KMOD_CAPS, 0xffe5},
    {ORIEL_LEDS_NUM_LOCK, KMOD_NUM, 0xff7f},
    {ORIEL_LEDS_SCROLL_LOCK, KMOD_SCROLL, 0xff14},
};

/**
 * locks_push_to_guest:
 * @display: a display
 *
 * Presses the lock keys that make the guest's locks those of the keyboard.
 */
void
locks_push_to_guest(OrielDisplay *display)
{
  SDL_Keymod state = SDL_GetModState();
  OrielLeds leds = 0;

  for (guint i = 0; i < G_N_ELEMENTS(locks); i++)
    if (state & locks[i].state)
      leds |= locks[i].led;
  locks_send(display, leds);
}

/* X11 by hand: SDL has no word for it, and libX11 is there when SDL's X11 driver is. */
static gboolean
set_x11_locks(Display *display, OrielLeds leds)
{
  const unsigned int core_keyboard = 0x100; /* XkbUseCoreKbd */
  void *library = SDL_LoadObject("libX11.so.6");
  unsigned int (*get_mask)(Display *, KeySym) = NULL;
  Bool (*lock)(Display *, unsigned int, unsigned int, unsigned int) = NULL;
  unsigned int affected = 0, values = 0;

  if (library != NULL) {
    *(void **)&get_mask = SDL_LoadFunction(library, "XkbKeysymToModifiers");
    *(void **)&lock = SDL_LoadFunction(library, "XkbLockModifiers");
  }
  if (get_mask == NULL || lock == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(locks); i++) {
    unsigned int mask = get_mask(display, locks[i].keysym);

    affected |= mask;
    if (leds & locks[i].led)
      values |= mask;
  }
  return lock(display, core_keyboard, affected, values) != 0;
}

/**
 * locks_pull_from_guest:
 * @display: a display
 * @window: its window, which has the focus
 *
 * Makes the keyboard's locks those of the guest.
 */
void
locks_pull_from_guest(OrielDisplay *display, SDL_Window *window)
{
  OrielLeds leds = oriel_display_get_leds(display);
  SDL_Keymod state = SDL_GetModState();
  SDL_Keymod wanted = state;
  SDL_SysWMinfo info;

  if (leds & ORIEL_LEDS_UNKNOWN)
    return;
  for (guint i = 0; i < G_N_ELEMENTS(locks); i++) {
    wanted &= (SDL_Keymod)~locks[i].state;
    if (leds & locks[i].led)
      wanted |= locks[i].state;
  }
  SDL_VERSION(&info.version);
  if (wanted == state || !SDL_GetWindowWMInfo(window, &info) || info.subsystem != SDL_SYSWM_X11)
    return;
  if (set_x11_locks(info.info.x11.display, leds))
    SDL_SetModState(wanted);
}
