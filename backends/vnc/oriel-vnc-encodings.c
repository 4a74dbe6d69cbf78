// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The order of encodings says what this end prefers; a server picks what it knows.
 *
 * Over a unix socket or the loopback interface bytes cost less than any decoding. Over a network
 * the order is by the sum of sending and decoding: an update of a desktop of 1920x1080, as replayed
 * by bench/, has 1270 KiB in raw, 77 in Hextile, 23 in Tight and 16 in ZRLE, and takes 0.3, 0.6,
 * 2.9 and 1.7 ms to decode, so that ZRLE wins up to several hundred Mbit/s. JPEG is for those who
 * ask for it: it loses what it leaves out.
 *
 * Never offered, because gvnc ends the session when they are used: CoRRE (4) and cursor position
 * (-232), which its list of names has and its decoder has not. Of the two cursor kinds only one is
 * ever offered, as gvnc does not tell which one a cursor came as and their byte order differs.
 * WMVi is not offered: the pixel format is ours to choose.
 */
#include "oriel-vnc-encodings.h"

#include "oriel.h"

#include <gvnc.h>

static const struct {
  const char *name;
  gint32 encoding;
} pixel_encodings[] = {
    {"raw", VNC_CONNECTION_ENCODING_RAW},          {"copyrect", VNC_CONNECTION_ENCODING_COPY_RECT},
    {"rre", VNC_CONNECTION_ENCODING_RRE},          {"hextile", VNC_CONNECTION_ENCODING_HEXTILE},
    {"zrle", VNC_CONNECTION_ENCODING_ZRLE},        {"tight", VNC_CONNECTION_ENCODING_TIGHT},
    {"jpeg", VNC_CONNECTION_ENCODING_TIGHT_JPEG6},
};

static const char local_order[] = "copyrect,raw,hextile";
static const char remote_order[] = "copyrect,zrle,tight,hextile,raw";

static const gint32 always[] = {
    VNC_CONNECTION_ENCODING_EXTENDED_DESKTOP_RESIZE,
    VNC_CONNECTION_ENCODING_DESKTOP_RESIZE,
    VNC_CONNECTION_ENCODING_LAST_RECT,
    VNC_CONNECTION_ENCODING_DESKTOP_NAME,
    VNC_CONNECTION_ENCODING_RICH_CURSOR,
    VNC_CONNECTION_ENCODING_POINTER_CHANGE,
    VNC_CONNECTION_ENCODING_EXT_KEY_EVENT,
    VNC_CONNECTION_ENCODING_LED_STATE,
    VNC_CONNECTION_ENCODING_XVP,
};

/* What only another protocol knows is passed over. */
static void
append_names(GArray *list, const char *order)
{
  g_auto(GStrv) names = g_strsplit(order, ",", -1);

  for (char **name = names; *name != NULL; name++) {
    g_strstrip(*name);
    for (gsize i = 0; i < G_N_ELEMENTS(pixel_encodings); i++)
      if (g_ascii_strcasecmp(pixel_encodings[i].name, *name) == 0)
        g_array_append_val(list, pixel_encodings[i].encoding);
  }
}

/* Returns: (transfer full): an array of gint32, best first. */
GArray *
oriel_vnc_encodings_choose(const OrielVncEncodingChoice *choice)
{
  GArray *list = g_array_new(FALSE, FALSE, sizeof(gint32));

  if (choice->wanted != NULL)
    append_names(list, choice->wanted);
  if (list->len == 0)
    append_names(list, choice->local_link ? local_order : remote_order);
  g_array_append_vals(list, always, G_N_ELEMENTS(always));
  if (choice->audio) {
    gint32 audio = VNC_CONNECTION_ENCODING_AUDIO;
    g_array_append_val(list, audio);
  }
  return list;
}
