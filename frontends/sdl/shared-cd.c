// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared-cd.h"

typedef struct {
  char *path;       /* (owned) */
  Overlay *overlay; /* borrowed */
} Offer;

static void
offer_free(gpointer data, GClosure *closure)
{
  Offer *self = data;

  g_free(self->path);
  g_free(self);
}

static void
on_shared(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielSession *session = ORIEL_SESSION(source);
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielUsbDevice) device = oriel_session_share_cd_finish(session, result, &error);
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  if (oriel_session_get_state(session) != ORIEL_SESSION_CONNECTED)
    return; /* the end has more to say */
  text = device != NULL
             ? g_strdup_printf("The guest has got a %s", oriel_usb_device_get_description(device))
             : g_strdup_printf("The guest gets no CD: %s", error->message);
  shown = oriel_text_sanitize(text, -1, 600);
  if (device == NULL)
    g_printerr("oriel: %s\n", shown);
  overlay_toast(user_data, shown);
}

static void
on_state(OrielSession *session, GParamSpec *pspec, Offer *self)
{
  g_autoptr(GFile) file = NULL;

  if (oriel_session_get_state(session) != ORIEL_SESSION_CONNECTED)
    return;
  file = g_file_new_for_commandline_arg(self->path);
  oriel_session_share_cd_async(session, file, NULL, on_shared, self->overlay);
}

/**
 * shared_cd_offer:
 * @session: a session that is not connected yet
 * @paths: (nullable): files of the command line; %NULL does nothing
 * @overlay: (transfer none): where the outcome is told; outlives the main loop
 *
 * Shares the files as soon as the session is connected.
 */
void
shared_cd_offer(OrielSession *session, char *const *paths, Overlay *overlay)
{
  for (char *const *path = paths; path != NULL && *path != NULL; path++) {
    Offer *self = g_new(Offer, 1);

    *self = (Offer){g_strdup(*path), overlay};
    oriel_session_set_enable_usb(session, TRUE);
    g_signal_connect_data(session, "notify::state", G_CALLBACK(on_state), self, offer_free, 0);
  }
}
