// SPDX-License-Identifier: LGPL-2.1-or-later
/* Finds words on a text screen: they are lit while they are typed, and looked for beyond the edges
 * of the terminal. */
#include "screen/find.h"
#include "screen/status.h"
#include "screen/viewer-private.h"
#include "terminal/line-edit.h"

#include <xkbcommon/xkbcommon-keysyms.h>

/* Of what was found, and of the one that is gone to. */
#define FOUND 0xffd75fu
#define CURRENT 0xff8700u

struct _ViewerFind {
  LineEdit line;
  Lens *lens;    /* (owned) */
  GArray *hits;  /* (owned) of FindHit */
  guint current; /* of the hits */
  gboolean is_text;
};

/* What is on the screen now. */
static void
look(Viewer *viewer)
{
  ViewerFind *self = viewer->find;
  OrielDisplay *display = attachment_get_display(viewer->attachment);
  OrielFramebuffer *framebuffer = display != NULL ? oriel_display_get_framebuffer(display) : NULL;

  g_array_set_size(self->hits, 0);
  self->is_text = framebuffer != NULL && lens_update(self->lens, framebuffer, NULL);
  if (self->is_text) {
    g_array_unref(self->hits);
    self->hits = find_words(self->lens, self->line.text->str);
  }
  if (self->current >= self->hits->len)
    self->current = 0;
}

/* A part of the way from edge to edge that has the middle of the terminal at @cell. */
static double
get_pan(int cell, int shown, int total)
{
  return total > shown ? (cell - shown / 2.0) / (total - shown) : 0;
}

/* Moves a screen that is too large so that the current one is seen. */
static void
show_current(Viewer *viewer)
{
  ViewerFind *self = viewer->find;
  const FindHit *hit;
  Placement shown;
  LensGrid grid;
  int x, y;

  if (self->hits->len == 0 || !painter_get_placement(viewer->painter, &shown))
    return;
  hit = &g_array_index(self->hits, FindHit, self->current);
  grid = lens_get_grid(self->lens);
  if (!find_place(hit, &grid, &shown, &x, &y))
    painter_pan(viewer->painter,
                get_pan(hit->column + hit->length / 2, shown.target.width, grid.columns),
                get_pan(hit->row, shown.target.height, grid.rows));
}

/* FALSE if there is no text; a note tells so. */
gboolean
viewer_find_start(Viewer *viewer)
{
  ViewerFind *self = g_new0(ViewerFind, 1);

  viewer_find_stop(viewer);
  viewer->find = self;
  line_edit_init(&self->line, "");
  self->lens = lens_new();
  self->hits = g_array_new(FALSE, FALSE, sizeof(FindHit));
  look(viewer);
  if (self->is_text) {
    painter_set_encoder(viewer->painter, encoder_find("text")); /* where a letter is a cell */
    return TRUE;
  }
  viewer_find_stop(viewer);
  viewer_note(viewer, VIEWER_NO_TEXT);
  return FALSE;
}

void
viewer_find_stop(Viewer *viewer)
{
  ViewerFind *self = g_steal_pointer(&viewer->find);

  if (self == NULL)
    return;
  line_edit_clear(&self->line);
  lens_free(self->lens);
  g_array_unref(self->hits);
  g_free(self);
}

static void
step(ViewerFind *self, int direction)
{
  guint n = self->hits->len;

  if (n > 0)
    self->current = (self->current + n + (guint)direction) % n;
}

gboolean
viewer_find_key(Viewer *viewer, const KeyEvent *key)
{
  ViewerFind *self = viewer->find;

  look(viewer);
  switch (key->keysym) {
  case XKB_KEY_Escape:
    return FALSE;
  case XKB_KEY_Return:
  case XKB_KEY_KP_Enter:
  case XKB_KEY_Down:
    step(self, 1);
    break;
  case XKB_KEY_Up:
    step(self, -1);
    break;
  default:
    if (!line_edit_key(&self->line, key))
      return !(key->keysym == 'c' && key->modifiers & MODIFIER_CTRL);
    self->current = 0;
    look(viewer);
    break;
  }
  show_current(viewer);
  return TRUE;
}

void
viewer_find_paste(Viewer *viewer, const char *text, gsize length)
{
  line_edit_insert(&viewer->find->line, text, length);
  look(viewer);
  show_current(viewer);
}

static void
light(Cells *cells, int x, int y, int length, gboolean current)
{
  for (int i = 0; i < length && x + i < cells_get_columns(cells); i++) {
    Cell *cell = cells_at(cells, x + i, y);

    cell->foreground = 0x000000;
    cell->background = current ? CURRENT : FOUND;
    cell->attributes =
        (cell->attributes & ~(guint32)CELL_REVERSE) | (current ? CELL_UNDERLINE | CELL_BOLD : 0);
  }
}

void
viewer_find_light(Viewer *viewer, Cells *cells)
{
  ViewerFind *self = viewer->find;
  Placement shown;
  LensGrid grid;

  look(viewer);
  if (!self->is_text || !painter_get_placement(viewer->painter, &shown))
    return;
  grid = lens_get_grid(self->lens);
  for (guint i = 0; i < self->hits->len; i++) {
    const FindHit *hit = &g_array_index(self->hits, FindHit, i);
    int x, y;

    if (find_place(hit, &grid, &shown, &x, &y) && y < cells_get_rows(cells))
      light(cells, x, y, hit->length, i == self->current);
  }
}

char *
viewer_find_describe(Viewer *viewer, int *cursor)
{
  ViewerFind *self = viewer->find;
  g_autofree char *before = g_strndup(self->line.text->str, self->line.cursor);
  g_autofree char *count = NULL;

  *cursor = 2 + status_get_width(before);
  if (!self->is_text)
    count = g_strdup("there is no text now");
  else if (self->line.text->len == 0)
    count = g_strdup("type what to look for");
  else if (self->hits->len == 0)
    count = g_strdup("not there");
  else
    count = g_strdup_printf("%u of %u  Enter next", self->current + 1, self->hits->len);
  return g_strdup_printf(" /%s   %s  Esc ends", self->line.text->str, count);
}
