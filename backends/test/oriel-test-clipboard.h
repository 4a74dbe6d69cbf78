// SPDX-License-Identifier: LGPL-2.1-or-later
/* The clipboards of the test pattern: they echo, so that a test sees what arrived. */
#pragma once

#include "impl/oriel-backend.h"

typedef struct _OrielTestClipboard OrielTestClipboard;

OrielTestClipboard *oriel_test_clipboard_new(OrielBackend *backend);
void oriel_test_clipboard_free(OrielTestClipboard *self);

/* Tells whether there is one. */
void oriel_test_clipboard_start(OrielTestClipboard *self);
/* There is one, or there is none any more; at first there is. */
void oriel_test_clipboard_turn(OrielTestClipboard *self);
/* Reads the first type that the viewer offers, and copies what it gets. */
void oriel_test_clipboard_paste(OrielTestClipboard *self);
/* Copies a text into either selection; or gives up what it has. */
void oriel_test_clipboard_copy(OrielTestClipboard *self);

/* Both take @task. */
void oriel_test_clipboard_grab(OrielTestClipboard *self,
                               OrielSelection selection,
                               const char *const *types,
                               GTask *task);
void oriel_test_clipboard_read(OrielTestClipboard *self,
                               OrielSelection selection,
                               const char *type,
                               GTask *task);
