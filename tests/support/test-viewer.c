// SPDX-License-Identifier: LGPL-2.1-or-later
#include "test-viewer.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "test-wait.h"

static void
on_state(OrielSession *session, GParamSpec *pspec, gpointer user_data)
{
  TestViewer *self = user_data;
  OrielSessionState state = oriel_session_get_state(session);

  g_array_append_val(self->states, state);
}

static void
on_bell(OrielSession *session, gpointer user_data)
{
  TestViewer *self = user_data;
  self->n_bells++;
}

static void
on_auth_requested(OrielSession *session, OrielAuthRequest *request, gpointer user_data)
{
  TestViewer *self = user_data;

  self->n_questions++;
  g_set_object(&self->question, request);
  if (self->password != NULL)
    oriel_auth_request_answer(request, "user", self->password);
}

static void
on_damaged(OrielDisplay *display, gpointer user_data)
{
  TestViewer *self = user_data;
  self->n_damages++;
}

static void
on_displays(GListModel *displays, guint position, guint removed, guint added, gpointer user_data)
{
  for (guint i = position; i < position + added; i++) {
    g_autoptr(OrielDisplay) display = g_list_model_get_item(displays, i);
    g_signal_connect(display, "damaged", G_CALLBACK(on_damaged), user_data);
  }
}

TestViewer *
test_viewer_new(const char *uri)
{
  TestViewer *self = g_new0(TestViewer, 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielTarget) target = oriel_target_new_from_uri(uri, &error);

  g_assert_no_error(error);
  self->session = oriel_session_new(target);
  self->cancellable = g_cancellable_new();
  self->states = g_array_new(FALSE, FALSE, sizeof(OrielSessionState));
  g_signal_connect(self->session, "notify::state", G_CALLBACK(on_state), self);
  g_signal_connect(self->session, "bell", G_CALLBACK(on_bell), self);
  g_signal_connect(self->session, "auth-requested", G_CALLBACK(on_auth_requested), self);
  g_signal_connect(oriel_session_get_displays(self->session), "items-changed",
                   G_CALLBACK(on_displays), self);
  return self;
}

static void
forget_displays(TestViewer *self)
{
  GListModel *displays = oriel_session_get_displays(self->session);

  g_signal_handlers_disconnect_by_data(displays, self);
  for (guint i = 0; i < g_list_model_get_n_items(displays); i++) {
    g_autoptr(OrielDisplay) display = g_list_model_get_item(displays, i);
    g_signal_handlers_disconnect_by_data(display, self);
  }
}

static gboolean
is_forgotten(gpointer data)
{
  TestViewer *self = data;
  return self->session == NULL;
}

void
test_viewer_free(TestViewer *self)
{
  OrielSession *session = self->session;

  forget_displays(self);
  oriel_session_disconnect(session);
  g_signal_handlers_disconnect_by_data(session, self);
  g_clear_object(&self->question);

  /* Nobody may keep a session that is over, once its operations have returned. */
  g_object_add_weak_pointer(G_OBJECT(session), (gpointer *)&self->session);
  g_object_unref(session);
  test_assert_wait(is_forgotten, self);
  g_clear_object(&self->cancellable);
  g_clear_error(&self->result);
  g_array_unref(self->states);
  g_free(self);
}

static void
on_result(GObject *source, GAsyncResult *result, gpointer user_data)
{
  TestViewer *self = user_data;

  g_clear_error(&self->result);
  oriel_session_connect_finish(self->session, result, &self->result);
  self->n_results++;
}

void
test_viewer_start(TestViewer *self)
{
  oriel_session_connect_async(self->session, self->cancellable, on_result, self);
}

typedef struct {
  TestViewer *viewer;
  guint n_results;
} Outcome;

static gboolean
has_outcome(gpointer data)
{
  Outcome *outcome = data;
  return outcome->viewer->n_results > outcome->n_results;
}

gboolean
test_viewer_connect(TestViewer *self)
{
  Outcome outcome = {self, self->n_results};

  test_viewer_start(self);
  test_assert_wait(has_outcome, &outcome);
  return self->result == NULL;
}

void
test_viewer_wait_for_outcome(TestViewer *self)
{
  Outcome outcome = {self, 0};
  test_assert_wait(has_outcome, &outcome);
}

static gboolean
has_picture(gpointer data)
{
  OrielDisplay *display = test_viewer_get_display(data);
  return display != NULL && oriel_display_get_framebuffer(display) != NULL;
}

void
test_viewer_connect_and_see(TestViewer *self)
{
  test_viewer_connect(self);
  g_assert_no_error(self->result);
  test_assert_wait(has_picture, self);
}

typedef struct {
  TestViewer *viewer;
  OrielSessionState state;
} Entered;

static gboolean
is_in_state(gpointer data)
{
  Entered *entered = data;
  return oriel_session_get_state(entered->viewer->session) == entered->state;
}

void
test_viewer_wait_for_state(TestViewer *self, OrielSessionState state)
{
  Entered entered = {self, state};
  test_assert_wait(is_in_state, &entered);
}

static gboolean
is_asked(gpointer data)
{
  TestViewer *self = data;
  return oriel_session_get_state(self->session) == ORIEL_SESSION_AUTHENTICATING;
}

void
test_viewer_wait_for_question(TestViewer *self)
{
  test_assert_wait(is_asked, self);
}

guint
test_viewer_count_state(TestViewer *self, OrielSessionState state)
{
  guint n = 0;

  for (guint i = 0; i < self->states->len; i++)
    n += g_array_index(self->states, OrielSessionState, i) == state;
  return n;
}

gboolean
test_viewer_has_clipboard(gpointer viewer)
{
  TestViewer *self = viewer;

  return oriel_session_get_clipboard(self->session) != NULL;
}

OrielDisplay *
test_viewer_get_display(TestViewer *self)
{
  g_autoptr(OrielDisplay) display =
      g_list_model_get_item(oriel_session_get_displays(self->session), 0);
  return display; /* the list keeps it */
}

/* The pixel as it is, with its fourth byte: 0xffRRGGBB once it is drawn. */
static guint32
read_pixel(TestViewer *self, int x, int y)
{
  OrielFramebuffer *framebuffer = oriel_display_get_framebuffer(test_viewer_get_display(self));
  const guint8 *pixel = oriel_framebuffer_peek_pixels(framebuffer) +
                        y * oriel_framebuffer_get_stride(framebuffer) + x * 4;

  return (guint32)pixel[3] << 24 | (guint32)(pixel[2] << 16 | pixel[1] << 8 | pixel[0]);
}

guint32
test_viewer_get_pixel(TestViewer *self, int x, int y)
{
  guint32 pixel = read_pixel(self, x, y);

  g_assert_cmphex(pixel >> 24, ==, 0xff);
  return pixel & 0xffffff;
}

typedef struct {
  TestViewer *viewer;
  int x, y; /* or width and height */
  guint32 colour;
} Sight;

static void
take_damage(TestViewer *self)
{
  OrielDisplay *display = test_viewer_get_display(self);
  g_autoptr(OrielRegion) damage = display != NULL ? oriel_display_take_damage(display) : NULL;
}

static gboolean
has_pixel(gpointer data)
{
  Sight *sight = data;

  take_damage(sight->viewer);
  return has_picture(sight->viewer) &&
         read_pixel(sight->viewer, sight->x, sight->y) == (0xff000000u | sight->colour);
}

void
test_viewer_wait_for_pixel(TestViewer *self, int x, int y, guint32 colour)
{
  Sight sight = {self, x, y, colour};
  test_assert_wait(has_pixel, &sight);
}

static gboolean
has_size(gpointer data)
{
  Sight *sight = data;
  OrielDisplay *display = test_viewer_get_display(sight->viewer);

  take_damage(sight->viewer);
  return has_picture(sight->viewer) && oriel_display_get_width(display) == sight->x &&
         oriel_display_get_height(display) == sight->y;
}

void
test_viewer_wait_for_size(TestViewer *self, int width, int height)
{
  Sight sight = {self, width, height, 0};
  test_assert_wait(has_size, &sight);
}

/* Whether the process @pid is a session process and a child of this one. @state: as of proc(5); 'Z'
 * = it has ended, and nobody has asked how. */
static gboolean
is_session_process(const char *pid, char *state)
{
  g_autofree char *path = g_build_filename("/proc", pid, "stat", NULL);
  g_autofree char *stat = NULL;
  const char *name = NULL, *rest = NULL;
  int parent = 0;

  if (!g_ascii_isdigit(*pid) || !g_file_get_contents(path, &stat, NULL, NULL))
    return FALSE;
  name = strchr(stat, '(');
  rest = strrchr(stat, ')');
  return name != NULL && rest != NULL && g_str_has_prefix(name, "(oriel-session") &&
         sscanf(rest, ") %c %d", state, &parent) == 2 && parent == (int)getpid();
}

static guint
list_session_processes(GPid *newest, gboolean ended_too)
{
  g_autoptr(GDir) proc = g_dir_open("/proc", 0, NULL);
  const char *pid = NULL;
  guint n = 0;
  char state;

  *newest = -1;
  while ((pid = g_dir_read_name(proc)) != NULL) {
    if (!is_session_process(pid, &state) || (state == 'Z' && !ended_too))
      continue;
    *newest = MAX(*newest, (GPid)g_ascii_strtoll(pid, NULL, 10));
    n++;
  }
  return n;
}

guint
test_count_session_processes(void)
{
  GPid newest = -1;
  return list_session_processes(&newest, TRUE);
}

GPid
test_find_session_process(void)
{
  GPid newest = -1;

  list_session_processes(&newest, TRUE);
  return newest;
}

static gboolean
has_no_session_process(gpointer data)
{
  return test_count_session_processes() == 0;
}

void
test_assert_no_session_process(void)
{
  test_assert_poll(has_no_session_process, NULL);
}

void
test_sleep_until_sessions_end(void)
{
  gint64 limit = g_get_monotonic_time() + 60 * G_TIME_SPAN_SECOND;
  GPid newest;

  while (list_session_processes(&newest, FALSE) != 0 && g_get_monotonic_time() < limit)
    g_usleep(G_TIME_SPAN_MILLISECOND);
  g_assert_cmpuint(list_session_processes(&newest, FALSE), ==, 0);
}

void
test_viewer_play_rounds(const char *uri, TestServer *server, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autoptr(TestViewer) viewer = test_viewer_new(uri);

    test_viewer_connect_and_see(viewer);
    oriel_session_disconnect(viewer->session);
    while (server != NULL && test_server_has_line(server))
      g_free(test_server_next(server));
  }
  test_assert_no_session_process();
}
