// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Why a process ends that a library ends: some call exit() or abort() when they cannot go on with
 * what a server sent, some never return. The viewer is told that, and not merely that the process
 * is gone.
 */
#pragma once

#include "impl/oriel-backend.h"

/* Speaks for @backend (borrowed) from now on; once. */
void oriel_last_words_prepare(OrielBackend *backend);
/* The main thread does not come back. In a thread of its own. */
void oriel_last_words_say_stuck(void);
/* The backend has said everything itself. */
void oriel_last_words_forget(void);
