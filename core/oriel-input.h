// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The input of one display on its way to the session process: what is held, and motion that waits.
 *
 * Motion is merged while the last one is not answered; keys and buttons never are, and nothing
 * overtakes anything.
 */
#pragma once

#include "oriel-link.h"
#include "oriel.h"

typedef struct _OrielInput OrielInput;

OrielInput *oriel_input_new(OrielLink *link, guint display);
void oriel_input_free(OrielInput *self);

void oriel_input_key(OrielInput *self, guint qnum, guint keysym, gboolean pressed);
void oriel_input_move(OrielInput *self, int x, int y);
void oriel_input_motion(OrielInput *self, int dx, int dy);
void oriel_input_button(OrielInput *self, OrielButton button, gboolean pressed);
void oriel_input_release_all(OrielInput *self);
