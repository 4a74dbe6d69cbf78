// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the source files of a libvirt host share. */
#pragma once

#include "oriel-libvirt-guests.h"
#include "oriel-libvirt-private.h"
#include "oriel-libvirt-statistics.h"

typedef struct _OrielLibvirtOpening {
  OrielLibvirtHost *host;     /* (unowned) (nullable): NULL when it is gone */
  OrielLibvirtWorker *worker; /* (owned) */
  char *uri;                  /* (owned) */
  char *name;                 /* (owned) for errors */
  gboolean read_only;
  int keepalive_interval;
  guint keepalive_count;

  OrielLibvirtLink *link; /* (owned) (nullable) */
  OrielLibvirtList *list; /* (owned) (nullable) */
  GError *error;          /* (owned) (nullable) */
} OrielLibvirtOpening;

struct _OrielLibvirtHost {
  OrielHost parent_instance;
  OrielLibvirtUri *uri;               /* (owned) */
  OrielLibvirtWorker *worker;         /* (owned) */
  OrielLibvirtWorker *aside;          /* (owned) */
  OrielLibvirtLink *link;             /* (owned) (nullable): NULL = not connected */
  OrielLibvirtGuests *guests;         /* (owned) */
  OrielLibvirtStatistics *statistics; /* (owned) */
  GPtrArray *calls;                   /* (owned) of OrielLibvirtCall (unowned) */
  GQueue waiting;                     /* of Waiter (owned) */
  OrielSsh *ssh;                      /* (owned) (nullable): the way to another machine */
  gboolean ssh_opening;               /* an attempt waits for it */
  OrielLibvirtOpening *opening;       /* (unowned) (nullable): the one attempt under way */
  GSource *patience;                  /* (owned) (nullable): ends the wait for @opening */
  GSource *retry;                     /* (owned) (nullable) */
  guint retry_delay;                  /* ms */
  int keepalive_interval;             /* s */
  guint keepalive_count;
  gboolean wanted; /* connect() without disconnect() so far */
};

/* One more attempt to connect, unless one is under way. (oriel-libvirt-host-open.c) */
void oriel_libvirt_host_open(OrielLibvirtHost *self);
/* What it ends in: the link and the list of @opening can be taken. (oriel-libvirt-host.c) */
void oriel_libvirt_host_succeed(OrielLibvirtHost *self, OrielLibvirtOpening *opening);
void oriel_libvirt_host_fail(OrielLibvirtHost *self, const GError *error);
/* What libvirt has closed, for a reason of its own (virConnectCloseReason), is lost.
 * (oriel-libvirt-host-loss.c) */
void oriel_libvirt_host_break(OrielLibvirtHost *self, int reason);
/* Lets go of the connection, which is @error, and tries again where that is wanted.
 * (oriel-libvirt-host.c) */
void oriel_libvirt_host_lose(OrielLibvirtHost *self, const GError *error);
/* Ends *@source, if there is one. */
void oriel_libvirt_clear_source(GSource **source);
/* Replaces *@source by one that calls @function after @delay milliseconds. */
void oriel_libvirt_host_set_timeout(OrielLibvirtHost *self,
                                    GSource **source,
                                    guint delay,
                                    GSourceFunc function);
