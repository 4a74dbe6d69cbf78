// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Pictures of video are decoded to where they are shown. spice-client-glib has libjpeg decode each
 * into memory of its own, and pixman copy that onto the surface, which took a fifth of the time of
 * a film; this program defines the functions by which it does so itself. Decoding is put off until
 * the copy, which says where to, and takes its place, unless the picture is scaled or covered.
 */
#pragma once

#include <oriel.h>

/* Whether the last picture of video was decoded onto @rect of the surface at @data, which makes the
 * fourth byte of each pixel 0xff. Says so once. In the thread that draws. */
gboolean oriel_spice_mjpeg_take(gconstpointer data, const OrielRect *rect);
