// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-install.h"

#include <glib/gstdio.h>

typedef struct {
  char *first;
  char *second;
} Tree;

/* Two directories; only the second has a file "program", and the first a directory of that name. */
static void
setup(Tree *tree, gconstpointer data)
{
  g_autofree char *program = NULL;
  g_autofree char *directory = NULL;

  tree->first = g_dir_make_tmp("oriel-XXXXXX", NULL);
  tree->second = g_dir_make_tmp("oriel-XXXXXX", NULL);
  directory = g_build_filename(tree->first, "program", NULL);
  program = g_build_filename(tree->second, "program", NULL);
  g_assert_no_errno(g_mkdir(directory, 0700));
  g_assert_true(g_file_set_contents(program, "", -1, NULL));
}

static void
teardown(Tree *tree, gconstpointer data)
{
  g_autofree char *program = g_build_filename(tree->second, "program", NULL);
  g_autofree char *directory = g_build_filename(tree->first, "program", NULL);

  g_unsetenv("ORIEL_LIBEXEC_PATH");
  g_unlink(program);
  g_rmdir(directory);
  g_rmdir(tree->first);
  g_rmdir(tree->second);
  g_free(tree->first);
  g_free(tree->second);
}

static void
assert_found(const char *search, const char *expected_directory)
{
  g_autofree char *expected = g_build_filename(expected_directory, "program", NULL);
  g_autofree char *path = NULL;

  if (search != NULL)
    g_setenv("ORIEL_LIBEXEC_PATH", search, TRUE);
  else
    g_unsetenv("ORIEL_LIBEXEC_PATH");
  path = oriel_install_find("/nowhere", "program");
  g_assert_cmpstr(path, ==, expected);
}

static void
test_find(Tree *tree, gconstpointer data)
{
  g_autofree char *both = g_strconcat(tree->first, ":", tree->second, NULL);

  assert_found(NULL, "/nowhere");
  assert_found("", "/nowhere");
  assert_found(":", "/nowhere");
  assert_found(tree->second, tree->second);
  assert_found(tree->first, "/nowhere"); /* a directory is no program */
  assert_found(both, tree->second);
}

/* A path that depends on where the user happens to be could be anybody's. */
static void
test_relative(Tree *tree, gconstpointer data)
{
  g_autofree char *before = g_get_current_dir();

  g_assert_no_errno(g_chdir(tree->second));
  assert_found(".", "/nowhere");
  assert_found("./", "/nowhere");
  g_assert_no_errno(g_chdir(before));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add("/install/find", Tree, NULL, setup, test_find, teardown);
  g_test_add("/install/relative", Tree, NULL, setup, test_relative, teardown);
  return g_test_run();
}
