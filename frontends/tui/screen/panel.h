// SPDX-License-Identifier: LGPL-2.1-or-later
/* A box of text over a guest's screen: menus, messages, questions. Draws into cells alone. */
#pragma once

#include "terminal/cells.h"

G_BEGIN_DECLS

typedef struct _Panel Panel;

Panel *panel_new(const char *title, gboolean unicode);
void panel_free(Panel *self);

/* A line as it is. */
void panel_add(Panel *self, const char *line);
/* A text for a person, broken to @width columns as wrap_text() does. */
void panel_add_text(Panel *self, const char *text, int width);
/* A line to be typed into: "@label: @value", with the cursor behind it when it is @current. */
void panel_add_field(Panel *self, const char *label, const char *value, gboolean current);

/* In the middle of the first @rows rows; what is too large is cut. */
void panel_draw(const Panel *self, Cells *cells, int rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Panel, panel_free)

G_END_DECLS
