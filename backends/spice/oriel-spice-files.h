// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files that are sent to the guest, by way of its agent. */
#pragma once

#include "oriel-spice-private.h"

/* Tells the viewer whether files can be sent, as the agent of @channel comes and goes. */
void oriel_spice_files_watch(OrielSpiceBackend *backend, SpiceMainChannel *channel);
/* Sends @file, whose descriptor is taken; takes @task. */
void oriel_spice_files_send(OrielSpiceBackend *backend, const OrielBackendFile *file, GTask *task);
