// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

#include <string.h>

#define SEED 20240817
#define FUZZ_ROUNDS 20000

static void
test_table(void)
{
  static const struct {
    const char *bytes;
    gssize length;
    gsize max_length;
    const char *expected;
  } cases[] = {
      {"", -1, 100, ""},
      {NULL, 0, 100, ""},
      {NULL, -1, 100, ""},
      {"plain", -1, 100, "plain"},
      {"plain", 3, 100, "pla"},
      {"Grüße, 世界 🎉", -1, 100, "Grüße, 世界 🎉"},
      {"100%n %s", -1, 100, "100%n %s"},
      /* C0, DEL, C1 */
      {"\033]52;c;aGk=\a", -1, 100, "\\x1b]52;c;aGk=\\x07"},
      {"a\nb\tc\rd", -1, 100, "a\\x0ab\\x09c\\x0dd"},
      {"a\0b", 3, 100, "a\\x00b"},
      {"\177", -1, 100, "\\x7f"},
      {"\302\233\063\061m", -1, 100, "\\xc2\\x9b31m"},
      {"\302\200\302\237\302\240", -1, 100, "\\xc2\\x80\\xc2\\x9f\302\240"},
      /* direction of writing, line and paragraph separators */
      {"\342\200\256gpj.exe", -1, 100, "\\xe2\\x80\\xaegpj.exe"},
      {"\342\200\252\342\201\246\342\201\251", -1, 100,
       "\\xe2\\x80\\xaa\\xe2\\x81\\xa6\\xe2\\x81\\xa9"},
      {"\342\200\216\342\200\217", -1, 100, "\\xe2\\x80\\x8e\\xe2\\x80\\x8f"},
      {"\342\200\250\342\200\251", -1, 100, "\\xe2\\x80\\xa8\\xe2\\x80\\xa9"},
      {"\330\234", -1, 100, "\\xd8\\x9c"},
      {"\342\200\247\342\200\257\342\201\245\342\201\252", -1, 100,
       "\342\200\247\342\200\257\342\201\245\342\201\252"},
      /* not UTF-8 */
      {"\377\376", -1, 100, "\\xff\\xfe"},
      {"caf\351", -1, 100, "caf\\xe9"},
      {"\303", -1, 100, "\\xc3"},
      {"\342\202", -1, 100, "\\xe2\\x82"},
      {"\342\202\254", 2, 100, "\\xe2\\x82"},
      {"\300\200", -1, 100, "\\xc0\\x80"},
      {"\340\200\257", -1, 100, "\\xe0\\x80\\xaf"},
      {"\355\240\200", -1, 100, "\\xed\\xa0\\x80"},
      {"\364\220\200\200", -1, 100, "\\xf4\\x90\\x80\\x80"},
      {"\370\210\200\200\200", -1, 100, "\\xf8\\x88\\x80\\x80\\x80"},
      {"\200\277", -1, 100, "\\x80\\xbf"},
      /* cut between characters */
      {"abc", -1, 0, ""},
      {"abc", -1, 2, "ab"},
      {"abc", -1, 3, "abc"},
      {"aé", -1, 2, "a"},
      {"aé", -1, 3, "aé"},
      {"🎉", -1, 3, ""},
      {"a\033", -1, 4, "a"},
      {"a\033", -1, 5, "a\\x1b"},
      {"世界", -1, 5, "世"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *text =
        oriel_text_sanitize(cases[i].bytes, cases[i].length, cases[i].max_length);
    g_assert_cmpstr(text, ==, cases[i].expected);
  }
}

static void
test_every_character(void)
{
  for (gunichar c = 1; c <= 0x10ffff; c++) {
    char bytes[6];
    gsize length = (gsize)g_unichar_to_utf8(c, bytes);
    g_autofree char *text = oriel_text_sanitize(bytes, (gssize)length, 100);
    gboolean kept = strlen(text) == length && memcmp(text, bytes, length) == 0;

    if (!g_unichar_validate(c) || g_unichar_iscntrl(c))
      g_assert_false(kept);
    if (g_unichar_isalnum(c))
      g_assert_true(kept);
  }
}

/* What has to hold whatever came in. */
static void
check_random(GRand *random)
{
  gsize length = (gsize)g_rand_int_range(random, 0, 64);
  gsize max_length = (gsize)g_rand_int_range(random, 0, 128);
  g_autofree char *bytes = g_malloc(length + 1); /* never NULL */
  g_autofree char *text = NULL;

  for (gsize i = 0; i < length; i++)
    bytes[i] = (char)(g_rand_boolean(random) ? g_rand_int_range(random, 0, 256)
                                             : g_rand_int_range(random, 0xe0, 0xf4));
  text = oriel_text_sanitize(bytes, (gssize)length, max_length);
  g_assert_true(g_utf8_validate(text, -1, NULL));
  g_assert_cmpuint(strlen(text), <=, max_length);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
    g_assert_false(g_unichar_iscntrl(g_utf8_get_char(p)));
}

static void
test_fuzz(void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(SEED);

  for (int i = 0; i < FUZZ_ROUNDS; i++)
    check_random(random);
}

static void
test_reads_no_further(void)
{
  /* Each copy ends where its allocation does: a checker of memory sees a byte read too far. */
  static const char *const tails[] = {"\303", "\342\202", "\360\237\216", "a\360", "\033"};

  for (gsize i = 0; i < G_N_ELEMENTS(tails); i++) {
    gsize length = strlen(tails[i]);
    g_autofree char *copy = g_memdup2(tails[i], length);
    g_autofree char *text = oriel_text_sanitize(copy, (gssize)length, 100);
    g_assert_true(g_str_is_ascii(text));
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/text/table", test_table);
  g_test_add_func("/text/every-character", test_every_character);
  g_test_add_func("/text/fuzz", test_fuzz);
  g_test_add_func("/text/reads-no-further", test_reads_no_further);
  return g_test_run();
}
