// SPDX-License-Identifier: LGPL-2.1-or-later
/* Answers as recorded from the terminals that are named. */
#include "terminal/probe.h"

#include <string.h>

static void
on_event(const Event *event, gpointer user_data)
{
}

static void
on_reply(const Reply *reply, gpointer user_data)
{
  probe_take(user_data, reply);
}

static Probe
probe(const ProbeEnvironment *environment, const char *answers)
{
  InputHooks hooks = {on_event, on_reply};
  Probe self;
  InputParser *parser;

  probe_init(&self, environment);
  parser = input_parser_new(&hooks, &self);
  input_parser_feed(parser, answers, strlen(answers));
  input_parser_free(parser);
  return self;
}

static void
test_xterm(void)
{
  ProbeEnvironment environment = {.term = "xterm-256color", .utf8 = TRUE};
  Probe self = probe(&environment, "\033P>|XTerm(379)\033\\\033P1$r48:2::1:2:3m\033\\\033[?2026;0$y"
                                   "\033[?1016;2$y\033[>4;0m\033]11;rgb:ffff/ffff/ffff\033\\\033[0n"
                                   "\033[?64;1;2;6;9;15;16;17;18;21;22;28c");

  g_assert_true(self.done);
  g_assert_cmpint(self.abilities.colors, ==, TERMINAL_COLORS_TRUE);
  g_assert_true(self.abilities.unicode);
  g_assert_false(self.abilities.synchronized);
  g_assert_true(self.abilities.pixel_mouse);
  g_assert_true(self.abilities.other_keys);
  g_assert_false(self.abilities.kitty_keyboard);
  g_assert_false(self.abilities.sixel);
  g_assert_false(self.abilities.dark);
  g_assert_true(self.abilities.status_report);
  g_assert_false(self.abilities.multiplexer);
}

static void
test_foot(void)
{
  ProbeEnvironment environment = {.term = "foot", .colorterm = "truecolor", .utf8 = TRUE};
  Probe self = probe(&environment,
                     "\033P>|foot(1.13.1)\033\\\033P1$r0;48:2::1:2:3m\033\\\033[?0u\033[?2026;2$y"
                     "\033[?1016;2$y\033[6;17;8t\033]11;rgb:2424/2424/2424\033\\\033[0n"
                     "\033[?62;4;22c");

  g_assert_true(self.done);
  g_assert_true(self.abilities.synchronized);
  g_assert_true(self.abilities.kitty_keyboard);
  g_assert_true(self.abilities.sixel);
  g_assert_true(self.abilities.dark);
  g_assert_true(self.abilities.sextants);
  g_assert_false(self.abilities.kitty_graphics);
  g_assert_cmpint(self.cell_width, ==, 8);
  g_assert_cmpint(self.cell_height, ==, 17);
}

static void
test_kitty(void)
{
  ProbeEnvironment environment = {.term = "xterm-kitty", .utf8 = TRUE};
  Probe here =
      probe(&environment, "\033P>|kitty(0.26.5)\033\\\033_Gi=31;OK\033\\\033_Gi=32;OK\033\\"
                          "\033P1$r48:2:1:2:3m\033\\\033[?0u\033[0n\033[?62;c");
  Probe far = probe(&environment, "\033_Gi=31;OK\033\\\033_Gi=32;EBADF:no such file\033\\\033[0n");

  g_assert_true(here.abilities.kitty_graphics);
  g_assert_true(here.abilities.kitty_shared);
  g_assert_true(here.abilities.kitty_keyboard);
  g_assert_cmpint(here.abilities.colors, ==, TERMINAL_COLORS_TRUE);
  g_assert_true(far.abilities.kitty_graphics);
  g_assert_false(far.abilities.kitty_shared);
  g_assert_false(far.done);
}

static void
test_tmux(void)
{
  ProbeEnvironment environment = {.term = "screen-256color", .tmux = "/tmp/x,1,0", .utf8 = TRUE};
  Probe self = probe(&environment, "\033P>|tmux 3.3a\033\\\033[0n\033[?1;2c");
  g_autoptr(GString) questions = g_string_new(NULL);

  g_assert_true(self.done);
  g_assert_true(self.abilities.multiplexer);
  g_assert_cmpint(self.abilities.colors, ==, TERMINAL_COLORS_256);
  g_assert_false(self.abilities.kitty_graphics);
  probe_ask(&self, "/name", questions);
  g_assert_null(strstr(questions->str, "\033_")); /* would become the title of the pane */
  g_assert_null(strstr(questions->str, "\033P"));
}

static void
test_silent(void)
{
  ProbeEnvironment environment = {.term = "vt220"};
  Probe self = probe(&environment, "");
  g_autoptr(GString) questions = g_string_new(NULL);

  g_assert_false(self.done);
  g_assert_false(self.abilities.unicode);
  g_assert_false(self.abilities.status_report);
  g_assert_cmpint(self.abilities.colors, ==, TERMINAL_COLORS_NONE);
  g_assert_true(self.abilities.dark);
  probe_ask(&self, "/name", questions);
  g_assert_cmpstr(questions->str, ==, "\033[5n\033[c");
}

static void
test_environment(void)
{
  static const struct {
    ProbeEnvironment environment;
    TerminalColors colors;
  } cases[] = {
      {{.term = "linux"}, TERMINAL_COLORS_16},
      {{.term = "linux", .colorterm = "truecolor"}, TERMINAL_COLORS_16},
      {{.term = "vt100"}, TERMINAL_COLORS_NONE},
      {{.term = "ansi"}, TERMINAL_COLORS_8},
      {{.term = "xterm-color"}, TERMINAL_COLORS_8},
      {{.term = "xterm-16color", .colorterm = "truecolor"}, TERMINAL_COLORS_16},
      {{.term = "xterm-256color"}, TERMINAL_COLORS_256},
      {{.term = "xterm"}, TERMINAL_COLORS_256},
      {{.term = "xterm", .colorterm = "truecolor"}, TERMINAL_COLORS_TRUE},
      {{.term = "xterm-direct"}, TERMINAL_COLORS_TRUE},
      {{.term = "xterm", .colorterm = "truecolor", .no_color = "1"}, TERMINAL_COLORS_NONE},
      {{.term = "xterm", .no_color = ""}, TERMINAL_COLORS_256},
      {{.term = "unheard-of"}, TERMINAL_COLORS_16},
      {{.term = NULL}, TERMINAL_COLORS_16},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    Probe self = probe(&cases[i].environment, "");

    g_assert_cmpint(self.abilities.colors, ==, cases[i].colors);
  }
  g_assert_true(probe_is_usable("vt100"));
  g_assert_false(probe_is_usable("dumb"));
  g_assert_false(probe_is_usable(NULL));
}

/* A terminal says that it has all colours; the person has said how many are wanted. */
static void
test_told_colors(void)
{
  static const struct {
    ProbeEnvironment environment;
    TerminalColors colors;
  } cases[] = {
      {{.term = "xterm", .no_color = "1"}, TERMINAL_COLORS_NONE},
      {{.term = "xterm-16color"}, TERMINAL_COLORS_16},
      {{.term = "xterm"}, TERMINAL_COLORS_TRUE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    Probe self = probe(&cases[i].environment, "\033P1$r48:2:1:2:3m\033\\");

    g_assert_cmpint(self.abilities.colors, ==, cases[i].colors);
  }
}

/* What the locale can say is not what old terminals can show. */
static void
test_characters(void)
{
  static const struct {
    const char *term;
    gboolean unicode;
    gboolean few_glyphs;
  } cases[] = {
      {"xterm", TRUE, FALSE},
      {"linux", TRUE, TRUE},
      {"vt100", FALSE, FALSE},
      {"vt220", FALSE, FALSE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    ProbeEnvironment environment = {.term = cases[i].term, .utf8 = TRUE};
    Probe self = probe(&environment, "");

    g_assert_cmpint(self.abilities.unicode, ==, cases[i].unicode);
    g_assert_cmpint(self.abilities.few_glyphs, ==, cases[i].few_glyphs);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tui-probe/xterm", test_xterm);
  g_test_add_func("/tui-probe/foot", test_foot);
  g_test_add_func("/tui-probe/kitty", test_kitty);
  g_test_add_func("/tui-probe/tmux", test_tmux);
  g_test_add_func("/tui-probe/silent", test_silent);
  g_test_add_func("/tui-probe/environment", test_environment);
  g_test_add_func("/tui-probe/told-colors", test_told_colors);
  g_test_add_func("/tui-probe/characters", test_characters);
  return g_test_run();
}
