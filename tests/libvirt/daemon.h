// SPDX-License-Identifier: LGPL-2.1-or-later
/* A private libvirt daemon (private-libvirt.py) and guests for it. */
#pragma once

#include <gio/gio.h>
#include <libvirt/libvirt.h>

typedef struct {
  GSubprocess *process;     /* (owned) */
  GDataInputStream *output; /* (owned) */
  char *uri;                /* (owned) */
  char *directory;          /* (owned) for files that the daemon reads */
  virConnectPtr control;    /* (owned) (nullable) the test's own connection */
} Daemon;

/* NULL when there is no libvirtd here. */
Daemon *daemon_start(void);
/* A command of private-libvirt.py. */
void daemon_command(Daemon *self, const char *command);
/* Opens the test's own connection anew. */
void daemon_connect(Daemon *self);
void daemon_free(Daemon *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Daemon, daemon_free)

/* The XML of a guest whose boot sector says ">" on its serial line and then echoes what it gets.
 * @graphics is its <graphics> element. */
char *daemon_guest_xml(Daemon *self, const char *name, const char *graphics);
/* These end the test when they fail. */
void daemon_define(Daemon *self, const char *xml);
void daemon_create(Daemon *self, const char *xml);
virDomainPtr daemon_lookup(Daemon *self, const char *name);
