// SPDX-License-Identifier: LGPL-2.1-or-later
/* Runs every case of the contract over every backend. */
#include "contract.h"

#include <glib/gstdio.h>
#include <stdio.h>

#include "../servers/test-pattern.h"
#include "test-text.h"
#include "test-usb.h"

void
contract_assert_states(TestViewer *viewer, int first, ...)
{
  guint i = 0;
  va_list states;

  va_start(states, first);
  for (int state = first; state >= 0; state = va_arg(states, int)) {
    g_assert_cmpuint(i, <, viewer->states->len);
    g_assert_cmpint(g_array_index(viewer->states, OrielSessionState, i++), ==, state);
  }
  va_end(states);
  g_assert_cmpuint(i, ==, viewer->states->len);
}

void
contract_assert_error(const GError *error, OrielError code)
{
  g_assert_error(error, ORIEL_ERROR, (int)code);
  test_assert_clear_error(error);
}

guint32
contract_pixel(Contract *contract, int x, int y)
{
  OrielDisplay *display = test_viewer_get_display(contract->viewer);
  int width = display != NULL ? oriel_display_get_width(display) : contract->fixture->width;

  return contract->fixture->pixel(x, y, width);
}

void
contract_order(Contract *contract, const char *format, ...)
{
  g_autofree char *words = NULL;
  va_list args;

  va_start(args, format);
  words = g_strdup_vprintf(format, args);
  va_end(args);
  contract->fixture->order(contract, words);
}

gboolean
contract_lacks(Contract *contract, const char *what)
{
  return contract->fixture->lacks != NULL && g_strv_contains(contract->fixture->lacks, what);
}

void
contract_expect_key(Contract *contract, guint qnum, guint keysym, gboolean pressed)
{
  g_autofree char *line =
      g_strdup_printf("key %u %u %s", qnum, contract_lacks(contract, "keysyms") ? 0 : keysym,
                      pressed ? "down" : "up");

  contract_expect(contract, line);
}

/* The backend that makes up its pictures: it has no server, and obeys keys. */

#define QNUM_F1 0x3b

static guint32
pattern_pixel(int x, int y, int width)
{
  static const guint32 bars[] = {0xffffff, 0xffff00, 0x00ffff, 0x00ff00,
                                 0xff00ff, 0xff0000, 0x0000ff, 0x000000};
  return bars[x * 8 / width];
}

static void
pattern_order(Contract *contract, const char *words)
{
  static const struct {
    const char *words;
    guint qnum;
  } keys[] = {
      {"bell", QNUM_F1},
      {"name test pattern 1", QNUM_F1 + 1},
      {"cursor 16 16 3 5 ff0000", QNUM_F1 + 2},
      {"leds 4", QNUM_F1 + 3},
      {"pointer-mode relative", QNUM_F1 + 4},
  };
  OrielDisplay *display = test_viewer_get_display(contract->viewer);
  int x = 0, y = 0;

  if (sscanf(words, "draw %d %d 1 1 ff0000", &x, &y) == 2) {
    oriel_display_pointer_move(display, x, y);
    oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, TRUE);
    oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, FALSE);
    return;
  }
  if (sscanf(words, "resize %d %d", &x, &y) == 2) {
    oriel_display_request_size_async(display, x, y, NULL, NULL, NULL);
    return;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
    if (!g_str_equal(words, keys[i].words))
      continue;
    oriel_display_key(display, keys[i].qnum, 0, TRUE);
    oriel_display_key(display, keys[i].qnum, 0, FALSE);
    return;
  }
  g_assert_not_reached();
}

static char *
pattern_dup_uri(TestServer *server)
{
  return g_strdup("test://");
}

/* VNC, served by libvncserver. */

static guint32
vnc_pixel(int x, int y, int width)
{
  return test_pattern(x, y);
}

static void
vnc_order(Contract *contract, const char *words)
{
  test_server_tell(contract->server, "%s", words);
}

static TestServer *
vnc_start(void)
{
  const char *const argv[] = {g_getenv("ORIEL_TEST_VNC_SERVER"), NULL};
  return test_server_start(argv);
}

static char *
vnc_dup_uri(TestServer *server)
{
  return g_strdup_printf("vnc://127.0.0.1:%s", test_server_get_ready(server));
}

/* A port that was free a moment ago. */
static char *
vnc_dup_dead_uri(void)
{
  g_autoptr(TestServer) server = vnc_start();
  return vnc_dup_uri(server);
}

static char *directory; /* of unix sockets */

static TestServer *
vnc_unix_start(void)
{
  g_autofree char *path = g_build_filename(directory, "vnc.sock", NULL);
  const char *const argv[] = {g_getenv("ORIEL_TEST_VNC_SERVER"), "--unix", path, NULL};

  return test_server_start(argv);
}

static char *
vnc_unix_dup_uri(TestServer *server)
{
  return g_strdup_printf("vnc+unix://%s", test_server_get_ready(server));
}

static char *
vnc_unix_dup_dead_uri(void)
{
  return g_strdup_printf("vnc+unix://%s/nobody.sock", directory);
}

/* SPICE, served by libspice-server, which reports in the words of vnc-server.c. A name is told at
 * the start alone, and a server that has refused a login has hung up. */

static const char *const spice_lacks[] = {"keysyms",  "bell",     "names", "power",
                                          "patience", "refusals", NULL};

static TestServer *
spice_start(void)
{
  const char *const argv[] = {g_getenv("ORIEL_TEST_SPICE_SERVER"), "--vnc-words", "--multi-client",
                              "--agent", NULL};
  return test_server_start(argv);
}

static char *
spice_dup_uri(TestServer *server)
{
  return g_strdup_printf("spice://127.0.0.1:%s", test_server_get_ready(server));
}

static char *
spice_dup_dead_uri(void)
{
  g_autoptr(TestServer) server = spice_start();
  return spice_dup_uri(server);
}

static TestServer *
spice_unix_start(void)
{
  g_autofree char *path = g_build_filename(directory, "spice.sock", NULL);
  const char *const argv[] = {g_getenv("ORIEL_TEST_SPICE_SERVER"),
                              "--vnc-words",
                              "--multi-client",
                              "--agent",
                              "--unix",
                              path,
                              NULL};

  return test_server_start(argv);
}

static char *
spice_unix_dup_uri(TestServer *server)
{
  return g_strdup_printf("spice+unix://%s", test_server_get_ready(server));
}

static char *
spice_unix_dup_dead_uri(void)
{
  return g_strdup_printf("spice+unix://%s/nobody.sock", directory);
}

static const char *const vnc_lacks[] = {"the forward button", NULL};

static const Fixture fixtures[] = {
    {
        .name = "test",
        .dup_uri = pattern_dup_uri,
        .width = 640,
        .height = 480,
        .pixel = pattern_pixel,
        .first_name = "test pattern",
        .order = pattern_order,
    },
    {
        .name = "vnc",
        .start = vnc_start,
        .dup_uri = vnc_dup_uri,
        .dup_dead_uri = vnc_dup_dead_uri,
        .width = 640,
        .height = 480,
        .pixel = vnc_pixel,
        .first_name = "Oriel test server",
        .order = vnc_order,
        .obeys = TRUE,
        .lacks = vnc_lacks,
    },
    {
        .name = "vnc+unix",
        .start = vnc_unix_start,
        .dup_uri = vnc_unix_dup_uri,
        .dup_dead_uri = vnc_unix_dup_dead_uri,
        .width = 640,
        .height = 480,
        .pixel = vnc_pixel,
        .first_name = "Oriel test server",
        .order = vnc_order,
        .obeys = TRUE,
        .lacks = vnc_lacks,
    },
    {
        .name = "spice",
        .start = spice_start,
        .dup_uri = spice_dup_uri,
        .dup_dead_uri = spice_dup_dead_uri,
        .width = 640,
        .height = 480,
        .pixel = vnc_pixel,
        .first_name = "Oriel test server",
        .order = vnc_order,
        .obeys = TRUE,
        .lacks = spice_lacks,
    },
    {
        .name = "spice+unix",
        .start = spice_unix_start,
        .dup_uri = spice_unix_dup_uri,
        .dup_dead_uri = spice_unix_dup_dead_uri,
        .width = 640,
        .height = 480,
        .pixel = vnc_pixel,
        .first_name = "Oriel test server",
        .order = vnc_order,
        .obeys = TRUE,
        .lacks = spice_lacks,
    },
};

typedef struct {
  const Fixture *fixture;
  const Case *contract_case;
} Pair;

static void
run_case(gconstpointer data)
{
  const Pair *pair = data;
  Contract contract = {.fixture = pair->fixture};

  if (pair->contract_case->wants_server && !pair->fixture->obeys) {
    g_test_skip("this backend has no server");
    return;
  }
  if (pair->contract_case->about != NULL && contract_lacks(&contract, pair->contract_case->about)) {
    g_test_skip("this protocol has no such thing");
    return;
  }
  if (pair->fixture->start != NULL)
    contract.server = pair->fixture->start();
  contract.uri = pair->fixture->dup_uri(contract.server);
  contract.viewer = test_viewer_new(contract.uri);

  pair->contract_case->run(&contract);

  g_clear_pointer(&contract.viewer, test_viewer_free);
  g_clear_pointer(&contract.server, test_server_stop);
  g_clear_pointer(&contract.uri, g_free);
  test_assert_no_session_process();
}

static void
add_cases(const Fixture *fixture, const char *room, const Case *cases)
{
  for (; cases->name != NULL; cases++) {
    g_autofree char *path = g_strdup_printf("/%s/%s/%s", fixture->name, room, cases->name);
    Pair *pair = g_new(Pair, 1);

    pair->fixture = fixture;
    pair->contract_case = cases;
    g_test_add_data_func_full(path, pair, run_case, g_free);
  }
}

int
main(int argc, char **argv)
{
  g_autofree char *usb_root = NULL;
  int status = 0;

  g_test_init(&argc, &argv, NULL);
  usb_root = test_usb_make_root(); /* not what happens to be plugged in */
  directory = g_dir_make_tmp("oriel-contract-XXXXXX", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS(fixtures); i++) {
    add_cases(&fixtures[i], "connecting", contract_connecting);
    add_cases(&fixtures[i], "showing", contract_showing);
    add_cases(&fixtures[i], "input", contract_input);
    add_cases(&fixtures[i], "credentials", contract_credentials);
    add_cases(&fixtures[i], "clipboard", contract_clipboard);
  }
  add_cases(&fixtures[0], "pattern", contract_pattern);
  add_cases(&fixtures[0], "sound", contract_sound);
  add_cases(&fixtures[0], "files", contract_files);
  add_cases(&fixtures[0], "pattern-clipboard", contract_pattern_clipboard);
  add_cases(&fixtures[0], "console", contract_console);
  add_cases(&fixtures[0], "usb", contract_usb);
  add_cases(&fixtures[0], "smartcard", contract_smartcard);
  status = g_test_run();
  test_usb_remove_root(usb_root);
  g_rmdir(directory);
  g_free(directory);
  return status;
}
