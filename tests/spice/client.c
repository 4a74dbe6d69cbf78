// SPDX-License-Identifier: LGPL-2.1-or-later
#include "client.h"

#define NO_PIXEL 0xffffffffu

static void
on_channel_event(SpiceChannel *channel, SpiceChannelEvent event, gpointer user_data)
{
  Client *self = user_data;

  if (event == SPICE_CHANNEL_OPENED)
    self->opened++;
  if (SPICE_IS_MAIN_CHANNEL(channel))
    self->last_event = event;
}

static void
on_channel_new(SpiceSession *session, SpiceChannel *channel, gpointer user_data)
{
  Client *self = user_data;
  int id = 0;

  g_object_get(channel, "channel-id", &id, NULL);
  g_signal_connect(channel, "channel-event", G_CALLBACK(on_channel_event), self);
  if (SPICE_IS_MAIN_CHANNEL(channel))
    self->main = SPICE_MAIN_CHANNEL(channel);
  else if (SPICE_IS_INPUTS_CHANNEL(channel))
    self->inputs = SPICE_INPUTS_CHANNEL(channel);
  else if (SPICE_IS_CURSOR_CHANNEL(channel) && id == 0)
    self->cursor = SPICE_CURSOR_CHANNEL(channel);
  else if (SPICE_IS_PLAYBACK_CHANNEL(channel))
    self->playback = SPICE_PLAYBACK_CHANNEL(channel);
  else if (SPICE_IS_RECORD_CHANNEL(channel))
    self->record = SPICE_RECORD_CHANNEL(channel);
  else if (SPICE_IS_PORT_CHANNEL(channel) && self->n_ports < CLIENT_MAX_PORTS)
    self->ports[self->n_ports++] = SPICE_PORT_CHANNEL(channel);
  else if (SPICE_IS_DISPLAY_CHANNEL(channel) && id < CLIENT_MAX_DISPLAYS)
    self->displays[id] = SPICE_DISPLAY_CHANNEL(channel);
  if (!SPICE_IS_MAIN_CHANNEL(channel))
    spice_channel_connect(channel);
}

/* A client that goes to another server gets new channels. */
static void
on_channel_destroy(SpiceSession *session, SpiceChannel *channel, gpointer user_data)
{
  Client *self = user_data;

  if (channel == (gpointer)self->main)
    self->main = NULL;
  if (channel == (gpointer)self->inputs)
    self->inputs = NULL;
  if (channel == (gpointer)self->cursor)
    self->cursor = NULL;
  for (guint i = 0; i < CLIENT_MAX_DISPLAYS; i++)
    if (channel == (gpointer)self->displays[i])
      self->displays[i] = NULL;
}

static void
on_disconnected(SpiceSession *session, gpointer user_data)
{
  Client *self = user_data;
  self->disconnected = TRUE;
}

Client *
client_new(TestServer *server)
{
  Client *self = g_new0(Client, 1);
  const char *address = test_server_get_ready(server);

  self->session = spice_session_new();
  if (g_path_is_absolute(address))
    g_object_set(self->session, "unix-path", address, NULL);
  else
    g_object_set(self->session, "host", "127.0.0.1", "port", address, NULL);
  g_signal_connect(self->session, "channel-new", G_CALLBACK(on_channel_new), self);
  g_signal_connect(self->session, "channel-destroy", G_CALLBACK(on_channel_destroy), self);
  g_signal_connect(self->session, "disconnected", G_CALLBACK(on_disconnected), self);
  return self;
}

static gboolean
is_disconnected(gpointer data)
{
  Client *self = data;
  return self->disconnected;
}

void
client_free(Client *self)
{
  if (self->last_event != SPICE_CHANNEL_NONE && !self->disconnected) {
    spice_session_disconnect(self->session);
    test_assert_wait(is_disconnected, self);
  }
  g_signal_handlers_disconnect_by_data(self->session, self);
  /* Channels end by themselves, and look at their session meanwhile. */
  while (g_main_context_iteration(NULL, FALSE))
    continue;
  g_object_unref(self->session);
  g_free(self);
}

static gboolean
has_outcome(gpointer data)
{
  Client *self = data;
  return self->last_event != SPICE_CHANNEL_NONE;
}

void
client_connect(Client *self)
{
  g_assert_true(spice_session_connect(self->session));
  test_assert_wait(has_outcome, self);
}

typedef struct {
  Client *client;
  guint id;
  int x, y; /* or width and height */
  guint32 colour;
} Sight;

static gboolean
get_primary(Client *self, guint id, SpiceDisplayPrimary *primary)
{
  return self->displays[id] != NULL &&
         spice_display_channel_get_primary(SPICE_CHANNEL(self->displays[id]), 0, primary);
}

guint32
client_get_pixel(Client *self, guint id, int x, int y)
{
  SpiceDisplayPrimary primary;
  const guint8 *pixel = NULL;

  if (!get_primary(self, id, &primary) || x >= primary.width || y >= primary.height)
    return NO_PIXEL;
  g_assert_cmpint(primary.format, ==, SPICE_SURFACE_FMT_32_xRGB);
  pixel = primary.data + y * primary.stride + x * 4;
  return (guint32)(pixel[2] << 16 | pixel[1] << 8 | pixel[0]);
}

const guint8 *
client_get_surface(Client *self, guint id, int *width, int *height, int *stride)
{
  SpiceDisplayPrimary primary;

  if (!get_primary(self, id, &primary))
    return NULL;
  *width = primary.width;
  *height = primary.height;
  *stride = primary.stride;
  return primary.data;
}

static gboolean
has_pixel(gpointer data)
{
  Sight *sight = data;
  return client_get_pixel(sight->client, sight->id, sight->x, sight->y) == sight->colour;
}

void
client_wait_for_pixel(Client *self, guint id, int x, int y, guint32 colour)
{
  Sight sight = {self, id, x, y, colour};
  test_assert_wait(has_pixel, &sight);
}

static gboolean
has_size(gpointer data)
{
  Sight *sight = data;
  SpiceDisplayPrimary primary;

  return get_primary(sight->client, sight->id, &primary) && primary.width == sight->x &&
         primary.height == sight->y;
}

void
client_wait_for_size(Client *self, guint id, int width, int height)
{
  Sight sight = {self, id, width, height, 0};
  test_assert_wait(has_size, &sight);
}

static gboolean
has_channels(gpointer data)
{
  Sight *sight = data;
  return sight->client->opened >= sight->id;
}

void
client_wait_for_channels(Client *self, guint n)
{
  Sight sight = {self, n, 0, 0, 0};
  test_assert_wait(has_channels, &sight);
}

static gboolean
has_agent(gpointer data)
{
  Client *self = data;
  gboolean connected = FALSE;

  if (self->main == NULL)
    return FALSE;
  g_object_get(self->main, "agent-connected", &connected, NULL);
  return connected &&
         spice_main_channel_agent_test_capability(self->main, VD_AGENT_CAP_MONITORS_CONFIG);
}

void
client_wait_for_agent(Client *self)
{
  test_assert_wait(has_agent, self);
}
