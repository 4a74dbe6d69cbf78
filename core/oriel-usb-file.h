// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files that guests see as CDs. */
#pragma once

#include <gio/gio.h>

/* Opens @file for reading, in words for a person where that cannot be; -1 = it cannot. Blocks. */
int oriel_usb_file_open(GFile *file, GError **error);
