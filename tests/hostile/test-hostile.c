// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Every server of a table (tests/servers/rfb_cases.py, spice_cases.py) against a session. Whatever
 * it sends, this process lives, another session of it is not disturbed, and the outcome is the one
 * of the table: that error, in words fit for a person, or a session that lives on and shows the
 * next picture.
 *
 * All of them run once, many at a time since most of the time is spent waiting for limits; then
 * each case looks at its own outcome. ORIEL_TEST_CASES="u01 u02" in the environment plays only
 * those.
 */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "test-server.h"
#include "test-text.h"
#include "test-viewer.h"
#include "test-wait.h"

/* Sessions at a time: those that wait for a limit need no processor, and the others share it. */
#define MAX_WAITING 16
#define MAX_BUSY 6
/* Seconds after which a case has failed. The limits under test are 10 s at most, and the longest
 * work takes 10 s of a processor; but other programs may want it too. */
#define LIMIT 240
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#else
#define SANITIZED 0
#endif

/* F12, at which the server reports. */
#define REPORT_QNUM 0x58
#define REPORT_KEYSYM 0xffc9
/* The side and the colour of the picture by which a session shows that it lives on. */
#define PROOF_SIDE 64
#define PROOF_COLOUR 0x13579b

typedef struct {
  char *id, *expected, *uri, *words;
  char *saying;       /* part of the error that is expected */
  TestViewer *viewer; /* while it runs */
  gint64 begun;
  gboolean script_over; /* the server has played it to the end */
  gboolean asked;       /* the server was asked to report what it was sent */
  gboolean answered;
  gboolean finished;
  /* The outcome. */
  gboolean connected; /* at some time */
  gboolean alive;     /* when it was ended by us */
  gboolean proven;    /* the picture was the right one then */
  double seconds;
  GError *error;
  char *name;
} Run;

static TestServer *hostile, *honest;
static TestViewer *bystander;
static GPtrArray *runs; /* (element-type Run) */
static char *directory;
static gint64 last_turn, longest_turn; /* of the main loop, microseconds */

static void
add_run(const char *line)
{
  g_auto(GStrv) parts = g_strsplit(line, "\t", 2);
  g_auto(GStrv) words = g_strsplit(parts[0], " ", 5);
  Run *run = g_new0(Run, 1);

  g_assert_cmpuint(g_strv_length(parts), ==, 2);
  g_assert_cmpuint(g_strv_length(words), ==, 5);
  run->id = g_strdup(words[1]);
  run->expected = g_strdup(words[2]);
  run->uri = g_strdup(words[3]);
  run->words = g_strdup(words[4]);
  run->saying = g_strdup(parts[1]);
  g_ptr_array_add(runs, run);
}

static void
run_free(gpointer data)
{
  Run *run = data;

  g_free(run->id);
  g_free(run->expected);
  g_free(run->uri);
  g_free(run->words);
  g_free(run->saying);
  g_clear_error(&run->error);
  g_free(run->name);
  g_free(run);
}

static void
begin(Run *run)
{
  run->begun = g_get_monotonic_time();
  run->viewer = test_viewer_new(run->uri);
  run->viewer->password = "password";
  /* The table of VNC takes it that sound is not asked for, as it is by default. */
  if (g_str_has_prefix(run->uri, "spice"))
    oriel_session_set_enable_audio(run->viewer->session, TRUE);
  test_viewer_start(run->viewer);
}

static gboolean
shows_proof(TestViewer *viewer)
{
  OrielDisplay *display = test_viewer_get_display(viewer);
  OrielFramebuffer *pixels = display != NULL ? oriel_display_get_framebuffer(display) : NULL;

  if (pixels == NULL || oriel_framebuffer_get_width(pixels) < PROOF_SIDE ||
      oriel_framebuffer_get_height(pixels) < PROOF_SIDE)
    return FALSE;
  for (int i = 0; i < PROOF_SIDE * PROOF_SIDE; i++)
    if (test_viewer_get_pixel(viewer, i % PROOF_SIDE, i / PROOF_SIDE) != PROOF_COLOUR)
      return FALSE;
  return TRUE;
}

static void
finish(Run *run)
{
  OrielSession *session = run->viewer->session;

  run->seconds = (double)(g_get_monotonic_time() - run->begun) / G_USEC_PER_SEC;
  run->alive = oriel_session_get_state(session) != ORIEL_SESSION_CLOSED;
  run->connected = test_viewer_count_state(run->viewer, ORIEL_SESSION_CONNECTED) > 0;
  if (oriel_session_get_error(session) != NULL)
    run->error = g_error_copy(oriel_session_get_error(session));
  run->name = g_strdup(oriel_session_get_name(session));
  run->proven = run->alive && shows_proof(run->viewer);
  run->finished = TRUE;
}

/* A key tells that the session lives although nothing more comes of the server. */
static void
ask_for_report(Run *run)
{
  OrielDisplay *display = test_viewer_get_display(run->viewer);

  run->asked = TRUE;
  oriel_display_key(display, REPORT_QNUM, REPORT_KEYSYM, TRUE);
  oriel_display_key(display, REPORT_QNUM, REPORT_KEYSYM, FALSE);
}

static gboolean
is_over(Run *run)
{
  OrielSessionState state = oriel_session_get_state(run->viewer->session);

  if (state == ORIEL_SESSION_CLOSED)
    return TRUE;
  if (g_get_monotonic_time() - run->begun > LIMIT * G_USEC_PER_SEC)
    return TRUE;
  if (!run->script_over || state != ORIEL_SESSION_CONNECTED)
    return FALSE;
  if (g_str_equal(run->expected, "survives") || g_str_equal(run->expected, "overreads"))
    return shows_proof(run->viewer);
  if (g_str_equal(run->expected, "waits") && !run->asked)
    ask_for_report(run);
  return run->answered;
}

/* The server says "done ID" when a script is over, and "report ID ..." when it is asked. */
static void
read_reports(void)
{
  while (test_server_has_line(hostile)) {
    g_autofree char *line = test_server_next(hostile);
    g_auto(GStrv) words = g_strsplit(line, " ", 3);

    for (guint i = 0; i < runs->len && g_strv_length(words) > 1; i++) {
      Run *run = g_ptr_array_index(runs, i);
      if (!g_str_equal(words[1], run->id))
        continue;
      run->script_over |= g_str_equal(words[0], "done");
      run->answered |= g_str_equal(words[0], "report");
    }
  }
}

/* A viewer shows what comes; one that does not would hold the session back. */
static void
show(Run *run)
{
  OrielDisplay *display = test_viewer_get_display(run->viewer);
  g_autoptr(OrielRegion) damage = display != NULL ? oriel_display_take_damage(display) : NULL;
}

static gboolean
turn(gpointer data)
{
  gint64 now = g_get_monotonic_time();
  guint n_waiting = 0, n_busy = 0, n_finished = 0;

  longest_turn = MAX(longest_turn, now - last_turn);
  read_reports();
  for (guint i = 0; i < runs->len; i++) {
    Run *run = g_ptr_array_index(runs, i);
    gboolean waits = g_str_equal(run->expected, "timed-out");
    gboolean has_room = waits ? n_waiting < MAX_WAITING : n_busy < MAX_BUSY;

    if (run->viewer == NULL && !run->finished && has_room)
      begin(run);
    if (run->viewer != NULL) {
      show(run);
      if (is_over(run)) {
        finish(run);
        g_clear_pointer(&run->viewer, test_viewer_free);
      } else {
        n_waiting += waits;
        n_busy += !waits;
      }
    }
    n_finished += run->finished;
  }
  last_turn = g_get_monotonic_time();
  return n_finished == runs->len;
}

/* Plays everything, the first time it is called. */
static void
play(void)
{
  const char *const honest_argv[] = {g_getenv("ORIEL_TEST_HONEST_SERVER"), NULL};
  g_autofree char *uri = NULL;
  static gboolean played;

  if (played)
    return;
  played = TRUE;
  honest = test_server_start(honest_argv);
  uri = g_strdup_printf("%s://127.0.0.1:%s", g_getenv("ORIEL_TEST_PROTOCOL"),
                        test_server_get_ready(honest));
  bystander = test_viewer_new(uri);
  test_viewer_connect_and_see(bystander);
  last_turn = g_get_monotonic_time();
  while (!test_poll_until(turn, NULL))
    continue;
}

static int
compare_seconds(gconstpointer a, gconstpointer b)
{
  double first = *(const double *)a, second = *(const double *)b;
  return first < second ? -1 : first > second;
}

/* As the table names them; NULL for an error of somebody else. */
static const char *
get_code(const GError *error)
{
  g_autoptr(GEnumClass) codes = g_type_class_ref(ORIEL_TYPE_ERROR);
  const GEnumValue *code = NULL;

  if (error != NULL && error->domain == ORIEL_ERROR)
    code = g_enum_get_value(codes, error->code);
  return code != NULL ? code->value_nick : NULL;
}

static void
test_case(gconstpointer data)
{
  const Run *run = data;

  play();
  g_test_message("%s: %s; %s after %.2f s: %s", run->id, run->words, run->alive ? "alive" : "ended",
                 run->seconds, run->error != NULL ? run->error->message : "no error");
  g_assert_cmpfloat(run->seconds, <, LIMIT);
  if (run->error != NULL)
    test_assert_clear_error(run->error);
  if (run->name != NULL)
    test_assert_clean_text(run->name);

  if (g_str_equal(run->expected, "overreads") && SANITIZED) {
    g_assert_cmpstr(get_code(run->error), ==, "died");
  } else if (g_str_equal(run->expected, "survives") || g_str_equal(run->expected, "overreads") ||
             g_str_equal(run->expected, "waits")) {
    g_assert_true(run->alive);
    g_assert_true(run->connected);
    g_assert_no_error(run->error);
    g_assert_true(run->proven || g_str_equal(run->expected, "waits"));
  } else {
    g_assert_false(run->alive);
    g_assert_cmpstr(get_code(run->error), ==, run->expected);
    g_assert_true(run->error != NULL && strstr(run->error->message, run->saying) != NULL);
  }
}

/* The session beside them has noticed nothing. */
static void
test_bystander(void)
{
  g_autoptr(GArray) seconds = g_array_new(FALSE, FALSE, sizeof(double));

  play();
  g_assert_cmpint(oriel_session_get_state(bystander->session), ==, ORIEL_SESSION_CONNECTED);
  test_server_tell(honest, "draw 7 8 9 10 fedcba");
  test_viewer_wait_for_pixel(bystander, 15, 17, 0xfedcba);

  for (guint i = 0; i < runs->len; i++)
    g_array_append_val(seconds, ((Run *)g_ptr_array_index(runs, i))->seconds);
  g_array_sort(seconds, compare_seconds);
  g_test_message("%u servers; half of the outcomes within %.2f s, all within %.2f s; "
                 "longest turn of the main loop %.0f ms",
                 runs->len, g_array_index(seconds, double, seconds->len / 2),
                 g_array_index(seconds, double, seconds->len - 1), (double)longest_turn / 1000);
}

static gboolean
only_bystander_left(gpointer data)
{
  return test_count_session_processes() == 1;
}

static void
test_no_orphans(void)
{
  play();
  test_assert_poll(only_bystander_left, NULL);
  g_clear_pointer(&bystander, test_viewer_free);
  test_assert_no_session_process();
}

static TestServer *
start_hostile(void)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new();
  g_auto(GStrv) cases = NULL;

  g_ptr_array_add(argv, (char *)g_getenv("ORIEL_TEST_SCRIPT"));
  g_ptr_array_add(argv, (char *)"--unix");
  g_ptr_array_add(argv, directory);
  if (g_getenv("ORIEL_TEST_CASES") != NULL) {
    cases = g_strsplit(g_getenv("ORIEL_TEST_CASES"), " ", -1);
    for (guint i = 0; cases[i] != NULL; i++)
      g_ptr_array_add(argv, cases[i]);
  }
  g_ptr_array_add(argv, NULL);
  return test_server_start((const char *const *)argv->pdata);
}

int
main(int argc, char **argv)
{
  int status = 0;

  g_test_init(&argc, &argv, NULL);
  g_test_set_nonfatal_assertions(); /* a case that fails says nothing about the next */
  directory = g_dir_make_tmp("oriel-hostile-XXXXXX", NULL);
  runs = g_ptr_array_new_with_free_func(run_free);
  hostile = start_hostile();
  while (test_server_has_line(hostile)) {
    g_autofree char *line = test_server_next(hostile);
    add_run(line);
  }
  for (guint i = 0; i < runs->len; i++) {
    Run *run = g_ptr_array_index(runs, i);
    g_autofree char *path = g_strdup_printf("/hostile/%s", run->id);
    g_test_add_data_func(path, run, test_case);
  }
  g_test_add_func("/hostile/bystander", test_bystander);
  g_test_add_func("/hostile/no-orphans", test_no_orphans);
  status = g_test_run();

  g_clear_pointer(&honest, test_server_stop);
  test_server_stop(hostile);
  for (guint i = 0; i < runs->len; i++) {
    g_autofree char *path =
        g_build_filename(directory, ((Run *)g_ptr_array_index(runs, i))->id, NULL);
    g_unlink(path);
  }
  g_rmdir(directory);
  g_ptr_array_unref(runs);
  g_free(directory);
  return status;
}
