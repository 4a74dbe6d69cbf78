// SPDX-License-Identifier: LGPL-2.1-or-later
/* The shape of the guest's pointer, as a cursor of the desktop. */
#pragma once

#include <gtk/gtk.h>
#include <oriel.h>

G_BEGIN_DECLS

GdkCursor *cursor_new_for_guest(OrielCursor *shape, double factor);

G_END_DECLS
