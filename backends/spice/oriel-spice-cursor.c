// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-cursor.h"

#include "oriel-spice-pixels.h"
#include "oriel-spice-screen.h"

struct _OrielSpiceCursor {
  OrielSpiceBackend *backend;
  SpiceCursorChannel *channel; /* (owned) */
  int id;
  OrielCursor *shape; /* (owned) (nullable) NULL = unknown */
  gboolean hidden;
  int x, y;
};

int
oriel_spice_cursor_get_id(const OrielSpiceCursor *self)
{
  return self->id;
}

static void
define(OrielBackend *backend, guint display, gpointer cursor)
{
  oriel_backend_cursor(backend, display, cursor);
}

/* A pointer that the guest alone moves is a part of the picture; else the viewer shows it, where
 * its own is. */
void
oriel_spice_cursor_show(OrielSpiceCursor *self, OrielSpiceScreen *screen)
{
  g_autoptr(OrielCursor) none = oriel_cursor_new_hidden();
  gboolean drawn = !oriel_spice_backend_is_absolute(self->backend);

  oriel_spice_screen_draw_pointer(screen, drawn && !self->hidden ? self->shape : NULL, self->x,
                                  self->y);
  oriel_spice_screen_foreach(screen, define, drawn || self->hidden ? none : self->shape);
}

static void
changed(OrielSpiceCursor *self)
{
  oriel_spice_backend_place_pointer(self->backend);
}

static void
on_shape(SpiceCursorChannel *channel, GParamSpec *pspec, OrielSpiceCursor *self)
{
  SpiceCursorShape *shape = NULL;

  g_object_get(channel, "cursor", &shape, NULL);
  g_clear_pointer(&self->shape, oriel_cursor_unref);
  if (shape != NULL)
    self->shape = oriel_spice_pixels_make_cursor(shape->data, shape->width, shape->height,
                                                 shape->hot_spot_x, shape->hot_spot_y);
  if (shape != NULL)
    g_boxed_free(SPICE_TYPE_CURSOR_SHAPE, shape);
  self->hidden = FALSE;
  changed(self);
}

static void
on_move(SpiceCursorChannel *channel, int x, int y, OrielSpiceCursor *self)
{
  self->x = x;
  self->y = y;
  self->hidden = FALSE;
  if (!oriel_spice_backend_is_absolute(self->backend))
    changed(self);
}

static void
on_hide(SpiceCursorChannel *channel, OrielSpiceCursor *self)
{
  self->hidden = TRUE;
  changed(self);
}

static void
on_reset(SpiceCursorChannel *channel, OrielSpiceCursor *self)
{
  g_clear_pointer(&self->shape, oriel_cursor_unref);
  self->hidden = FALSE;
  changed(self);
}

OrielSpiceCursor *
oriel_spice_cursor_new(OrielSpiceBackend *backend, SpiceCursorChannel *channel)
{
  OrielSpiceCursor *self = g_new0(OrielSpiceCursor, 1);

  self->backend = backend;
  self->channel = g_object_ref(channel);
  g_object_get(channel, "channel-id", &self->id, NULL);
  g_signal_connect(channel, "notify::cursor", G_CALLBACK(on_shape), self);
  g_signal_connect(channel, "cursor-move", G_CALLBACK(on_move), self);
  g_signal_connect(channel, "cursor-hide", G_CALLBACK(on_hide), self);
  g_signal_connect(channel, "cursor-reset", G_CALLBACK(on_reset), self);
  return self;
}

void
oriel_spice_cursor_free(OrielSpiceCursor *self)
{
  g_signal_handlers_disconnect_by_data(self->channel, self);
  g_clear_pointer(&self->shape, oriel_cursor_unref);
  g_object_unref(self->channel);
  g_free(self);
}
