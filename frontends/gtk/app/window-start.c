// SPDX-License-Identifier: LGPL-2.1-or-later
/* A guest that is off is started from the window of its console. */
#include "window-private.h"

#include "toasts.h"

/* Whether the guest is off, and whoever is there may turn it on: at a kiosk nobody may. */
gboolean
console_window_can_start(ConsoleWindow *self)
{
  OrielGuest *guest = attachment_get_guest(self->attachment);
  OrielHost *host = guest != NULL ? oriel_guest_get_host(guest) : NULL;

  return host != NULL && oriel_host_get_state(host) == ORIEL_HOST_CONNECTED &&
         !oriel_host_get_read_only(host) && !self->options->view_only && !self->options->kiosk &&
         (oriel_guest_get_state(guest) == ORIEL_GUEST_OFF ||
          oriel_guest_get_state(guest) == ORIEL_GUEST_CRASHED);
}

static void
on_guest_started(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(AdwToastOverlay) toasts = user_data;
  g_autoptr(GError) error = NULL;

  if (!oriel_guest_perform_finish(ORIEL_GUEST(source), result, &error))
    toasts_tell(toasts, error->message);
}

/* The guest is waited for from here on: its host tells when it runs. */
void
console_window_start_guest(gpointer user_data)
{
  ConsoleWindow *self = user_data;
  OrielGuest *guest = attachment_get_guest(self->attachment);

  if (guest != NULL)
    oriel_guest_perform_async(guest, ORIEL_GUEST_START, NULL, on_guest_started,
                              g_object_ref(self->head->toasts));
  self->options->wait = TRUE;
  attachment_retry(self->attachment);
  pages_offer_start(self->pages, FALSE);
}
