// SPDX-License-Identifier: LGPL-2.1-or-later
/* The one header of liboriel-gtk-1: consoles of guests in GTK 4 programs. */
#pragma once

#define ORIEL_GTK_INSIDE
#include "oriel-gtk-clipboard.h"
#include "oriel-gtk-renderer.h"
#include "oriel-gtk-types.h"
#include "oriel-gtk-view.h"
#undef ORIEL_GTK_INSIDE
