// SPDX-License-Identifier: LGPL-2.1-or-later
/* A session process is not to be trusted: whatever it says (liar.c), this process takes no harm. */
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "test-text.h"
#include "test-viewer.h"
#include "test-wait.h"

typedef struct {
  char *lie, *outcome;
} Expectation;

static guint n_descriptors; /* when there is no session */

static guint
count_descriptors(void)
{
  g_autoptr(GDir) dir = g_dir_open("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name(dir) != NULL)
    n++;
  return n;
}

/* D-Bus lets go of its connections in a thread of its own. */
static gboolean
has_no_more_descriptors(gpointer data)
{
  return count_descriptors() <= GPOINTER_TO_UINT(data);
}

/* The bell after the lie was heard, or the session is over. */
static gboolean
is_settled(gpointer data)
{
  TestViewer *viewer = data;
  OrielDisplay *display = test_viewer_get_display(viewer);
  g_autoptr(OrielRegion) damage = display != NULL ? oriel_display_take_damage(display) : NULL;

  return viewer->n_bells > 0 || oriel_session_get_state(viewer->session) == ORIEL_SESSION_CLOSED;
}

/* There is a display to send input to, or the session is over. */
static gboolean
is_up(gpointer data)
{
  TestViewer *viewer = data;
  return test_viewer_get_display(viewer) != NULL ||
         oriel_session_get_state(viewer->session) == ORIEL_SESSION_CLOSED;
}

static gboolean
is_closed(gpointer data)
{
  TestViewer *viewer = data;
  return oriel_session_get_state(viewer->session) == ORIEL_SESSION_CLOSED;
}

static gboolean
takes_files(gpointer data)
{
  TestViewer *viewer = data;
  return oriel_session_get_files_refusal(viewer->session) == NULL;
}

static void
send_file(TestViewer *viewer)
{
  g_autoptr(GFile) file = g_file_new_for_path("/proc/self/exe");
  g_autoptr(OrielTransfer) transfer = NULL;

  test_assert_wait(takes_files, viewer);
  transfer = oriel_session_send_file(viewer->session, file);
}

static void
check_outcome(TestViewer *viewer, const char *outcome)
{
  static const struct {
    const char *outcome;
    OrielError code;
  } codes[] = {
      {"protocol", ORIEL_ERROR_PROTOCOL},
      {"flood", ORIEL_ERROR_PROTOCOL},
      {"died", ORIEL_ERROR_DIED},
      {"timed-out", ORIEL_ERROR_TIMED_OUT},
  };
  const GError *error = oriel_session_get_error(viewer->session);

  if (g_str_equal(outcome, "survives")) {
    g_assert_no_error(error);
    g_assert_cmpint(oriel_session_get_state(viewer->session), ==, ORIEL_SESSION_CONNECTED);
  } else {
    test_assert_clear_error(error);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
    if (g_str_equal(outcome, codes[i].outcome))
      g_assert_error(error, ORIEL_ERROR, (int)codes[i].code);
  if (oriel_session_get_name(viewer->session) != NULL) {
    test_assert_clean_text(oriel_session_get_name(viewer->session));
    g_assert_cmpuint(strlen(oriel_session_get_name(viewer->session)), <=, 4096);
  }
}

/* Looks at the text, and so reads whatever the process says is copied. */
static void
on_clipboard(OrielSession *session, GParamSpec *pspec, gpointer user_data)
{
  OrielClipboard *clipboard = oriel_session_get_clipboard(session);

  if (clipboard != NULL)
    g_assert_null(oriel_clipboard_get_guest_text(clipboard));
}

static void
check_clipboard(OrielClipboard *clipboard)
{
  if (clipboard != NULL)
    g_assert_null(oriel_clipboard_get_guest_text(clipboard));
}

static void
test_lie(gconstpointer data)
{
  const Expectation *expected = data;
  g_autofree char *uri = g_strdup_printf("test://?lie=%s", expected->lie);
  TestViewer *viewer = NULL;

  viewer = test_viewer_new(uri);
  g_signal_connect(viewer->session, "notify::clipboard", G_CALLBACK(on_clipboard), NULL);
  oriel_session_set_enable_usb(viewer->session, strstr(uri, "usb-many") != NULL);
  test_viewer_connect(viewer);
  test_assert_wait(is_up, viewer);
  if (g_str_equal(expected->outcome, "timed-out"))
    oriel_display_key(test_viewer_get_display(viewer), 30, 0, TRUE);
  if (g_str_has_prefix(expected->lie, "file-"))
    send_file(viewer);
  if (g_str_equal(expected->outcome, "flood"))
    test_sleep_until_sessions_end(); /* who reads all that comes is not flooded */
  if (g_str_equal(expected->outcome, "survives"))
    test_assert_wait(is_settled, viewer);
  else
    test_assert_wait(is_closed, viewer);
  g_test_message("%s: %s", expected->lie,
                 oriel_session_get_error(viewer->session) != NULL
                     ? oriel_session_get_error(viewer->session)->message
                     : "no harm");
  check_outcome(viewer, expected->outcome);
  check_clipboard(oriel_session_get_clipboard(viewer->session));
  g_assert_cmpuint(test_viewer_count_state(viewer, ORIEL_SESSION_CLOSED), <=, 1);
  test_viewer_free(viewer);
  test_assert_no_session_process();
  test_assert_poll(has_no_more_descriptors, GUINT_TO_POINTER(n_descriptors));
}

static gboolean
is_named(gpointer data)
{
  return oriel_session_get_name(((TestViewer *)data)->session) != NULL;
}

/* In place of the program for VNC, whose servers send nobody to another: it gets no connection to
 * one, however it asks. */
static void
test_elsewhere(void)
{
  g_autoptr(GSocketListener) here = g_socket_listener_new(), there = g_socket_listener_new();
  guint port = g_socket_listener_add_any_inet_port(here, NULL, NULL);
  guint elsewhere = g_socket_listener_add_any_inet_port(there, NULL, NULL);
  g_autofree char *uri =
      g_strdup_printf("vnc://127.0.0.1:%u?elsewhere=%u&lie=socket-elsewhere", port, elsewhere);
  g_autoptr(TestViewer) viewer = test_viewer_new(uri);

  g_assert_true(test_viewer_connect(viewer));
  test_assert_wait(is_named, viewer);
  g_assert_cmpstr(oriel_session_get_name(viewer->session), ==, "here");
}

/* Lets the liar stand for the program of VNC as well. The directory that does it, (transfer
 * full) */
static char *
put_in_place_of_vnc(const char *liar)
{
  char *directory = g_dir_make_tmp("oriel-liar-XXXXXX", NULL);
  g_autofree char *link = g_build_filename(directory, "oriel-session-vnc", NULL);
  g_autofree char *path = g_strconcat(g_getenv("ORIEL_LIBEXEC_PATH"), ":", directory, NULL);

  g_assert_cmpint(symlink(liar, link), ==, 0);
  g_setenv("ORIEL_LIBEXEC_PATH", path, TRUE);
  return directory;
}

static void
remove_from_place(const char *directory)
{
  g_autofree char *link = g_build_filename(directory, "oriel-session-vnc", NULL);

  g_unlink(link);
  g_rmdir(directory);
}

static void
expectation_free(gpointer data)
{
  Expectation *expectation = data;

  g_free(expectation->lie);
  g_free(expectation->outcome);
  g_free(expectation);
}

static void
add_lie(const char *line)
{
  g_auto(GStrv) words = g_strsplit(line, " ", 2);
  g_autofree char *path = g_strdup_printf("/liar/%s", words[0]);
  Expectation *expectation = g_new0(Expectation, 1);

  expectation->lie = g_strdup(words[0]);
  expectation->outcome = g_strdup(words[1]);
  g_test_add_data_func_full(path, expectation, test_lie, expectation_free);
}

/* GLib opens descriptors of its own the first time a session is made. */
static void
warm_up(void)
{
  TestViewer *viewer = test_viewer_new("test://?lie=leave");

  test_viewer_connect(viewer);
  test_viewer_free(viewer);
  n_descriptors = count_descriptors();
}

int
main(int argc, char **argv)
{
  g_autofree char *liar =
      g_build_filename(g_getenv("ORIEL_LIBEXEC_PATH"), "oriel-session-test", NULL);
  char *list[] = {liar, (char *)"--list", NULL};
  g_autofree char *output = NULL;
  g_autofree char *place = NULL;
  g_auto(GStrv) lines = NULL;
  int failed;

  g_test_init(&argc, &argv, NULL);
  g_test_set_nonfatal_assertions(); /* a lie that works says nothing about the next */
  /* GDBus warns of what it cannot decode. */
  g_log_set_always_fatal(G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  g_assert_true(
      g_spawn_sync(NULL, list, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, NULL, NULL));
  lines = g_strsplit(g_strchomp(output), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    add_lie(lines[i]);
  place = put_in_place_of_vnc(liar);
  g_test_add_func("/liar/elsewhere", test_elsewhere);
  warm_up();
  failed = g_test_run();
  remove_from_place(place);
  return failed;
}
