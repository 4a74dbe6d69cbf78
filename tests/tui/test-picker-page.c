// SPDX-License-Identifier: LGPL-2.1-or-later
/* The picker as a person sees it: what it writes is shown by libvterm. */
#include "impl/oriel-guest-impl.h"
#include "picker-screen.h"
#include "unit/fake-host.h"

#include <locale.h>
#include <string.h>
#include <xkbcommon/xkbcommon-keysyms.h>

static void
test_first_paint(PickerScreen *f, gconstpointer data)
{
  g_autofree char *last = NULL;

  screen_see(f, "40 guests  20 running");
  screen_see(f, "NAME ▲");
  screen_see(f, "▾ fake:///one  40 guests");
  screen_see(f, "▶   guest-0");
  screen_see(f, "● running");
  screen_see(f, "○ off");
  screen_see(f, "guest-2");
  screen_see(f, "2/41");
  screen_see(f, "● live");
  last = screen_read_row(f, 23);
  g_assert_true(g_str_has_prefix(last, "F1Help"));
  g_assert_true(g_str_has_suffix(last, "F10Quit"));
  /* And once drawn, it is drawn. */
  g_assert_cmpuint(screen_render(f), ==, 0);
}

static void
test_moves(PickerScreen *f, gconstpointer data)
{
  screen_see(f, "▶   guest-0");
  rig_type(f->rig, "5j");
  screen_see(f, "▶   guest-5");
  rig_type(f->rig, "k");
  screen_see(f, "▶   guest-4");
  rig_type(f->rig, "G");
  screen_see(f, "▶   guest-39");
  screen_see(f, "41/41");
  rig_type(f->rig, "g");
  screen_see(f, "▶▾ fake:///one");
  rig_key(f->rig, XKB_KEY_Next, 0);
  screen_see(f, "guest-18");
  rig_key(f->rig, XKB_KEY_d, MODIFIER_CTRL);
  rig_key(f->rig, XKB_KEY_u, MODIFIER_CTRL);
  rig_type(f->rig, "12G");
  screen_see(f, "12/41");
}

static void
test_filter(PickerScreen *f, gconstpointer data)
{
  rig_type(f->rig, "/guest-3");
  screen_see(f, "11 of 40 guests");
  screen_see(f, " / guest-3");
  screen_see(f, "guest-39");
  screen_see_not(f, "guest-20");
  rig_key(f->rig, XKB_KEY_Return, 0);
  screen_see(f, "/guest-3");
  rig_key(f->rig, XKB_KEY_Escape, 0);
  screen_see(f, "40 guests");
  rig_type(f->rig, ":filter state:off !guest-1");
  rig_key(f->rig, XKB_KEY_Return, 0);
  screen_see(f, "▾ fake:///one  14 of 40 guests");
  rig_type(f->rig, "/zzz");
  screen_see(f, "0 of 40 guests");
  rig_key(f->rig, XKB_KEY_Escape, 0);
  screen_see(f, "40 guests");
}

static void
test_marks(PickerScreen *f, gconstpointer data)
{
  screen_render(f);
  rig_type(f->rig, "  ");
  screen_see(f, "2 marked");
  screen_see(f, " *  guest-1");
  rig_type(f->rig, "v3jv");
  screen_see(f, "6 marked");
  rig_type(f->rig, "U");
  screen_see_not(f, "marked");
  rig_type(f->rig, "*");
  screen_see(f, "40 marked");
}

/* Those who are to suffer are named, and "No" is what Enter says. */
static void
test_confirmation(PickerScreen *f, gconstpointer data)
{
  OrielGuest *victim = oriel_host_find_guest(f->rig->host, "guest-0");

  screen_render(f);
  rig_type(f->rig, " j ");
  rig_key(f->rig, XKB_KEY_F8, 0);
  screen_see(f, "Shut down 2 guests?");
  screen_see(f, "guest-0 (running) on fake:///one");
  screen_see(f, "guest-2 (running)");
  rig_key(f->rig, XKB_KEY_Return, 0);
  screen_see(f, "nothing was done");
  g_assert_cmpint(oriel_guest_get_state(victim), ==, ORIEL_GUEST_RUNNING);
  rig_key(f->rig, XKB_KEY_F8, 0);
  rig_type(f->rig, "y");
  while (f->rig->picker->n_under_way > 0)
    g_main_context_iteration(NULL, TRUE);
  screen_see(f, "Shut down: 2 asked to shut down");
  g_assert_cmpint(oriel_guest_get_state(victim), ==, ORIEL_GUEST_OFF);
  screen_see(f, "18 running");
  g_object_unref(victim);
}

/* Those who find no room are counted, and to be seen; the question stays. */
static void
test_small_confirmation(PickerScreen *f, gconstpointer data)
{
  screen_resize(f, 40, 10);
  rig_type(f->rig, " j j j j j j ");
  rig_key(f->rig, XKB_KEY_F8, 0);
  screen_see(f, "guest-0 (running)");
  screen_see(f, "2 more (PgUp PgDn)");
  screen_see_not(f, "guest-12");
  rig_key(f->rig, XKB_KEY_Next, 0);
  screen_see(f, "guest-12");
  screen_see(f, "Yes, shut down");
  rig_key(f->rig, XKB_KEY_Prior, 0);
  screen_see(f, "guest-0 (running)");
  screen_resize(f, 20, 2);
  screen_see(f, "No");
  screen_see(f, "Yes, shut down");
  rig_key(f->rig, XKB_KEY_Return, 0);
  screen_resize(f, 80, 24);
  screen_see(f, "nothing was done");
}

static void
test_read_only(PickerScreen *f, gconstpointer data)
{
  f->rig->picker->read_only = TRUE;
  screen_render(f);
  rig_key(f->rig, XKB_KEY_F8, 0);
  screen_see(f, "nothing is changed here: this is --read-only");
  rig_type(f->rig, ":force-off");
  rig_key(f->rig, XKB_KEY_Return, 0);
  screen_see(f, "nothing is changed here");
  rig_type(f->rig, "a");
  rig_type(f->rig, "r");
  screen_see(f, "nothing is changed here");
  screen_see(f, "20 running");
}

static void
test_help(PickerScreen *f, gconstpointer data)
{
  rig_type(f->rig, "?");
  screen_see(f, "type to search");
  rig_type(f->rig, "snapsh");
  screen_see(f, ":snapshots");
  screen_see_not(f, "half a page");
  rig_key(f->rig, XKB_KEY_Escape, 0);
  screen_see(f, "guest-1");
  screen_see_not(f, ":snapshots");
}

static void
test_commands(PickerScreen *f, gconstpointer data)
{
  rig_type(f->rig, ":s");
  rig_key(f->rig, XKB_KEY_Tab, 0);
  screen_see(f, " :s   ");
  screen_see(f, " sort "); /* among those that it may be */
  rig_type(f->rig, "o");
  screen_see_not(f, "snapshots");
  rig_key(f->rig, XKB_KEY_Tab, 0);
  screen_see(f, " :sort");
  rig_type(f->rig, "sta");
  rig_key(f->rig, XKB_KEY_Tab, 0);
  screen_see(f, " :sort state");
  rig_key(f->rig, XKB_KEY_Return, 0);
  screen_see(f, "STATE ▲");
  rig_type(f->rig, "I");
  screen_see(f, "STATE ▼");
  rig_type(f->rig, ":nonsense");
  rig_key(f->rig, XKB_KEY_Return, 0);
  screen_see(f, "“nonsense” is no command");
  rig_type(f->rig, ":sort size");
  rig_key(f->rig, XKB_KEY_Return, 0);
  screen_see(f, "there is no column “size”");
}

static void
test_mouse(PickerScreen *f, gconstpointer data)
{
  screen_render(f);
  rig_click(f->rig, 10, 6, ORIEL_BUTTON_LEFT);
  screen_see(f, "▶   guest-3");
  rig_click(f->rig, 10, 6, ORIEL_BUTTON_RIGHT);
  screen_see(f, "1 marked");
  rig_click(f->rig, 24, 1, ORIEL_BUTTON_LEFT);
  screen_see(f, "STATE ▲");
  rig_click(f->rig, 24, 1, ORIEL_BUTTON_LEFT);
  screen_see(f, "STATE ▼");
  rig_click(f->rig, 10, 10, ORIEL_BUTTON_WHEEL_DOWN);
  rig_click(f->rig, 1, 23, ORIEL_BUTTON_LEFT);
  screen_see(f, "Help");
  rig_click(f->rig, 0, 0, ORIEL_BUTTON_LEFT);
  screen_see_not(f, "type to search");
}

/* What others do shows at once. */
static void
test_live(PickerScreen *f, gconstpointer data)
{
  OrielGuest *guest;

  screen_render(f);
  guest = rig_add_guest(f->rig, "another", 5);
  screen_see(f, "another");
  screen_see(f, "41 guests  21 running");
  oriel_guest_report_state(guest, ORIEL_GUEST_CRASHED, -1);
  screen_see(f, "! crashed");
  oriel_guest_report_name(guest, "bad\033[31mname");
  screen_see_not(f, "another");
  screen_see(f, "name");
  oriel_host_disconnect(f->rig->host);
  screen_see(f, "not connected");
  screen_see(f, "○ partly");
}

/* What stands in columns @from to the last of row @row. (transfer full) */
static char *
read_right(PickerScreen *f, int row, int from)
{
  g_autofree char *line = screen_read_row(f, row);

  return g_utf8_strlen(line, -1) > from ? g_utf8_substring(line, from, -1) : g_strdup("");
}

/* The preview is drawn beside ncurses, which knows nothing of it. */
static void
test_beside_preview(PickerScreen *f, gconstpointer data)
{
  int left;

  screen_resize(f, 120, 30);
  screen_see(f, "┌ guest-0 ");
  left = f->rig->picker->layout.list_width;
  rig_type(f->rig, "j");
  screen_see(f, "┌ guest-1 ");
  screen_see_not(f, "┌ guest-0 ");
  /* The terminal moves no rows, however many come at once: the picture would move along. */
  for (int i = 0; i < 5; i++) {
    g_autofree char *name = g_strdup_printf("a-first-%d", i);

    rig_add_guest(f->rig, name, -1);
  }
  screen_see(f, "a-first-4");
  g_assert_false(g_regex_match_simple("\033\\[[0-9;]*[rSTLM]", f->rig->bytes->str, 0, 0));
  for (int i = 4; i < 20; i++) {
    g_autofree char *line = read_right(f, i, left);

    if (g_regex_match_simple("[^ │off]", line, 0, 0))
      g_error("row %d has “%s”", i, line);
  }
  /* Of a popup over it nothing stays; and nothing of the picture shows in the popup. */
  rig_type(f->rig, "?");
  screen_render(f);
  for (int i = 3; i < 20; i++) {
    g_autofree char *line = read_right(f, i, left);

    if (g_regex_match_simple("[^ ]off|off[^ ]", line, 0, 0))
      g_error("row %d has “%s”", i, line);
  }
  rig_key(f->rig, XKB_KEY_Escape, 0);
  screen_render(f);
  for (int i = 0; i < 25; i++) {
    g_autofree char *line = read_right(f, i, left);

    if (i > 1 && (*line != ' ' && *line != '\0'))
      g_error("row %d has “%s”", i, line);
  }
}

/* All that is said of a host that cannot be reached is there to be read. */
static void
test_host_beside(PickerScreen *f, gconstpointer data)
{
  g_autoptr(GError) error = g_error_new_literal(
      ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
      "Connecting to fake:///one failed: nobody listens there; see whether the daemon runs, and "
      "whether a_path_without_any_space_in_it_that_is_longer_than_a_line is right");

  oriel_host_report_state(f->rig->host, ORIEL_HOST_FAILED, error);
  screen_resize(f, 120, 30);
  screen_render(f);
  rig_type(f->rig, "g");
  screen_see(f, "┌ fake:///one ");
  screen_see(f, "│ ! Connecting to fake:///one failed:");
  screen_see(f, "see whether the daemon runs");
  screen_see(f, "a_path_without_any_space");
  screen_see(f, "is right ");
}

/* Hosts of one name are told apart by their addresses. */
static void
test_hosts_of_one_name(PickerScreen *f, gconstpointer data)
{
  g_autoptr(OrielHost) other = fake_host_new("fake+ssh://far/one");

  oriel_host_report_name(f->rig->host, "twin");
  picker_draw_all(f->rig->picker);
  screen_see(f, "▾ twin  40 guests");
  oriel_host_report_name(other, "twin");
  model_add_host(f->rig->picker->model, other);
  oriel_host_report_state(other, ORIEL_HOST_CONNECTED, NULL);
  screen_see(f, "▾ fake:///one  40 guests");
  rig_type(f->rig, "G");
  screen_see(f, "▾ fake+ssh://far/one  0 guests");
}

/* Every size, from one cell on. */
static void
test_sizes(PickerScreen *f, gconstpointer data)
{
  static const int sizes[][2] = {{40, 10}, {1, 1},  {2, 2},   {5, 3},    {500, 200},
                                 {20, 5},  {80, 1}, {1, 200}, {120, 50}, {80, 24}};

  for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
    screen_resize(f, sizes[i][0], sizes[i][1]);
    screen_render(f);
    rig_type(f->rig, "?");
    screen_render(f);
    rig_key(f->rig, XKB_KEY_Escape, 0);
    rig_type(f->rig, "/x");
    screen_render(f);
    rig_key(f->rig, XKB_KEY_Escape, 0);
    rig_type(f->rig, "a");
    screen_render(f);
    rig_key(f->rig, XKB_KEY_Escape, 0);
    screen_render(f);
  }
  screen_resize(f, 40, 10);
  screen_see(f, "guest-0");
  screen_see(f, "● running");
  screen_see(f, "F4Filter");
  screen_see(f, "F10Quit");
  screen_see_not(f, "F5");
  screen_resize(f, 20, 1);
  screen_see(f, "guest-0");
}

static void
test_ascii(PickerScreen *f, gconstpointer data)
{
  g_autofree char *screen = NULL;

  f->rig->abilities.unicode = FALSE;
  f->rig->abilities.colors = TERMINAL_COLORS_NONE;
  theme_init(&f->rig->picker->theme, &f->rig->picker->settings, &f->rig->abilities);
  picker_draw_all(f->rig->picker);
  rig_type(f->rig, "a");
  screen = screen_read(f);
  g_assert_true(g_str_is_ascii(screen));
  if (strstr(screen, "---+") == NULL)
    g_error("no edge:\n%s", screen);
  rig_key(f->rig, XKB_KEY_Escape, 0);
  screen_see(f, "> running");
  screen_see(f, "- off");
  /* No colour is set where there is none. */
  curses_invalidate(f->rig->picker->curses);
  picker_draw_all(f->rig->picker);
  rig_render(f->rig);
  g_assert_false(g_regex_match_simple("\033\\[([0-9]+;)*(3[0-8]|4[0-8])(;[0-9;]*)?m",
                                      f->rig->bytes->str, 0, 0));
}

static void
test_unknown_terminal(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(Curses) curses = curses_new("no-such-terminal", TRUE, 80, 24, &error);

  g_assert_no_error(error);
  g_assert_nonnull(curses);
}

/* The figures: bytes a keystroke takes among ten thousand guests. */
static void
test_bytes(void)
{
  PickerScreen f;
  gsize down, scroll_down;

  screen_open(&f, 10000, 120, 50);
  f.rig->picker->settings.preview = FALSE;
  screen_render(&f);
  rig_type(f.rig, "j");
  down = screen_render(&f);
  rig_type(f.rig, "60j");
  screen_render(&f);
  rig_type(f.rig, "j");
  scroll_down = screen_render(&f);
  g_test_message("a step down takes %" G_GSIZE_FORMAT " bytes, one that scrolls %" G_GSIZE_FORMAT,
                 down, scroll_down);
  g_assert_cmpuint(down, <, 250);
  g_assert_cmpuint(scroll_down, <, 250);
  g_assert_cmpuint(screen_render(&f), ==, 0);
  screen_teardown(&f, NULL);
}

int
main(int argc, char **argv)
{
#define ADD(name, function)                                                                        \
  g_test_add(name, PickerScreen, NULL, screen_setup, function, screen_teardown)
  setlocale(LC_ALL, "C.UTF-8");
  g_test_init(&argc, &argv, NULL);
  ADD("/picker/page/first-paint", test_first_paint);
  ADD("/picker/page/moves", test_moves);
  ADD("/picker/page/filter", test_filter);
  ADD("/picker/page/marks", test_marks);
  ADD("/picker/page/confirmation", test_confirmation);
  ADD("/picker/page/small-confirmation", test_small_confirmation);
  ADD("/picker/page/read-only", test_read_only);
  ADD("/picker/page/help", test_help);
  ADD("/picker/page/commands", test_commands);
  ADD("/picker/page/mouse", test_mouse);
  ADD("/picker/page/live", test_live);
  ADD("/picker/page/beside-preview", test_beside_preview);
  ADD("/picker/page/host-beside", test_host_beside);
  ADD("/picker/page/hosts-of-one-name", test_hosts_of_one_name);
  ADD("/picker/page/sizes", test_sizes);
  ADD("/picker/page/ascii", test_ascii);
  g_test_add_func("/picker/page/unknown-terminal", test_unknown_terminal);
  g_test_add_func("/picker/page/bytes", test_bytes);
  return g_test_run();
}
