// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-host-module.h"

#include "oriel-install.h"
#include <gmodule.h>

typedef struct {
  const char *scheme; /* NULL = every scheme that no line above names */
  const char *module; /* in moduledir */
  const char *name;   /* for people */
  const char *remedy; /* what to do where the module is missing */
} HostModule;

static const HostModule modules[] = {
    {NULL, "liboriel-host-libvirt.so", "libvirt",
     "install Oriel's libvirt module, or build with -Dlibvirt=enabled"},
};

static const HostModule *
find_module(const char *scheme)
{
  for (gsize i = 0; i < G_N_ELEMENTS(modules); i++)
    if (modules[i].scheme == NULL || g_ascii_strcasecmp(modules[i].scheme, scheme) == 0)
      return &modules[i];
  return NULL;
}

static OrielHostModuleNew
load(const HostModule *module, GError **error)
{
  g_autofree char *path = oriel_install_find(ORIEL_MODULEDIR, module->module);
  GModule *loaded;
  gpointer symbol = NULL;

  if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                "This build has no %s support (there is no %s): %s", module->name, path,
                module->remedy);
    return NULL;
  }
  loaded = g_module_open(path, G_MODULE_BIND_LOCAL);
  if (loaded == NULL || !g_module_symbol(loaded, ORIEL_HOST_MODULE_SYMBOL, &symbol)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                "The %s support of this build does not load: %s", module->name, g_module_error());
    g_clear_pointer(&loaded, g_module_close);
    return NULL;
  }
  g_module_make_resident(loaded);
  return (OrielHostModuleNew)symbol;
}

OrielHostModuleNew
oriel_host_module_load(const char *uri, GError **error)
{
  g_autofree char *scheme = g_uri_parse_scheme(uri);
  const HostModule *module = scheme != NULL ? find_module(scheme) : NULL;

  if (module == NULL) {
    g_autofree char *shown = oriel_text_sanitize(uri, -1, 256);

    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "“%s” is not the URI of a host; one looks like qemu:///system", shown);
    return NULL;
  }
  return load(module, error);
}
