// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The text lens: reads text screens (the BIOS, boot loaders, memory tests, the Linux console) out
 * of their pixels.
 *
 * A cell is known when its pixels are exactly those of a letter in two colours, so that no letter
 * is ever a guess. A screen is text when nearly all of its cells are known, and stays so until a
 * good deal of them are not. Pure.
 */
#pragma once

#include <oriel.h>

G_BEGIN_DECLS

typedef struct {
  gunichar character; /* 0 = not known: a picture */
  guint32 foreground; /* 0xRRGGBB */
  guint32 background;
  gboolean cursor; /* the screen's cursor is drawn here */
} LensCell;

typedef struct {
  int columns;
  int rows;
  int cell_width; /* guest pixels */
  int cell_height;
} LensGrid;

typedef struct _Lens Lens;

Lens *lens_new(void);
void lens_free(Lens *self);

/* Reads what changed of @framebuffer, everything where @damage is NULL. TRUE when it is text. */
gboolean lens_update(Lens *self, const OrielFramebuffer *framebuffer, const OrielRegion *damage);
/* Of the last update, which said TRUE. */
LensGrid lens_get_grid(const Lens *self);
const LensCell *lens_at(const Lens *self, int column, int row);
/* The rows [@first, @first + count) whose cells the last update read again; returns count. */
int lens_get_changed_rows(const Lens *self, int *first);
/* Where the cursor was seen last, since it blinks; FALSE when none was. */
gboolean lens_get_cursor(const Lens *self, int *column, int *row);
/* Its lines, without the spaces at their ends; what is not known is U+FFFD. (transfer full) */
char *lens_dup_text(const Lens *self);

/* The text of a screen, for search and copy. (transfer full) (nullable): NULL when it is none. */
char *lens_read(const OrielFramebuffer *framebuffer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Lens, lens_free)

G_END_DECLS
