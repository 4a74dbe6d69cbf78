// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-screen.h"

#include "oriel-spice-layout.h"
#include "oriel-spice-memory.h"
#include "oriel-spice-mjpeg.h"
#include "oriel-spice-monitors.h"
#include "oriel-spice-pixels.h"

/* Milliseconds that a new picture may take to be drawn before it is shown as it is. */
#define SETTLE_LIMIT 250
/* Milliseconds in which a guest that has moved has to show itself as it was: QEMU begins with a
 * picture that says that there is no guest, in a size of its own. */
#define ARRIVAL_LIMIT 5000

typedef struct {
  guint display;
  OrielRect area;                /* of the surface */
  OrielFramebuffer *framebuffer; /* (owned) */
  gboolean shown;                /* the viewer was told of this framebuffer */
  int seen_width, seen_height;   /* of the last one it was told of; 0 = none */
} Head;

struct _OrielSpiceScreen {
  OrielSpiceBackend *backend;
  SpiceDisplayChannel *channel; /* (owned) (nullable) while the guest moves */
  int id;
  OrielSpiceSurface surface;
  OrielFramebuffer *memory; /* (owned) (nullable) the surface, where the viewer can be shown it */
  OrielRegion *unsure;      /* (owned) where fourth bytes of the surface may be anything */
  GArray *heads;            /* (owned) (element-type Head) */
  guint settled;        /* source id: what is new is shown when the library has nothing to draw */
  guint limit;          /* source id: or after some time */
  gint64 arrival_limit; /* monotonic time until which a guest that has moved is waited for; or 0 */
  OrielCursor *pointer; /* (owned) (nullable) */
  int pointer_x, pointer_y;
};

static Head *
get_head(const OrielSpiceScreen *self, guint index)
{
  return &g_array_index(self->heads, Head, index);
}

static Head *
find_head(const OrielSpiceScreen *self, guint display)
{
  for (guint i = 0; i < self->heads->len; i++)
    if (get_head(self, i)->display == display)
      return get_head(self, i);
  return NULL;
}

static void
clear_head(gpointer data)
{
  g_clear_pointer(&((Head *)data)->framebuffer, oriel_framebuffer_unref);
}

static void
stop_waiting(OrielSpiceScreen *self)
{
  g_clear_handle_id(&self->settled, g_source_remove);
  g_clear_handle_id(&self->limit, g_source_remove);
}

static OrielRect
pointer_place(const OrielSpiceScreen *self)
{
  return (OrielRect){self->pointer_x - oriel_cursor_get_hot_x(self->pointer),
                     self->pointer_y - oriel_cursor_get_hot_y(self->pointer),
                     oriel_cursor_get_width(self->pointer), oriel_cursor_get_height(self->pointer)};
}

static void
copy_head(OrielSpiceScreen *self, const Head *head, const OrielRect *rect)
{
  OrielRect place;

  if (head->framebuffer == self->memory) {
    oriel_spice_pixels_make_opaque(self->memory, self->unsure);
    return;
  }
  oriel_spice_pixels_copy(&self->surface, head->area.x, head->area.y, head->framebuffer, rect);
  if (self->pointer == NULL || self->surface.data == NULL)
    return;
  place = pointer_place(self);
  oriel_spice_pixels_blend(self->pointer, place.x - head->area.x, place.y - head->area.y,
                           head->framebuffer, rect);
}

/* The viewer may take a framebuffer when there is another already: it gets it with its picture. */
static void
show_head(OrielSpiceScreen *self, Head *head)
{
  const OrielRect all = {0, 0, head->area.width, head->area.height};

  if (head->shown) {
    oriel_backend_damage(ORIEL_BACKEND(self->backend), head->display, &all);
    return;
  }
  copy_head(self, head, &all);
  oriel_backend_scanout(ORIEL_BACKEND(self->backend), head->display, head->framebuffer);
  head->shown = TRUE;
  head->seen_width = head->area.width;
  head->seen_height = head->area.height;
}

/* Shows the pictures that are new. */
static void
show_heads(OrielSpiceScreen *self)
{
  stop_waiting(self);
  self->arrival_limit = 0;
  for (guint i = 0; i < self->heads->len; i++)
    show_head(self, get_head(self, i));
  if (self->heads->len == 0)
    return;
  oriel_spice_backend_place_pointer(self->backend);
  self->backend->pictured = TRUE;
  oriel_spice_backend_check_connected(self->backend);
}

/* Milliseconds; 0 = the guest is there. */
static guint
get_time_to_arrive(const OrielSpiceScreen *self)
{
  gint64 left = self->arrival_limit != 0 ? self->arrival_limit - g_get_monotonic_time() : 0;

  return (guint)(MAX(left, 0) / 1000);
}

/* Whether this may be the guest's picture: one that has moved has its size, and is not black. */
static gboolean
is_of_guest(const OrielSpiceScreen *self)
{
  if (get_time_to_arrive(self) == 0)
    return TRUE;
  for (guint i = 0; i < self->heads->len; i++) {
    const Head *head = get_head(self, i);
    if (head->seen_width != 0 &&
        (head->seen_width != head->area.width || head->seen_height != head->area.height))
      return FALSE;
  }
  return !oriel_spice_surface_is_black(&self->surface);
}

static gboolean
on_settled(gpointer user_data)
{
  OrielSpiceScreen *self = user_data;

  self->settled = 0;
  if (is_of_guest(self))
    show_heads(self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_limit(gpointer user_data)
{
  OrielSpiceScreen *self = user_data;

  self->limit = 0;
  show_heads(self);
  return G_SOURCE_REMOVE;
}

/* A surface begins black and is drawn at once: the viewer keeps the picture before it meanwhile. */
static void
wait_for_picture(OrielSpiceScreen *self)
{
  if (self->limit == 0)
    self->limit = g_timeout_add(MAX(SETTLE_LIMIT, get_time_to_arrive(self)), on_limit, self);
}

static gboolean
is_waiting(const OrielSpiceScreen *self)
{
  return self->limit != 0;
}

static void
damage_head(OrielSpiceScreen *self, const Head *head, const OrielRect *rect)
{
  OrielRect cut;

  if (!head->shown || is_waiting(self) || !oriel_rect_intersect(rect, &head->area, &cut))
    return;
  cut.x -= head->area.x;
  cut.y -= head->area.y;
  oriel_backend_damage(ORIEL_BACKEND(self->backend), head->display, &cut);
}

static void
damage(OrielSpiceScreen *self, const OrielRect *rect)
{
  for (guint i = 0; i < self->heads->len; i++)
    damage_head(self, get_head(self, i), rect);
}

/* Whether a head of @area can be shown the surface itself. A pointer is drawn into copies alone. */
static gboolean
is_direct(const OrielSpiceScreen *self, const OrielRect *area)
{
  return self->memory != NULL && oriel_spice_backend_is_absolute(self->backend) &&
         area->width == self->surface.width && area->height == self->surface.height;
}

static gboolean
fits(const OrielSpiceScreen *self, const Head *head, const OrielRect *area)
{
  return is_direct(self, area)
             ? head->framebuffer == self->memory
             : head->framebuffer != self->memory && head->area.width == area->width &&
                   head->area.height == area->height;
}

/* Makes @display show @area of the surface. A head that is only elsewhere keeps its framebuffer. */
static void
set_head(OrielSpiceScreen *self, guint display, const OrielRect *area)
{
  Head *head = find_head(self, display);
  Head fresh = {.display = display, .area = *area};
  g_autoptr(GError) error = NULL;

  if (head != NULL && fits(self, head, area)) {
    head->area = *area;
    damage_head(self, head, area);
    if (!head->shown)
      wait_for_picture(self);
    return;
  }
  fresh.framebuffer = is_direct(self, area)
                          ? oriel_framebuffer_ref(self->memory)
                          : oriel_framebuffer_new(area->width, area->height, &error);
  if (fresh.framebuffer == NULL) {
    oriel_spice_backend_finish(self->backend, g_steal_pointer(&error));
    return;
  }
  if (head != NULL) {
    clear_head(head);
    fresh.seen_width = head->seen_width;
    fresh.seen_height = head->seen_height;
    *head = fresh;
  } else {
    g_array_append_val(self->heads, fresh);
  }
  wait_for_picture(self);
}

static void
drop_head(OrielSpiceScreen *self, guint index)
{
  guint display = get_head(self, index)->display;

  g_array_remove_index(self->heads, index);
  oriel_backend_scanout(ORIEL_BACKEND(self->backend), display, NULL);
}

static void
lay_out(OrielSpiceScreen *self)
{
  OrielSpiceLayout layout;

  if (self->surface.data == NULL || self->backend->over)
    return;
  oriel_spice_layout_read(&layout, self->channel, self->id, self->surface.width,
                          self->surface.height);
  for (guint i = self->heads->len; i-- > 0;)
    if (!oriel_spice_layout_has(&layout, get_head(self, i)->display))
      drop_head(self, i);
  for (guint i = 0; i < layout.n && !self->backend->over; i++)
    set_head(self, layout.displays[i], &layout.areas[i]);
  oriel_spice_monitors_check(self->backend->monitors);
}

static void
forget_surface(OrielSpiceScreen *self)
{
  self->surface = (OrielSpiceSurface){0};
  g_clear_pointer(&self->memory, oriel_framebuffer_unref);
}

static void
on_primary_create(SpiceDisplayChannel *channel,
                  int format,
                  int width,
                  int height,
                  int stride,
                  int shmid,
                  gpointer data,
                  OrielSpiceScreen *self)
{
  OrielSpiceSurface surface = {
      .data = data, .format = format, .width = width, .height = height, .stride = stride};

  forget_surface(self);
  /* The library computes sizes in 32 bits: of a larger surface there are not all pixels. */
  if (data == NULL || !oriel_framebuffer_check_size(width, height, NULL)) {
    oriel_spice_backend_finish(
        self->backend,
        g_error_new(ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
                    "the server has a screen of %d x %d pixels, which cannot be shown", width,
                    height));
    return;
  }
  if (!oriel_spice_surface_is_known(&surface)) {
    oriel_spice_backend_finish(
        self->backend,
        g_error_new(ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                    "the guest's screen has a format that cannot be shown (%d)", format));
    return;
  }
  self->memory = oriel_spice_memory_find(data);
  if (self->memory != NULL) {
    surface.data = oriel_framebuffer_peek_pixels(self->memory);
    surface.stride = oriel_framebuffer_get_stride(self->memory);
  }
  self->surface = surface;
  oriel_region_add(self->unsure, &(OrielRect){0, 0, width, height});
  wait_for_picture(self);
  lay_out(self);
}

/* Its memory is freed when this returns. What was shown of it stays to be seen. */
static void
on_primary_destroy(SpiceDisplayChannel *channel, OrielSpiceScreen *self)
{
  forget_surface(self);
  stop_waiting(self);
}

/* The guest has turned the screen off: of a card that has shown nothing for a second the library
 * says so; not of the first one, whose last picture stays while the guest starts again. */
static void
on_mark(SpiceDisplayChannel *channel, gboolean mark, OrielSpiceScreen *self)
{
  if (mark || self->surface.data != NULL || self->id == 0)
    return;
  while (self->heads->len > 0 && !self->backend->over)
    drop_head(self, self->heads->len - 1);
}

static void
on_invalidate(SpiceDisplayChannel *channel, int x, int y, int w, int h, OrielSpiceScreen *self)
{
  const OrielRect rect = {x, y, w, h};

  if (!oriel_spice_mjpeg_take(self->surface.data, &rect))
    oriel_region_add(self->unsure, &rect);
  if (is_waiting(self) && self->settled == 0)
    self->settled = g_idle_add_full(G_PRIORITY_LOW, on_settled, self, NULL);
  damage(self, &rect);
}

static void
on_monitors(SpiceDisplayChannel *channel, GParamSpec *pspec, OrielSpiceScreen *self)
{
  lay_out(self);
}

void
oriel_spice_screen_set_channel(OrielSpiceScreen *self, SpiceDisplayChannel *channel)
{
  if (self->channel != NULL) {
    g_signal_handlers_disconnect_by_data(self->channel, self);
    on_primary_destroy(self->channel, self);
  }
  g_set_object(&self->channel, channel);
  if (channel == NULL)
    return;
  if (self->heads->len > 0)
    oriel_spice_screen_arrive(self);
  g_signal_connect(channel, "display-primary-create", G_CALLBACK(on_primary_create), self);
  g_signal_connect(channel, "display-primary-destroy", G_CALLBACK(on_primary_destroy), self);
  g_signal_connect(channel, "display-mark", G_CALLBACK(on_mark), self);
  g_signal_connect(channel, "display-invalidate", G_CALLBACK(on_invalidate), self);
  g_signal_connect(channel, "notify::monitors", G_CALLBACK(on_monitors), self);
}

void
oriel_spice_screen_arrive(OrielSpiceScreen *self)
{
  self->arrival_limit = g_get_monotonic_time() + ARRIVAL_LIMIT * 1000;
  /* The library goes on with a surface of the same size, and does not say that it is another. */
  g_clear_handle_id(&self->limit, g_source_remove);
  if (self->surface.data != NULL)
    wait_for_picture(self);
}

gboolean
oriel_spice_screen_has_channel(const OrielSpiceScreen *self)
{
  return self->channel != NULL;
}

OrielSpiceScreen *
oriel_spice_screen_new(OrielSpiceBackend *backend, SpiceDisplayChannel *channel)
{
  OrielSpiceScreen *self = g_new0(OrielSpiceScreen, 1);

  self->backend = backend;
  self->unsure = oriel_region_new();
  self->heads = g_array_new(FALSE, FALSE, sizeof(Head));
  g_array_set_clear_func(self->heads, clear_head);
  g_object_get(channel, "channel-id", &self->id, NULL);
  oriel_spice_screen_set_channel(self, channel);
  return self;
}

void
oriel_spice_screen_free(OrielSpiceScreen *self)
{
  oriel_spice_screen_set_channel(self, NULL);
  while (self->heads->len > 0 && !self->backend->over)
    drop_head(self, self->heads->len - 1);
  g_array_unref(self->heads);
  oriel_region_free(self->unsure);
  g_clear_pointer(&self->pointer, oriel_cursor_unref);
  g_free(self);
}

int
oriel_spice_screen_get_id(const OrielSpiceScreen *self)
{
  return self->id;
}

gboolean
oriel_spice_screen_find(const OrielSpiceScreen *self, guint display, OrielRect *area)
{
  const Head *head = find_head(self, display);

  if (head != NULL)
    *area = head->area;
  return head != NULL;
}

void
oriel_spice_screen_foreach(OrielSpiceScreen *self,
                           void (*apply)(OrielBackend *backend, guint display, gpointer data),
                           gpointer data)
{
  for (guint i = 0; i < self->heads->len; i++)
    apply(ORIEL_BACKEND(self->backend), get_head(self, i)->display, data);
}

/* A surface that is being drawn is not looked at. */
gboolean
oriel_spice_screen_fill(OrielSpiceScreen *self, guint display, const OrielRegion *region)
{
  Head *head = find_head(self, display);

  if (head == NULL)
    return FALSE;
  for (guint i = 0; !is_waiting(self) && i < oriel_region_get_n_rects(region); i++) {
    OrielRect rect;
    oriel_region_get_rect(region, i, &rect);
    copy_head(self, head, &rect);
  }
  return TRUE;
}

/* The way the pointer is moved may have changed, and with it what heads are shown of. */
static void
refit_heads(OrielSpiceScreen *self)
{
  for (guint i = 0; i < self->heads->len && !self->backend->over; i++) {
    const Head head = *get_head(self, i);
    if (fits(self, &head, &head.area))
      continue;
    set_head(self, head.display, &head.area);
    if (self->settled == 0)
      self->settled = g_idle_add_full(G_PRIORITY_LOW, on_settled, self, NULL);
  }
}

static void
damage_pointer(OrielSpiceScreen *self)
{
  OrielRect place;

  if (self->pointer == NULL)
    return;
  place = pointer_place(self);
  damage(self, &place);
}

void
oriel_spice_screen_draw_pointer(OrielSpiceScreen *self, OrielCursor *cursor, int x, int y)
{
  damage_pointer(self);
  g_clear_pointer(&self->pointer, oriel_cursor_unref);
  self->pointer = cursor != NULL ? oriel_cursor_ref(cursor) : NULL;
  self->pointer_x = x;
  self->pointer_y = y;
  refit_heads(self);
  damage_pointer(self);
}
