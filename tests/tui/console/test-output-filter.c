// SPDX-License-Identifier: LGPL-2.1-or-later
/* What of a guest's output reaches the emulator. */
#include "console/output-filter.h"

#include <string.h>

static void
check(const char *bytes, gsize length, const char *expected)
{
  OutputFilter whole = {0}, parts = {0};
  g_autoptr(GString) at_once = g_string_new(NULL), bytewise = g_string_new(NULL);

  output_filter_feed(&whole, bytes, length, at_once);
  for (gsize i = 0; i < length; i++)
    output_filter_feed(&parts, bytes + i, 1, bytewise);
  g_assert_cmpstr(at_once->str, ==, expected);
  g_assert_cmpstr(bytewise->str, ==, expected);
}

typedef struct {
  const char *bytes;
  const char *expected;
} Case;

static void
check_all(const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    check(cases[i].bytes, strlen(cases[i].bytes), cases[i].expected);
}

static void
test_passes(void)
{
  static const Case cases[] = {
      {"login: \r\n", "login: \r\n"},
      {"\a\b\t\v\f\016\017", "\a\b\t\v\f\016\017"},
      {"\033[H\033[2J", "\033[H\033[2J"},
      {"\033[1;31mred\033[0m", "\033[1;31mred\033[0m"},
      {"\033[38;2;1;2;3m\033[38:5:9m", "\033[38;2;1;2;3m\033[38:5:9m"},
      {"\033[;5H\033[5;H", "\033[;5H\033[5;H"},
      {"\033[?25l\033[?2004h", "\033[?25l\033[?2004h"},
      {"\033[6n\033[c\033[>c\033[?2004$p", "\033[6n\033[c\033[>c\033[?2004$p"},
      {"\0337\0338", "\033[?1048h\033[?1048l"},
      {"\033=\033>\033M\033D\033E\033H\033c", "\033=\033>\033M\033D\033E\033H\033c"},
      {"\033(0\033)B\033#8", "\033(0\033)B\033#8"},
      {"grün 漢字 😀", "grün 漢字 😀"},
      {"e\xcc\x81", "e\xcc\x81"},
  };

  check_all(cases, G_N_ELEMENTS(cases));
}

/* Titles, clipboards, palettes, answers that repeat what was asked, and where they end. */
static void
test_strings(void)
{
  static const Case cases[] = {
      {"a\033]0;title\ab", "ab"},
      {"a\033]52;c;ZXZpbA==\033\\b", "ab"},
      {"a\033]52;c;ZXZpbA==\ab", "ab"},
      {"a\033P$qm\033\\b", "ab"},
      {"a\033P$q\r\nrm -rf /\r\n\033\\b", "ab"},
      {"a\033_Ga=T\033\\b\033^pm\033\\c\033Xsos\033\\d", "abcd"},
      {"a\033ktitle\033\\b", "ab"},
      {"a\033]0;never ends\nb", "ab"},
      {"a\033]0;cut\030b\033]0;cut\032c", "abc"},
      {"a\033]0;t\033[1mb", "a\033[1mb"},
  };

  check_all(cases, G_N_ELEMENTS(cases));
}

static void
test_dropped(void)
{
  static const Case cases[] = {
      {"\033[21t\033[5i\033[0x", ""},            /* the title, the printer, parameters */
      {"\033[?1$r\033[?1r\033[?6c", ""},         /* nothing that the emulator knows */
      {"\033[>4;2m\033[>1u\033[?u\033[=1c", ""}, /* of keyboards */
      {"\033 G\033%@\033N\033O\033n\033o", ""},  /* what changes the meaning of bytes */
      {"\033#3\033#6", ""},                      /* letters of double size */
      {"\x05\x01\x7f\x18\x1a", ""},              /* ENQ among them */
      {"\033[1 2m\033[12$$p", ""},               /* parts in the wrong order */
      {"\033[\033[1m", "\033[1m"},               /* not finished */
      {"\xc2\x9b"
       "1m\xc2\x85",
       "1m"},                                      /* C1 */
      {"\xe2\x80\xae\xe2\x80\x8b\xef\xbb\xbf", ""} /* other directions, zero width */
  };

  check_all(cases, G_N_ELEMENTS(cases));
}

static void
test_not_utf8(void)
{
  static const Case cases[] = {
      {"a\x9b"
       "1mb",
       "a�1mb"},
      {"\xff\xfe", "��"},
      {"\xe2\x82"
       "x",
       "�x"},
      {"\xc0\xaf", "��"},
      {"\xed\xa0\x80", "�"},
      {"\xf4\x90\x80\x80", "�"},
      {"\xe2\x82\033[1m", "�\033[1m"},
  };

  check_all(cases, G_N_ELEMENTS(cases));
}

/* libvterm has room for 16 parameters, and numbers for a screen. */
static void
test_sizes(void)
{
  g_autoptr(GString) many = g_string_new("\033[");
  g_autoptr(GString) large = g_string_new("\033[");

  check("\033[99999999999999999999H", strlen("\033[99999999999999999999H"), "\033[9999H");
  check("\033[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15m",
        strlen("\033[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15m"),
        "\033[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15m");
  for (int i = 0; i < 40; i++)
    g_string_append_c(many, i % 2 == 0 ? ';' : ':');
  g_string_append(many, "mx");
  check(many->str, many->len, "x");
  for (int i = 0; i < 1000000; i++)
    g_string_append_c(large, '7');
  g_string_append(large, "mx");
  check(large->str, large->len, "x");
}

static void
test_marks(void)
{
  g_autoptr(GString) zalgo = g_string_new("a");

  for (int i = 0; i < 1000; i++)
    g_string_append(zalgo, "\xcc\x81");
  check(zalgo->str, zalgo->len, "a\xcc\x81\xcc\x81");
  check("\xcc\x81", 2, ""); /* of nothing */
}

static void
test_repeat(void)
{
  OutputFilter filter = {0};
  g_autoptr(GString) out = g_string_new(NULL);

  check("\033[5b", 4, "");
  check("-\033[3b", 5, "----");
  check("-\033[b", 4, "--");
  output_filter_feed(&filter, "-\033[9999b", 8, out);
  g_assert_cmpuint(out->len, ==, 1001);
}

static void
test_modes_one_by_one(void)
{
  static const Case cases[] = {
      {"\033[?1;25;2004h", "\033[?1h\033[?25h\033[?2004h"},
      {"\033[4;20l", "\033[4l\033[20l"},
      {"\033[?;h", ""},
  };

  check_all(cases, G_N_ELEMENTS(cases));
}

static void
test_cursor_of_consoles(void)
{
  check("\033[s\033[u\033[5s", strlen("\033[s\033[u\033[5s"), "\033[?1048h\033[?1048l");
}

/* Whatever comes in, what comes out is UTF-8 in which all sequences are whole. */
static void
test_random(void)
{
  static const char alphabet[] =
      "\033\033\033[[]P;:0123456789?><!$ '\"mHJKbhlrst@AZ\a\\\n\xc2\x9b\xe2\x82\xac\xff";
  static const char finals[] = "@ABCDEFGHIJKLMPSTXZ`abcdefghjklmnpqrsu}~";

  for (int round = 0; round < 300; round++) {
    OutputFilter filter = {0};
    g_autoptr(GString) out = g_string_new(NULL);

    for (int i = 0; i < 2000; i++) {
      char byte = alphabet[g_test_rand_int_range(0, sizeof alphabet - 1)];

      output_filter_feed(&filter, &byte, 1, out);
    }
    g_assert_true(g_utf8_validate_len(out->str, out->len, NULL));
    for (const char *at = out->str; (at = strstr(at, "\033[")) != NULL;) {
      gsize length = strspn(at + 2, "0123456789;:?>!$'\"");

      g_assert_cmpuint(length, <, OUTPUT_FILTER_MAX_SEQUENCE);
      g_assert_nonnull(strchr(finals, at[2 + length]));
      g_assert_true(at[2 + length] != '\0');
      at += 2 + length;
    }
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/tui/output-filter/passes", test_passes);
  g_test_add_func("/tui/output-filter/strings", test_strings);
  g_test_add_func("/tui/output-filter/dropped", test_dropped);
  g_test_add_func("/tui/output-filter/not-utf8", test_not_utf8);
  g_test_add_func("/tui/output-filter/sizes", test_sizes);
  g_test_add_func("/tui/output-filter/marks", test_marks);
  g_test_add_func("/tui/output-filter/repeat", test_repeat);
  g_test_add_func("/tui/output-filter/modes", test_modes_one_by_one);
  g_test_add_func("/tui/output-filter/cursor", test_cursor_of_consoles);
  g_test_add_func("/tui/output-filter/random", test_random);
  return g_test_run();
}
