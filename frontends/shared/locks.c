// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/locks.h"

static const struct {
  OrielLeds led;
  guint qnum;
  guint keysym;
} locks[] = {
    {ORIEL_LEDS_CAPS_LOCK, 0x3a, 0xffe5},
    {ORIEL_LEDS_NUM_LOCK, 0x45, 0xff7f},
    {ORIEL_LEDS_SCROLL_LOCK, 0x46, 0xff14},
};

void
locks_send(OrielDisplay *display, OrielLeds desktop)
{
  OrielLeds guest = oriel_display_get_leds(display);

  if (guest & ORIEL_LEDS_UNKNOWN)
    return;
  for (guint i = 0; i < G_N_ELEMENTS(locks); i++) {
    if (((guest ^ desktop) & locks[i].led) == 0)
      continue;
    oriel_display_key(display, locks[i].qnum, locks[i].keysym, TRUE);
    oriel_display_key(display, locks[i].qnum, locks[i].keysym, FALSE);
  }
}
