// SPDX-License-Identifier: LGPL-2.1-or-later
/* Two fingers zoom the picture: what is between them stays there. */
#include "oriel-gtk-view-private.h"

#include <math.h>

static void
begin(OrielGtkView *self, double x, double y)
{
  const OrielRect *image = &self->viewport.image;
  Pinch *pinch = &self->pinch;

  pinch->zoom = 100.0 * image->width / self->viewport.guest_width;
  pinch->x = (x - image->x) * self->viewport.guest_width / image->width;
  pinch->y = (y - image->y) * self->viewport.guest_height / image->height;
  if (self->scaling != ORIEL_GTK_SCALING_FIXED) {
    pinch->scaling_before = self->scaling;
    pinch->zoom_before = self->zoom;
  }
}

/* Whether all of the guest can be seen at this zoom. */
static gboolean
fits(OrielGtkView *self, int percent)
{
  int width, height;

  viewport_get_zoomed_size(&self->viewport, percent, &width, &height);
  return width <= self->viewport.window_width && height <= self->viewport.window_height;
}

static void
zoom(OrielGtkView *self, int percent, double x, double y)
{
  const Viewport *viewport = &self->viewport;

  oriel_gtk_view_set_scaling(self, ORIEL_GTK_SCALING_FIXED); /* the guest's size is to stay */
  oriel_gtk_view_set_zoom(self, percent);
  x -= viewport->image.x + self->pinch.x * viewport->image.width / viewport->guest_width;
  y -= viewport->image.y + self->pinch.y * viewport->image.height / viewport->guest_height;
  oriel_gtk_view_pan_by(self, &x, &y);
}

/* They are around the device pixel (@x, @y), @factor as far apart as when they began, which is
 * called with a factor of 1. A picture that fitted, and is made to fit again, follows the view as
 * it did before. */
void
oriel_gtk_view_pinch(OrielGtkView *self, double factor, double x, double y)
{
  int percent;

  if (self->viewport.image.width == 0 || self->viewport.image.height == 0)
    return;
  if (factor == 1)
    begin(self, x, y);
  percent = (int)lround(CLAMP(self->pinch.zoom * factor, VIEWPORT_ZOOM_MIN, VIEWPORT_ZOOM_MAX));
  if (self->pinch.scaling_before == ORIEL_GTK_SCALING_FIXED || !fits(self, percent)) {
    zoom(self, percent, x, y);
  } else {
    oriel_gtk_view_set_zoom(self, self->pinch.zoom_before);
    oriel_gtk_view_set_scaling(self, self->pinch.scaling_before);
  }
}
