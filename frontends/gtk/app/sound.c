// SPDX-License-Identifier: LGPL-2.1-or-later
#include "sound.h"

#include "shared/neighbour.h"

const Sound *
sound_get(void)
{
  static const Sound *sound;

  if (sound == NULL)
    sound = neighbour_load("oriel-gtk-sound.so", SOUND_SYMBOL);
  return sound;
}
