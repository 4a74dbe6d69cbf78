// SPDX-License-Identifier: LGPL-2.1-or-later
/* Finding and loading the module that serves a kind of hosts. */
#pragma once

#include "impl/oriel-guest-impl.h"

/* The function that makes hosts for @uri, or NULL with ORIEL_ERROR_INVALID (not a URI) or
 * ORIEL_ERROR_NOT_SUPPORTED (the module is not installed, or does not load). Modules stay loaded
 * for good: GObject types are never unregistered. */
OrielHostModuleNew oriel_host_module_load(const char *uri, GError **error);
