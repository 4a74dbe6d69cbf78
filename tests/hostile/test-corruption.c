// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Sessions that were recorded with a SPICE server (tests/servers/spice-record), played to new ones
 * with one byte that is another each time. Whatever comes of it, this process lives, and each
 * session ends, with words fit for a person. Which byte it is depends on the number of the time
 * alone, so what fails can be played again: ORIEL_TEST_SEED=NUMBER plays that one.
 *
 * With -m slow all of them are played; else as many as there is time for, the same ones first.
 */
#include <glib/gstdio.h>
#include <stdlib.h>

#include "test-server.h"
#include "test-text.h"
#include "test-viewer.h"
#include "test-wait.h"

#define N_TIMES 1000
/* Seconds after which none is begun, and those that the last may take to end. A library that is
 * stuck is let be for some seconds of the processor's time, which it shares with the others. */
#define LIMIT 10
#define END_LIMIT 100
/* Played in this time on any machine. */
#define N_LEAST 20
#define N_SLOTS 8

typedef struct {
  TestViewer *viewer; /* (nullable) */
  int seed;
  gint64 begun;
} Slot;

static TestServer *server;
static char *directory;
static Slot slots[N_SLOTS];
static int next_seed = 1, last_seed = N_TIMES;
static gint64 deadline;
/* How they ended. */
static guint n_played, n_connected, n_by_code[ORIEL_ERROR_BUSY + 1];
static double longest;

static void
begin(guint index)
{
  Slot *slot = &slots[index];
  g_autofree char *uri = g_strdup_printf("spice+unix://%s/%u", directory, index);

  slot->seed = next_seed++;
  test_server_tell(server, "play %u %d", index, slot->seed);
  slot->begun = g_get_monotonic_time();
  slot->viewer = test_viewer_new(uri);
  slot->viewer->password = "password";
  oriel_session_set_enable_audio(slot->viewer->session, TRUE);
  test_viewer_start(slot->viewer);
}

static void
finish(Slot *slot)
{
  const GError *error = oriel_session_get_error(slot->viewer->session);
  double seconds = (double)(g_get_monotonic_time() - slot->begun) / G_USEC_PER_SEC;

  g_test_message("%d: ended after %.2f s: %s", slot->seed, seconds,
                 error != NULL ? error->message : "no error");
  test_assert_clear_error(error);
  longest = MAX(longest, seconds);
  n_played++;
  n_connected += test_viewer_count_state(slot->viewer, ORIEL_SESSION_CONNECTED) > 0;
  if (error->code <= ORIEL_ERROR_BUSY)
    n_by_code[error->code]++;
  g_clear_pointer(&slot->viewer, test_viewer_free);
}

static gboolean
is_time_left(void)
{
  return g_test_slow() || n_played < N_LEAST || g_get_monotonic_time() < deadline;
}

static gboolean
turn(gpointer data)
{
  guint n_running = 0;

  for (guint i = 0; i < N_SLOTS; i++) {
    Slot *slot = &slots[i];

    if (slot->viewer != NULL) {
      OrielDisplay *display = test_viewer_get_display(slot->viewer);
      g_autoptr(OrielRegion) damage = display != NULL ? oriel_display_take_damage(display) : NULL;

      if (oriel_session_get_state(slot->viewer->session) == ORIEL_SESSION_CLOSED)
        finish(slot);
      else if (g_get_monotonic_time() - slot->begun > END_LIMIT * G_USEC_PER_SEC)
        g_error("%d does not end", slot->seed);
    }
    if (slot->viewer == NULL && next_seed <= last_seed && is_time_left())
      begin(i);
    n_running += slot->viewer != NULL;
  }
  return n_running == 0;
}

static void
test_bytes(void)
{
  g_autoptr(GEnumClass) codes = g_type_class_ref(ORIEL_TYPE_ERROR);

  deadline = g_get_monotonic_time() + LIMIT * G_USEC_PER_SEC;
  while (!test_poll_until(turn, NULL))
    continue;
  test_assert_no_session_process();
  g_test_message("%u of %d played, %u had a picture; longest %.2f s", n_played, N_TIMES,
                 n_connected, longest);
  for (guint i = 0; i < G_N_ELEMENTS(n_by_code); i++)
    if (n_by_code[i] > 0)
      g_test_message("%u ended as %s", n_by_code[i], g_enum_get_value(codes, (int)i)->value_nick);
  g_assert_cmpuint(n_played, >, 0);
}

int
main(int argc, char **argv)
{
  g_autofree char *count = g_strdup_printf("%d", N_SLOTS);
  const char *argv_server[] = {g_getenv("ORIEL_TEST_SPICE_REPLAY"), NULL,
                               g_getenv("ORIEL_TEST_RECORDING"), count, NULL};
  int status;

  g_test_init(&argc, &argv, NULL);
  if (g_getenv("ORIEL_TEST_SEED") != NULL)
    next_seed = last_seed = atoi(g_getenv("ORIEL_TEST_SEED"));
  directory = g_dir_make_tmp("oriel-corruption-XXXXXX", NULL);
  argv_server[1] = directory;
  server = test_server_start(argv_server);
  g_test_add_func("/corruption/bytes", test_bytes);
  status = g_test_run();
  test_server_stop(server);
  for (guint i = 0; i < N_SLOTS; i++) {
    g_autofree char *path = g_strdup_printf("%s/%u", directory, i);
    g_unlink(path);
  }
  g_rmdir(directory);
  g_free(directory);
  return status;
}
