// SPDX-License-Identifier: LGPL-2.1-or-later
#include "first-picture.h"

#include <string.h>

#define QUIET 300 /* milliseconds; servers send the parts of one picture far closer together */
/* Milliseconds after which a picture that never rests is taken as it is. */
#define RESTLESS 1500

struct _FirstPicture {
  OrielDisplay *display;         /* (owned) */
  OrielFramebuffer *framebuffer; /* (owned) (nullable) the one that is covered */
  OrielRegion *covered;          /* by updates since the framebuffer came */
  guint quiet;                   /* source; 0 = none */
  gint64 since;                  /* monotonic time at which the framebuffer came */
  FirstPictureReady ready;       /* NULL once called */
  gpointer user_data;
};

static void
finish(FirstPicture *self)
{
  FirstPictureReady ready = g_steal_pointer(&self->ready);

  g_signal_handlers_disconnect_by_data(self->display, self);
  g_clear_handle_id(&self->quiet, g_source_remove);
  if (ready != NULL)
    ready(self->framebuffer, self->user_data);
}

static gboolean
is_covered(const FirstPicture *self)
{
  gsize width = (gsize)oriel_framebuffer_get_width(self->framebuffer);
  gsize height = (gsize)oriel_framebuffer_get_height(self->framebuffer);

  return oriel_region_get_area(self->covered) >= width * height;
}

/* Whether any pixel is not black; the fourth byte of each is none of its colour. */
static gboolean
shows_something(const OrielFramebuffer *framebuffer)
{
  const guint8 *pixels = oriel_framebuffer_peek_pixels(framebuffer);
  int stride = oriel_framebuffer_get_stride(framebuffer);

  for (int y = 0; y < oriel_framebuffer_get_height(framebuffer); y++) {
    const guint8 *pixel = pixels + (gsize)y * (gsize)stride;

    for (int x = 0; x < oriel_framebuffer_get_width(framebuffer); x++, pixel += 4)
      if ((pixel[0] | pixel[1] | pixel[2]) != 0)
        return TRUE;
  }
  return FALSE;
}

static gboolean
is_restless(const FirstPicture *self)
{
  return g_get_monotonic_time() - self->since > RESTLESS * 1000 &&
         shows_something(self->framebuffer);
}

static gboolean
on_quiet(gpointer user_data)
{
  FirstPicture *self = user_data;

  self->quiet = 0;
  if (shows_something(self->framebuffer))
    finish(self);
  return G_SOURCE_REMOVE;
}

/* The damage that announces another framebuffer is that of all of it, and no update. */
static void
on_damaged(OrielDisplay *display, FirstPicture *self)
{
  g_autoptr(OrielRegion) damage = oriel_display_take_damage(display);
  OrielFramebuffer *framebuffer = oriel_display_get_framebuffer(display);

  if (framebuffer == NULL)
    return;
  if (framebuffer != self->framebuffer) {
    g_clear_pointer(&self->framebuffer, oriel_framebuffer_unref);
    self->framebuffer = oriel_framebuffer_ref(framebuffer);
    oriel_region_clear(self->covered);
    self->since = g_get_monotonic_time();
  } else {
    for (guint i = 0; i < oriel_region_get_n_rects(damage); i++) {
      OrielRect rect;

      oriel_region_get_rect(damage, i, &rect);
      oriel_region_add(self->covered, &rect);
    }
  }
  g_clear_handle_id(&self->quiet, g_source_remove);
  if (is_covered(self) || is_restless(self))
    finish(self);
  else
    self->quiet = g_timeout_add(QUIET, on_quiet, self);
}

FirstPicture *
first_picture_new(OrielDisplay *display, FirstPictureReady ready, gpointer user_data)
{
  FirstPicture *self = g_new0(FirstPicture, 1);

  self->display = g_object_ref(display);
  self->covered = oriel_region_new();
  self->ready = ready;
  self->user_data = user_data;
  g_signal_connect(display, "damaged", G_CALLBACK(on_damaged), self);
  if (oriel_display_get_framebuffer(display) != NULL)
    on_damaged(display, self);
  return self;
}

void
first_picture_free(FirstPicture *self)
{
  self->ready = NULL;
  finish(self);
  g_clear_pointer(&self->framebuffer, oriel_framebuffer_unref);
  g_clear_pointer(&self->covered, oriel_region_free);
  g_clear_object(&self->display);
  g_free(self);
}
