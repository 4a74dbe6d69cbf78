// SPDX-License-Identifier: LGPL-2.1-or-later
#pragma once

#if !defined(ORIEL_GTK_INSIDE) && !defined(ORIEL_GTK_COMPILATION)
#error "Only <oriel-gtk.h> can be included directly."
#endif

#include <gtk/gtk.h>
#include <oriel.h>

#if defined(ORIEL_GTK_COMPILATION)
#define ORIEL_GTK_PUBLIC __attribute__((visibility("default"))) extern
#else
#define ORIEL_GTK_PUBLIC extern
#endif
