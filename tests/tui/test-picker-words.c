// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the picker makes of words: order, filters, lines that are edited, commands. */
#include "picker/command-line.h"
#include "shared/filter.h"
#include "shared/natural.h"
#include "terminal/line-edit.h"

#include <string.h>
#include <xkbcommon/xkbcommon-keysyms.h>

static void
test_natural(void)
{
  static const char *const ordered[] = {"",     "0",     "00",    "1",    "7",     "A",   "a",
                                        "a1",   "a01b2", "A1b10", "a2",   "a10",   "vm",  "vm 1",
                                        "vm-2", "vm2",   "vm10",  "vm11", "vm011", "vmx", "ä"};

  for (gsize i = 0; i < G_N_ELEMENTS(ordered); i++)
    for (gsize j = 0; j < G_N_ELEMENTS(ordered); j++) {
      int order = natural_compare(ordered[i], ordered[j]);

      if (i == j)
        g_assert_cmpint(order, ==, 0);
      else
        /* Both ways: an order that depends on who is asked first sorts nothing. */
        g_assert_cmpint(order > 0, ==, natural_compare(ordered[j], ordered[i]) < 0);
    }
  g_assert_cmpint(natural_compare("vm2", "vm10"), <, 0);
  g_assert_cmpint(natural_compare("VM2", "vm10"), <, 0);
  g_assert_cmpint(natural_compare("vm10", "vm9"), >, 0);
  g_assert_cmpint(natural_compare("vm 10", "vm 9"), >, 0);
  g_assert_cmpint(natural_compare("a99999999999999999999998", "a99999999999999999999999"), <, 0);
}

static gboolean
fits(const char *text, const FilterSubject *subject)
{
  g_autoptr(Filter) filter = filter_new(text);

  return filter_matches(filter, subject);
}

static void
test_filter(void)
{
  const FilterSubject web = {.name = "web-01",
                             .title = "Größe",
                             .description = "The SHOP of the year",
                             .host = "kvm01.example",
                             .state = ORIEL_GUEST_RUNNING};
  const FilterSubject off = {.name = "db", .host = "kvm02", .state = ORIEL_GUEST_OFF};
  static const char *const web_fits[] = {
      "",           "web",       "WEB",     "b-0",      "shop",    "grösse",  "web shop",
      "~w01",       "~W1",       "state:r", "state:on", "host:01", "!db",     "!state:off",
      "!host:kvm2", "web host:", "state:",  "!",        "~",       "  web  ",
  };
  static const char *const web_fits_not[] = {
      "web db", "!web", "~10w", "state:off", "!state:on", "host:02", "grosse", "!shop web",
  };

  for (gsize i = 0; i < G_N_ELEMENTS(web_fits); i++)
    if (!fits(web_fits[i], &web))
      g_error("“%s” should fit", web_fits[i]);
  for (gsize i = 0; i < G_N_ELEMENTS(web_fits_not); i++)
    if (fits(web_fits_not[i], &web))
      g_error("“%s” should not fit", web_fits_not[i]);
  g_assert_true(fits("db state:off !shop", &off));
  g_assert_false(fits("state:on", &off));
}

static void
test_filter_asks(void)
{
  g_autoptr(Filter) empty = filter_new(" ! state: ");
  g_autoptr(Filter) state = filter_new("state:run ~x");
  g_autoptr(Filter) text = filter_new("state:run shop");

  g_assert_true(filter_is_empty(empty));
  g_assert_false(filter_is_empty(state));
  g_assert_false(filter_searches_details(state));
  g_assert_true(filter_searches_details(text));
}

static gboolean
press(LineEdit *line, guint keysym, Modifiers modifiers)
{
  const KeyEvent key = {.keysym = keysym, .modifiers = modifiers};

  return line_edit_key(line, &key);
}

static void
test_line_edit(void)
{
  LineEdit line;

  line_edit_init(&line, "aä");
  g_assert_true(press(&line, oriel_keymap_keysym_from_unicode(0x20ac), 0));
  g_assert_cmpstr(line.text->str, ==, "aä€");
  press(&line, XKB_KEY_Left, 0);
  press(&line, XKB_KEY_BackSpace, 0);
  g_assert_cmpstr(line.text->str, ==, "a€");
  press(&line, XKB_KEY_Delete, 0);
  press(&line, XKB_KEY_Delete, 0);
  g_assert_cmpstr(line.text->str, ==, "a");
  line_edit_insert(&line, " two\n\033[31m\xff words", 18);
  g_assert_cmpstr(line.text->str, ==, "a two[31m words");
  press(&line, XKB_KEY_w, MODIFIER_CTRL);
  g_assert_cmpstr(line.text->str, ==, "a two[31m ");
  press(&line, XKB_KEY_Home, 0);
  press(&line, XKB_KEY_Left, 0);
  press(&line, XKB_KEY_BackSpace, 0);
  press(&line, XKB_KEY_k, MODIFIER_CTRL);
  g_assert_cmpstr(line.text->str, ==, "");
  g_assert_false(press(&line, XKB_KEY_F1, 0));
  g_assert_false(press(&line, XKB_KEY_Return, 0));
  g_assert_false(press(&line, XKB_KEY_x, MODIFIER_ALT));
  for (guint i = 0; i < 5000; i++)
    press(&line, XKB_KEY_x, 0);
  g_assert_cmpuint(line.text->len, <=, 1024);
  line_edit_clear(&line);
}

static void
check_completion(const char *text, const char *expected, guint n_fitting)
{
  static const char *const words[] = {"reboot", "reset",  "resume", "start",
                                      "größe1", "größö2", NULL};
  g_autoptr(GPtrArray) fitting = NULL;
  g_autofree char *completed = command_line_complete(text, words, &fitting);

  g_assert_cmpstr(completed, ==, expected);
  g_assert_cmpuint(fitting->len, ==, n_fitting);
}

static void
test_completion(void)
{
  check_completion("r", "re", 3);
  check_completion("res", "res", 2);
  check_completion("resu", "resume ", 1);
  check_completion("st", "start ", 1);
  check_completion("x", "x", 0);
  check_completion("start st", "start start", 1);
  check_completion("grö", "größ", 2);
  check_completion("", "", 6);
}

static void
test_commands(void)
{
  static const char *const verbs[] = {"quit", "reboot", "reset", "sort", NULL};
  g_autofree char *verb = NULL, *argument = NULL;

  command_line_split("  sort   by  name ", &verb, &argument);
  g_assert_cmpstr(verb, ==, "sort");
  g_assert_cmpstr(argument, ==, "by  name");
  g_assert_cmpstr(command_line_find("q", verbs), ==, "quit");
  g_assert_cmpstr(command_line_find("reset", verbs), ==, "reset");
  g_assert_null(command_line_find("re", verbs));
  g_assert_null(command_line_find("", verbs));
  g_assert_null(command_line_find("sorted", verbs));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/picker/natural", test_natural);
  g_test_add_func("/picker/filter", test_filter);
  g_test_add_func("/picker/filter-asks", test_filter_asks);
  g_test_add_func("/picker/line-edit", test_line_edit);
  g_test_add_func("/picker/completion", test_completion);
  g_test_add_func("/picker/commands", test_commands);
  return g_test_run();
}
