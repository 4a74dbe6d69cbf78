// SPDX-License-Identifier: LGPL-2.1-or-later
/* Reading and setting the view's properties. */
#include "oriel-gtk-view-private.h"

/**
 * oriel_gtk_view_get_display:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:display].
 *
 * Returns: (transfer none) (nullable): what is shown
 */
OrielDisplay *
oriel_gtk_view_get_display(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), NULL);
  return self->display;
}

/**
 * oriel_gtk_view_set_display:
 * @self: a view
 * @display: (nullable): what to show
 *
 * Sets [property@OrielGtk.View:display].
 */
void
oriel_gtk_view_set_display(OrielGtkView *self, OrielDisplay *display)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  g_return_if_fail(display == NULL || ORIEL_IS_DISPLAY(display));
  if (self->display == display)
    return;
  if (self->display != NULL)
    g_signal_handlers_disconnect_by_data(self->display, self);
  g_set_object(&self->display, display);
  input_set_display(self->input, display);
  oriel_gtk_view_watch_display(self);
  g_object_notify(G_OBJECT(self), "display");
}

/**
 * oriel_gtk_view_get_scaling:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:scaling].
 *
 * Returns: how large the guest is shown
 */
OrielGtkScaling
oriel_gtk_view_get_scaling(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), ORIEL_GTK_SCALING_FIT);
  return self->scaling;
}

/**
 * oriel_gtk_view_set_scaling:
 * @self: a view
 * @scaling: how large to show the guest
 *
 * Sets [property@OrielGtk.View:scaling].
 */
void
oriel_gtk_view_set_scaling(OrielGtkView *self, OrielGtkScaling scaling)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if (self->scaling == scaling)
    return;
  self->scaling = scaling;
  oriel_gtk_view_update_layout(self);
  oriel_gtk_view_update_input(self);
  gtk_widget_queue_resize(GTK_WIDGET(self));
  g_object_notify(G_OBJECT(self), "scaling");
}

/**
 * oriel_gtk_view_get_zoom:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:zoom].
 *
 * Returns: device pixels for 100 pixels of the guest
 */
int
oriel_gtk_view_get_zoom(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), 100);
  return self->zoom;
}

/**
 * oriel_gtk_view_set_zoom:
 * @self: a view
 * @percent: device pixels for 100 pixels of the guest; it is brought into the range
 *
 * Sets [property@OrielGtk.View:zoom].
 */
void
oriel_gtk_view_set_zoom(OrielGtkView *self, int percent)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  percent = CLAMP(percent, VIEWPORT_ZOOM_MIN, VIEWPORT_ZOOM_MAX);
  if (self->zoom == percent)
    return;
  self->zoom = percent;
  resizer_set_zoom(self->resizer, percent);
  oriel_gtk_view_update_layout(self);
  gtk_widget_queue_resize(GTK_WIDGET(self));
  g_object_notify(G_OBJECT(self), "zoom");
}

/**
 * oriel_gtk_view_get_shown_zoom:
 * @self: a view
 *
 * Tells how large the guest is seen, whatever made it so.
 *
 * Returns: device pixels for 100 pixels of the guest, rounded
 */
int
oriel_gtk_view_get_shown_zoom(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), 100);
  return viewport_get_zoom(&self->viewport);
}

/**
 * oriel_gtk_view_get_view_only:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:view-only].
 *
 * Returns: whether keyboard and pointer stay with the desktop
 */
gboolean
oriel_gtk_view_get_view_only(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return self->view_only;
}

/**
 * oriel_gtk_view_set_view_only:
 * @self: a view
 * @view_only: whether they stay with the desktop
 *
 * Sets [property@OrielGtk.View:view-only].
 */
void
oriel_gtk_view_set_view_only(OrielGtkView *self, gboolean view_only)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if (self->view_only == view_only)
    return;
  self->view_only = view_only;
  oriel_gtk_view_update_input(self);
  g_object_notify(G_OBJECT(self), "view-only");
}

/**
 * oriel_gtk_view_get_relative_pointer:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:relative-pointer].
 *
 * Returns: whether the pointer is captured for guests that take motions
 */
gboolean
oriel_gtk_view_get_relative_pointer(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return self->relative_pointer;
}

/**
 * oriel_gtk_view_set_relative_pointer:
 * @self: a view
 * @relative: whether to capture it
 *
 * Sets [property@OrielGtk.View:relative-pointer].
 */
void
oriel_gtk_view_set_relative_pointer(OrielGtkView *self, gboolean relative)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if (self->relative_pointer == relative)
    return;
  self->relative_pointer = relative;
  input_set_capture(self->input, relative);
  g_object_notify(G_OBJECT(self), "relative-pointer");
}

/**
 * oriel_gtk_view_get_local_cursor:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:local-cursor].
 *
 * Returns: whether the pointer keeps the desktop's shape
 */
gboolean
oriel_gtk_view_get_local_cursor(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return self->local_cursor;
}

/**
 * oriel_gtk_view_set_local_cursor:
 * @self: a view
 * @local: whether it keeps it
 *
 * Sets [property@OrielGtk.View:local-cursor].
 */
void
oriel_gtk_view_set_local_cursor(OrielGtkView *self, gboolean local)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if (self->local_cursor == local)
    return;
  self->local_cursor = local;
  oriel_gtk_view_update_cursor(self);
  g_object_notify(G_OBJECT(self), "local-cursor");
}

/**
 * oriel_gtk_view_get_accept_files:
 * @self: a view
 *
 * Reads [property@OrielGtk.View:accept-files].
 *
 * Returns: whether files can be dropped
 */
gboolean
oriel_gtk_view_get_accept_files(OrielGtkView *self)
{
  g_return_val_if_fail(ORIEL_GTK_IS_VIEW(self), FALSE);
  return self->drop != NULL;
}

/**
 * oriel_gtk_view_set_accept_files:
 * @self: a view
 * @accept: whether files can be dropped
 *
 * Sets [property@OrielGtk.View:accept-files].
 */
void
oriel_gtk_view_set_accept_files(OrielGtkView *self, gboolean accept)
{
  g_return_if_fail(ORIEL_GTK_IS_VIEW(self));
  if ((self->drop != NULL) == accept)
    return;
  oriel_gtk_view_set_drop(self, accept);
  g_object_notify(G_OBJECT(self), "accept-files");
}
