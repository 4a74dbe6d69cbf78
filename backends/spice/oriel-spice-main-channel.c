// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the main channel says of the session as a whole. */
#include "oriel-spice-clipboard.h"
#include "oriel-spice-files.h"
#include "oriel-spice-monitors.h"

static void
report_mouse_mode(SpiceMainChannel *channel, GParamSpec *pspec, OrielSpiceBackend *self)
{
  int mode = 0;

  g_object_get(channel, "mouse-mode", &mode, NULL);
  if (!self->over)
    oriel_backend_pointer_mode(ORIEL_BACKEND(self), mode == SPICE_MOUSE_MODE_SERVER
                                                        ? ORIEL_POINTER_RELATIVE
                                                        : ORIEL_POINTER_ABSOLUTE);
  oriel_spice_backend_place_pointer(self);
}

static void
report_name(SpiceSession *session, GParamSpec *pspec, OrielSpiceBackend *self)
{
  g_autofree char *name = NULL;

  g_object_get(session, "name", &name, NULL);
  if (name != NULL && !self->over)
    oriel_backend_name(ORIEL_BACKEND(self), name, -1);
}

static const struct {
  const char *name;
  const char *property; /* of the main channel, which tells the agent */
} effects[] = {
    {"wallpaper", "disable-wallpaper"},
    {"font-smooth", "disable-font-smooth"},
    {"animation", "disable-animation"},
};

gboolean
oriel_spice_main_disable_effects(OrielSpiceBackend *self, const char *text, GError **error)
{
  g_auto(GStrv) names = g_strsplit(text, ",", -1);

  for (char **name = names; *name != NULL; name++) {
    gboolean all = g_str_equal(g_strstrip(*name), "all");
    gboolean known = all;

    for (gsize i = 0; i < G_N_ELEMENTS(effects); i++) {
      if (all || g_str_equal(*name, effects[i].name)) {
        self->disabled_effects |= 1u << i;
        known = TRUE;
      }
    }
    if (!known) {
      g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                  "there is no effect '%s' to be disabled; there are wallpaper, font-smooth, "
                  "animation and all",
                  *name);
      return FALSE;
    }
  }
  return TRUE;
}

void
oriel_spice_main_watch(OrielSpiceBackend *self, SpiceMainChannel *channel)
{
  self->main = channel;
  for (gsize i = 0; i < G_N_ELEMENTS(effects); i++)
    if (self->disabled_effects & (1u << i))
      g_object_set(channel, effects[i].property, TRUE, NULL);
  g_signal_connect_object(channel, "notify::mouse-mode", G_CALLBACK(report_mouse_mode), self, 0);
  g_signal_connect_object(self->session, "notify::name", G_CALLBACK(report_name), self, 0);
  oriel_spice_monitors_watch(self->monitors, channel);
  oriel_spice_files_watch(self, channel);
  oriel_spice_move_watch(self, channel);
  oriel_spice_clipboard_watch(self->clipboard, channel);
}
