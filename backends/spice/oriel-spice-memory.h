// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Where the library draws: as far as can be, straight into memory that the viewer shows, so that
 * nothing has to be copied. It takes memory for a surface by g_malloc0() and makes an image of it
 * by pixman_image_create_bits(), and gives it back by pixman_image_unref(); this program defines
 * these itself, and gives the image the memory of a framebuffer instead. What the library took for
 * it stays untouched.
 */
#pragma once

#include "oriel.h"

/* The framebuffer that the library draws into, where it believes to draw into @data. (transfer
 * full) (nullable) It draws into @data indeed. */
OrielFramebuffer *oriel_spice_memory_find(gconstpointer data);
