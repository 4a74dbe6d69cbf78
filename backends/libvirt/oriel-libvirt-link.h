// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * One connection to a libvirt daemon: opening, what it reports, closing, and connections aside.
 *
 * libvirt calls its event callbacks in whichever thread iterates the global default main context.
 * The link carries what they say to the context of the host, in order.
 */
#pragma once

#include "oriel-libvirt-error.h"
#include "oriel-libvirt-worker.h"

typedef enum {
  ORIEL_LIBVIRT_EVENT_LIFECYCLE, /* number and detail are libvirt's */
  ORIEL_LIBVIRT_EVENT_DETAILS,   /* what the domain's XML says has changed */
  ORIEL_LIBVIRT_EVENT_BALLOON,   /* the memory has changed */
  ORIEL_LIBVIRT_EVENT_CLOSED,    /* the connection is lost; number is virConnectCloseReason */
} OrielLibvirtEventKind;

typedef struct {
  OrielLibvirtEventKind kind;
  int number;
  int detail;
  virDomainPtr domain; /* (owned) (nullable) */
} OrielLibvirtEvent;

/* Tells @owner what has happened, in its context. */
typedef void (*OrielLibvirtEventFunc)(gpointer owner, const OrielLibvirtEvent *event);

typedef struct _OrielLibvirtLink OrielLibvirtLink;

/* How to open a link; copied. */
typedef struct {
  const char *uri;
  const char *name; /* of the host, for errors */
  gboolean read_only;
  int keepalive_interval; /* seconds between probes of a silent daemon */
  guint keepalive_count;  /* probes without an answer before it counts as lost */
} OrielLibvirtOpen;

/* How long a daemon may be silent, unless ORIEL_LIBVIRT_KEEPALIVE ("interval,count") says
 * otherwise: only the tests are in such a hurry. */
void oriel_libvirt_link_read_keepalive(int *interval, guint *count);

/* What has to be set up once for the process before the first link, in the main thread. */
void oriel_libvirt_link_prepare(void);

/* Connects, and subscribes to all events; blocks, for worker threads only. (transfer full): a link
 * that keeps its events to itself until it has an owner. The context is @worker's. */
OrielLibvirtLink *
oriel_libvirt_link_open(OrielLibvirtWorker *worker, const OrielLibvirtOpen *open, GError **error);
OrielLibvirtLink *oriel_libvirt_link_ref(OrielLibvirtLink *self);
void oriel_libvirt_link_unref(OrielLibvirtLink *self);
/* Borrowed, and valid for as long as the link is not closed or the caller adds a reference. For one
 * thread at a time: libvirt 9.0 forgets all but one of the calls that wait when keepalive ends a
 * connection, and they wait for ever. */
virConnectPtr oriel_libvirt_link_get_connection(OrielLibvirtLink *self);
/* A connection aside, for one call that may take long: to the same daemon, or the link's own where
 * there is no daemon; none of a link that is closed. Blocks, for worker threads only. (transfer
 * full): to be given back. */
virConnectPtr oriel_libvirt_link_borrow(OrielLibvirtLink *self, GError **error);
void oriel_libvirt_link_give_back(OrielLibvirtLink *self, virConnectPtr connection);

/* From now on @func gets the events, what was kept first; in the context. */
void oriel_libvirt_link_adopt(OrielLibvirtLink *self, OrielLibvirtEventFunc func, gpointer owner);
/* Ends the events at once, and the connection in a thread; in the context, or before there is an
 * owner in any thread. Drops the caller's reference. */
void oriel_libvirt_link_close(OrielLibvirtLink *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielLibvirtLink, oriel_libvirt_link_unref)
