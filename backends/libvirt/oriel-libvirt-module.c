// SPDX-License-Identifier: LGPL-2.1-or-later
/* The door of this module. */
#include "oriel-libvirt-private.h"

/* Whether the user has set up a window where ssh asks (ssh(1), SSH_ASKPASS). */
static gboolean
has_askpass(void)
{
  const char *require = g_getenv("SSH_ASKPASS_REQUIRE");

  return g_strcmp0(require, "force") == 0;
}

OrielHost *
oriel_host_module_new(const char *uri, GError **error)
{
  OrielLibvirtUri *parsed = oriel_libvirt_uri_parse(uri, has_askpass(), error);

  if (parsed == NULL)
    return NULL;
  oriel_libvirt_link_prepare();
  return ORIEL_HOST(oriel_libvirt_host_new(uri, parsed, !has_askpass()));
}
