// SPDX-License-Identifier: LGPL-2.1-or-later
/* An image of a CD that boots a PC, and paints its screen in TEST_CD_COLOUR. */
#pragma once

#include <glib.h>

/* Number 4 of the palette of a VGA, 0x2a of 0x3f, as QEMU makes bytes of that. */
#define TEST_CD_COLOUR 0xa80000

/* Writes an image with this name, of at most 32 letters, to a file. Its path, (transfer full) */
char *test_cd_make(const char *directory, const char *name);
