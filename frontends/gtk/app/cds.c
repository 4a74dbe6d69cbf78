// SPDX-License-Identifier: LGPL-2.1-or-later
#include "cds.h"

#include <glib/gi18n.h>

#define MAX_TEXT 600 /* bytes */

typedef struct {
  CdsTold told;
  gpointer user_data;
} Listener;

static void
on_shared(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielSession *session = ORIEL_SESSION(source);
  g_autofree Listener *listener = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielUsbDevice) device = oriel_session_share_cd_finish(session, result, &error);
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;

  if (oriel_session_get_state(session) != ORIEL_SESSION_CONNECTED)
    return; /* the end has more to say, and the listener may be gone */
  text = device != NULL ? g_strdup_printf(_("The guest has got a %s"),
                                          oriel_usb_device_get_description(device))
                        : g_strdup_printf(_("The guest gets no CD: %s"), error->message);
  shown = oriel_text_sanitize(text, -1, MAX_TEXT);
  if (device == NULL)
    g_printerr("oriel: %s\n", shown);
  listener->told(shown, listener->user_data);
}

void
cds_share(OrielSession *session, char *const *paths, CdsTold told, gpointer user_data)
{
  for (char *const *path = paths; path != NULL && *path != NULL; path++) {
    g_autoptr(GFile) file = g_file_new_for_commandline_arg(*path);
    Listener *listener = g_new(Listener, 1);

    *listener = (Listener){told, user_data};
    oriel_session_share_cd_async(session, file, NULL, on_shared, listener);
  }
}
