// SPDX-License-Identifier: LGPL-2.1-or-later
/* The guest's sound on the desktop's speakers. */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct _Player Player;

Player *player_new(void);
void player_free(Player *self);
void player_set_audio(Player *self, OrielAudio *audio);

G_END_DECLS
