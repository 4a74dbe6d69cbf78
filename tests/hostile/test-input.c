// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Input to a server that stops reading for a while: every key and button arrives, in order, once it
 * reads on; of motion the last position is enough.
 */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "test-server.h"
#include "test-viewer.h"
#include "test-wait.h"

#define N_PAIRS 500
#define PAIRS_A_CLICK 10
/* Between two pairs: 500 of them take three seconds, in which the server does not read. */
#define INTERVAL_MS 6
/* The same for half a minute, longer than any limit on how long a link may be silent. */
#define LONG_INTERVAL_MS 60
/* More than the kernel keeps for a socket. */
#define PASTE_SIZE (1 << 20)

#define QNUM_A 30
#define QNUM_F12 0x58
#define KEYSYM_F12 0xffc9
/* Keysyms of Unicode characters that no keyboard has, so that each pair has one of its own. */
#define KEYSYM_FIRST 0x01004e00

typedef struct {
  TestServer *server;
  TestViewer *viewer;
  const char *id; /* of the case */
  char *directory;
  guint n_sent;
  gboolean pasted, paste_answered;
  GError *paste_error;
} Typing;

static void
typing_start(Typing *self, const char *id, gboolean tcp)
{
  const char *argv[] = {g_getenv("ORIEL_TEST_RFB_SCRIPT"), "--tcp", id, NULL, NULL};
  g_autofree char *line = NULL;
  g_auto(GStrv) words = NULL;

  self->id = id;
  if (!tcp) {
    self->directory = g_dir_make_tmp("oriel-input-XXXXXX", NULL);
    argv[1] = "--unix";
    argv[2] = self->directory;
    argv[3] = id;
  }
  self->server = test_server_start(argv);
  line = test_server_next(self->server);
  words = g_strsplit(line, " ", 5);
  self->viewer = test_viewer_new(words[3]);
  test_viewer_connect_and_see(self->viewer);
  test_viewer_wait_for_pixel(self->viewer, 63, 63, 0x336699);
  test_server_tell(self->server, "pause %s", id);
}

static void
typing_stop(Typing *self)
{
  g_clear_pointer(&self->viewer, test_viewer_free);
  g_clear_pointer(&self->server, test_server_stop);
  if (self->directory != NULL) {
    g_autofree char *path = g_build_filename(self->directory, self->id, NULL);
    g_unlink(path);
    g_rmdir(self->directory);
  }
  g_free(self->directory);
  g_clear_error(&self->paste_error);
}

static void
on_pasted(GObject *source, GAsyncResult *result, gpointer user_data)
{
  Typing *self = user_data;

  oriel_clipboard_send_text_finish(ORIEL_CLIPBOARD(source), result, &self->paste_error);
  self->paste_answered = TRUE;
}

static void
paste(Typing *self)
{
  g_autofree char *text = g_strnfill(PASTE_SIZE, 'p');
  OrielClipboard *clipboard = oriel_session_get_clipboard(self->viewer->session);

  g_assert_nonnull(clipboard);
  self->pasted = TRUE;
  oriel_clipboard_send_text_async(clipboard, text, NULL, on_pasted, self);
}

static gboolean
on_type(gpointer user_data)
{
  Typing *self = user_data;
  OrielDisplay *display = test_viewer_get_display(self->viewer);
  guint keysym = KEYSYM_FIRST + self->n_sent;

  oriel_display_key(display, QNUM_A, keysym, TRUE);
  oriel_display_key(display, QNUM_A, keysym, FALSE);
  for (int i = 0; i < 64; i++)
    oriel_display_pointer_move(display, i, (int)self->n_sent % 64);
  if (self->n_sent % PAIRS_A_CLICK == 0) {
    oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, TRUE);
    oriel_display_pointer_button(display, ORIEL_BUTTON_LEFT, FALSE);
  }
  self->n_sent++;
  return self->n_sent < N_PAIRS ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
all_sent(gpointer data)
{
  Typing *self = data;
  return self->n_sent == N_PAIRS;
}

static gboolean
paste_is_answered(gpointer data)
{
  Typing *self = data;
  return self->paste_answered;
}

static void
read_on(Typing *self)
{
  OrielDisplay *display = test_viewer_get_display(self->viewer);

  test_server_tell(self->server, "resume %s", self->id);
  oriel_display_key(display, QNUM_F12, KEYSYM_F12, TRUE);
  oriel_display_key(display, QNUM_F12, KEYSYM_F12, FALSE);
}

static void
check_report(Typing *self)
{
  g_autofree char *line = test_server_skip_to(self->server, "report");
  g_autofree char *cuts = NULL;
  char order[16] = "";
  guint down = 0, up = 0, motions = 0, buttons = 0, mask = 0;

  g_test_message("%s", line);
  g_assert_cmpint(sscanf(strstr(line, "down="),
                         "down=%u up=%u order=%15s motions=%u buttons=%u mask=%u", &down, &up,
                         order, &motions, &buttons, &mask),
                  ==, 6);
  g_assert_cmpuint(down, ==, N_PAIRS);
  g_assert_cmpuint(up, ==, N_PAIRS);
  g_assert_cmpstr(order, ==, "kept");
  g_assert_cmpuint(buttons, ==, 2 * N_PAIRS / PAIRS_A_CLICK);
  g_assert_cmpuint(mask, ==, 0);
  g_assert_cmpuint(motions, >, 0);

  if (self->pasted) {
    test_assert_wait(paste_is_answered, self);
    cuts =
        self->paste_error != NULL ? g_strdup("cuts=none") : g_strdup_printf("cuts=%d:", PASTE_SIZE);
    g_assert_nonnull(strstr(line, cuts));
  }
}

static void
finish_typing(Typing *self)
{
  test_assert_wait(all_sent, self);
  read_on(self);
  check_report(self);
  typing_stop(self);
}

static void
type_to(const char *id, gboolean tcp, gboolean with_paste)
{
  Typing typing = {0};

  typing_start(&typing, id, tcp);
  if (with_paste)
    paste(&typing);
  g_timeout_add(INTERVAL_MS, on_type, &typing);
  finish_typing(&typing);
  test_assert_no_session_process();
}

static void
test_unix(void)
{
  type_to("input", FALSE, FALSE);
}

static void
test_unix_key_codes(void)
{
  type_to("keys", FALSE, FALSE);
}

static void
test_unix_paste(void)
{
  type_to("input", FALSE, TRUE);
}

static void
test_tcp(void)
{
  type_to("input", TRUE, FALSE);
}

static void
test_tcp_paste(void)
{
  type_to("keys", TRUE, TRUE);
}

/* Presses a key that never arrives. */
static void
cut_off(Typing *self)
{
  typing_start(self, "input", TRUE);
  test_server_tell(self->server, "cut %s", self->id);
  oriel_display_key(test_viewer_get_display(self->viewer), QNUM_A, KEYSYM_FIRST, TRUE);
}

static void
check_cut_off(Typing *self)
{
  const GError *error;

  test_viewer_wait_for_state(self->viewer, ORIEL_SESSION_CLOSED);
  error = oriel_session_get_error(self->viewer->session);
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE);
  g_assert_nonnull(strstr(error->message, "has not answered for 14 seconds"));
  typing_stop(self);
}

/* Servers that pause keep their sessions, over all kinds of sockets, and one whose link is dead
 * does not: all at once, since most of it is waiting. */
static void
test_half_a_minute(void)
{
  Typing typings[2] = {0}, lost = {0};

  cut_off(&lost);
  typing_start(&typings[0], "input", FALSE);
  typing_start(&typings[1], "keys", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS(typings); i++)
    g_timeout_add(LONG_INTERVAL_MS, on_type, &typings[i]);
  for (guint i = 0; i < G_N_ELEMENTS(typings); i++)
    finish_typing(&typings[i]);
  check_cut_off(&lost);
  test_assert_no_session_process();
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/input/unix", test_unix);
  g_test_add_func("/input/unix/key-codes", test_unix_key_codes);
  g_test_add_func("/input/unix/paste", test_unix_paste);
  g_test_add_func("/input/tcp", test_tcp);
  g_test_add_func("/input/tcp/paste", test_tcp_paste);
  if (g_test_slow())
    g_test_add_func("/input/half-a-minute", test_half_a_minute);
  return g_test_run();
}
