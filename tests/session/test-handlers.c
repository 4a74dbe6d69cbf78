// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a program may do in the middle of what it is told: disconnect, connect again, cancel, let
 * go. And that a session keeps to the main context it was connected in. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test-viewer.h"
#include "test-wait.h"

#define PATTERN "test://?size=64x64"

/* A session whose handlers act, and the outcomes of connecting it. */
typedef struct {
  OrielSession *session; /* NULL once the program let go of it */
  GCancellable *cancellable;
  OrielSessionState when; /* the state that is acted on, once */
  void (*act)(gpointer data);
  guint n_acts;
  guint n_begun;
  GPtrArray *results; /* (element-type GError) in order; NULL = connected */
  guint n_damages;
} Actor;

static void
on_result(GObject *source, GAsyncResult *result, gpointer data)
{
  Actor *self = data;
  GError *error = NULL;

  oriel_session_connect_finish(ORIEL_SESSION(source), result, &error);
  g_ptr_array_add(self->results, error);
}

static void
begin(Actor *self)
{
  self->n_begun++;
  oriel_session_connect_async(self->session, self->cancellable, on_result, self);
}

static void
act(Actor *self)
{
  if (self->n_acts++ == 0)
    self->act(self);
}

static void
on_state(OrielSession *session, GParamSpec *pspec, gpointer data)
{
  Actor *self = data;

  if (oriel_session_get_state(session) == self->when)
    act(self);
}

static void
on_damaged(OrielDisplay *display, gpointer data)
{
  Actor *self = data;
  self->n_damages++;
}

static void
on_displays(GListModel *displays, guint position, guint removed, guint added, gpointer data)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr(OrielDisplay) display = g_list_model_get_item(displays, i);
    g_signal_connect(display, "damaged", G_CALLBACK(on_damaged), data);
  }
}

static Actor *
actor_new(const char *uri, OrielSessionState when, void (*action)(gpointer data))
{
  Actor *self = g_new0(Actor, 1);
  g_autoptr(OrielTarget) target = oriel_target_new_from_uri(uri, NULL);

  self->session = oriel_session_new(target);
  self->cancellable = g_cancellable_new();
  self->when = when;
  self->act = action;
  self->results = g_ptr_array_new();
  g_signal_connect(self->session, "notify::state", G_CALLBACK(on_state), self);
  g_signal_connect(oriel_session_get_displays(self->session), "items-changed",
                   G_CALLBACK(on_displays), self);
  return self;
}

static void
actor_free(Actor *self)
{
  for (guint i = 0; i < self->results->len; i++)
    g_clear_error((GError **)&g_ptr_array_index(self->results, i));
  g_ptr_array_unref(self->results);
  if (self->session != NULL) {
    GListModel *displays = oriel_session_get_displays(self->session);
    for (guint i = 0; i < g_list_model_get_n_items(displays); i++) {
      g_autoptr(OrielDisplay) display = g_list_model_get_item(displays, i);
      g_signal_handlers_disconnect_by_data(display, self);
    }
    g_signal_handlers_disconnect_by_data(displays, self);
    g_signal_handlers_disconnect_by_data(self->session, self);
    g_assert_finalize_object(g_steal_pointer(&self->session));
  }
  g_object_unref(self->cancellable);
  g_free(self);
  test_assert_no_session_process();
}

static gboolean
has_all_results(gpointer data)
{
  Actor *self = data;
  return self->results->len >= self->n_begun;
}

static gboolean
has_damage(gpointer data)
{
  Actor *self = data;
  return self->n_damages > 0;
}

static void
disconnect(gpointer data)
{
  oriel_session_disconnect(((Actor *)data)->session);
}

static void
connect_again(gpointer data)
{
  begin(data);
}

static void
disconnect_and_connect_again(gpointer data)
{
  disconnect(data);
  begin(data);
}

static void
cancel(gpointer data)
{
  g_cancellable_cancel(((Actor *)data)->cancellable);
}

static void
let_go(gpointer data)
{
  g_clear_object(&((Actor *)data)->session);
}

static void
assert_result(Actor *self, guint i, GQuark domain, int code)
{
  const GError *error = g_ptr_array_index(self->results, i);

  if (domain == 0)
    g_assert_no_error(error);
  else
    g_assert_error(error, domain, code);
}

/* Each attempt has one outcome, its own. */
static void
test_connect_again_when_closed(void)
{
  Actor *self = actor_new(PATTERN "&fail=connect", ORIEL_SESSION_CLOSED, connect_again);

  begin(self);
  test_assert_wait(has_all_results, self);
  g_assert_cmpuint(self->results->len, ==, 2);
  assert_result(self, 0, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE);
  assert_result(self, 1, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE);
  actor_free(self);
}

static void
test_connect_again_when_connected(void)
{
  Actor *self = actor_new(PATTERN, ORIEL_SESSION_CONNECTED, disconnect_and_connect_again);

  begin(self);
  test_assert_wait(has_all_results, self);
  g_assert_cmpuint(self->results->len, ==, 2);
  assert_result(self, 0, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_result(self, 1, 0, 0);
  g_assert_cmpint(oriel_session_get_state(self->session), ==, ORIEL_SESSION_CONNECTED);
  test_assert_wait(has_damage, self);
  actor_free(self);
}

static void
test_disconnect_in_state(gconstpointer data)
{
  Actor *self =
      actor_new(PATTERN "&secret=x", (OrielSessionState)GPOINTER_TO_INT(data), disconnect);

  begin(self);
  test_assert_wait(has_all_results, self);
  g_assert_cmpuint(self->results->len, ==, 1);
  assert_result(self, 0, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint(oriel_session_get_state(self->session), ==, ORIEL_SESSION_CLOSED);
  g_assert_no_error(oriel_session_get_error(self->session));
  actor_free(self);
}

/* Too late to matter: the session is connected, and says so. */
static void
test_cancel_when_connected(void)
{
  Actor *self = actor_new(PATTERN, ORIEL_SESSION_CONNECTED, cancel);

  begin(self);
  test_assert_wait(has_all_results, self);
  assert_result(self, 0, 0, 0);
  g_assert_cmpint(oriel_session_get_state(self->session), ==, ORIEL_SESSION_CONNECTED);
  actor_free(self);
}

static void
test_let_go_when_connected(void)
{
  Actor *self = actor_new(PATTERN, ORIEL_SESSION_CONNECTED, let_go);
  OrielSession *session = self->session;

  g_object_add_weak_pointer(G_OBJECT(session), (gpointer *)&session);
  begin(self);
  test_assert_wait(has_all_results, self);
  g_assert_null(session);
  actor_free(self);
}

static void
on_framebuffer(OrielDisplay *display, GParamSpec *pspec, gpointer data)
{
  act(data);
}

static void
on_display_added(GListModel *displays, guint position, guint removed, guint added, gpointer data)
{
  if (added > 0) {
    g_autoptr(OrielDisplay) display = g_list_model_get_item(displays, position);
    g_signal_connect(display, "notify::framebuffer", G_CALLBACK(on_framebuffer), data);
  }
}

/* The next session is seen, whatever the last was interrupted in. */
static void
test_disconnect_at_first_picture(void)
{
  Actor *self = actor_new(PATTERN, (OrielSessionState)-1, disconnect);

  g_signal_connect(oriel_session_get_displays(self->session), "items-changed",
                   G_CALLBACK(on_display_added), self);
  begin(self);
  test_assert_wait(has_all_results, self);
  while (self->n_acts == 0)
    g_main_context_iteration(NULL, TRUE);
  g_assert_cmpint(oriel_session_get_state(self->session), ==, ORIEL_SESSION_CLOSED);
  self->n_damages = 0;
  begin(self);
  test_assert_wait(has_damage, self);
  test_assert_wait(has_all_results, self);
  actor_free(self);
}

/* A session in a thread of its own, with its own main context. */

typedef struct {
  GMainLoop *loop;
  GThread *thread;
  gboolean connected, seen;
} Elsewhere;

static void
on_damaged_elsewhere(OrielDisplay *display, gpointer data)
{
  Elsewhere *self = data;

  g_assert_true(g_thread_self() == self->thread);
  self->seen = TRUE;
  if (self->connected)
    g_main_loop_quit(self->loop);
}

static void
on_displays_elsewhere(
    GListModel *displays, guint position, guint removed, guint added, gpointer data)
{
  g_autoptr(OrielDisplay) display = g_list_model_get_item(displays, position);
  g_signal_connect(display, "damaged", G_CALLBACK(on_damaged_elsewhere), data);
}

static void
on_connected_elsewhere(GObject *source, GAsyncResult *result, gpointer data)
{
  Elsewhere *self = data;
  GError *error = NULL;

  g_assert_true(g_thread_self() == self->thread);
  self->connected = oriel_session_connect_finish(ORIEL_SESSION(source), result, &error);
  g_assert_no_error(error);
  if (self->seen)
    g_main_loop_quit(self->loop);
}

static void
on_closed_elsewhere(OrielSession *session, GParamSpec *pspec, gpointer data)
{
  Elsewhere *self = data;

  g_assert_true(g_thread_self() == self->thread);
  if (oriel_session_get_state(session) == ORIEL_SESSION_CLOSED)
    g_main_loop_quit(self->loop);
}

static gpointer
run_elsewhere(gpointer data)
{
  Elsewhere *self = data;
  g_autoptr(GMainContext) context = g_main_context_new();
  g_autoptr(OrielTarget) target = oriel_target_new_from_uri(PATTERN, NULL);
  g_autoptr(OrielDisplay) display = NULL;
  OrielSession *session = oriel_session_new(target);

  g_main_context_push_thread_default(context);
  self->thread = g_thread_self();
  self->loop = g_main_loop_new(context, FALSE);
  g_signal_connect(oriel_session_get_displays(session), "items-changed",
                   G_CALLBACK(on_displays_elsewhere), self);
  g_signal_connect(session, "notify::state", G_CALLBACK(on_closed_elsewhere), self);
  oriel_session_connect_async(session, NULL, on_connected_elsewhere, self);
  g_main_loop_run(self->loop);
  /* The key F6 makes the pattern crash: its end is heard here as well. */
  display = g_list_model_get_item(oriel_session_get_displays(session), 0);
  oriel_display_key(display, 0x40, 0, TRUE);
  g_main_loop_run(self->loop);
  g_assert_error(oriel_session_get_error(session), ORIEL_ERROR, ORIEL_ERROR_DIED);
  g_signal_handlers_disconnect_by_data(session, self);
  g_assert_finalize_object(session);
  g_main_loop_unref(self->loop);
  g_main_context_pop_thread_default(context);
  return NULL;
}

static void
test_other_thread(void)
{
  Elsewhere self = {0};

  g_thread_join(g_thread_new("elsewhere", run_elsewhere, &self));
  g_assert_true(self.connected);
  g_assert_true(self.seen);
  test_assert_no_session_process();
}

/* A session process shares neither the Ctrl-C of the viewer nor its secrets. */
static void
test_stands_alone(void)
{
  g_autoptr(TestViewer) viewer = test_viewer_new(PATTERN);
  g_autofree char *path = NULL, *environment = NULL;
  gsize size = 0;

  test_viewer_connect_and_see(viewer);
  g_assert_cmpint(getpgid(test_find_session_process()), ==, test_find_session_process());
  path = g_strdup_printf("/proc/%d/environ", (int)test_find_session_process());
  if (!g_file_get_contents(path, &environment, &size, NULL))
    g_test_skip("its environment cannot be read by this user");
  else
    g_assert_null(memmem(environment, size, "tweet-tweet", strlen("tweet-tweet")));
}

int
main(int argc, char **argv)
{
  g_setenv("SECRET_CANARY", "tweet-tweet", TRUE);
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/handlers/connect-again/closed", test_connect_again_when_closed);
  g_test_add_func("/handlers/connect-again/connected", test_connect_again_when_connected);
  g_test_add_data_func("/handlers/disconnect/connecting", GINT_TO_POINTER(ORIEL_SESSION_CONNECTING),
                       test_disconnect_in_state);
  g_test_add_data_func("/handlers/disconnect/authenticating",
                       GINT_TO_POINTER(ORIEL_SESSION_AUTHENTICATING), test_disconnect_in_state);
  g_test_add_func("/handlers/disconnect/first-picture", test_disconnect_at_first_picture);
  g_test_add_func("/handlers/cancel/connected", test_cancel_when_connected);
  g_test_add_func("/handlers/let-go/connected", test_let_go_when_connected);
  g_test_add_func("/handlers/other-thread", test_other_thread);
  g_test_add_func("/handlers/stands-alone", test_stands_alone);
  return g_test_run();
}
