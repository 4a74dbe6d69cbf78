// SPDX-License-Identifier: LGPL-2.1-or-later
/* Pictures that hosts make of guests' screens, as pixels. Pure. */
#pragma once

#include <oriel.h>

/* Reads a PNG or a PPM (P6). Errors: ORIEL_ERROR_PROTOCOL for what is neither, or broken, and
 * ORIEL_ERROR_INVALID for a size that no screen has. (transfer full) */
OrielFramebuffer *picture_read(GBytes *file, GError **error);
