// SPDX-License-Identifier: LGPL-2.1-or-later
/* The guest's screens follow, where its agent makes them. */
#include "guest.h"

static const char *const with_agent[] = {"--agent", NULL};

static void
on_answered(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Operation *operation = user_data;

  oriel_display_request_size_finish(ORIEL_DISPLAY(source), result, &operation->error);
  operation->done = TRUE;
}

static void
request(OrielDisplay *display, int width, int height, Operation *operation)
{
  oriel_display_request_size_async(display, width, height, NULL, on_answered, operation);
}

static gboolean
is_resizable(gpointer data)
{
  OrielDisplay *display = test_viewer_get_display(data);
  return display != NULL && oriel_display_get_resizable(display);
}

static gboolean
is_fixed(gpointer data)
{
  return !is_resizable(data);
}

static Guest *
connect_guest(const char *const *arguments)
{
  Guest *guest = guest_new(arguments);

  test_viewer_connect_and_see(guest->viewer);
  test_assert_wait(is_resizable, guest->viewer);
  return guest;
}

static void
test_granted(void)
{
  g_autoptr(Guest) guest = connect_guest(with_agent);
  OrielDisplay *display = test_viewer_get_display(guest->viewer);
  Operation operation = {0};

  request(display, 800, 500, &operation);
  operation_succeed(&operation);
  guest_expect(guest, "agent monitors-config 1 800x500+0+0");
  test_viewer_wait_for_size(guest->viewer, 800, 500);
  request(display, 800, 500, &operation);
  operation_succeed(&operation);
  request(display, 640, 480, &operation);
  operation_succeed(&operation);
  test_viewer_wait_for_size(guest->viewer, 640, 480);
}

/* What drivers round to is what was wished for. */
static void
test_rounded(void)
{
  g_autoptr(Guest) guest = connect_guest(with_agent);
  OrielDisplay *display = test_viewer_get_display(guest->viewer);
  Operation operation = {0};

  test_server_tell(guest->server, "allow-resize no");
  request(display, 805, 503, &operation);
  g_free(test_server_skip_to(guest->server, "agent monitors-config"));
  test_server_tell(guest->server, "resize 800 500");
  operation_succeed(&operation);
}

static void
test_ignored(void)
{
  g_autoptr(Guest) guest = connect_guest(with_agent);
  OrielDisplay *display = test_viewer_get_display(guest->viewer);
  Operation operation = {0};

  test_server_tell(guest->server, "allow-resize no");
  request(display, 800, 500, &operation);
  operation_fail(&operation, ORIEL_ERROR_TIMED_OUT);
  g_assert_cmpint(oriel_display_get_width(display), ==, 640);
  test_server_tell(guest->server, "allow-resize yes");
  request(display, 800, 500, &operation);
  operation_succeed(&operation);
}

static void
test_overtaken(void)
{
  g_autoptr(Guest) guest = connect_guest(with_agent);
  OrielDisplay *display = test_viewer_get_display(guest->viewer);
  Operation first = {0}, second = {0};

  test_server_tell(guest->server, "allow-resize no");
  request(display, 800, 500, &first);
  g_free(test_server_skip_to(guest->server, "agent monitors-config"));
  test_server_tell(guest->server, "allow-resize yes");
  request(display, 700, 400, &second);
  operation_fail(&first, ORIEL_ERROR_BUSY);
  operation_succeed(&second);
  test_viewer_wait_for_size(guest->viewer, 700, 400);
}

static void
test_no_agent(void)
{
  g_autoptr(Guest) guest = guest_new(NULL);
  OrielDisplay *display = NULL;
  Operation operation = {0};

  test_viewer_connect_and_see(guest->viewer);
  test_assert_wait(is_fixed, guest->viewer);
  display = test_viewer_get_display(guest->viewer);
  request(display, 800, 500, &operation);
  operation_fail(&operation, ORIEL_ERROR_NOT_SUPPORTED);

  test_server_tell(guest->server, "agent on");
  test_assert_wait(is_resizable, guest->viewer);
  request(display, 800, 500, &operation);
  operation_succeed(&operation);
}

static void
test_agent_goes(void)
{
  g_autoptr(Guest) guest = connect_guest(with_agent);
  OrielDisplay *display = test_viewer_get_display(guest->viewer);
  Operation operation = {0};

  test_server_tell(guest->server, "allow-resize no");
  request(display, 800, 500, &operation);
  g_free(test_server_skip_to(guest->server, "agent monitors-config"));
  test_server_tell(guest->server, "agent off");
  operation_fail(&operation, ORIEL_ERROR_NOT_SUPPORTED);
  test_assert_wait(is_fixed, guest->viewer);

  /* The wish died with it: the next agent is not told. */
  test_server_tell(guest->server, "allow-resize yes");
  test_server_tell(guest->server, "agent on");
  test_assert_wait(is_resizable, guest->viewer);
  request(display, 700, 400, &operation);
  operation_succeed(&operation);
  test_viewer_wait_for_size(guest->viewer, 700, 400);
}

/* An agent that says nothing does nothing. */
static void
test_mute_agent(void)
{
  g_autoptr(Guest) guest = guest_new(NULL);
  Operation operation = {0};

  test_viewer_connect_and_see(guest->viewer);
  test_server_tell(guest->server, "agent-silent on");
  test_server_tell(guest->server, "agent on");
  g_free(test_server_skip_to(guest->server, "agent capabilities"));
  request(test_viewer_get_display(guest->viewer), 800, 500, &operation);
  operation_fail(&operation, ORIEL_ERROR_NOT_SUPPORTED);
  g_assert_false(is_resizable(guest->viewer));
}

typedef struct {
  TestViewer *viewer;
  guint n;
} Displays;

static gboolean
has_displays(gpointer data)
{
  Displays *displays = data;
  GListModel *list = oriel_session_get_displays(displays->viewer->session);

  return g_list_model_get_n_items(list) == displays->n;
}

/* The others keep their sizes. */
static void
test_heads(void)
{
  g_autoptr(Guest) guest = connect_guest(with_agent);
  Displays displays = {guest->viewer, 2};
  g_autoptr(OrielDisplay) second = NULL;
  Operation operation = {0};

  test_server_tell(guest->server, "heads 400x480+0+0 240x300+400+0");
  test_assert_wait(has_displays, &displays);
  second = g_list_model_get_item(oriel_session_get_displays(guest->viewer->session), 1);
  request(second, 320, 200, &operation);
  operation_succeed(&operation);
  guest_expect(guest, "agent monitors-config 2 400x480+0+0 320x200+400+0");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spice/resize/granted", test_granted);
  g_test_add_func("/spice/resize/rounded", test_rounded);
  g_test_add_func("/spice/resize/ignored", test_ignored);
  g_test_add_func("/spice/resize/overtaken", test_overtaken);
  g_test_add_func("/spice/resize/no-agent", test_no_agent);
  g_test_add_func("/spice/resize/agent-goes", test_agent_goes);
  g_test_add_func("/spice/resize/mute-agent", test_mute_agent);
  g_test_add_func("/spice/resize/heads", test_heads);
  return g_test_run();
}
