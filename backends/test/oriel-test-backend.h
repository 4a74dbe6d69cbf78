// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The test-pattern backend: the contract of the backend seam, in its smallest complete form, and
 * the counterpart of tests. It needs no server. Parameters of its URI, test://?NAME=VALUE&...:
 *
 *   size=WxH           the size of the screen (640x480)
 *   displays=N         how many screens (1)
 *   secret=TEXT        asks for this password
 *   twice=yes          takes it only after it has refused one
 *   fail=connect       ends with an error instead of connecting
 *   connect=never      goes on connecting for ever
 *   pointer=relative   has a relative pointer
 *   resize=no          refuses to change the size of its screen until F9 is pressed
 *   clipboard=no       has no clipboard
 *   files=no           takes no files, until F11 is pressed
 *
 * The picture is eight vertical colour bars: white, yellow, cyan, green, magenta, red, blue, black.
 * Every pixel at the pointer's position turns red while a button is held, and input echoes in the
 * top left corner, so that a test sees what arrived: the pixel (i, 0), for i below 256, is white
 * while the key with qnum i is held and black when it was released. The power action "reset" draws
 * the pattern anew, "shutdown" ends the session. The keys F1 to F6, F9 and F11 make it ring the
 * bell (F1), change its name (F2), its cursor (F3), its LEDs (F4), its pointer mode (F5), crash
 * (F6), take other sizes of its screen (F9), and take files or not (F11).
 *
 * Text that is offered to one of its selections is pasted at once and comes back in upper case; of
 * what is offered otherwise, F13 pastes the first type, which comes back as it is. F14 copies
 * "selection 0" and "selection 1" into them, or gives up what it has; F15 turns clipboards off and
 * on.
 *
 * To a viewer that wants sound, F7 plays 300 ms of a ramp in stereo at 48 kHz: in frame n the left
 * sample is n, the right one its complement; pressed meanwhile, it plays once more. F8 turns the
 * volume, to the left channel at a quarter, to muted, to full, and so on. What the viewer says of
 * its latency becomes a part of the name.
 *
 * Of a viewer with a microphone, F10 takes 200 ms of sound in one channel at 48 kHz, and tells its
 * 32 bit FNV-1a as a part of the name.
 *
 * A file that was sent to it changes its name to "got FILE: N bytes, sum S", where the sum is that
 * of the bytes; one that was given up, to "gave up on FILE". It refuses files whose name begins
 * with "refused", has no room for the second half of "full", and stops in the middle of "stuck".
 *
 * It has a text console, "test.echo", which says what it hears. F12 takes it away, in order the
 * first time, with an error the next, and brings it back in between.
 */
#pragma once

#include "impl/oriel-backend.h"

#define ORIEL_TYPE_TEST_BACKEND (oriel_test_backend_get_type())
G_DECLARE_FINAL_TYPE(OrielTestBackend, oriel_test_backend, ORIEL, TEST_BACKEND, OrielBackend)
