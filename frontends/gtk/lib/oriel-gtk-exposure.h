// SPDX-License-Identifier: LGPL-2.1-or-later
/* What GTK has drawn over a node, read from the scene that it drew last. Pure: no display, no I/O.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean exposure_find(GskRenderNode *scene,
                       GskRenderNode *node,
                       graphene_rect_t *area,
                       graphene_point_t *at);

G_END_DECLS
