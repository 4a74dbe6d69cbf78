// SPDX-License-Identifier: LGPL-2.1-or-later
/* Hosts of libvirt's test driver: in process, no daemon, described by a file. */
#pragma once

#include <glib.h>

typedef struct {
  char *path; /* (owned) */
  char *uri;  /* (owned) */
} Node;

/* A host whose guests are @domains, in XML. */
Node node_new(const char *domains);
/* With four: vm2 runs, with details; vm10 is paused; Vm1 and 7 are off. */
Node node_new_four(void);
void node_clear(Node *node);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Node, node_clear)

/* @run_state is libvirt's number: 1 running, 3 paused, 5 off. (transfer full) */
char *node_domain_xml(const char *name, int run_state, const char *inside);
