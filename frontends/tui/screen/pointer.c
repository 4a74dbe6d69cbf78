// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/pointer.h"

#include <math.h>

/* The middle of the cell, where no pixel is told. */
static double
get_part(int pixel, int cell, int cell_size, int first, int count)
{
  double position = pixel >= 0 ? (pixel + 0.5) / cell_size : cell + 0.5;

  return (position - first) / count;
}

static int
to_pixel(double part, int first, int count)
{
  return first + (int)CLAMP(floor(part * count), 0, count - 1);
}

gboolean
pointer_locate(const Placement *placement, const MouseEvent *mouse, int *x, int *y)
{
  const OrielRect *source = &placement->source, *target = &placement->target;
  double part_x =
      get_part(mouse->x, mouse->column, placement->cell_width, target->x, target->width);
  double part_y = get_part(mouse->y, mouse->row, placement->cell_height, target->y, target->height);

  *x = to_pixel(part_x, source->x, source->width);
  *y = to_pixel(part_y, source->y, source->height);
  return part_x >= 0 && part_x < 1 && part_y >= 0 && part_y < 1;
}

static void
move(Pointer *self, OrielDisplay *display, int x, int y)
{
  if (self->known && x == self->x && y == self->y)
    return;
  if (oriel_display_get_pointer_mode(display) == ORIEL_POINTER_ABSOLUTE)
    oriel_display_pointer_move(display, x, y);
  else if (self->known)
    oriel_display_pointer_motion(display, x - self->x, y - self->y);
  self->x = x;
  self->y = y;
  self->known = TRUE;
}

static gboolean
is_wheel(OrielButton button)
{
  return button >= ORIEL_BUTTON_WHEEL_UP && button <= ORIEL_BUTTON_WHEEL_RIGHT;
}

static void
set_button(Pointer *self, OrielDisplay *display, OrielButton button, gboolean pressed)
{
  guint32 bit = 1u << (button - 1);

  if (((self->held & bit) != 0) == pressed)
    return;
  self->held ^= bit;
  oriel_display_pointer_button(display, button, pressed);
}

void
pointer_send(Pointer *self,
             OrielDisplay *display,
             const Placement *placement,
             const MouseEvent *mouse)
{
  int x, y;
  gboolean inside = pointer_locate(placement, mouse, &x, &y);

  if (!inside && self->held == 0)
    return;
  move(self, display, x, y);
  if (is_wheel(mouse->button) && mouse->action == MOUSE_PRESS) {
    oriel_display_pointer_button(display, mouse->button, TRUE);
    oriel_display_pointer_button(display, mouse->button, FALSE);
  } else if (mouse->button != 0 && mouse->action != MOUSE_MOVE) {
    set_button(self, display, mouse->button, mouse->action == MOUSE_PRESS);
  }
}

void
pointer_release(Pointer *self, OrielDisplay *display)
{
  for (guint button = ORIEL_BUTTON_LEFT; button <= ORIEL_BUTTON_EXTRA; button++)
    if (self->held & (1u << (button - 1)))
      set_button(self, display, (OrielButton)button, FALSE);
}
