// SPDX-License-Identifier: LGPL-2.1-or-later
#include "monitors.h"

struct _Monitors {
  GListModel *list; /* (owned): of GdkMonitor */
  GPtrArray *known; /* (owned) (element-type GdkMonitor): whose geometry is watched */
  void (*changed)(gpointer user_data);
  gpointer user_data;
  guint idle;
};

static gboolean
on_idle(gpointer user_data)
{
  Monitors *self = user_data;

  self->idle = 0;
  self->changed(self->user_data);
  return G_SOURCE_REMOVE;
}

static void
on_geometry(Monitors *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add(on_idle, self);
}

static void
forget_all(Monitors *self)
{
  for (guint i = 0; i < self->known->len; i++)
    g_signal_handlers_disconnect_by_data(self->known->pdata[i], self);
  g_ptr_array_set_size(self->known, 0);
}

static void
watch_all(Monitors *self)
{
  for (guint i = 0; i < g_list_model_get_n_items(self->list); i++) {
    GdkMonitor *monitor = g_list_model_get_item(self->list, i);

    g_signal_connect_swapped(monitor, "notify::geometry", G_CALLBACK(on_geometry), self);
    g_ptr_array_add(self->known, monitor);
  }
}

static void
on_items_changed(Monitors *self)
{
  forget_all(self);
  watch_all(self);
  on_geometry(self);
}

Monitors *
monitors_new(GdkDisplay *display, void (*changed)(gpointer user_data), gpointer user_data)
{
  Monitors *self = g_new0(Monitors, 1);

  self->list = g_object_ref(gdk_display_get_monitors(display));
  self->known = g_ptr_array_new_with_free_func(g_object_unref);
  self->changed = changed;
  self->user_data = user_data;
  g_signal_connect_swapped(self->list, "items-changed", G_CALLBACK(on_items_changed), self);
  watch_all(self);
  return self;
}

void
monitors_free(Monitors *self)
{
  g_signal_handlers_disconnect_by_data(self->list, self);
  g_clear_handle_id(&self->idle, g_source_remove);
  forget_all(self);
  g_ptr_array_unref(self->known);
  g_object_unref(self->list);
  g_free(self);
}

guint
monitors_count(Monitors *self)
{
  return g_list_model_get_n_items(self->list);
}
