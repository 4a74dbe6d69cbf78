// SPDX-License-Identifier: LGPL-2.1-or-later
/* What guests use: asked in one call for all that somebody looks at. */
#pragma once

#include "oriel-libvirt-private.h"

typedef struct _OrielLibvirtStatistics OrielLibvirtStatistics;

OrielLibvirtStatistics *oriel_libvirt_statistics_new(void);
void oriel_libvirt_statistics_free(OrielLibvirtStatistics *self);
/* Lets go of what it knows of the connection, and of a question that hangs; in the background. */
void oriel_libvirt_statistics_forget(OrielLibvirtStatistics *self);
OrielLibvirtStatistics *oriel_libvirt_host_get_statistics(OrielLibvirtHost *self);
/* The slot of the class. */
void oriel_libvirt_host_load_statistics(OrielHost *host,
                                        OrielGuest **guests,
                                        guint n_guests,
                                        GTask *task);
