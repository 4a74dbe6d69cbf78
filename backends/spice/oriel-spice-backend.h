// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "impl/oriel-backend.h"

G_BEGIN_DECLS

#define ORIEL_TYPE_SPICE_BACKEND (oriel_spice_backend_get_type())
G_DECLARE_FINAL_TYPE(OrielSpiceBackend, oriel_spice_backend, ORIEL, SPICE_BACKEND, OrielBackend)

G_END_DECLS
