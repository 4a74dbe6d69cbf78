// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#include "impl/oriel-backend.h"

G_BEGIN_DECLS

#define ORIEL_VNC_TYPE_BACKEND (oriel_vnc_backend_get_type())
G_DECLARE_FINAL_TYPE(OrielVncBackend, oriel_vnc_backend, ORIEL_VNC, BACKEND, OrielBackend)

G_END_DECLS
