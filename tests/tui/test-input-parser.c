// SPDX-License-Identifier: LGPL-2.1-or-later
/* What terminals send, as recorded from xterm 379, foot 1.13, kitty 0.26, tmux 3.3a, a Linux
 * console and rxvt. */
#include "terminal/input-parser.h"

#include <string.h>

/* Everything that came out, in words. */
static void
on_event(const Event *event, gpointer user_data)
{
  static const char *const phases[] = {"", "~", "^"};
  GString *log = user_data;
  const char *name;

  switch (event->kind) {
  case EVENT_KEY:
    name = oriel_keymap_name_from_keysym(event->key.keysym);
    g_string_append_printf(log, "%s%s%s%s%s%s", phases[event->key.phase],
                           event->key.modifiers & MODIFIER_CTRL ? "C-" : "",
                           event->key.modifiers & MODIFIER_ALT ? "A-" : "",
                           event->key.modifiers & MODIFIER_SHIFT ? "S-" : "",
                           event->key.modifiers & MODIFIER_SUPER ? "W-" : "",
                           name != NULL ? name : "?");
    if (event->key.base_keysym != 0)
      g_string_append_printf(log, "/%s", oriel_keymap_name_from_keysym(event->key.base_keysym));
    g_string_append(log, event->key.exact ? "! " : " ");
    break;
  case EVENT_MOUSE:
    g_string_append_printf(log, "mouse%d:%d@%d,%d(%d,%d) ", event->mouse.action,
                           event->mouse.button, event->mouse.column, event->mouse.row,
                           event->mouse.x, event->mouse.y);
    break;
  case EVENT_PASTE:
    g_assert_true(g_utf8_validate(event->paste.text, (gssize)event->paste.length, NULL));
    g_string_append_printf(log, "%.*s%s", (int)event->paste.length, event->paste.text,
                           event->paste.last ? "| " : "");
    break;
  case EVENT_FOCUS:
    g_string_append_printf(log, "focus%d ", event->focused);
    break;
  }
}

static void
on_reply(const Reply *reply, gpointer user_data)
{
  GString *log = user_data;

  if (reply->kind == REPLY_CSI)
    g_string_append_printf(log, "csi%c%u%c ", reply->prefix != 0 ? reply->prefix : '-',
                           reply->parameters[0], reply->final);
  else
    g_string_append_printf(log, "string%d<%s> ", reply->kind, reply->text);
}

static InputParser *
new_parser(GString *log)
{
  InputHooks hooks = {on_event, on_reply};

  return input_parser_new(&hooks, log);
}

typedef struct {
  const char *bytes;
  const char *expected;
} Case;

/* Time out after @at bytes, too, if that is inside; then whatever hangs is the key. */
static char *
parse(const char *bytes, gsize at, gboolean exact)
{
  GString *log = g_string_new(NULL);
  InputParser *parser = new_parser(log);
  gsize length = strlen(bytes);

  input_parser_set_exact(parser, exact);
  input_parser_feed(parser, bytes, MIN(at, length));
  if (at < length)
    input_parser_feed(parser, bytes + at, length - at);
  if (input_parser_get_timeout(parser) >= 0)
    input_parser_time_out(parser);
  g_assert_cmpint(input_parser_get_timeout(parser), ==, -1);
  input_parser_free(parser);
  return g_string_free(log, FALSE);
}

/* Cut at any byte, it means the same. */
static void
check(const Case *cases, gsize n, gboolean exact)
{
  for (gsize i = 0; i < n; i++)
    for (gsize at = 0; at <= strlen(cases[i].bytes); at++) {
      g_autofree char *log = parse(cases[i].bytes, at, exact);

      g_assert_cmpstr(log, ==, cases[i].expected);
    }
}

static void
test_legacy(void)
{
  static const Case cases[] = {
      {"aA1@", "a A 1 at "},
      {"\t\r\177", "Tab Return BackSpace "},
      {"\001\032\n\b", "C-a C-z C-j C-h "},
      {"\034\035\036\037", "C-backslash C-bracketright C-asciicircum C-underscore "},
      {"\033", "Escape "},
      {"\033\033", "Escape Escape "},
      {"\033x\033X", "A-x A-X "},
      {"\033\001", "C-A-a "},
      {"\303\244\033\303\244", "adiaeresis A-adiaeresis "},
      {"\342\202\254", "EuroSign "},
      {"\033[A\033OB\033[1;5C\033[1;2D", "Up Down C-Right S-Left "},
      {"\033[H\033[F\033OH\033[1~\033[4~", "Home End Home Home End "},
      {"\033[2~\033[3;5~\033[5~\033[6;2~", "Insert C-Delete Prior S-Next "},
      {"\033OP\033OS\033[15~\033[24~\033[1;5P", "F1 F4 F5 F12 C-F1 "},
      {"\033[[A\033[[E\033[25~\033[34~", "F1 F5 F13 F20 "},
      {"\033[Z\033[3^\033[3@\033[a\033Oc", "S-Tab C-Delete C-S-Delete S-Up C-Right "},
      {"\033OM\033Op\033Oj", "KP_Enter KP_0 KP_Multiply "},
      {"\033[", "A-bracketleft "},
      {"\033O", "A-O "},
      {"\033]", "A-bracketright "},
      {"\033[27;2;65~\033[27;5;105~\033[27;5;9~", "S-A C-i C-Tab "},
      {"\033[1;10x\033[99x", "csi-1x csi-99x "},
      {"\033[I\033[O", "focus1 focus0 "},
      {"\377a\303(", "a parenleft "},
      {"\033[1\003b", "C-c b "},
      {"\033[1\030b", "b "},
  };

  check(cases, G_N_ELEMENTS(cases), FALSE);
}

/* foot and kitty, with a German layout. */
static void
test_kitty(void)
{
  static const Case cases[] = {
      {"\033[98;1:1;98u\033[98;1:2;98u\033[98;1:3u", "b! ~b! ^b! "},
      {"\033[246::59;;246u", "odiaeresis/semicolon! "},
      {"\033[121::122;1:1;121u\033[121::122;1:3u", "y/z! ^y/z! "},
      {"\033[50:64;2:1;64u", "S-at! "},
      {"\033[57441;2u\033[57441;1:3u", "Shift_L/Shift_L! ^Shift_L/Shift_L! "},
      {"\033[57444;9u\033[57453u", "Super_L/Super_L! ISO_Level3_Shift/ISO_Level3_Shift! "},
      {"\033[97;5u\033[97;69u", "C-a! C-a! "},
      {"\033[97:65;2;65u\033[97:65;65;65u", "S-A! A! "},
      {"\033[1;1:3A\033[3;5:2~\033[13~", "^Up/Up! ~C-Delete/Delete! F3/F3! "},
      {"\033[27u\033[13u\033[9;2u\033[127u",
       "Escape/Escape! Return/Return! S-Tab/Tab! BackSpace/BackSpace! "},
      {"\033[57399u\033[57414u", "KP_0! KP_Enter/KP_Enter! "},
      {"\033[113;1;64u", "at! "},
      {"\033[63000u", "csi-63000u "},
  };

  check(cases, G_N_ELEMENTS(cases), TRUE);
}

static void
test_replies(void)
{
  static const Case cases[] = {
      {"\033[?62;4;22c\033[0n\033[?2026;2$y", "csi?62c csi-0n csi?2026y "},
      {"\033[?0u\033[>4;0m\033[6;32;16t", "csi?0u csi>4m csi-6t "},
      {"\033P>|tmux 3.3a\033\\", "string1<>|tmux 3.3a> "},
      {"\033]11;rgb:ffff/ffff/ffff\007\033]11;x\033\\",
       "string2<11;rgb:ffff/ffff/ffff> string2<11;x> "},
      {"\033_Gi=31;OK\033\\a", "string3<Gi=31;OK> a "},
      {"\033^secret\033\\\033Xthing\033\\a", "a "},
      {"\033Pcut\033[A", "Up "},
  };

  check(cases, G_N_ELEMENTS(cases), FALSE);
}

static void
test_paste(void)
{
  static const Case cases[] = {
      {"\033[200~two\rlines\033[201~a", "two\rlines| a "},
      {"\033[200~\303\244\342\202\254\033[201~", "\303\244\342\202\254| "},
      {"\033[200~a\033[A\033\033[201~b", "a\033[A\033| b "},
      {"\033[200~\033[201~", "| "},
      {"\033[200~lost", "lost| "},
  };

  check(cases, G_N_ELEMENTS(cases), FALSE);
}

static void
test_mouse(void)
{
  static const Case cells[] = {
      {"\033[<0;1;1M\033[<0;3;2m", "mouse1:1@0,0(-1,-1) mouse2:1@2,1(-1,-1) "},
      {"\033[<35;10;5M\033[<32;10;5M", "mouse0:0@9,4(-1,-1) mouse0:0@9,4(-1,-1) "},
      {"\033[<64;1;1M\033[<65;1;1M", "mouse1:4@0,0(-1,-1) mouse1:5@0,0(-1,-1) "},
      {"\033[<1;1;1M\033[<2;1;1M\033[<128;1;1M",
       "mouse1:2@0,0(-1,-1) mouse1:3@0,0(-1,-1) mouse1:8@0,0(-1,-1) "},
      {"\033[<0;1M", ""},
  };
  g_autoptr(GString) log = g_string_new(NULL);
  InputParser *parser = new_parser(log);

  check(cells, G_N_ELEMENTS(cells), FALSE);
  input_parser_set_cell(parser, 8, 16);
  input_parser_feed(parser, "\033[<35;303;307M", strlen("\033[<35;303;307M"));
  g_assert_cmpstr(log->str, ==, "mouse0:0@37,19(302,306) ");
  input_parser_free(parser);
}

static void
test_erase(void)
{
  g_autoptr(GString) log = g_string_new(NULL);
  InputParser *parser = new_parser(log);

  input_parser_set_erase(parser, '\b');
  input_parser_feed(parser, "\b\177", 2);
  g_assert_cmpstr(log->str, ==, "BackSpace Delete ");
  input_parser_free(parser);
}

/* Whatever comes, it ends, and a key is a key after it. */
static void
test_noise(void)
{
  static const char alphabet[] =
      "\033\033\033[[[]OP_<>?:;0123456789~uMmABRZc\\\007\030$ \303\244ax";
  GRand *random = g_rand_new_with_seed(4);

  for (int round = 0; round < 20000; round++) {
    g_autoptr(GString) log = g_string_new(NULL);
    InputParser *parser = new_parser(log);
    int length = g_rand_int_range(random, 0, 40);

    input_parser_set_exact(parser, round % 2);
    for (int i = 0; i < length; i++) {
      char byte = g_rand_int_range(random, 0, 4) > 0
                      ? alphabet[g_rand_int_range(random, 0, sizeof alphabet - 1)]
                      : (char)g_rand_int_range(random, 0, 256);

      input_parser_feed(parser, &byte, 1);
    }
    for (int i = 0; i < 3 && input_parser_get_timeout(parser) >= 0; i++)
      input_parser_time_out(parser);
    g_assert_cmpint(input_parser_get_timeout(parser), ==, -1);
    input_parser_feed(parser, "a", 1);
    g_assert_true(g_str_has_suffix(log->str, "a "));
    input_parser_free(parser);
  }
  g_rand_free(random);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tui-input/legacy", test_legacy);
  g_test_add_func("/tui-input/kitty", test_kitty);
  g_test_add_func("/tui-input/replies", test_replies);
  g_test_add_func("/tui-input/paste", test_paste);
  g_test_add_func("/tui-input/mouse", test_mouse);
  g_test_add_func("/tui-input/erase", test_erase);
  g_test_add_func("/tui-input/noise", test_noise);
  return g_test_run();
}
