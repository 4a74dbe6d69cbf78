// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/preview-source.h"

#include "shared/picture.h"

#include <string.h>

/* Pictures of the host: so long until the next one, and longer while they are all the same, or
 * there are none. */
#define FIRST_INTERVAL 2 /* seconds */
#define LAST_INTERVAL 30 /* seconds */

struct _PreviewSource {
  OrielGuest *guest; /* (owned) */
  PreviewSourceHooks hooks;
  gpointer user_data;
  GCancellable *cancellable; /* (owned) */
  char *trouble;             /* (owned) (nullable) */
  gboolean has_details;

  OrielSession *session; /* (owned) (nullable) */
  OrielDisplay *display; /* (owned) (nullable) */

  OrielFramebuffer *picture; /* (owned) (nullable) of the host */
  GBytes *file;              /* (owned) (nullable) the same as it came */
  guint interval;            /* seconds until the next one */
  guint timer_id;
};

static void load_details(PreviewSource *self);
static void ask_host(PreviewSource *self);

/* NULL = there is none. */
static void
set_trouble(PreviewSource *self, const char *trouble)
{
  if (g_strcmp0(trouble, self->trouble) == 0)
    return;
  g_free(self->trouble);
  self->trouble = g_strdup(trouble);
  self->hooks.changed(self->user_data);
}

static gboolean
on_timer(gpointer user_data)
{
  PreviewSource *self = user_data;

  self->timer_id = 0;
  if (self->has_details)
    ask_host(self);
  else
    load_details(self);
  return G_SOURCE_REMOVE;
}

static void
look_again(PreviewSource *self)
{
  self->timer_id = g_timeout_add_seconds(self->interval, on_timer, self);
}

/* What cannot be now may be later, but for what this host never can. */
static void
fail(PreviewSource *self, const GError *error)
{
  if (g_error_matches(error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* we are gone, or the host is */
  set_trouble(self, error->message);
  if (g_error_matches(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED))
    return;
  look_again(self);
  self->interval = MIN(self->interval * 2, LAST_INTERVAL);
}

/* Pictures of the host */

static void
take_picture(PreviewSource *self, GBytes *file)
{
  g_autoptr(GError) error = NULL;
  OrielFramebuffer *picture;

  if (self->file != NULL && g_bytes_equal(self->file, file)) {
    set_trouble(self, NULL);
    self->interval = MIN(self->interval * 2, LAST_INTERVAL);
    look_again(self);
    return;
  }
  self->interval = FIRST_INTERVAL;
  look_again(self);
  g_clear_pointer(&self->file, g_bytes_unref);
  self->file = g_bytes_ref(file);
  picture = picture_read(file, &error);
  if (picture == NULL) {
    set_trouble(self, error->message);
    return;
  }
  g_clear_pointer(&self->picture, oriel_framebuffer_unref);
  self->picture = picture;
  set_trouble(self, NULL);
  self->hooks.changed(self->user_data);
}

static void
on_picture(GObject *source, GAsyncResult *result, gpointer user_data)
{
  PreviewSource *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) file = oriel_guest_screenshot_finish(ORIEL_GUEST(source), result, NULL, &error);

  if (file != NULL)
    take_picture(self, file);
  else
    fail(self, error);
}

static void
ask_host(PreviewSource *self)
{
  oriel_guest_screenshot_async(self->guest, 0, self->cancellable, on_picture, self);
}

/* A session that looks */

static void
on_damaged(OrielDisplay *display, gpointer user_data)
{
  PreviewSource *self = user_data;

  self->hooks.changed(self->user_data);
}

static void
drop_display(PreviewSource *self)
{
  if (self->display != NULL)
    g_signal_handlers_disconnect_by_data(self->display, self);
  g_clear_object(&self->display);
}

static void
on_displays_changed(
    GListModel *displays, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  PreviewSource *self = user_data;

  drop_display(self);
  self->display = g_list_model_get_item(displays, 0);
  if (self->display != NULL)
    g_signal_connect(self->display, "damaged", G_CALLBACK(on_damaged), self);
  self->hooks.changed(self->user_data);
}

static void
drop_session(PreviewSource *self)
{
  if (self->session == NULL)
    return;
  g_signal_handlers_disconnect_by_data(self->session, self);
  g_signal_handlers_disconnect_by_data(oriel_session_get_displays(self->session), self);
  drop_display(self);
  oriel_session_disconnect(self->session);
  g_clear_object(&self->session);
}

/* However it ends, the host may still have a picture. */
static void
on_session_state(OrielSession *session, GParamSpec *pspec, gpointer user_data)
{
  PreviewSource *self = user_data;

  if (oriel_session_get_state(session) != ORIEL_SESSION_CLOSED)
    return;
  drop_session(self);
  ask_host(self);
}

static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  oriel_session_connect_finish(ORIEL_SESSION(source), result, NULL);
}

/* The display that can be looked at without anybody noticing. (transfer full) (nullable) */
static OrielGraphics *
find_quiet_graphics(OrielGuest *guest)
{
  GListModel *list = oriel_guest_get_graphics(guest);

  for (guint i = 0; i < g_list_model_get_n_items(list); i++) {
    g_autoptr(OrielGraphics) graphics = g_list_model_get_item(list, i);

    if (oriel_graphics_is_shared(graphics))
      return g_steal_pointer(&graphics);
  }
  return NULL;
}

static void
start(PreviewSource *self)
{
  g_autoptr(OrielGraphics) graphics = find_quiet_graphics(self->guest);

  if (graphics == NULL) {
    ask_host(self);
    return;
  }
  self->session = oriel_session_new_for_guest(self->guest, graphics);
  oriel_session_set_view_only(self->session, TRUE);
  oriel_session_set_shared(self->session, TRUE);
  oriel_session_set_enable_audio(self->session, FALSE);
  g_signal_connect(self->session, "notify::state", G_CALLBACK(on_session_state), self);
  g_signal_connect(oriel_session_get_displays(self->session), "items-changed",
                   G_CALLBACK(on_displays_changed), self);
  oriel_session_connect_async(self->session, self->cancellable, on_connected, NULL);
}

static void
on_details(GObject *source, GAsyncResult *result, gpointer user_data)
{
  PreviewSource *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!oriel_guest_load_details_finish(ORIEL_GUEST(source), result, &error)) {
    fail(self, error);
    return;
  }
  self->has_details = TRUE;
  self->interval = FIRST_INTERVAL;
  set_trouble(self, NULL);
  start(self);
}

static void
load_details(PreviewSource *self)
{
  oriel_guest_load_details_async(self->guest, self->cancellable, on_details, self);
}

PreviewSource *
preview_source_new(OrielGuest *guest, const PreviewSourceHooks *hooks, gpointer user_data)
{
  PreviewSource *self = g_new0(PreviewSource, 1);

  self->guest = g_object_ref(guest);
  self->hooks = *hooks;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new();
  self->interval = FIRST_INTERVAL;
  load_details(self);
  return self;
}

void
preview_source_free(PreviewSource *self)
{
  g_clear_handle_id(&self->timer_id, g_source_remove);
  g_cancellable_cancel(self->cancellable);
  g_object_unref(self->cancellable);
  drop_session(self);
  g_clear_pointer(&self->picture, oriel_framebuffer_unref);
  g_clear_pointer(&self->file, g_bytes_unref);
  g_object_unref(self->guest);
  g_free(self->trouble);
  g_free(self);
}

OrielFramebuffer *
preview_source_take(PreviewSource *self, OrielRegion **damage)
{
  *damage = NULL;
  if (self->display == NULL)
    return self->picture;
  *damage = oriel_display_take_damage(self->display);
  return oriel_display_get_framebuffer(self->display);
}

const char *
preview_source_get_trouble(const PreviewSource *self)
{
  return self->trouble;
}

gboolean
preview_source_is_live(const PreviewSource *self)
{
  return self->display != NULL;
}
