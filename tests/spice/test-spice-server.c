// SPDX-License-Identifier: LGPL-2.1-or-later
/* The SPICE test server does what README.md says, as an independent client sees it. */
#include "client.h"

#include <glib/gstdio.h>

#include "../servers/test-pattern.h"

/* main, display, inputs, cursor */
#define N_CHANNELS 4

typedef struct {
  TestServer *server;
  Client *client;
} Fixture;

/* Starts a server with these further arguments, and connects. */
static Fixture
start_with(const char *const *arguments)
{
  Fixture fixture = {0};
  g_autoptr(GStrvBuilder) argv = g_strv_builder_new();
  g_auto(GStrv) words = NULL;

  g_strv_builder_add(argv, g_getenv("ORIEL_TEST_SPICE_SERVER"));
  if (arguments != NULL)
    g_strv_builder_addv(argv, (const char **)arguments);
  words = g_strv_builder_end(argv);
  fixture.server = test_server_start((const char *const *)words);
  fixture.client = client_new(fixture.server);
  return fixture;
}

static Fixture
start(const char *const *arguments)
{
  Fixture fixture = start_with(arguments);

  client_connect(fixture.client);
  g_assert_cmpint(fixture.client->last_event, ==, SPICE_CHANNEL_OPENED);
  client_wait_for_channels(fixture.client, N_CHANNELS);
  test_server_expect(fixture.server, "client");
  return fixture;
}

static void
stop(Fixture *fixture)
{
  client_free(fixture->client);
  test_server_stop(fixture->server);
}

static void
assert_pattern(Client *client, guint id, int width, int height)
{
  client_wait_for_size(client, id, width, height);
  client_wait_for_pixel(client, id, width - 1, height - 1, test_pattern(width - 1, height - 1));
  for (int y = 0; y < height; y += 3)
    for (int x = 0; x < width; x += 5)
      g_assert_cmphex(client_get_pixel(client, id, x, y), ==, test_pattern(x, y));
}

static void
test_pattern_shown(void)
{
  Fixture fixture = start(NULL);

  assert_pattern(fixture.client, 0, 640, 480);
  test_server_tell(fixture.server, "resize 333 222");
  assert_pattern(fixture.client, 0, 333, 222);
  stop(&fixture);
}

static void
test_unix_socket(void)
{
  g_autofree char *directory = g_dir_make_tmp("oriel-spice-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(directory, "spice.sock", NULL);
  const char *const arguments[] = {"--unix", path, "--size", "320x200", NULL};
  Fixture fixture = start(arguments);

  assert_pattern(fixture.client, 0, 320, 200);
  stop(&fixture);
  g_assert_cmpint(g_rmdir(directory), ==, 0);
}

static void
test_drawing(void)
{
  Fixture fixture = start(NULL);

  test_server_tell(fixture.server, "draw 10 20 30 40 123456");
  client_wait_for_pixel(fixture.client, 0, 39, 59, 0x123456);
  g_assert_cmphex(client_get_pixel(fixture.client, 0, 40, 59), ==, test_pattern(40, 59));
  test_server_tell(fixture.server, "copy 100 100 40 40 9 19");
  client_wait_for_pixel(fixture.client, 0, 101, 101, 0x123456);
  g_assert_cmphex(client_get_pixel(fixture.client, 0, 100, 101), ==, test_pattern(9, 20));
  test_server_tell(fixture.server, "pattern 10 20 30 40");
  client_wait_for_pixel(fixture.client, 0, 10, 20, test_pattern(10, 20));
  stop(&fixture);
}

static void
test_aside(void)
{
  Fixture fixture = start(NULL);

  test_server_tell(fixture.server, "aside 50 40");
  test_server_tell(fixture.server, "draw-on aside");
  test_server_tell(fixture.server, "draw 10 10 40 30 123456");
  test_server_tell(fixture.server, "draw-on screen");
  test_server_tell(fixture.server, "from-aside 100 100 45 35 5 5");
  client_wait_for_pixel(fixture.client, 0, 144, 134, 0x123456);
  g_assert_cmphex(client_get_pixel(fixture.client, 0, 105, 105), ==, 0x123456);
  g_assert_cmphex(client_get_pixel(fixture.client, 0, 104, 105), ==, 0);
  g_assert_cmphex(client_get_pixel(fixture.client, 0, 99, 100), ==, test_pattern(99, 100));
  g_assert_cmphex(client_get_pixel(fixture.client, 0, 10, 10), ==, test_pattern(10, 10));
  stop(&fixture);
}

/* The bitmap lets nothing through on the left, and a little more every three pixels. */
static void
test_blend(void)
{
  Fixture fixture = start(NULL);

  test_server_tell(fixture.server, "aside 200 10 a8");
  test_server_tell(fixture.server, "draw-on aside");
  test_server_tell(fixture.server, "bitmap 0 0 200 10 a8");
  test_server_tell(fixture.server, "draw 150 0 50 10 0000ff");
  test_server_tell(fixture.server, "draw-on screen");
  test_server_tell(fixture.server, "draw 0 0 200 20 000000");
  test_server_tell(fixture.server, "blend 0 0 200 10 ff8020");
  client_wait_for_pixel(fixture.client, 0, 150, 0, 0xff8020);
  g_assert_cmphex(client_get_pixel(fixture.client, 0, 0, 0), ==, 0);
  g_assert_cmphex(client_get_pixel(fixture.client, 0, 149, 0), ==, 0x311906);
  stop(&fixture);
}

static void
test_keys(void)
{
  Fixture fixture = start(NULL);
  SpiceInputsChannel *inputs = fixture.client->inputs;

  spice_inputs_channel_key_press(inputs, 0x1e);
  spice_inputs_channel_key_press(inputs, 0x11d);
  spice_inputs_channel_key_release(inputs, 0x11d);
  spice_inputs_channel_key_release(inputs, 0x1e);
  test_server_expect(fixture.server, "key 0x1e down");
  test_server_expect(fixture.server, "key 0x9d down");
  test_server_expect(fixture.server, "key 0x9d up");
  test_server_expect(fixture.server, "key 0x1e up");
  stop(&fixture);
}

static gboolean
has_locks(gpointer data)
{
  int locks = 0;

  g_object_get(data, "key-modifiers", &locks, NULL);
  return locks == (SPICE_INPUTS_NUM_LOCK | SPICE_INPUTS_CAPS_LOCK);
}

static void
test_leds(void)
{
  Fixture fixture = start(NULL);

  test_server_tell(fixture.server, "leds 6");
  test_assert_wait(has_locks, fixture.client->inputs);
  stop(&fixture);
}

static int
get_mouse_mode(Client *client)
{
  int mode = 0;

  g_object_get(client->main, "mouse-mode", &mode, NULL);
  return mode;
}

static gboolean
is_absolute(gpointer data)
{
  return get_mouse_mode(data) == SPICE_MOUSE_MODE_CLIENT;
}

static gboolean
is_relative(gpointer data)
{
  return get_mouse_mode(data) == SPICE_MOUSE_MODE_SERVER;
}

static void
test_pointer(void)
{
  Fixture fixture = start(NULL);
  SpiceInputsChannel *inputs = fixture.client->inputs;

  test_assert_wait(is_absolute, fixture.client);
  spice_inputs_channel_position(inputs, 10, 20, 0, 0);
  test_server_expect(fixture.server, "position 10 20 display 0");
  spice_inputs_channel_button_press(inputs, SPICE_MOUSE_BUTTON_RIGHT,
                                    SPICE_MOUSE_BUTTON_MASK_RIGHT);
  test_server_expect(fixture.server, "button 3 down");
  spice_inputs_channel_button_release(inputs, SPICE_MOUSE_BUTTON_RIGHT, 0);
  test_server_expect(fixture.server, "button 3 up");
  spice_inputs_channel_button_press(inputs, SPICE_MOUSE_BUTTON_UP, 0);
  test_server_expect(fixture.server, "wheel -1");
  stop(&fixture);
}

static void
test_motion(void)
{
  Fixture fixture = start(NULL);
  SpiceInputsChannel *inputs = fixture.client->inputs;

  test_assert_wait(is_absolute, fixture.client);
  test_server_tell(fixture.server, "pointer-mode relative");
  test_assert_wait(is_relative, fixture.client);
  spice_inputs_channel_motion(inputs, 5, -3, 0);
  test_server_expect(fixture.server, "motion 5 -3");
  spice_inputs_channel_button_press(inputs, SPICE_MOUSE_BUTTON_LEFT, SPICE_MOUSE_BUTTON_MASK_LEFT);
  test_server_expect(fixture.server, "button 1 down");
  spice_inputs_channel_button_release(inputs, SPICE_MOUSE_BUTTON_LEFT, 0);
  test_server_expect(fixture.server, "button 1 up");
  test_server_tell(fixture.server, "pointer-mode absolute");
  test_assert_wait(is_absolute, fixture.client);
  stop(&fixture);
}

/* The same in the words of the VNC server. */
static void
test_vnc_words(void)
{
  const char *const arguments[] = {"--vnc-words", NULL};
  Fixture fixture = start(arguments);
  SpiceInputsChannel *inputs = fixture.client->inputs;

  test_assert_wait(is_absolute, fixture.client);
  spice_inputs_channel_key_press(inputs, 0x11d);
  test_server_expect(fixture.server, "key 157 0 down");
  spice_inputs_channel_position(inputs, 10, 20, 0, 0);
  test_server_expect(fixture.server, "pointer 10 20 0");
  spice_inputs_channel_button_press(inputs, SPICE_MOUSE_BUTTON_RIGHT,
                                    SPICE_MOUSE_BUTTON_MASK_RIGHT);
  test_server_expect(fixture.server, "pointer 10 20 4");
  spice_inputs_channel_button_release(inputs, SPICE_MOUSE_BUTTON_RIGHT, 0);
  test_server_expect(fixture.server, "pointer 10 20 0");
  stop(&fixture);
}

typedef struct {
  SpiceCursorChannel *channel;
  guint width, height;
} Shape;

static SpiceCursorShape *
dup_shape(SpiceCursorChannel *channel)
{
  SpiceCursorShape *shape = NULL;

  g_object_get(channel, "cursor", &shape, NULL);
  return shape;
}

static void
free_shape(SpiceCursorShape *shape)
{
  g_boxed_free(SPICE_TYPE_CURSOR_SHAPE, shape);
}

static gboolean
has_shape(gpointer data)
{
  Shape *wanted = data;
  SpiceCursorShape *shape = dup_shape(wanted->channel);
  gboolean same = shape != NULL && shape->width == wanted->width && shape->height == wanted->height;

  if (shape != NULL)
    free_shape(shape);
  return same;
}

static guint32
get_shape_pixel(SpiceCursorShape *shape, guint x, guint y)
{
  const guint8 *pixel = (const guint8 *)shape->data + (y * shape->width + x) * 4;
  return (guint32)pixel[3] << 24 | (guint32)(pixel[0] << 16 | pixel[1] << 8 | pixel[2]);
}

static void
on_signal(gpointer instance, gpointer user_data)
{
  *(gboolean *)user_data = TRUE;
}

static gboolean
is_true(gpointer data)
{
  return *(gboolean *)data;
}

static void
test_cursor(void)
{
  Fixture fixture = start(NULL);
  Shape wanted = {fixture.client->cursor, 16, 8};
  SpiceCursorShape *shape = NULL;
  gboolean hidden = FALSE;

  test_server_tell(fixture.server, "cursor 16 8 3 5 80ff0000");
  test_assert_wait(has_shape, &wanted);
  shape = dup_shape(wanted.channel);
  g_assert_cmpuint(shape->hot_spot_x, ==, 3);
  g_assert_cmpuint(shape->hot_spot_y, ==, 5);
  g_assert_cmphex(get_shape_pixel(shape, 15, 7), ==, 0x80ff0000);
  free_shape(shape);

  wanted.width = 32;
  wanted.height = 16;
  test_server_tell(fixture.server, "cursor-mono 32 16 0 0");
  test_assert_wait(has_shape, &wanted);
  shape = dup_shape(wanted.channel);
  g_assert_cmphex(get_shape_pixel(shape, 0, 0), ==, 0xffffffff);
  g_assert_cmphex(get_shape_pixel(shape, 31, 0), ==, 0xff000000);
  g_assert_cmphex(get_shape_pixel(shape, 0, 15) >> 24, ==, 0);
  free_shape(shape);

  g_signal_connect(wanted.channel, "cursor-hide", G_CALLBACK(on_signal), &hidden);
  test_server_tell(fixture.server, "cursor none");
  test_assert_wait(is_true, &hidden);
  stop(&fixture);
}

typedef struct {
  SpiceDisplayChannel *channel;
  guint n;
} Monitors;

static gboolean
has_monitors(gpointer data)
{
  Monitors *wanted = data;
  g_autoptr(GArray) monitors = NULL;

  g_object_get(wanted->channel, "monitors", &monitors, NULL);
  return monitors != NULL && monitors->len == wanted->n;
}

static void
test_heads(void)
{
  const char *const arguments[] = {"--size", "400x100", NULL};
  Fixture fixture = start(arguments);
  Monitors wanted = {fixture.client->displays[0], 2};
  g_autoptr(GArray) monitors = NULL;
  SpiceDisplayMonitorConfig *second = NULL;

  test_server_tell(fixture.server, "heads 150x100+0+0 250x90+150+10");
  test_assert_wait(has_monitors, &wanted);
  g_object_get(wanted.channel, "monitors", &monitors, NULL);
  second = &g_array_index(monitors, SpiceDisplayMonitorConfig, 1);
  g_assert_cmpuint(second->width, ==, 250);
  g_assert_cmpuint(second->height, ==, 90);
  g_assert_cmpuint(second->x, ==, 150);
  g_assert_cmpuint(second->y, ==, 10);

  /* Another mode has one again. */
  wanted.n = 1;
  test_server_tell(fixture.server, "resize 300 200");
  test_assert_wait(has_monitors, &wanted);
  stop(&fixture);
}

static void
test_displays(void)
{
  const char *const arguments[] = {"--displays", "3", "--size", "200x100", NULL};
  Fixture fixture = start(arguments);

  for (guint i = 0; i < 3; i++)
    assert_pattern(fixture.client, i, 200, 100);
  test_server_tell(fixture.server, "display 2");
  test_server_tell(fixture.server, "resize 120 90");
  assert_pattern(fixture.client, 2, 120, 90);
  test_server_tell(fixture.server, "draw 0 0 1 1 abcdef");
  client_wait_for_pixel(fixture.client, 2, 0, 0, 0xabcdef);
  g_assert_cmphex(client_get_pixel(fixture.client, 1, 0, 0), ==, test_pattern(0, 0));
  stop(&fixture);
}

static void
test_password(void)
{
  const char *const arguments[] = {"--password", "s3cret", NULL};
  Fixture fixture = start_with(arguments);

  g_object_set(fixture.client->session, "password", "guess", NULL);
  client_connect(fixture.client);
  g_assert_cmpint(fixture.client->last_event, ==, SPICE_CHANNEL_ERROR_AUTH);
  client_free(fixture.client);

  fixture.client = client_new(fixture.server);
  g_object_set(fixture.client->session, "password", "s3cret", NULL);
  client_connect(fixture.client);
  g_assert_cmpint(fixture.client->last_event, ==, SPICE_CHANNEL_OPENED);
  client_wait_for_channels(fixture.client, N_CHANNELS);
  stop(&fixture);
}

static gboolean
is_cut_off(gpointer data)
{
  Client *client = data;
  return client->last_event == SPICE_CHANNEL_ERROR_IO || client->last_event == SPICE_CHANNEL_CLOSED;
}

static void
test_drop(void)
{
  Fixture fixture = start(NULL);

  test_server_tell(fixture.server, "drop");
  test_server_expect(fixture.server, "gone");
  test_assert_wait(is_cut_off, fixture.client);
  stop(&fixture);
}

/* The fourth channel is one too many. */
static void
test_disconnect_after(void)
{
  const char *const arguments[] = {"--disconnect-after", "4", NULL};
  Fixture fixture = start_with(arguments);

  client_connect(fixture.client);
  test_server_expect(fixture.server, "client");
  test_server_expect(fixture.server, "gone");
  test_assert_wait(is_cut_off, fixture.client);
  stop(&fixture);
}

static void
test_stall(void)
{
  Fixture fixture = start(NULL);

  test_assert_wait(is_absolute, fixture.client);
  test_server_tell(fixture.server, "stall on");
  spice_inputs_channel_key_press(fixture.client->inputs, 0x1e);
  test_server_tell(fixture.server, "stall off");
  test_server_expect(fixture.server, "key 0x1e down");
  stop(&fixture);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  /* The library under the client warns of connections that are cut. */
  g_log_set_always_fatal(G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_test_add_func("/spice-server/pattern", test_pattern_shown);
  g_test_add_func("/spice-server/unix-socket", test_unix_socket);
  g_test_add_func("/spice-server/drawing", test_drawing);
  g_test_add_func("/spice-server/aside", test_aside);
  g_test_add_func("/spice-server/blend", test_blend);
  g_test_add_func("/spice-server/keys", test_keys);
  g_test_add_func("/spice-server/leds", test_leds);
  g_test_add_func("/spice-server/pointer", test_pointer);
  g_test_add_func("/spice-server/motion", test_motion);
  g_test_add_func("/spice-server/vnc-words", test_vnc_words);
  g_test_add_func("/spice-server/cursor", test_cursor);
  g_test_add_func("/spice-server/heads", test_heads);
  g_test_add_func("/spice-server/displays", test_displays);
  g_test_add_func("/spice-server/password", test_password);
  g_test_add_func("/spice-server/drop", test_drop);
  g_test_add_func("/spice-server/disconnect-after", test_disconnect_after);
  g_test_add_func("/spice-server/stall", test_stall);
  return g_test_run();
}
