// SPDX-License-Identifier: LGPL-2.1-or-later
/* USB devices of the viewer, given to the guest: files that it sees as CDs. */
#pragma once

#include "oriel-spice-private.h"

OrielSpiceUsb *oriel_spice_usb_new(OrielSpiceBackend *backend);
void oriel_spice_usb_free(OrielSpiceUsb *self);

/* Counts @channel until it fails or is gone. */
void oriel_spice_usb_watch(OrielSpiceUsb *self, SpiceUsbredirChannel *channel);
void oriel_spice_usb_forget(OrielSpiceUsb *self, SpiceChannel *channel);
/* Takes @fd and @task. */
void oriel_spice_usb_connect(OrielSpiceUsb *self, guint id, gboolean cd, int fd, GTask *task);
/* Takes @task. */
void oriel_spice_usb_disconnect(OrielSpiceUsb *self, guint id, GTask *task);
