// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-layout.h"

gboolean
oriel_spice_layout_has(const OrielSpiceLayout *self, guint display)
{
  for (guint i = 0; i < self->n; i++)
    if (self->displays[i] == display)
      return TRUE;
  return FALSE;
}

static void
add(OrielSpiceLayout *self, guint display, const OrielRect *area)
{
  if (self->n < ORIEL_SPICE_MAX_HEADS && display < ORIEL_SPICE_MAX_HEADS &&
      !oriel_spice_layout_has(self, display)) {
    self->displays[self->n] = display;
    self->areas[self->n++] = *area;
  }
}

/* Of one channel with several heads they are numbered by head; else by channel, as other viewers
 * and the agent number them. */
static guint
display_of(int id, guint monitor)
{
  return id == 0 ? monitor : (guint)id;
}

void
oriel_spice_layout_read(
    OrielSpiceLayout *self, SpiceDisplayChannel *channel, int id, int width, int height)
{
  const OrielRect whole = {0, 0, width, height};
  g_autoptr(GArray) monitors = NULL;

  self->n = 0;
  g_object_get(channel, "monitors", &monitors, NULL);
  for (guint i = 0; monitors != NULL && i < monitors->len; i++) {
    const SpiceDisplayMonitorConfig *monitor =
        &g_array_index(monitors, SpiceDisplayMonitorConfig, i);
    OrielRect area = {(int)MIN(monitor->x, G_MAXINT16), (int)MIN(monitor->y, G_MAXINT16),
                      (int)MIN(monitor->width, G_MAXINT16), (int)MIN(monitor->height, G_MAXINT16)};
    if (monitor->surface_id == 0 && oriel_rect_intersect(&area, &whole, &area))
      add(self, display_of(id, monitor->id), &area);
  }
  if (self->n == 0)
    add(self, display_of(id, 0), &whole);
}
