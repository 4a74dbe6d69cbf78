// SPDX-License-Identifier: LGPL-2.1-or-later
/* The agent inside of the SPICE test server's guest, as an independent client sees it. */
#include <glib/gstdio.h>

#include "client.h"

#include "../servers/test-pattern.h"

#define SELECTION VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD
#define TEXT VD_AGENT_CLIPBOARD_UTF8_TEXT

/* The usual ones without VD_AGENT_CAP_AUDIO_VOLUME_SYNC, at which the library under the client
 * makes a player of its own, and wants GStreamer. */
#define CAPABILITIES "3d5f7"

typedef struct {
  TestServer *server;
  Client *client;
} Fixture;

static Fixture
start(const char *option)
{
  const char *const argv[] = {g_getenv("ORIEL_TEST_SPICE_SERVER"), "--agent", option, NULL};
  Fixture fixture = {0};

  fixture.server = test_server_start(argv);
  test_server_tell(fixture.server, "agent-capabilities " CAPABILITIES);
  fixture.client = client_new(fixture.server);
  client_connect(fixture.client);
  client_wait_for_channels(fixture.client, 4);
  client_wait_for_agent(fixture.client);
  return fixture;
}

/* Passes over what the client says by itself when it meets an agent. */
static void
expect(Fixture *fixture, const char *line)
{
  g_autofree char *found = test_server_skip_to(fixture->server, line);
  g_assert_cmpstr(found, ==, line);
}

static void
stop(Fixture *fixture)
{
  client_free(fixture->client);
  test_server_stop(fixture->server);
}

static gboolean
has_no_agent(gpointer data)
{
  gboolean connected = TRUE;

  g_object_get(data, "agent-connected", &connected, NULL);
  return !connected;
}

static void
test_comes_and_goes(void)
{
  Fixture fixture = start(NULL);

  test_server_tell(fixture.server, "agent off");
  test_assert_wait(has_no_agent, fixture.client->main);
  test_server_tell(fixture.server, "agent on");
  client_wait_for_agent(fixture.client);
  stop(&fixture);
}

/* An agent that breaks the rules is shut down by the server; the next one may do better. */
static void
test_lies(void)
{
  Fixture fixture = start(NULL);

  test_server_tell(fixture.server, "agent-raw ffffffff04000000deadbeef");
  expect(&fixture, "agent shut-down");
  test_assert_wait(has_no_agent, fixture.client->main);
  test_server_tell(fixture.server, "agent on");
  client_wait_for_agent(fixture.client);
  stop(&fixture);
}

static void
test_monitors(void)
{
  Fixture fixture = start(NULL);

  spice_main_channel_update_display(fixture.client->main, 0, 0, 0, 500, 400, FALSE);
  spice_main_channel_update_display_enabled(fixture.client->main, 0, TRUE, FALSE);
  g_assert_true(spice_main_channel_send_monitor_config(fixture.client->main));
  expect(&fixture, "agent monitors-config 1 500x400+0+0");
  client_wait_for_size(fixture.client, 0, 500, 400);
  client_wait_for_pixel(fixture.client, 0, 499, 399, test_pattern(499, 399));

  test_server_tell(fixture.server, "allow-resize no");
  spice_main_channel_update_display(fixture.client->main, 0, 0, 0, 300, 200, FALSE);
  g_assert_true(spice_main_channel_send_monitor_config(fixture.client->main));
  expect(&fixture, "agent monitors-config 1 300x200+0+0");
  test_server_tell(fixture.server, "draw 0 0 1 1 abcdef");
  client_wait_for_pixel(fixture.client, 0, 0, 0, 0xabcdef);
  client_wait_for_size(fixture.client, 0, 500, 400);
  stop(&fixture);
}

static void
test_card_monitors(void)
{
  Fixture fixture = start("--card-monitors");

  spice_main_channel_update_display(fixture.client->main, 0, 0, 0, 500, 400, FALSE);
  spice_main_channel_update_display_enabled(fixture.client->main, 0, TRUE, FALSE);
  spice_main_channel_update_display(fixture.client->main, 1, 500, 0, 300, 200, FALSE);
  spice_main_channel_update_display_enabled(fixture.client->main, 1, TRUE, FALSE);
  g_assert_true(spice_main_channel_send_monitor_config(fixture.client->main));
  expect(&fixture, "card monitors-config 2 500x400+0+0 300x200+500+0");
  client_wait_for_size(fixture.client, 0, 800, 400);
  stop(&fixture);
}

static void
test_mouse(void)
{
  Fixture fixture = start("--agent-mouse");
  SpiceInputsChannel *inputs = fixture.client->inputs;

  spice_inputs_channel_position(inputs, 10, 20, 0, 0);
  expect(&fixture, "position 10 20 display 0");
  spice_inputs_channel_button_press(inputs, SPICE_MOUSE_BUTTON_RIGHT,
                                    SPICE_MOUSE_BUTTON_MASK_RIGHT);
  expect(&fixture, "button 3 down");
  stop(&fixture);
}

/* What the client hears of the clipboard. */
typedef struct {
  SpiceMainChannel *main;
  GString *heard;
  const char *wanted;
} Ear;

static gboolean
on_grab(SpiceMainChannel *main, guint selection, gpointer types, guint n, gpointer user_data)
{
  Ear *ear = user_data;

  g_string_append_printf(ear->heard, "grab %u", selection);
  for (guint i = 0; i < n; i++)
    g_string_append_printf(ear->heard, " %u", ((guint32 *)types)[i]);
  g_string_append_c(ear->heard, '\n');
  return TRUE;
}

static gboolean
on_request(SpiceMainChannel *main, guint selection, guint type, gpointer user_data)
{
  Ear *ear = user_data;

  g_string_append_printf(ear->heard, "request %u %u\n", selection, type);
  spice_main_channel_clipboard_selection_notify(main, selection, type, (const guchar *)"h\303\251",
                                                3);
  return TRUE;
}

static void
on_data(SpiceMainChannel *main,
        guint selection,
        guint type,
        gpointer data,
        guint size,
        gpointer user_data)
{
  Ear *ear = user_data;

  g_string_append_printf(ear->heard, "data %u %u %.*s\n", selection, type, (int)size,
                         (const char *)data);
}

static void
on_release(SpiceMainChannel *main, guint selection, gpointer user_data)
{
  Ear *ear = user_data;

  g_string_append_printf(ear->heard, "release %u\n", selection);
}

static void
listen_with(Ear *ear, SpiceMainChannel *channel)
{
  ear->main = channel;
  ear->heard = g_string_new(NULL);
  g_signal_connect(channel, "main-clipboard-selection-grab", G_CALLBACK(on_grab), ear);
  g_signal_connect(channel, "main-clipboard-selection-request", G_CALLBACK(on_request), ear);
  g_signal_connect(channel, "main-clipboard-selection", G_CALLBACK(on_data), ear);
  g_signal_connect(channel, "main-clipboard-selection-release", G_CALLBACK(on_release), ear);
}

static gboolean
has_heard(gpointer data)
{
  Ear *ear = data;
  return g_str_equal(ear->heard->str, ear->wanted);
}

static void
hear(Ear *ear, const char *wanted)
{
  ear->wanted = wanted;
  test_assert_wait(has_heard, ear);
  g_string_truncate(ear->heard, 0);
}

static void
stop_listening(Ear *ear)
{
  g_signal_handlers_disconnect_by_data(ear->main, ear);
  g_string_free(ear->heard, TRUE);
}

static void
test_clipboard_of_guest(void)
{
  Fixture fixture = start(NULL);
  Ear ear;

  listen_with(&ear, fixture.client->main);
  test_server_tell(fixture.server, "clipboard-text primary caf\\303\\251");
  hear(&ear, "grab 1 1\n");
  spice_main_channel_clipboard_selection_request(fixture.client->main, 1, TEXT);
  hear(&ear, "data 1 1 caf\303\251\n");
  expect(&fixture, "agent clipboard request primary text");
  spice_main_channel_clipboard_selection_request(fixture.client->main, 1,
                                                 VD_AGENT_CLIPBOARD_IMAGE_PNG);
  hear(&ear, "data 1 0 \n");
  test_server_tell(fixture.server, "clipboard-types clipboard text png");
  hear(&ear, "grab 0 1 2\n");
  test_server_tell(fixture.server, "clipboard-release clipboard");
  hear(&ear, "release 0\n");
  stop_listening(&ear);
  stop(&fixture);
}

static void
test_clipboard_of_client(void)
{
  Fixture fixture = start(NULL);
  guint32 types[] = {TEXT, VD_AGENT_CLIPBOARD_IMAGE_PNG};
  Ear ear;

  listen_with(&ear, fixture.client->main);
  spice_main_channel_clipboard_selection_grab(fixture.client->main, SELECTION, types, 2);
  expect(&fixture, "agent clipboard grab clipboard text png");
  test_server_tell(fixture.server, "clipboard-request clipboard text");
  hear(&ear, "request 0 1\n");
  expect(&fixture, "agent clipboard data clipboard text 3 h\\303\\251");
  spice_main_channel_clipboard_selection_release(fixture.client->main, SELECTION);
  expect(&fixture, "agent clipboard release clipboard");

  /* Serial numbers go on, whoever grabs. */
  test_server_tell(fixture.server, "cut x");
  hear(&ear, "grab 0 1\n");
  spice_main_channel_clipboard_selection_grab(fixture.client->main, SELECTION, types, 1);
  expect(&fixture, "agent clipboard grab clipboard text");
  stop_listening(&ear);
  stop(&fixture);
}

/* Pictures and long texts come in many chunks. */
static void
test_large_clipboard(void)
{
  Fixture fixture = start(NULL);
  g_autofree char *path = NULL, *content = g_malloc0(300000);
  g_autofree char *order = NULL;
  Ear ear;

  memset(content, 'x', 299999);
  path = g_build_filename(g_get_tmp_dir(), "oriel-spice-clipboard-XXXXXX", NULL);
  close(g_mkstemp(path));
  g_assert_true(g_file_set_contents(path, content, 299999, NULL));
  order = g_strdup_printf("clipboard-file clipboard png %s", path);
  listen_with(&ear, fixture.client->main);
  test_server_tell(fixture.server, "%s", order);
  hear(&ear, "grab 0 2\n");
  spice_main_channel_clipboard_selection_request(fixture.client->main, SELECTION,
                                                 VD_AGENT_CLIPBOARD_IMAGE_PNG);
  g_free(order);
  order = g_strdup_printf("data 0 2 %s\n", content);
  hear(&ear, order);
  g_unlink(path);
  stop_listening(&ear);
  stop(&fixture);
}

/* Sending of files */

typedef struct {
  gboolean done;
  GError *error;
} Operation;

static void
on_copied(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;

  spice_main_channel_file_copy_finish(SPICE_MAIN_CHANNEL(source), result, &operation->error);
  operation->done = TRUE;
}

static gboolean
is_done(gpointer data)
{
  Operation *operation = data;
  return operation->done;
}

/* Sends a file of 5000 times "y" called @name. */
static void
send_file(Fixture *fixture, const char *directory, const char *name, Operation *operation)
{
  g_autofree char *path = g_build_filename(directory, name, NULL);
  g_autofree char *content = g_strnfill(5000, 'y');
  g_autoptr(GFile) file = g_file_new_for_path(path);
  GFile *files[] = {file, NULL};

  operation->done = FALSE;
  g_clear_error(&operation->error);
  g_assert_true(g_file_set_contents(path, content, -1, NULL));
  spice_main_channel_file_copy_async(fixture->client->main, files, 0, NULL, NULL, NULL, on_copied,
                                     operation);
  test_assert_wait(is_done, operation);
  g_unlink(path);
}

static void
test_files(void)
{
  Fixture fixture = start(NULL);
  g_autofree char *from = g_dir_make_tmp("oriel-spice-from-XXXXXX", NULL);
  g_autofree char *to = g_dir_make_tmp("oriel-spice-to-XXXXXX", NULL);
  g_autofree char *path = g_build_filename(to, "a file", NULL);
  g_autofree char *content = NULL;
  gsize size = 0;
  Operation operation = {0};

  test_server_tell(fixture.server, "files-accept %s", to);
  send_file(&fixture, from, "a file", &operation);
  g_assert_no_error(operation.error);
  g_free(test_server_skip_to(fixture.server, "agent file start "));
  g_free(test_server_skip_to(fixture.server, "agent file success "));
  g_assert_true(g_file_get_contents(path, &content, &size, NULL));
  g_assert_cmpuint(size, ==, 5000);

  test_server_tell(fixture.server, "files-refuse disabled");
  send_file(&fixture, from, "b", &operation);
  g_assert_nonnull(operation.error);
  g_free(test_server_skip_to(fixture.server, "agent file disabled "));

  test_server_tell(fixture.server, "files-accept");
  test_server_tell(fixture.server, "files-room 4999");
  send_file(&fixture, from, "c", &operation);
  g_assert_nonnull(operation.error);
  g_free(test_server_skip_to(fixture.server, "agent file full "));

  g_clear_error(&operation.error);
  g_unlink(path);
  g_rmdir(from);
  g_rmdir(to);
  stop(&fixture);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  /* The library under the client warns of what it finds odd. */
  g_log_set_always_fatal(G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_test_add_func("/spice-agent/comes-and-goes", test_comes_and_goes);
  g_test_add_func("/spice-agent/lies", test_lies);
  g_test_add_func("/spice-agent/monitors", test_monitors);
  g_test_add_func("/spice-agent/card-monitors", test_card_monitors);
  g_test_add_func("/spice-agent/mouse", test_mouse);
  g_test_add_func("/spice-agent/clipboard-of-guest", test_clipboard_of_guest);
  g_test_add_func("/spice-agent/clipboard-of-client", test_clipboard_of_client);
  g_test_add_func("/spice-agent/large-clipboard", test_large_clipboard);
  g_test_add_func("/spice-agent/files", test_files);
  return g_test_run();
}
