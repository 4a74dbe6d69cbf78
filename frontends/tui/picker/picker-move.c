// SPDX-License-Identifier: LGPL-2.1-or-later
/* The cursor: what moves it, and what becomes of it when rows change. */
#include "picker/picker-private.h"

#include <string.h>

static int
last_index(Picker *self)
{
  return (int)model_get_n_rows(self->model) - 1;
}

/* Brings the cursor into view; returns whether the list had to be scrolled. */
static gboolean
scroll(Picker *self)
{
  int height = MAX(self->layout.list_height, 1), old = self->top;

  if (self->cursor_index < self->top)
    self->top = self->cursor_index;
  else if (self->cursor_index >= self->top + height)
    self->top = self->cursor_index - height + 1;
  self->top = CLAMP(self->top, 0, MAX(last_index(self) + 1 - height, 0));
  self->scrolled |= self->top != old;
  return self->top != old;
}

void
picker_move_to(Picker *self, int index)
{
  int old = self->cursor_index;

  self->touched = TRUE;
  self->cursor_index = CLAMP(index, 0, MAX(last_index(self), 0));
  self->cursor = model_get_row(self->model, (guint)self->cursor_index);
  if (scroll(self)) {
    for (guint i = 0; i < self->dirty->len; i++)
      picker_draw_row(self, self->top + (int)i);
  } else {
    picker_draw_row(self, old);
    picker_draw_row(self, self->cursor_index);
  }
  picker_cursor_moved(self);
}

/* Before anybody has moved the cursor, it waits for the first guest. */
static void
find_first_guest(Picker *self)
{
  for (guint i = 0; i < MIN(model_get_n_rows(self->model), 64); i++)
    if (model_get_row(self->model, i)->kind == ROW_GUEST) {
      self->cursor = model_get_row(self->model, i);
      return;
    }
}

void
picker_fix_cursor(Picker *self)
{
  Row *old = self->cursor;
  int index;

  if (!self->draw_all && self->cursor != NULL)
    return;
  if (!self->touched)
    find_first_guest(self);
  index = model_find(self->model, self->cursor);
  if (index >= 0)
    self->cursor_index = index;
  self->cursor_index = CLAMP(self->cursor_index, 0, MAX(last_index(self), 0));
  self->cursor = model_get_row(self->model, (guint)self->cursor_index);
  scroll(self);
  if (self->cursor != old)
    picker_cursor_moved(self);
}

OrielGuest *
picker_get_guest(Picker *self)
{
  GuestRow *row = model_get_guest(self->cursor);

  return row != NULL ? row->guest : NULL;
}

static int
get_count(Picker *self)
{
  return (int)MIN(MAX(self->count, 1), 1000000);
}

PICKER_OPERATION(down)
{
  picker_move_to(self, self->cursor_index + get_count(self));
}

PICKER_OPERATION(up)
{
  picker_move_to(self, self->cursor_index - get_count(self));
}

PICKER_OPERATION(page_down)
{
  picker_move_to(self, self->cursor_index + MAX(self->layout.list_height - 1, 1) * get_count(self));
}

PICKER_OPERATION(page_up)
{
  picker_move_to(self, self->cursor_index - MAX(self->layout.list_height - 1, 1) * get_count(self));
}

PICKER_OPERATION(half_down)
{
  picker_move_to(self, self->cursor_index + MAX(self->layout.list_height / 2, 1));
}

PICKER_OPERATION(half_up)
{
  picker_move_to(self, self->cursor_index - MAX(self->layout.list_height / 2, 1));
}

PICKER_OPERATION(first)
{
  picker_move_to(self, self->count > 0 ? get_count(self) - 1 : 0);
}

PICKER_OPERATION(last)
{
  picker_move_to(self, self->count > 0 ? get_count(self) - 1 : last_index(self));
}

/* Folding */

PICKER_OPERATION(fold)
{
  GuestRow *guest = model_get_guest(self->cursor);

  if (self->cursor == NULL)
    return;
  if (self->cursor->kind == ROW_CONSOLE)
    self->cursor = &guest->row;
  else if (self->cursor->kind == ROW_GUEST && !guest->unfolded && model_get_tree(self->model)) {
    picker_move_to(self, model_find(self->model, &guest->host->row));
    return;
  }
  model_set_folded(self->model, self->cursor, TRUE);
}

PICKER_OPERATION(unfold)
{
  if (self->cursor == NULL || self->cursor->kind == ROW_CONSOLE)
    return;
  if (self->cursor->kind == ROW_GUEST && !oriel_guest_has_details(picker_get_guest(self)))
    picker_say(self, "its consoles are being asked for");
  model_set_folded(self->model, self->cursor, FALSE);
}

PICKER_OPERATION(tree)
{
  self->settings.tree = !self->settings.tree;
  model_set_tree(self->model, self->settings.tree);
  picker_save_settings(self);
}

/* Finding */

/* Whether the name of @row has what is looked for in it. */
static gboolean
is_found(Picker *self, Row *row)
{
  const char *name = row->kind == ROW_GUEST  ? oriel_guest_get_name(((GuestRow *)row)->guest)
                     : row->kind == ROW_HOST ? oriel_host_get_name(((HostRow *)row)->host)
                                             : NULL;

  return name != NULL && strcasestr(name, self->find) != NULL;
}

gboolean
picker_find_next(Picker *self, int direction, gboolean from_here)
{
  int n = last_index(self) + 1;

  for (int i = from_here ? 0 : 1; i <= n && *self->find != '\0'; i++) {
    int index = (self->cursor_index + direction * i % n + n) % n;

    if (is_found(self, model_get_row(self->model, (guint)index))) {
      picker_move_to(self, index);
      return TRUE;
    }
  }
  return FALSE;
}

PICKER_OPERATION(find_next)
{
  if (!picker_find_next(self, 1, FALSE))
    picker_complain(self, "no name has “%s” in it", self->find);
}

PICKER_OPERATION(find_previous)
{
  if (!picker_find_next(self, -1, FALSE))
    picker_complain(self, "no name has “%s” in it", self->find);
}

/* Marks */

PICKER_OPERATION(mark)
{
  if (self->cursor != NULL && self->cursor->kind == ROW_GUEST)
    model_mark(self->model, (GuestRow *)self->cursor, !((GuestRow *)self->cursor)->marked);
  picker_move_to(self, self->cursor_index + 1);
}

PICKER_OPERATION(mark_all)
{
  model_mark_matching(self->model);
  picker_draw_all(self);
}

PICKER_OPERATION(unmark)
{
  model_unmark_all(self->model);
  self->range = NULL;
  picker_draw_all(self);
}

PICKER_OPERATION(range)
{
  int from = model_find(self->model, self->range);

  if (from >= 0)
    model_mark_range(self->model, (guint)from, (guint)self->cursor_index);
  self->range = from >= 0 ? NULL : self->cursor;
  picker_draw_all(self);
}
