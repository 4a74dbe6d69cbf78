// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * How much memory and how many processors guests have. libvirt asks the processes of the guests for
 * that, and one that is stuck keeps back the answer for all. So nobody waits for it: it is asked on
 * a connection aside, in a thread of its own, one question at a time.
 */
#pragma once

#include "oriel-libvirt-link.h"

/* In the host's context; 0 = not told. */
typedef void (*OrielLibvirtResourcesFunc)(gpointer owner,
                                          const char *uuid,
                                          guint64 memory,
                                          guint vcpus);

typedef struct _OrielLibvirtResources OrielLibvirtResources;

OrielLibvirtResources *oriel_libvirt_resources_new(OrielLibvirtResourcesFunc func, gpointer owner);
/* A question under way ends unheard. */
void oriel_libvirt_resources_free(OrielLibvirtResources *self);

/* Whom to ask, borrowed; NULL = nobody. What was asked before is not answered any more. */
void oriel_libvirt_resources_set_link(OrielLibvirtResources *self, OrielLibvirtLink *link);
/* Asks about one guest, or about all that run (the list tells of the others), when the answer that
 * is waited for has come. */
void oriel_libvirt_resources_ask(OrielLibvirtResources *self, const char *uuid);
void oriel_libvirt_resources_ask_all(OrielLibvirtResources *self);
