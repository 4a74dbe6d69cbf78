// SPDX-License-Identifier: LGPL-2.1-or-later
/* Codecs of video other than MJPEG, which spice-client-glib decodes by plugins of GStreamer.
 *
 * GStreamer would look through all its plugins, write down what it found, and load each when it is
 * first used: a confined process can do none of these. So it is told of the few plugins that decode
 * for a session, and of no other, which takes neither a list of all nor a process that makes one.
 * H.264 is among them for who asks for it: what libspice-server makes of it (4:4:4) libav alone
 * decodes, which takes 45 MB and more time than all of a session's start. */
#include "oriel-spice-video.h"

#include <gst/gst.h>

/* What the library's pipeline is made of besides a decoder. */
static const char *const parts[] = {"coreelements", "app", "playback", "videoconvertscale"};
#define DECODER "vpx" /* of VP8 and VP9 */
static const char *const h264_parts[] = {"videoparsersbad", "libav"};

static gboolean
load(const char *name)
{
  g_autofree char *path = g_strdup_printf("%s/libgst%s.so", ORIEL_GSTREAMER_PLUGINS, name);
  g_autoptr(GError) error = NULL;
  g_autoptr(GstPlugin) plugin = NULL;

  if (!g_file_test(path, G_FILE_TEST_EXISTS))
    return FALSE;
  plugin = gst_plugin_load_file(path, &error);
  if (plugin == NULL)
    g_debug("cannot load %s: %s", path, error->message);
  return plugin != NULL;
}

/* All or, at the first that is not there, no more. */
static gboolean
load_all(const char *const *names, gsize n_names, const char *but)
{
  for (gsize i = 0; i < n_names; i++)
    if (!load(names[i])) {
      g_debug("no video but %s: GStreamer's %s is not there", but, names[i]);
      return FALSE;
    }
  return TRUE;
}

static gboolean
wants_h264(const char *encodings)
{
  g_auto(GStrv) names = g_strsplit(encodings != NULL ? encodings : "", ",", -1);

  for (char **name = names; *name != NULL; name++)
    if (g_ascii_strcasecmp(g_strstrip(*name), "h264") == 0)
      return TRUE;
  return FALSE;
}

void
oriel_spice_video_prepare(const OrielOpenings *openings)
{
  g_autoptr(GError) error = NULL;

  /* No folder of plugins, and no list of them. */
  g_setenv("GST_PLUGIN_SYSTEM_PATH_1_0", "", TRUE);
  g_setenv("GST_PLUGIN_PATH_1_0", "", TRUE);
  g_setenv("GST_REGISTRY_1_0", "/dev/null", TRUE);
  g_setenv("GST_REGISTRY_UPDATE", "no", TRUE);
  /* Colours are converted by what the compiler made: memory is not executable here that was not
   * from the start, and Orc would end the process over that. */
  g_setenv("ORC_CODE", "backup", TRUE);
  if (!gst_init_check(NULL, NULL, &error)) {
    g_debug("no video but MJPEG: %s", error->message);
    return;
  }
  if (!load_all(parts, G_N_ELEMENTS(parts), "MJPEG"))
    return;
  load(DECODER);
  if (wants_h264(openings->encodings))
    load_all(h264_parts, G_N_ELEMENTS(h264_parts), "MJPEG, VP8 and VP9");
}
