// SPDX-License-Identifier: LGPL-2.1-or-later
/* Counts the calls that reach libvirt. A program that links this stands between the module and
 * libvirt: its symbols are found first. */
#pragma once

#include <glib.h>

typedef struct {
  guint open;        /* virConnectOpenAuth */
  guint list;        /* virConnectListAllDomains */
  guint all_stats;   /* virConnectGetAllDomainStats */
  guint some_stats;  /* virDomainListGetStats */
  guint info;        /* virDomainGetInfo */
  guint xml;         /* virDomainGetXMLDesc */
  guint uuid;        /* virDomainGetUUID */
  guint id;          /* virDomainGetID */
  guint keepalive;   /* virConnectSetKeepAlive */
  gint64 opened;     /* monotonic time, µs, when the last virConnectOpenAuth returned */
  gint64 opened_cpu; /* the same in processor time of the process */
} Calls;

/* Counted from the last reset. Threads count at the same time: look when the module is at rest. */
extern Calls calls;
void calls_reset(void);

/* Processor time of this process, in µs. */
gint64 calls_cpu_time(void);

/* How often virStreamSend() shall take nothing and say that it would block. */
extern gint calls_send_blocks;
