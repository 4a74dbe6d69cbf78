// SPDX-License-Identifier: LGPL-2.1-or-later
/* The list of a host's guests: kept sorted, and kept right by what the host reports. */
#pragma once

#include "oriel-libvirt-private.h"

typedef struct _OrielLibvirtGuests OrielLibvirtGuests;

OrielLibvirtGuests *oriel_libvirt_guests_new(OrielLibvirtHost *host, OrielLibvirtWorker *worker);
void oriel_libvirt_guests_free(OrielLibvirtGuests *self);

/* The connection that answers questions, borrowed; NULL = none: the list stays what it was. */
void oriel_libvirt_guests_set_link(OrielLibvirtGuests *self, OrielLibvirtLink *link);
/* Makes the list what @records say, which are in order; guests that stay are the same objects. */
void oriel_libvirt_guests_take_list(OrielLibvirtGuests *self, GPtrArray *records);
void oriel_libvirt_guests_take_event(OrielLibvirtGuests *self, const OrielLibvirtEvent *event);
/* What is known of @guest may be wrong, though no event has told so: asks the host. */
void oriel_libvirt_guests_doubt(OrielLibvirtGuests *self, OrielLibvirtGuest *guest);
/* Asks how much memory and how many processors they have; once the list has been shown. */
void oriel_libvirt_guests_ask_resources(OrielLibvirtGuests *self);
void oriel_libvirt_guests_clear(OrielLibvirtGuests *self);
