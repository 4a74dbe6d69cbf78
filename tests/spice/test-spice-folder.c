// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A folder of the user's is served to the guest, as HTTP over a port: all that is in it, and
 * nothing beside it.
 */
#include <glib/gstdio.h>
#include <unistd.h>

#include "guest.h"

static const char *const with_port[] = {"--port", "org.spice-space.webdav.0", NULL};

typedef struct {
  Guest *guest;
  char *outside; /* with a secret in it, and */
  char *folder;  /* within it, what is shared */
  guint n_requests;
} Fixture;

static void
write_file(const char *folder, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_assert_true(g_file_set_contents(path, content, -1, NULL));
}

static Fixture
start(gboolean writable)
{
  Fixture self = {.guest = guest_new(with_port)};
  g_autofree char *link = NULL, *absolute = NULL, *secret = NULL;

  self.outside = g_dir_make_tmp("oriel-spice-folder-XXXXXX", NULL);
  self.folder = g_build_filename(self.outside, "shared", NULL);
  g_assert_cmpint(g_mkdir(self.folder, 0700), ==, 0);
  write_file(self.folder, "hello", "hello, guest");
  write_file(self.outside, "secret", "not for guests");
  secret = g_build_filename(self.outside, "secret", NULL);
  link = g_build_filename(self.folder, "link", NULL);
  absolute = g_build_filename(self.folder, "absolute", NULL);
  g_assert_cmpint(symlink("../secret", link), ==, 0);
  g_assert_cmpint(symlink(secret, absolute), ==, 0);
  oriel_session_set_shared_folder(self.guest->viewer->session, self.folder);
  oriel_session_set_shared_folder_writable(self.guest->viewer->session, writable);
  test_viewer_connect_and_see(self.guest->viewer);
  guest_expect(self.guest, "port 0 client");
  return self;
}

static void
fixture_clear(Fixture *self)
{
  char *argv[] = {(char *)"rm", (char *)"-r", self->outside, NULL};

  guest_free(self->guest);
  g_assert_true(
      g_spawn_sync(NULL, argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
  g_free(self->folder);
  g_free(self->outside);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fixture, fixture_clear)

/* The whole answer to a request on a connection of its own. (transfer full) */
static char *
ask(Fixture *self, const char *method, const char *path, const char *content)
{
  g_autoptr(GString) answer = g_string_new(NULL);
  guint number = ++self->n_requests, size = 0;
  g_autofree char *prefix = g_strdup_printf("port 0 frame %u ", number);

  test_server_tell(
      self->guest->server,
      "port-frame 0 %u %s %s HTTP/1.1\\r\\nHost: guest\\r\\nDepth: 1\\r\\nConnection: close\\r\\n"
      "Content-Length: %u\\r\\n\\r\\n%s",
      number, method, path, (guint)strlen(content), content);
  do {
    g_autofree char *line = test_server_skip_to(self->guest->server, prefix);
    char *text = NULL;

    size = (guint)g_ascii_strtoull(line + strlen(prefix), &text, 10);
    g_string_append(answer, text + 1);
  } while (size > 0);
  g_test_message("%s %s: %s", method, path, answer->str);
  return g_string_free(g_steal_pointer(&answer), FALSE);
}

static void
assert_status(const char *answer, const char *status)
{
  g_autofree char *line = g_strconcat("HTTP/1.1 ", status, NULL);
  g_autofree char *found = g_strndup(answer, strlen(line));

  g_assert_cmpstr(found, ==, line);
}

static void
assert_content(const char *folder, const char *name, const char *content)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  g_autofree char *found = NULL;

  if (content == NULL) {
    g_assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    return;
  }
  g_assert_true(g_file_get_contents(path, &found, NULL, NULL));
  g_assert_cmpstr(found, ==, content);
}

static void
test_read(void)
{
  g_auto(Fixture) fixture = start(FALSE);
  g_autofree char *file = ask(&fixture, "GET", "/hello", "");
  g_autofree char *list = ask(&fixture, "PROPFIND", "/", "");
  g_autofree char *absent = ask(&fixture, "GET", "/absent", "");

  assert_status(file, "200");
  g_assert_nonnull(strstr(file, "\\r\\n\\r\\nhello, guest"));
  assert_status(list, "207");
  g_assert_nonnull(strstr(list, "/hello"));
  assert_status(absent, "404");
}

/* Nothing is changed, whatever is asked for. */
static void
test_read_only(void)
{
  g_auto(Fixture) fixture = start(FALSE);
  static const char *const methods[] = {"PUT", "DELETE", "MKCOL", "PROPPATCH"};

  for (gsize i = 0; i < G_N_ELEMENTS(methods); i++) {
    g_autofree char *old = ask(&fixture, methods[i], "/hello", "changed");
    g_autofree char *new = ask(&fixture, methods[i], "/new", "changed");
    assert_status(old, "4");
    assert_status(new, "4");
  }
  assert_content(fixture.folder, "hello", "hello, guest");
  assert_content(fixture.folder, "new", NULL);
}

static void
test_write(void)
{
  g_auto(Fixture) fixture = start(TRUE);
  g_autofree char *new = ask(&fixture, "PUT", "/new", "from the guest");
  g_autofree char *changed = ask(&fixture, "PUT", "/hello", "hello, host");
  g_autofree char *folder = ask(&fixture, "MKCOL", "/folder", "");
  g_autofree char *inside = ask(&fixture, "PUT", "/folder/file", "deep");
  g_autofree char *removed = ask(&fixture, "DELETE", "/new", "");

  assert_status(new, "201");
  assert_status(changed, "20");
  assert_status(folder, "201");
  assert_status(inside, "201");
  assert_status(removed, "20");
  assert_content(fixture.folder, "new", NULL);
  assert_content(fixture.folder, "hello", "hello, host");
  assert_content(fixture.folder, "folder/file", "deep");
}

/* Neither by going up nor by links that lead out, to be read or written. */
static void
check_outside(gboolean writable)
{
  g_auto(Fixture) fixture = start(writable);
  g_autofree char *absolute = g_build_filename(fixture.outside, "secret", NULL);
  const char *const paths[] = {
      "/../secret",          "/%2e%2e/secret", "/..%2fsecret", "//../secret",
      "/hello/../../secret", "/link",          "/absolute",    absolute};

  for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autofree char *read = ask(&fixture, "GET", paths[i], "");
    g_autofree char *written = ask(&fixture, "PUT", paths[i], "changed");
    g_autofree char *removed = ask(&fixture, "DELETE", paths[i], "");
    g_assert_null(strstr(read, "not for guests"));
  }
  assert_content(fixture.outside, "secret", "not for guests");
}

static void
test_outside(void)
{
  check_outside(FALSE);
}

static void
test_outside_writable(void)
{
  check_outside(TRUE);
}

static void
test_absent(void)
{
  g_autoptr(Guest) guest = guest_new(with_port);

  oriel_session_set_shared_folder(guest->viewer->session, "/nonexistent/folder");
  g_assert_false(test_viewer_connect(guest->viewer));
  g_assert_error(guest->viewer->result, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  g_assert_nonnull(strstr(guest->viewer->result->message, "No such file"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spice-folder/read", test_read);
  g_test_add_func("/spice-folder/read-only", test_read_only);
  g_test_add_func("/spice-folder/write", test_write);
  g_test_add_func("/spice-folder/outside", test_outside);
  g_test_add_func("/spice-folder/outside-writable", test_outside_writable);
  g_test_add_func("/spice-folder/absent", test_absent);
  return g_test_run();
}
