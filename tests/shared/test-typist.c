// SPDX-License-Identifier: LGPL-2.1-or-later
/* What is pressed for a text, on keyboards of several layouts. */
#include "shared/typist.h"

#include <string.h>

/* The events as words: "+2a +1e -1e -2a". (transfer full) */
static char *
plan(const char *layout_name, const char *text, gboolean caps_lock, GError **error)
{
  g_autoptr(KeyLayout) layout = key_layout_new(layout_name, NULL);
  g_autoptr(GArray) events = NULL;
  g_autoptr(GString) words = g_string_new(NULL);

  g_assert_nonnull(layout);
  events = typist_plan(layout, text, caps_lock, error);
  if (events == NULL)
    return NULL;
  for (guint i = 0; i < events->len; i++) {
    const TypistEvent *event = &g_array_index(events, TypistEvent, i);

    g_string_append_printf(words, "%s%c%02x", i > 0 ? " " : "", event->pressed ? '+' : '-',
                           event->qnum);
  }
  return g_string_free(g_steal_pointer(&words), FALSE);
}

static void
assert_plan(const char *layout, const char *text, gboolean caps_lock, const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *words = plan(layout, text, caps_lock, &error);

  g_assert_no_error(error);
  g_assert_cmpstr(words, ==, expected);
}

static void
test_us(void)
{
  assert_plan("us", "", FALSE, "");
  assert_plan("us", "ab", FALSE, "+1e -1e +30 -30");
  assert_plan("us", "a\n\t", FALSE, "+1e -1e +1c -1c +0f -0f");
  assert_plan("us", "A1!", FALSE, "+2a +1e -1e -2a +02 -02 +2a +02 -02 -2a");
}

/* Shift stays down from one capital to the next. */
static void
test_shift_is_kept(void)
{
  assert_plan("us", "ABc", FALSE, "+2a +1e -1e +30 -30 -2a +2e -2e");
}

static void
test_line_ends(void)
{
  assert_plan("us", "\r\na\r\n\r\n", FALSE, "+1c -1c +1e -1e +1c -1c +1c -1c");
  assert_plan("us", "a\r", FALSE, "+1e -1e +1c -1c");
}

static void
test_caps_lock(void)
{
  assert_plan("us", "aB1!", TRUE, "+2a +1e -1e -2a +30 -30 +02 -02 +2a +02 -02 -2a");
}

/* Every character that is typed is counted, once, and nothing is held at the end. */
static void
test_counts(void)
{
  g_autoptr(KeyLayout) layout = key_layout_new("us", NULL);
  const char *text = "Hello,\r\nWORLD ~{}\n";
  g_autoptr(GArray) events = typist_plan(layout, text, FALSE, NULL);
  gboolean down[256] = {FALSE};
  guint typed = 0;

  for (guint i = 0; i < events->len; i++) {
    const TypistEvent *event = &g_array_index(events, TypistEvent, i);

    g_assert_cmpuint(event->typed, >=, typed);
    g_assert_cmpuint(event->keysym, !=, 0);
    g_assert_true(down[event->qnum] != event->pressed);
    down[event->qnum] = event->pressed;
    typed = event->typed;
  }
  g_assert_cmpuint(typed, ==, g_utf8_strlen(text, -1));
  for (guint i = 0; i < G_N_ELEMENTS(down); i++)
    g_assert_false(down[i]);
}

static void
test_refused(void)
{
  g_autofree char *long_text = g_strnfill(TYPIST_MAX_CHARACTERS + 1, 'a');
  const struct {
    const char *text;
    const char *part; /* of the error */
  } cases[] = {
      {"ab\xe2\x82\xac",
       "character 3 cannot be typed on a keyboard of the layout 'us': \xe2\x82\xac"},
      {"\x1b[31m", "character 1"},
      {"a\x7f", "U+007F"},
      {"a\xff", "no text"},
      {long_text, "too long"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *words = plan("us", cases[i].text, FALSE, &error);

    g_assert_null(words);
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
    g_assert_nonnull(strstr(error->message, cases[i].part));
  }
}

static void
test_own_layout(void)
{
  g_autoptr(KeyLayout) layout = NULL;

  g_setenv("XKB_DEFAULT_LAYOUT", "us,ru", TRUE);
  layout = key_layout_new(NULL, NULL);
  g_assert_cmpstr(key_layout_get_name(layout), ==, "us");
  g_unsetenv("XKB_DEFAULT_LAYOUT");
}

#ifdef HAVE_XKBCOMMON
/* The library's own table is what xkeyboard-config has, too. */
static void
test_us_agrees(void)
{
  g_autoptr(KeyLayout) own = key_layout_new("us", NULL);
  g_autoptr(KeyLayout) read = key_layout_new("us(basic)", NULL);

  for (gunichar c = ' '; c <= '~'; c++) {
    KeyLayoutKey a[KEY_LAYOUT_MAX_KEYS], b[KEY_LAYOUT_MAX_KEYS];

    g_assert_cmpuint(key_layout_find(own, c, a), ==, 1);
    g_assert_cmpuint(key_layout_find(read, c, b), ==, 1);
    g_assert_cmpuint(a->qnum, ==, b->qnum);
    g_assert_cmpuint(a->keysym, ==, b->keysym);
    g_assert_cmpuint(a->modifiers, ==, b->modifiers);
  }
}

static void
test_german(void)
{
  assert_plan("de", "zy", FALSE, "+15 -15 +2c -2c");
  assert_plan("de", "\xc3\x9f@", FALSE, "+0c -0c +b8 +10 -10 -b8");
  assert_plan("de", "\xe2\x82\xac", FALSE, "+b8 +12 -12 -b8");
  /* A dead key, then the letter. */
  assert_plan("de", "\xc3\xa9", FALSE, "+0d -0d +12 -12");
  assert_plan("de", "\xc3\x84", TRUE, "+28 -28");
}

static void
test_variant(void)
{
  assert_plan("us(dvorak)", "o", FALSE, "+1f -1f");
  assert_plan("fr", "1a", FALSE, "+2a +02 -02 -2a +10 -10");
  assert_plan("ru", "\xd1\x84", FALSE, "+1e -1e");
}

static void
test_no_such_layout(void)
{
  static const char *const names[] = {"zz", "us(nonsense)", "", "us,de", "us(", "(x)"};

  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(KeyLayout) layout = key_layout_new(names[i], &error);

    g_assert_null(layout);
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND);
  }
}
#endif

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/typist/us", test_us);
  g_test_add_func("/typist/shift-is-kept", test_shift_is_kept);
  g_test_add_func("/typist/line-ends", test_line_ends);
  g_test_add_func("/typist/caps-lock", test_caps_lock);
  g_test_add_func("/typist/counts", test_counts);
  g_test_add_func("/typist/refused", test_refused);
  g_test_add_func("/typist/own-layout", test_own_layout);
#ifdef HAVE_XKBCOMMON
  g_test_add_func("/typist/us-agrees", test_us_agrees);
  g_test_add_func("/typist/german", test_german);
  g_test_add_func("/typist/variant", test_variant);
  g_test_add_func("/typist/no-such-layout", test_no_such_layout);
#endif
  return g_test_run();
}
