// SPDX-License-Identifier: LGPL-2.1-or-later
/* Wayland locks the pointer for a surface (the protocol pointer-constraints) and tells its motion
 * apart (the protocol relative-pointer). Both are unstable in name only: every compositor of note
 * has had them since 2016. */
#include "oriel-gtk-capture-private.h"

#include "pointer-constraints-unstable-v1-client-protocol.h"
#include "relative-pointer-unstable-v1-client-protocol.h"

#include <gdk/wayland/gdkwayland.h>
#include <string.h>

/* What the compositor offers; it lives as long as the display. */
typedef struct {
  struct zwp_pointer_constraints_v1 *constraints;
  struct zwp_relative_pointer_manager_v1 *relative;
} Globals;

typedef struct {
  struct zwp_locked_pointer_v1 *lock;
  struct zwp_relative_pointer_v1 *pointer;
  CaptureMoved moved;
  gpointer user_data;
} WaylandCapture;

static void
on_global(void *data,
          struct wl_registry *registry,
          uint32_t name,
          const char *interface,
          uint32_t version)
{
  Globals *globals = data;

  if (strcmp(interface, zwp_pointer_constraints_v1_interface.name) == 0)
    globals->constraints =
        wl_registry_bind(registry, name, &zwp_pointer_constraints_v1_interface, 1);
  else if (strcmp(interface, zwp_relative_pointer_manager_v1_interface.name) == 0)
    globals->relative =
        wl_registry_bind(registry, name, &zwp_relative_pointer_manager_v1_interface, 1);
}

static void
on_global_removed(void *data, struct wl_registry *registry, uint32_t name)
{
}

static const struct wl_registry_listener registry_listener = {on_global, on_global_removed};

/* Asked for on a queue of its own, so that nothing of GTK's happens meanwhile. */
static Globals *
find_globals(GdkDisplay *display)
{
  struct wl_display *connection = gdk_wayland_display_get_wl_display(display);
  struct wl_event_queue *queue = wl_display_create_queue(connection);
  struct wl_display *wrapper = wl_proxy_create_wrapper(connection);
  struct wl_registry *registry;
  Globals *globals = g_new0(Globals, 1);

  wl_proxy_set_queue((struct wl_proxy *)wrapper, queue);
  registry = wl_display_get_registry(wrapper);
  wl_proxy_wrapper_destroy(wrapper);
  wl_registry_add_listener(registry, &registry_listener, globals);
  wl_display_roundtrip_queue(connection, queue);
  /* What they make belongs to GTK's queue, which dispatches it. */
  if (globals->constraints != NULL)
    wl_proxy_set_queue((struct wl_proxy *)globals->constraints, NULL);
  if (globals->relative != NULL)
    wl_proxy_set_queue((struct wl_proxy *)globals->relative, NULL);
  wl_registry_destroy(registry);
  wl_event_queue_destroy(queue);
  return globals;
}

static Globals *
get_globals(GdkDisplay *display)
{
  Globals *globals = g_object_get_data(G_OBJECT(display), "oriel-gtk-capture");

  if (globals == NULL) {
    globals = find_globals(display);
    g_object_set_data_full(G_OBJECT(display), "oriel-gtk-capture", globals, g_free);
  }
  return globals;
}

static gboolean
fits(GdkDisplay *display)
{
  Globals *globals;

  if (!GDK_IS_WAYLAND_DISPLAY(display))
    return FALSE;
  globals = get_globals(display);
  return globals->constraints != NULL && globals->relative != NULL;
}

static void
on_relative_motion(void *data,
                   struct zwp_relative_pointer_v1 *pointer,
                   uint32_t time_high,
                   uint32_t time_low,
                   wl_fixed_t dx,
                   wl_fixed_t dy,
                   wl_fixed_t dx_unaccelerated,
                   wl_fixed_t dy_unaccelerated)
{
  WaylandCapture *self = data;

  self->moved(wl_fixed_to_double(dx), wl_fixed_to_double(dy), self->user_data);
}

static const struct zwp_relative_pointer_v1_listener motion_listener = {on_relative_motion};

static gpointer
start(GtkWidget *widget, CaptureMoved moved, gpointer user_data)
{
  GdkDisplay *display = gtk_widget_get_display(widget);
  GdkDevice *device = gdk_seat_get_pointer(gdk_display_get_default_seat(display));
  GdkSurface *surface = gtk_native_get_surface(gtk_widget_get_native(widget));
  struct wl_pointer *pointer = device != NULL ? gdk_wayland_device_get_wl_pointer(device) : NULL;
  Globals *globals = get_globals(display);
  WaylandCapture *self;

  if (pointer == NULL)
    return NULL;
  self = g_new0(WaylandCapture, 1);
  self->moved = moved;
  self->user_data = user_data;
  self->lock = zwp_pointer_constraints_v1_lock_pointer(
      globals->constraints, gdk_wayland_surface_get_wl_surface(surface), pointer, NULL,
      ZWP_POINTER_CONSTRAINTS_V1_LIFETIME_PERSISTENT);
  self->pointer = zwp_relative_pointer_manager_v1_get_relative_pointer(globals->relative, pointer);
  zwp_relative_pointer_v1_add_listener(self->pointer, &motion_listener, self);
  return self;
}

static void
stop(gpointer state)
{
  WaylandCapture *self = state;

  zwp_relative_pointer_v1_destroy(self->pointer);
  zwp_locked_pointer_v1_destroy(self->lock);
  g_free(self);
}

const CaptureSystem capture_wayland = {fits, start, stop, NULL};
