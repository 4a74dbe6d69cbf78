// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a person has set for all clients of libvirt, in its libvirt.conf: names of hosts, and which
 * one is meant where none is named. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The file that libvirt's own clients read: the user's, or, for root, the system's. (transfer full)
 */
char *libvirt_conf_dup_path(void);

/* The URI that the file @text sets for the name @alias, or, for NULL, in general (uri_default).
 * What is malformed sets nothing. Pure. (transfer full) (nullable) */
char *libvirt_conf_find_uri(const char *text, const char *alias);

G_END_DECLS
