// SPDX-License-Identifier: LGPL-2.1-or-later
/* The USB channels of the test pattern: of a CD it tells, as the session's name, what it reads. */
#pragma once

#include "impl/oriel-backend.h"

typedef struct _OrielTestUsb OrielTestUsb;

/* @n_channels: (nullable): a number */
OrielTestUsb *oriel_test_usb_new(OrielBackend *backend, gboolean wanted, const char *n_channels);
void oriel_test_usb_free(OrielTestUsb *self);
/* Tells of the channels. */
void oriel_test_usb_begin(OrielTestUsb *self);
/* Takes @fd and @task. */
void oriel_test_usb_connect(OrielTestUsb *self, guint device, gboolean cd, int fd, GTask *task);
/* Takes @task. */
void oriel_test_usb_disconnect(OrielTestUsb *self, guint device, GTask *task);
/* The guest lets go of what came last. */
void oriel_test_usb_eject(OrielTestUsb *self);
