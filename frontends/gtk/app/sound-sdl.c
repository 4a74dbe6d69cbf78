// SPDX-License-Identifier: LGPL-2.1-or-later
#include "sound.h"

#include <gmodule.h>

G_MODULE_EXPORT gconstpointer oriel_gtk_sound(void);

gconstpointer
oriel_gtk_sound(void)
{
  static const Sound sound = {player_new,   player_free,   player_set_audio,
                              recorder_new, recorder_free, recorder_set_microphone};

  return &sound;
}
