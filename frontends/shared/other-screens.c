// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/other-screens.h"

struct _OtherScreens {
  void (*changed)(gpointer user_data);
  gpointer user_data;
  GPtrArray *awaited; /* (owned) (element-type OrielDisplay): without a picture yet */
  guint64 hidden;     /* a bit for each screen, by its number */
};

static guint64
get_bit(guint id)
{
  return id < 64 ? G_GUINT64_CONSTANT(1) << id : 0;
}

OtherScreens *
other_screens_new(void (*changed)(gpointer user_data), gpointer user_data)
{
  OtherScreens *self = g_new0(OtherScreens, 1);

  self->changed = changed;
  self->user_data = user_data;
  self->awaited = g_ptr_array_new_with_free_func(g_object_unref);
  return self;
}

void
other_screens_free(OtherScreens *self)
{
  other_screens_forget(self);
  g_ptr_array_unref(self->awaited);
  g_free(self);
}

static void
on_framebuffer(OrielDisplay *display, GParamSpec *pspec, OtherScreens *self)
{
  self->changed(self->user_data);
}

static void
await(OtherScreens *self, OrielDisplay *display)
{
  g_signal_connect(display, "notify::framebuffer", G_CALLBACK(on_framebuffer), self);
  g_ptr_array_add(self->awaited, g_object_ref(display));
}

void
other_screens_forget(OtherScreens *self)
{
  for (guint i = 0; i < self->awaited->len; i++)
    g_signal_handlers_disconnect_by_data(self->awaited->pdata[i], self);
  g_ptr_array_set_size(self->awaited, 0);
}

GPtrArray *
other_screens_list(OtherScreens *self, OrielSession *session, OrielDisplay *first)
{
  GListModel *all = session != NULL ? oriel_session_get_displays(session) : NULL;
  GPtrArray *screens = g_ptr_array_new_with_free_func(g_object_unref);

  other_screens_forget(self);
  for (guint i = 0; all != NULL && i < g_list_model_get_n_items(all); i++) {
    g_autoptr(OrielDisplay) display = g_list_model_get_item(all, i);

    if (oriel_display_get_framebuffer(display) == NULL)
      await(self, display);
    else if (display != first && (self->hidden & get_bit(oriel_display_get_id(display))) == 0)
      g_ptr_array_add(screens, g_steal_pointer(&display));
  }
  return screens;
}

void
other_screens_hide(OtherScreens *self, guint id, gboolean hide)
{
  if (hide)
    self->hidden |= get_bit(id);
  else
    self->hidden &= ~get_bit(id);
}

void
other_screens_unhide(OtherScreens *self)
{
  self->hidden = 0;
}
