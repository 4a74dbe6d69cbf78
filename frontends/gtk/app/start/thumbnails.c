// SPDX-License-Identifier: LGPL-2.1-or-later
#include "start/thumbnails.h"

#include "start/thumbnail-picture.h"

#define MAX_AT_ONCE 2
#define FIRST_INTERVAL (3 * G_USEC_PER_SEC)
#define LAST_INTERVAL (30 * G_USEC_PER_SEC)

struct _Thumbnails {
  GtkWidget *viewport; /* (owned) */
  GdkSurface *surface; /* (owned) (nullable): of the window, once it is shown */
  GPtrArray *all;      /* (owned) of Thumbnail (owned) */
  guint n_busy;
  guint timer_id;
};

struct _Thumbnail {
  Thumbnails *all;
  OrielGuest *guest; /* (owned) */
  GtkWidget *widget; /* (unowned) */
  ThumbnailTaken taken;
  gpointer user_data;
  GCancellable *cancellable; /* (owned) (nullable): while a picture is under way */
  GBytes *file;              /* (owned) (nullable): the last picture */
  gint64 due;                /* monotonic time */
  gint64 interval;           /* until the next one */
  gboolean failed;           /* no more until it is restarted */
};

static void
stop(Thumbnail *self)
{
  if (self->cancellable == NULL)
    return;
  g_cancellable_cancel(self->cancellable);
  g_clear_object(&self->cancellable);
  self->all->n_busy--;
}

static void
thumbnail_free(gpointer data)
{
  Thumbnail *self = data;

  stop(self);
  g_clear_pointer(&self->file, g_bytes_unref);
  g_object_unref(self->guest);
  g_free(self);
}

/* The picture has come, or not: another one may be asked for. */
static void
finish(Thumbnail *self)
{
  g_clear_object(&self->cancellable);
  self->all->n_busy--;
  self->due = g_get_monotonic_time() + self->interval;
}

static void
fail(Thumbnail *self, const GError *error)
{
  g_debug("No picture of %s: %s", oriel_guest_get_name(self->guest), error->message);
  self->failed = TRUE;
  finish(self);
  self->taken(NULL, self->user_data);
}

static void
on_shrunk(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Thumbnail *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = thumbnail_picture_finish(result, &error);

  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* it may be gone */
  if (texture == NULL) {
    fail(self, error);
    return;
  }
  finish(self);
  self->taken(texture, self->user_data);
}

static void
on_picture(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Thumbnail *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) file = oriel_guest_screenshot_finish(ORIEL_GUEST(source), result, NULL, &error);
  int scale;

  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (file == NULL) {
    fail(self, error);
    return;
  }
  if (self->file != NULL && g_bytes_equal(self->file, file)) {
    self->interval = MIN(self->interval * 2, LAST_INTERVAL);
    finish(self);
    return;
  }
  self->interval = FIRST_INTERVAL;
  g_clear_pointer(&self->file, g_bytes_unref);
  self->file = g_bytes_ref(file);
  scale = gtk_widget_get_scale_factor(self->widget);
  thumbnail_picture_async(file, THUMBNAIL_WIDTH * scale, THUMBNAIL_HEIGHT * scale,
                          self->cancellable, on_shrunk, self);
}

static gboolean
has_picture(OrielGuest *guest)
{
  OrielHost *host = oriel_guest_get_host(guest);

  if (host == NULL || oriel_host_get_state(host) != ORIEL_HOST_CONNECTED ||
      oriel_host_get_read_only(host))
    return FALSE;
  switch (oriel_guest_get_state(guest)) {
  case ORIEL_GUEST_RUNNING:
  case ORIEL_GUEST_BLOCKED:
  case ORIEL_GUEST_PAUSED:
  case ORIEL_GUEST_SHUTTING_DOWN:
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
is_in_sight(Thumbnail *self)
{
  GtkWidget *viewport = self->all->viewport;
  graphene_rect_t bounds, sight;

  if (!gtk_widget_get_mapped(self->widget) ||
      !gtk_widget_compute_bounds(self->widget, viewport, &bounds))
    return FALSE;
  graphene_rect_init(&sight, 0, 0, (float)gtk_widget_get_width(viewport),
                     (float)gtk_widget_get_height(viewport));
  return graphene_rect_intersection(&sight, &bounds, NULL);
}

static void
take(Thumbnail *self)
{
  self->cancellable = g_cancellable_new();
  self->all->n_busy++;
  oriel_guest_screenshot_async(self->guest, 0, self->cancellable, on_picture, self);
}

/* The one that waits for longest comes first. */
static Thumbnail *
find_due(Thumbnails *self, gint64 now)
{
  Thumbnail *found = NULL;

  for (guint i = 0; i < self->all->len; i++) {
    Thumbnail *each = self->all->pdata[i];

    if (!each->failed && each->cancellable == NULL && each->due <= now &&
        (found == NULL || each->due < found->due) && has_picture(each->guest) && is_in_sight(each))
      found = each;
  }
  return found;
}

static gboolean
on_timer(gpointer user_data)
{
  Thumbnails *self = user_data;
  gint64 now = g_get_monotonic_time();
  Thumbnail *due;

  while (self->n_busy < MAX_AT_ONCE && (due = find_due(self, now)) != NULL)
    take(due);
  return G_SOURCE_CONTINUE;
}

/* Whether a person may see any of them. */
static gboolean
is_seen(Thumbnails *self)
{
  return self->all->len > 0 && GDK_IS_TOPLEVEL(self->surface) &&
         gtk_widget_get_mapped(self->viewport) &&
         (gdk_toplevel_get_state(GDK_TOPLEVEL(self->surface)) & GDK_TOPLEVEL_STATE_MINIMIZED) == 0;
}

/* What nobody sees wakes nobody. */
static void
update(Thumbnails *self)
{
  gboolean seen = is_seen(self);

  if (seen && self->timer_id == 0)
    self->timer_id = g_timeout_add(500, on_timer, self);
  else if (!seen)
    g_clear_handle_id(&self->timer_id, g_source_remove);
}

static void
on_mapped(Thumbnails *self)
{
  GtkNative *native = gtk_widget_get_native(self->viewport);
  GdkSurface *surface = native != NULL ? gtk_native_get_surface(native) : NULL;

  if (self->surface != NULL)
    g_signal_handlers_disconnect_by_data(self->surface, self);
  g_set_object(&self->surface, surface);
  if (surface != NULL)
    g_signal_connect_swapped(surface, "notify::state", G_CALLBACK(update), self);
  update(self);
}

Thumbnails *
thumbnails_new(GtkWidget *viewport)
{
  Thumbnails *self = g_new0(Thumbnails, 1);

  self->viewport = g_object_ref(viewport);
  self->all = g_ptr_array_new_with_free_func(thumbnail_free);
  g_signal_connect_swapped(viewport, "map", G_CALLBACK(on_mapped), self);
  g_signal_connect_data(viewport, "unmap", G_CALLBACK(update), self, NULL,
                        G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return self;
}

void
thumbnails_free(Thumbnails *self)
{
  g_clear_handle_id(&self->timer_id, g_source_remove);
  if (self->surface != NULL)
    g_signal_handlers_disconnect_by_data(self->surface, self);
  g_clear_object(&self->surface);
  g_signal_handlers_disconnect_by_data(self->viewport, self);
  g_object_unref(self->viewport);
  g_ptr_array_unref(self->all);
  g_free(self);
}

Thumbnail *
thumbnails_add(Thumbnails *self,
               OrielGuest *guest,
               GtkWidget *widget,
               ThumbnailTaken taken,
               gpointer user_data)
{
  Thumbnail *thumbnail = g_new0(Thumbnail, 1);

  thumbnail->all = self;
  thumbnail->guest = g_object_ref(guest);
  thumbnail->widget = widget;
  thumbnail->taken = taken;
  thumbnail->user_data = user_data;
  thumbnail->interval = FIRST_INTERVAL;
  g_ptr_array_add(self->all, thumbnail);
  update(self);
  return thumbnail;
}

void
thumbnails_remove(Thumbnails *self, Thumbnail *thumbnail)
{
  g_ptr_array_remove_fast(self->all, thumbnail);
  update(self);
}

void
thumbnails_restart(Thumbnails *self, Thumbnail *thumbnail)
{
  stop(thumbnail);
  thumbnail->failed = FALSE;
  thumbnail->due = 0;
  thumbnail->interval = FIRST_INTERVAL;
  g_clear_pointer(&thumbnail->file, g_bytes_unref);
  if (!has_picture(thumbnail->guest))
    thumbnail->taken(NULL, thumbnail->user_data);
}
