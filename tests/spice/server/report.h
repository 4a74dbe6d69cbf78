// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the server prints, a line each; from any thread. */
#pragma once

#include <glib.h>

/*
 * By default what is reported is as SPICE has it. With `--vnc-words` it is in the words of
 * vnc-server.c, as far as the two protocols have the same, and nothing else is: so that the cases
 * of tests/contract hold for both.
 */
void report_use_vnc_words(void);

/* What is reported in SPICE's words ends in the time from now on: nanoseconds, CLOCK_MONOTONIC. */
void report_add_times(void);

/* In any case. */
void report(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* In SPICE's words only. */
void report_spice(const char *format, ...) G_GNUC_PRINTF(1, 2);
/* In VNC's words only. */
void report_vnc(const char *format, ...) G_GNUC_PRINTF(1, 2);
