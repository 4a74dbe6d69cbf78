// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * libspice-server tells nobody which pictures of a stream it drops. It makes a JPEG of one only
 * when it is about to be sent, so that the end of each is heard here: what this program defines
 * goes before libjpeg.
 */
#include "spice-replay-pictures.h"

#include <dlfcn.h>
#include <stdio.h>

#include <jpeglib.h>

static guint pictures; /* atomic: made in the server's worker */

__attribute__((visibility("default"))) void
jpeg_finish_compress(j_compress_ptr compressor)
{
  static void (*finish)(j_compress_ptr compressor);

  if (finish == NULL)
    finish = dlsym(RTLD_NEXT, "jpeg_finish_compress");
  finish(compressor);
  g_atomic_int_inc(&pictures);
}

guint
replay_pictures_get(void)
{
  return g_atomic_int_get(&pictures);
}
