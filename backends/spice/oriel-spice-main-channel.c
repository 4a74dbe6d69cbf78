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

void
oriel_spice_main_watch(OrielSpiceBackend *self, SpiceMainChannel *channel)
{
  self->main = channel;
  g_signal_connect_object(channel, "notify::mouse-mode", G_CALLBACK(report_mouse_mode), self, 0);
  g_signal_connect_object(self->session, "notify::name", G_CALLBACK(report_name), self, 0);
  oriel_spice_monitors_watch(self->monitors, channel);
  oriel_spice_files_watch(self, channel);
  oriel_spice_move_watch(self, channel);
  oriel_spice_clipboard_watch(self->clipboard, channel);
}
