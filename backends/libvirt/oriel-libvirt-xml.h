// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a domain's XML says about a guest. Pure: no connection, no network, no files. */
#pragma once

#include "impl/oriel-guest-impl.h"

typedef struct {
  gboolean runs;       /* the domain does, or did when this was written */
  char *title;         /* (owned) (nullable) */
  char *description;   /* (owned) (nullable) */
  char *metadata;      /* (owned) (nullable) the element, as XML */
  GPtrArray *graphics; /* (owned) of OrielGraphics */
  GPtrArray *places;   /* (owned) of OrielTarget (nullable): where each of them listens, as the
                          machine of the guest sees it */
  GPtrArray *consoles; /* (owned) of OrielConsole */
  guint64 memory;      /* KiB; 0 = not told */
  guint vcpus;         /* 0 = not told */
} OrielLibvirtDetails;

/* Reads the XML of a domain, as virDomainGetXMLDesc() gives it. @remote_host is the machine the
 * guest runs on, NULL when it is this one: consoles that listen everywhere are reached there, those
 * that listen on its loopback or on a unix socket are not reached from here. The error is
 * ORIEL_ERROR_PROTOCOL. */
OrielLibvirtDetails *
oriel_libvirt_xml_parse(const char *xml, const char *remote_host, GError **error);
void oriel_libvirt_details_free(OrielLibvirtDetails *self);

/* The snapshot called @name from its XML, as virDomainSnapshotGetXMLDesc() gives it; of XML that is
 * none, only the name is known. (transfer full) */
OrielSnapshot *
oriel_libvirt_xml_parse_snapshot(const char *xml, const char *name, gboolean current);
/* What virDomainSnapshotCreateXML() takes; NULL = the host chooses. (transfer full) */
char *oriel_libvirt_xml_make_snapshot(const char *name, const char *description);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrielLibvirtDetails, oriel_libvirt_details_free)
