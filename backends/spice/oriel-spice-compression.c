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

int
oriel_spice_compression_choose(const char *encodings)
{
  g_auto(GStrv) names = g_strsplit(encodings != NULL ? encodings : "", ",", -1);

  for (char **name = names; *name != NULL; name++) {
    g_strstrip(*name);
    for (gsize i = 0; i < G_N_ELEMENTS(compressions); i++)
      if (g_ascii_strcasecmp(compressions[i].name, *name) == 0)
        return compressions[i].compression;
  }
  return SPICE_IMAGE_COMPRESSION_INVALID;
}

void
oriel_spice_compression_prefer(SpiceDisplayChannel *channel, int compression)
{
  if (compression != SPICE_IMAGE_COMPRESSION_INVALID)
    spice_display_channel_change_preferred_compression(SPICE_CHANNEL(channel), compression);
}
