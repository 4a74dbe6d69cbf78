// SPDX-License-Identifier: LGPL-2.1-or-later
/* Connections that are kept. */
#include "shared/connections.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "test-home.h"

static void
assert_words(GStrv words, const char *expected)
{
  g_autofree char *joined = NULL;

  g_assert_nonnull(words);
  joined = g_strjoinv("|", words);
  g_assert_cmpstr(joined, ==, expected);
}

static void
test_saved(void)
{
  const char *const words[] = {"--connect", "qemu:///system", "--title=A b'c", "web 1", NULL};
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) loaded = NULL;
  g_auto(GStrv) names = NULL;
  g_autofree char *path =
      g_build_filename(g_get_user_config_dir(), "oriel", "connections", "web", NULL);
  GStatBuf status;

  g_assert_true(connections_save("web", words, &error));
  g_assert_no_error(error);
  loaded = connections_load("web", &error);
  g_assert_no_error(error);
  assert_words(loaded, "--connect|qemu:///system|--title=A b'c|web 1");
  names = connections_list();
  assert_words(names, "web");
  g_assert_cmpint(g_stat(path, &status), ==, 0);
  g_assert_cmpint(status.st_mode & 0777, ==, 0600);
}

static void
test_for_once(void)
{
  const char *const words[] = {"--save=x", "--password-fd",   "7",   "-f", "--save",
                               "x",        "--password-fd=3", "web", NULL};
  g_auto(GStrv) loaded = NULL;

  g_assert_true(connections_save("once", words, NULL));
  loaded = connections_load("once", NULL);
  assert_words(loaded, "-f|web");
}

static void
test_none(void)
{
  static const char *const names[] = {"absent", "../passwd", "", ".", "a/b", "-x"};

  for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(GError) error = NULL;

    g_assert_null(connections_load(names[i], &error));
    g_assert_no_error(error);
  }
}

static void
test_damaged(void)
{
  const char *const words[] = {"web", NULL};
  g_autofree char *path =
      g_build_filename(g_get_user_config_dir(), "oriel", "connections", "damaged", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true(connections_save("damaged", words, NULL));
  g_assert_true(g_file_set_contents(path, "'web", -1, NULL));
  g_assert_null(connections_load("damaged", &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
}

static void
test_refused(void)
{
  static const char *const plain[] = {"web", NULL};
  static const char *const secret[] = {"--proxy=http://me:secret@p", "web", NULL};
  static const char *const secret_apart[] = {"--proxy", "me:secret@p:1", "web", NULL};
  static const char *const user[] = {"--proxy=http://me@p:1", "web", NULL};
  const struct {
    const char *name;
    const char *const *words;
  } cases[] = {
      {"../x", plain}, {"", plain}, {".hidden", plain}, {"a", secret}, {"a", secret_apart}};

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;

    g_assert_false(connections_save(cases[i].name, cases[i].words, &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
    g_assert_null(strstr(error->message, "secret@"));
  }
  g_assert_true(connections_check("a", user, NULL));
}

static void
test_recent(void)
{
  g_auto(GStrv) recent = NULL;

  for (guint i = 0; i < CONNECTIONS_MAX_RECENT + 5; i++) {
    g_autofree char *name = g_strdup_printf("guest %u", i);
    connections_remember((const char *const[]){"-c", "test:///default", name, NULL});
  }
  connections_remember((const char *const[]){"vnc://a:1", NULL});
  connections_remember((const char *const[]){"-c", "test:///default", "guest 20", NULL});
  recent = connections_list_recent();
  g_assert_cmpuint(g_strv_length(recent), ==, CONNECTIONS_MAX_RECENT);
  g_assert_cmpstr(recent[0], ==, "-c test:///default 'guest 20'");
  g_assert_cmpstr(recent[1], ==, "vnc://a:1");
  g_assert_cmpstr(recent[2], ==, "-c test:///default 'guest 24'");
  for (guint i = 1; recent[i] != NULL; i++)
    g_assert_cmpstr(recent[i], !=, recent[0]);
}

static void
test_rename_and_forget(void)
{
  const char *const words[] = {"vnc://far", NULL};
  g_auto(GStrv) found = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true(connections_save("first", words, NULL));
  g_assert_true(connections_save("second", words, NULL));
  g_assert_false(connections_rename("first", "second", &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  g_clear_error(&error);
  g_assert_false(connections_rename("first", "../third", &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  g_clear_error(&error);
  g_assert_false(connections_rename("none", "third", &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND);
  g_clear_error(&error);
  g_assert_true(connections_rename("first", "third", &error));
  g_assert_no_error(error);
  found = connections_load("third", NULL);
  g_assert_true(g_strv_equal((const char *const *)found, words));
  g_assert_true(connections_forget("third", NULL) && connections_forget("second", NULL));
  g_assert_null(connections_load("third", NULL));
  g_assert_true(connections_forget("third", NULL)); /* it is gone */
}

static void
test_forget_recent(void)
{
  const char *const one[] = {"vnc://one", NULL};
  const char *const two[] = {"vnc://two", NULL};
  g_auto(GStrv) left = NULL;

  connections_remember(one);
  connections_remember(two);
  connections_forget_recent("vnc://two");
  left = connections_list_recent();
  g_assert_true(g_strv_contains((const char *const *)left, "vnc://one"));
  g_assert_false(g_strv_contains((const char *const *)left, "vnc://two"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/connections/saved", test_saved);
  g_test_add_func("/connections/for-once", test_for_once);
  g_test_add_func("/connections/none", test_none);
  g_test_add_func("/connections/damaged", test_damaged);
  g_test_add_func("/connections/refused", test_refused);
  g_test_add_func("/connections/recent", test_recent);
  g_test_add_func("/connections/rename-and-forget", test_rename_and_forget);
  g_test_add_func("/connections/forget-recent", test_forget_recent);
  return test_home_run();
}
