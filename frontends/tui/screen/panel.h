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
/* Something to choose by @key. Those follow the lines, in as many columns as suit the place. */
void panel_add_item(Panel *self, const char *key, const char *text);
/* A line that is one of several to go to with the keys: the @current one is lit, and in sight. */
void panel_add_choice(Panel *self, const char *line, gboolean current);
/* A line to be typed into: "@label: @value", with the cursor behind it when it is @current. */
void panel_add_field(Panel *self, const char *label, const char *value, gboolean current);

/* How many rows at the top are not shown, of one that has too many. */
void panel_set_scroll(Panel *self, int rows);
/* The same, after it was drawn: no more than there are to scroll. */
int panel_get_scroll(const Panel *self);

/* In the middle of the first @rows rows; what is too wide is cut. */
void panel_draw(Panel *self, Cells *cells, int rows);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Panel, panel_free)

G_END_DECLS
