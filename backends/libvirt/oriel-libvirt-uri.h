// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a libvirt URI says, and which ones are refused. Pure: nothing is opened or resolved. */
#pragma once

#include <oriel.h>

typedef struct {
  char *connect;  /* (owned) what libvirt is given: rebuilt from the checked parts */
  char *host;     /* (owned) (nullable) the machine, when it is another one */
  char *name;     /* (owned) what to call it, for people: "QEMU/KVM on server1" */
  gboolean local; /* over a unix socket or in process: file descriptors can be passed */
  gboolean ssh;   /* through ssh, in whichever implementation */

  /* With the program ssh, which is run here and not by libvirt. */
  gboolean tunnel;
  char *near;    /* (owned) what libvirt is given where a socket leads there, without its path */
  char *user;    /* (owned) (nullable) */
  char *keyfile; /* (owned) (nullable) */
  char *known_hosts; /* (owned) (nullable) */
  char *socket;      /* (owned) (nullable) of the far libvirt */
  guint16 port;      /* 0 = as ssh is configured */
} OrielLibvirtUri;

/* Reads @uri, or returns NULL with ORIEL_ERROR_INVALID (malformed) or ORIEL_ERROR_INSECURE (it
 * could run a program or turn off a check, or does what is not known to be harmless). @ssh_may_ask
 * tells whether ssh has a way to ask for passwords that is not the program's own terminal. */
OrielLibvirtUri *oriel_libvirt_uri_parse(const char *uri, gboolean ssh_may_ask, GError **error);
void oriel_libvirt_uri_free(OrielLibvirtUri *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielLibvirtUri, oriel_libvirt_uri_free)
