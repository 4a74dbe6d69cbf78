// SPDX-License-Identifier: LGPL-2.1-or-later
/* The file of certificates that are trusted. */
#include "oriel-known-certificates.h"

#include <glib/gstdio.h>

#include "../support/test-home.h"

#define ONE "1111111111111111111111111111111111111111111111111111111111111111"
#define TWO "2222222222222222222222222222222222222222222222222222222222222222"

static char *
get_path(void)
{
  return g_build_filename(g_get_user_data_dir(), "oriel", "known-certificates", NULL);
}

static void
assert_known(const char *place, const char *digest)
{
  g_autofree char *found = oriel_known_certificates_lookup(place);
  g_assert_cmpstr(found, ==, digest);
}

static void
write_file(const char *text)
{
  g_autofree char *path = get_path();
  g_autofree char *directory = g_path_get_dirname(path);

  g_mkdir_with_parents(directory, 0700);
  g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
test_none(void)
{
  gboolean found = TRUE;

  assert_known("host:1", NULL);
  g_assert_true(oriel_known_certificates_forget("host:1", &found, NULL));
  g_assert_false(found);
}

static void
test_add(void)
{
  g_autofree char *path = get_path();
  GStatBuf status;
  gboolean found = FALSE;

  g_assert_true(oriel_known_certificates_add("host:1", ONE, NULL));
  g_assert_true(oriel_known_certificates_add("host:11", TWO, NULL));
  assert_known("host:1", ONE);
  assert_known("host:11", TWO);
  assert_known("host", NULL);
  g_assert_cmpint(g_stat(path, &status), ==, 0);
  g_assert_cmpint(status.st_mode & 0777, ==, 0600);

  g_assert_true(oriel_known_certificates_add("host:1", TWO, NULL));
  assert_known("host:1", TWO);
  g_assert_true(oriel_known_certificates_forget("host:1", &found, NULL));
  g_assert_true(found);
  assert_known("host:1", NULL);
  assert_known("host:11", TWO);
}

static void
test_once(void)
{
  gboolean found = FALSE;

  oriel_known_certificates_add_once("host:2", ONE);
  assert_known("host:2", ONE);
  g_assert_true(oriel_known_certificates_forget("host:2", &found, NULL));
  g_assert_true(found);
  assert_known("host:2", NULL);
}

/* What a person wrote into the file stays, whatever it means. */
static void
test_damage(void)
{
  g_autofree char *path = get_path();
  g_autofree char *text = NULL;

  write_file("# host:1\n" ONE "\nrubbish host:1\n" ONE "  host:1\n" ONE "x host:1\n\n" TWO
             " host:3");
  assert_known("host:1", NULL);
  assert_known("host:3", TWO);
  g_assert_true(oriel_known_certificates_add("host:1", ONE, NULL));
  assert_known("host:1", ONE);
  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  g_assert_cmpstr(text, ==,
                  "# host:1\n" ONE "\nrubbish host:1\n" ONE "  host:1\n" ONE "x host:1\n" TWO
                  " host:3\n" ONE " host:1\n");
}

/* What cannot be written is not trusted for good. */
static void
test_no_folder(void)
{
  g_autofree char *path = get_path();
  g_autofree char *directory = g_path_get_dirname(path);
  g_autofree char *above = g_path_get_dirname(directory);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents(above, 0700);
  g_assert_true(g_file_set_contents(directory, "in the way", -1, NULL));
  g_assert_false(oriel_known_certificates_add("host:1", ONE, &error));
  g_assert_nonnull(error);
  g_assert_cmpint(g_unlink(directory), ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/known-certificates/no-folder", test_no_folder);
  g_test_add_func("/known-certificates/none", test_none);
  g_test_add_func("/known-certificates/add", test_add);
  g_test_add_func("/known-certificates/once", test_once);
  g_test_add_func("/known-certificates/damage", test_damage);
  return test_home_run();
}
