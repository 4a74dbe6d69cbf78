// SPDX-License-Identifier: LGPL-2.1-or-later
#include "beside.h"

#include "bare.h"

#define STEP 48 /* points: about a header bar, and the corner of a window below */

/* Where the windows that are there are, in points. (transfer full) (element-type GdkRectangle) */
static GArray *
list_taken(GPtrArray *windows)
{
  GArray *taken = g_array_new(FALSE, FALSE, sizeof(GdkRectangle));

  for (guint i = 0; i < windows->len; i++) {
    GtkWindow *window = windows->pdata[i];
    GdkRectangle area;

    if (!gtk_widget_get_mapped(GTK_WIDGET(window)) || !bare_find(window, &area.x, &area.y))
      continue;
    gtk_window_get_default_size(window, &area.width, &area.height);
    g_array_append_val(taken, area);
  }
  return taken;
}

static gboolean
fits(const GdkRectangle *place, const GdkRectangle *monitor, GArray *taken)
{
  GdkRectangle seen;

  if (!gdk_rectangle_intersect(place, monitor, &seen) || !gdk_rectangle_equal(place, &seen))
    return FALSE;
  for (guint i = 0; i < taken->len; i++)
    if (gdk_rectangle_intersect(place, &g_array_index(taken, GdkRectangle, i), NULL))
      return FALSE;
  return TRUE;
}

/* The corner of the monitor, or right of a window, or below one. */
static gboolean
find_on_monitor(const GdkRectangle *monitor, GArray *taken, GdkRectangle *place)
{
  place->x = monitor->x;
  place->y = monitor->y;
  if (fits(place, monitor, taken))
    return TRUE;
  for (guint i = 0; i < 2 * taken->len; i++) {
    const GdkRectangle *other = &g_array_index(taken, GdkRectangle, i / 2);

    place->x = i % 2 == 0 ? other->x + other->width : other->x;
    place->y = i % 2 == 0 ? other->y : other->y + other->height;
    if (fits(place, monitor, taken))
      return TRUE;
  }
  return FALSE;
}

static gboolean
find_room(GListModel *monitors, GArray *taken, GdkRectangle *place)
{
  for (guint i = 0; i < g_list_model_get_n_items(monitors); i++) {
    g_autoptr(GdkMonitor) monitor = g_list_model_get_item(monitors, i);
    GdkRectangle area;

    gdk_monitor_get_geometry(monitor, &area);
    if (find_on_monitor(&area, taken, place))
      return TRUE;
  }
  return FALSE;
}

void
beside_place(GtkWindow *window, GPtrArray *others)
{
  GdkDisplay *display = gtk_widget_get_display(GTK_WIDGET(window));
  g_autoptr(GArray) taken = NULL;
  GdkRectangle place;

  if (!bare_is(window))
    return;
  taken = list_taken(others);
  if (taken->len == 0)
    return;
  gtk_window_get_default_size(window, &place.width, &place.height);
  if (!find_room(gdk_display_get_monitors(display), taken, &place)) {
    const GdkRectangle *last = &g_array_index(taken, GdkRectangle, taken->len - 1);

    place.x = last->x + STEP;
    place.y = last->y + STEP;
  }
  bare_place(window, &place);
}
