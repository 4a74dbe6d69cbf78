// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-compression.h"

#include <oriel.h>

/* SpiceImageCompression, with spice-gtk's names. */
static const struct {
  const char *name;
  SpiceImageCompression compression;
} compressions[] = {
    {"auto-glz", SPICE_IMAGE_COMPRESSION_AUTO_GLZ},
    {"auto-lz", SPICE_IMAGE_COMPRESSION_AUTO_LZ},
    {"quic", SPICE_IMAGE_COMPRESSION_QUIC},
    {"glz", SPICE_IMAGE_COMPRESSION_GLZ},
    {"lz", SPICE_IMAGE_COMPRESSION_LZ},
    {"lz4", SPICE_IMAGE_COMPRESSION_LZ4},
    {"off", SPICE_IMAGE_COMPRESSION_OFF},
};

/* Of films; and what means something elsewhere: a list may be for a guest with several displays. */
static const char *const of_others[] = {"h264", "raw",   "copyrect", "rre", "hextile",
                                        "zrle", "tight", "jpeg",     NULL};

/* SPICE_IMAGE_COMPRESSION_INVALID = it is none. */
static int
find(const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS(compressions); i++)
    if (g_str_equal(name, compressions[i].name))
      return compressions[i].compression;
  return SPICE_IMAGE_COMPRESSION_INVALID;
}

gboolean
oriel_spice_compression_choose(const char *encodings, int *compression, GError **error)
{
  g_auto(GStrv) names = g_strsplit(encodings != NULL ? encodings : "", ",", -1);

  *compression = SPICE_IMAGE_COMPRESSION_INVALID;
  for (char **name = names; *name != NULL; name++) {
    g_autofree char *lower = g_ascii_strdown(g_strstrip(*name), -1);
    int found = find(lower);

    if (found == SPICE_IMAGE_COMPRESSION_INVALID && !g_strv_contains(of_others, lower)) {
      g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                  "“%s” is not an encoding; known are auto-glz, auto-lz, quic, glz, lz, lz4, off, "
                  "h264",
                  *name);
      return FALSE;
    }
    if (*compression == SPICE_IMAGE_COMPRESSION_INVALID)
      *compression = found;
  }
  return TRUE;
}

void
oriel_spice_compression_prefer(SpiceDisplayChannel *channel, int compression)
{
  if (compression != SPICE_IMAGE_COMPRESSION_INVALID)
    spice_display_channel_change_preferred_compression(SPICE_CHANNEL(channel), compression);
}
