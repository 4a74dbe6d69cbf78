// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/secret.h"

#include <string.h>
#include <unistd.h>

/* A pipe that holds @text and is at its end after it. */
static int
fill_pipe(const char *text, gsize length)
{
  int fds[2];

  g_assert_no_errno(pipe(fds));
  g_assert_cmpint(write(fds[1], text, length), ==, (gssize)length);
  close(fds[1]);
  return fds[0];
}

static void
check_first_line(const char *text, const char *expected)
{
  g_autoptr(GError) error = NULL;
  int fd = fill_pipe(text, strlen(text));
  char *secret = secret_read_fd(fd, &error);

  g_assert_no_error(error);
  g_assert_cmpstr(secret, ==, expected);
  secret_free(secret);
  close(fd);
}

static void
test_first_line(void)
{
  check_first_line("secret\n", "secret");
  check_first_line("no end", "no end");
  check_first_line("\n", "");
  check_first_line("", "");
}

static void
test_leaves_the_rest(void)
{
  int fd = fill_pipe("one\ntwo\n", 8);
  char *first = secret_read_fd(fd, NULL), *second = secret_read_fd(fd, NULL);

  g_assert_cmpstr(first, ==, "one");
  g_assert_cmpstr(second, ==, "two");
  secret_free(first);
  secret_free(second);
  close(fd);
}

static void
test_too_long(void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = g_strnfill(5000, 'x');
  int fd = fill_pipe(text, 5000);

  g_assert_null(secret_read_fd(fd, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  close(fd);
}

static void
test_closed(void)
{
  g_autoptr(GError) error = NULL;
  int fd = fill_pipe("", 0);

  close(fd);
  g_assert_null(secret_read_fd(fd, &error));
  g_assert_cmpuint(error->domain, ==, G_IO_ERROR);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/secret/first-line", test_first_line);
  g_test_add_func("/secret/leaves-the-rest", test_leaves_the_rest);
  g_test_add_func("/secret/too-long", test_too_long);
  g_test_add_func("/secret/closed", test_closed);
  return g_test_run();
}
