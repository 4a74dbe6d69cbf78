// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The sizes of the guest's screens, as its agent is asked for them. A wish is granted when the
 * screen has the size, and given up after some time.
 */
#pragma once

#include "oriel-spice-private.h"

OrielSpiceMonitors *oriel_spice_monitors_new(OrielSpiceBackend *backend);
void oriel_spice_monitors_free(OrielSpiceMonitors *self);

/* Follows the agent of @channel as it comes and goes. */
void oriel_spice_monitors_watch(OrielSpiceMonitors *self, SpiceMainChannel *channel);
/* Takes @task. */
void oriel_spice_monitors_resize(
    OrielSpiceMonitors *self, guint display, int width, int height, GTask *task);
/* A screen has another size. */
void oriel_spice_monitors_check(OrielSpiceMonitors *self);
