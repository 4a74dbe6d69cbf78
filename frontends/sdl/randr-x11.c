// SPDX-License-Identifier: LGPL-2.1-or-later
/* SDL keeps the events of its own connection to itself: this is another one. */
#include "randr.h"

#include <SDL_syswm.h>
#include <glib-unix.h>
#include <string.h>
#include <xcb/randr.h>

struct _Randr {
  xcb_connection_t *connection;
  xcb_window_t root;
  GArray *areas; /* SDL_Rect */
  guint source_id;
  guint queued_id; /* source: events have come that the socket does not tell of; 0 = none */
  void (*changed)(gpointer user_data);
  gpointer user_data;
};

/* Of the screen with this number. */
static xcb_window_t
find_root(xcb_connection_t *connection, int number)
{
  xcb_screen_iterator_t screen = xcb_setup_roots_iterator(xcb_get_setup(connection));

  while (number-- > 0 && screen.rem > 1)
    xcb_screen_next(&screen);
  return screen.data->root;
}

/* Monitors are told of since RandR 1.5. */
static gboolean
tells_of_monitors(xcb_connection_t *connection)
{
  const xcb_query_extension_reply_t *extension = xcb_get_extension_data(connection, &xcb_randr_id);
  g_autofree xcb_randr_query_version_reply_t *version = NULL;

  if (extension == NULL || !extension->present)
    return FALSE;
  version = xcb_randr_query_version_reply(
      connection, xcb_randr_query_version_unchecked(connection, 1, 5), NULL);
  return version != NULL && (version->major_version > 1 ||
                             (version->major_version == 1 && version->minor_version >= 5));
}

/* (transfer full) */
static GArray *
ask_for_areas(Randr *self)
{
  GArray *areas = g_array_new(FALSE, FALSE, sizeof(SDL_Rect));
  g_autofree xcb_randr_get_monitors_reply_t *reply = xcb_randr_get_monitors_reply(
      self->connection, xcb_randr_get_monitors_unchecked(self->connection, self->root, TRUE), NULL);
  xcb_randr_monitor_info_iterator_t it;

  if (reply == NULL)
    return areas;
  for (it = xcb_randr_get_monitors_monitors_iterator(reply); it.rem > 0;
       xcb_randr_monitor_info_next(&it)) {
    SDL_Rect area = {it.data->x, it.data->y, it.data->width, it.data->height};

    if (it.data->primary)
      g_array_prepend_val(areas, area);
    else
      g_array_append_val(areas, area);
  }
  return areas;
}

/* FALSE if they are what they were. */
static gboolean
update(Randr *self)
{
  g_autoptr(GArray) areas = ask_for_areas(self);

  if (areas->len == 0 ||
      (areas->len == self->areas->len &&
       memcmp(areas->data, self->areas->data, areas->len * sizeof(SDL_Rect)) == 0))
    return FALSE;
  g_array_set_size(self->areas, 0);
  g_array_append_vals(self->areas, areas->data, areas->len);
  return TRUE;
}

static gboolean on_queued(gpointer user_data);

/* Drops them: what they say is asked for as a whole, since they come in bursts. Whether there were
 * any. */
static gboolean
take_events(xcb_generic_event_t *(*poll)(xcb_connection_t *connection),
            xcb_connection_t *connection)
{
  gboolean any = FALSE;

  for (xcb_generic_event_t *event; (event = poll(connection)) != NULL; any = TRUE)
    free(event);
  return any;
}

/* Events that came with an answer are in no socket any more that would wake somebody. */
static void
heed_queued(Randr *self)
{
  if (take_events(xcb_poll_for_queued_event, self->connection) && self->queued_id == 0)
    self->queued_id = g_idle_add(on_queued, self);
}

static void
look_again(Randr *self)
{
  gboolean others = update(self);

  heed_queued(self);
  if (others)
    self->changed(self->user_data);
}

static gboolean
on_queued(gpointer user_data)
{
  Randr *self = user_data;

  self->queued_id = 0;
  look_again(self);
  return G_SOURCE_REMOVE;
}

static gboolean
on_event(int fd, GIOCondition condition, gpointer user_data)
{
  Randr *self = user_data;

  if (take_events(xcb_poll_for_event, self->connection))
    look_again(self);
  if (!xcb_connection_has_error(self->connection))
    return G_SOURCE_CONTINUE;
  self->source_id = 0; /* the server is gone, as others tell */
  return G_SOURCE_REMOVE;
}

Randr *
randr_new(void (*changed)(gpointer user_data), gpointer user_data)
{
  g_autoptr(Randr) self = NULL;
  int number = 0;

  if (g_strcmp0(SDL_GetCurrentVideoDriver(), "x11") != 0)
    return NULL;
  self = g_new0(Randr, 1);
  self->changed = changed;
  self->user_data = user_data;
  self->areas = g_array_new(FALSE, FALSE, sizeof(SDL_Rect));
  self->connection = xcb_connect(NULL, &number);
  if (xcb_connection_has_error(self->connection) || !tells_of_monitors(self->connection))
    return NULL;
  self->root = find_root(self->connection, number);
  xcb_randr_select_input(self->connection, self->root,
                         XCB_RANDR_NOTIFY_MASK_SCREEN_CHANGE | XCB_RANDR_NOTIFY_MASK_CRTC_CHANGE |
                             XCB_RANDR_NOTIFY_MASK_OUTPUT_CHANGE);
  if (!update(self))
    return NULL;
  self->source_id =
      g_unix_fd_add(xcb_get_file_descriptor(self->connection), G_IO_IN, on_event, self);
  heed_queued(self);
  return g_steal_pointer(&self);
}

void
randr_free(Randr *self)
{
  g_clear_handle_id(&self->source_id, g_source_remove);
  g_clear_handle_id(&self->queued_id, g_source_remove);
  xcb_disconnect(self->connection);
  g_array_unref(self->areas);
  g_free(self);
}

const GArray *
randr_get_areas(const Randr *self)
{
  return self->areas;
}

/* 0 if it is none of X11. */
static xcb_window_t
get_id(SDL_Window *window)
{
  SDL_SysWMinfo info;

  SDL_VERSION(&info.version);
  return SDL_GetWindowWMInfo(window, &info) ? (xcb_window_t)info.info.x11.window : 0;
}

gboolean
randr_get_window_area(Randr *self, SDL_Window *window, SDL_Rect *area)
{
  g_autofree xcb_get_geometry_reply_t *size = NULL;
  g_autofree xcb_translate_coordinates_reply_t *place = NULL;
  xcb_window_t id = get_id(window);

  if (id == 0)
    return FALSE;
  size = xcb_get_geometry_reply(self->connection, xcb_get_geometry_unchecked(self->connection, id),
                                NULL);
  place = xcb_translate_coordinates_reply(
      self->connection, xcb_translate_coordinates_unchecked(self->connection, id, self->root, 0, 0),
      NULL);
  heed_queued(self);
  if (size == NULL || place == NULL)
    return FALSE;
  *area = (SDL_Rect){place->dst_x, place->dst_y, size->width, size->height};
  return TRUE;
}

/* An event that is sent for no mask goes to whoever made the window. */
static void
send_connection(const Randr *self, xcb_window_t id, xcb_randr_output_t output, guint8 connection)
{
  const xcb_query_extension_reply_t *extension =
      xcb_get_extension_data(self->connection, &xcb_randr_id);
  xcb_randr_notify_event_t event = {
      .response_type = extension->first_event + XCB_RANDR_NOTIFY,
      .subCode = XCB_RANDR_NOTIFY_OUTPUT_CHANGE,
      .u.oc = {.window = self->root, .output = output, .connection = connection},
  };

  G_STATIC_ASSERT(sizeof event == 32);
  xcb_send_event(self->connection, FALSE, id, 0, (const char *)&event);
}

void
randr_tell_sdl(Randr *self, SDL_Window *window)
{
  g_autofree xcb_randr_get_screen_resources_current_reply_t *resources =
      xcb_randr_get_screen_resources_current_reply(
          self->connection,
          xcb_randr_get_screen_resources_current_unchecked(self->connection, self->root), NULL);
  xcb_window_t id = get_id(window);
  int n_outputs;
  xcb_randr_output_t *outputs;

  if (resources == NULL || id == 0)
    return;
  outputs = xcb_randr_get_screen_resources_current_outputs(resources);
  n_outputs = xcb_randr_get_screen_resources_current_outputs_length(resources);
  for (int i = 0; i < n_outputs; i++)
    send_connection(self, id, outputs[i], XCB_RANDR_CONNECTION_DISCONNECTED);
  for (int i = 0; i < n_outputs; i++) {
    g_autofree xcb_randr_get_output_info_reply_t *output = xcb_randr_get_output_info_reply(
        self->connection,
        xcb_randr_get_output_info_unchecked(self->connection, outputs[i], XCB_CURRENT_TIME), NULL);

    if (output != NULL && output->crtc != XCB_NONE)
      send_connection(self, id, outputs[i], XCB_RANDR_CONNECTION_CONNECTED);
  }
  xcb_flush(self->connection);
  heed_queued(self);
}
