// SPDX-License-Identifier: LGPL-2.1-or-later
/* Connection files: which are read, what they change, and which are deleted. */
#include "shared/view-session.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "test-home.h"

#define SPICE "[virt-viewer]\ntype=spice\nhost=far.example\n"

typedef struct {
  char *directory;
  char *path; /* of a file in it */
  ViewOptions options;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp("oriel-vv-XXXXXX", NULL);
  fixture->path = g_build_filename(fixture->directory, "a.vv", NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
  view_options_clear(&fixture->options);
  g_unlink(fixture->path);
  g_assert_cmpint(g_rmdir(fixture->directory), ==, 0);
  g_free(fixture->path);
  g_free(fixture->directory);
}

static void
open_target(Fixture *fixture, const char *target, const char *option)
{
  static const ViewProgram program = {"A test.", NULL};
  char *argv[] = {(char *)"oriel", (char *)target, (char *)option, NULL};
  char **words = argv;
  int argc = option != NULL ? 3 : 2;
  g_autoptr(GError) error = NULL;

  view_options_parse(&fixture->options, &program, &argc, &words, &error);
  g_assert_no_error(error);
}

static void
open_text(Fixture *fixture, const char *text, const char *option)
{
  g_assert_true(g_file_set_contents(fixture->path, text, -1, NULL));
  open_target(fixture, fixture->path, option);
}

static void
assert_refused(Fixture *fixture, int code, const char *part)
{
  g_assert_error(fixture->options.refusal, ORIEL_ERROR, code);
  g_assert_nonnull(strstr(fixture->options.refusal->message, part));
  g_assert_null(strchr(fixture->options.refusal->message, '\n'));
  g_assert_null(fixture->options.address);
}

static void
test_changes(Fixture *fixture, gconstpointer data)
{
  const ViewOptions *options = &fixture->options;

  open_text(fixture,
            SPICE "tls-port=5901\nusername=me\npassword=secret\ntitle=A\xe2\x80\xaeguest\nca=PEM\n"
                  "host-subject=CN=a\ntls-ciphers=HIGH\nsecure-channels=main\nproxy=http://p\n"
                  "disable-effects=all\nfullscreen=1\nzoom-in=f5\n",
            NULL);
  g_assert_no_error(options->refusal);
  g_assert_cmpuint(oriel_target_get_tls_port(options->address), ==, 5901);
  g_assert_cmpstr(options->username, ==, "me");
  g_assert_cmpstr(options->password, ==, "secret");
  g_assert_null(strstr(options->title, "\xe2\x80\xae"));
  g_assert_cmpstr(options->ca_data, ==, "PEM");
  g_assert_cmpstr(options->network.host_subject, ==, "CN=a");
  g_assert_cmpstr(options->network.tls_ciphers, ==, "HIGH");
  g_assert_cmpstr(options->network.secure_channels, ==, "main");
  g_assert_cmpstr(options->network.proxy, ==, "http://p");
  g_assert_cmpstr(options->spice.disable_effects, ==, "all");
  g_assert_true(options->full_screen);
  g_assert_cmpuint(options->hotkeys.n_keys, ==, 1);
}

/* As in virt-viewer, what the file says counts, and hotkeys that it does not name are gone. */
static void
test_has_the_last_word(Fixture *fixture, gconstpointer data)
{
  open_text(fixture, SPICE "fullscreen=0\n", "--full-screen");
  g_assert_false(fixture->options.full_screen);
  g_assert_cmpuint(fixture->options.hotkeys.n_keys, ==, 0);
}

static void
test_kiosk_stays(Fixture *fixture, gconstpointer data)
{
  open_text(fixture, SPICE "fullscreen=0\n", "--kiosk");
  g_assert_true(fixture->options.full_screen);
}

static void
test_channels(Fixture *fixture, gconstpointer data)
{
  const ViewOptions *options = &fixture->options;

  open_text(fixture, SPICE "disable-channels=inputs;cursor;playback;record;usbredir;smartcard\n",
            "--microphone");
  g_assert_true(options->view_only);
  g_assert_true(options->local_cursor);
  g_assert_false(options->audio);
  g_assert_false(options->microphone);
  g_assert_true(options->spice.disable_usb);
}

static void
test_usb(Fixture *fixture, gconstpointer data)
{
  open_text(fixture, SPICE "enable-usbredir=0\nenable-usb-autoshare=1\nusb-filter=a\n",
            "--share-cd=/b");
  g_assert_true(fixture->options.spice.disable_usb);
  g_assert_null(fixture->options.share_cds);
  g_assert_cmpstr(fixture->options.spice.usb_auto_redirect, ==, "a");
}

/* As in virt-viewer, it shares all but keyboards and mice where the file does not say which. */
static void
test_usual_usb(Fixture *fixture, gconstpointer data)
{
  open_text(fixture, SPICE "enable-usb-autoshare=1\n", NULL);
  g_assert_cmpstr(fixture->options.spice.usb_auto_redirect, ==, "0x03,-1,-1,-1,0|-1,-1,-1,-1,1");
}

static void
test_vnc_trust(Fixture *fixture, gconstpointer data)
{
  open_text(fixture, "[virt-viewer]\ntype=vnc\nhost=a\nhost-subject=CN=a\ntls-ciphers=HIGH\n",
            NULL);
  g_assert_null(fixture->options.network.host_subject);
  g_assert_null(fixture->options.network.tls_ciphers);
}

static void
test_missing(Fixture *fixture, gconstpointer data)
{
  open_target(fixture, fixture->path, NULL);
  assert_refused(fixture, ORIEL_ERROR_NOT_FOUND, fixture->path);
}

static void
test_malformed(Fixture *fixture, gconstpointer data)
{
  open_text(fixture, "nonsense", NULL);
  assert_refused(fixture, ORIEL_ERROR_INVALID, "line 1");
}

static void
test_huge(Fixture *fixture, gconstpointer data)
{
  g_autofree char *padding = g_strnfill(300 * 1024, '#');
  g_autofree char *text = g_strconcat(SPICE, padding, NULL);

  open_text(fixture, text, NULL);
  assert_refused(fixture, ORIEL_ERROR_INVALID, "longer than");
}

static void
test_binary(Fixture *fixture, gconstpointer data)
{
  g_assert_true(g_file_set_contents(fixture->path,
                                    "\x7f"
                                    "ELF\0\x01",
                                    6, NULL));
  open_target(fixture, fixture->path, NULL);
  assert_refused(fixture, ORIEL_ERROR_INVALID, "not a text");
}

static void
test_no_regular_file(Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint(mkfifo(fixture->path, 0600), ==, 0);
  open_target(fixture, fixture->path, NULL);
  assert_refused(fixture, ORIEL_ERROR_INVALID, "not a regular file");
}

static void
test_of_another_user(Fixture *fixture, gconstpointer data)
{
  if (geteuid() != 0) {
    g_test_skip("only root can make files of others");
    return;
  }
  g_assert_true(g_file_set_contents(fixture->path, SPICE, -1, NULL));
  g_assert_cmpint(chown(fixture->path, 65534, 65534), ==, 0);
  open_target(fixture, fixture->path, NULL);
  assert_refused(fixture, ORIEL_ERROR_INVALID, "another user");
}

static void
test_standard_input(Fixture *fixture, gconstpointer data)
{
  int saved = dup(STDIN_FILENO);

  g_assert_true(g_file_set_contents(fixture->path, SPICE "delete-this-file=1\n", -1, NULL));
  g_assert_nonnull(freopen(fixture->path, "r", stdin));
  open_target(fixture, "-", NULL);
  dup2(saved, STDIN_FILENO);
  close(saved);
  g_assert_nonnull(fixture->options.address);
  view_session_connected(&fixture->options);
  g_assert_true(g_file_test(fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_file_uri(Fixture *fixture, gconstpointer data)
{
  g_autofree char *uri = g_filename_to_uri(fixture->path, NULL, NULL);

  g_assert_true(g_file_set_contents(fixture->path, SPICE, -1, NULL));
  open_target(fixture, uri, NULL);
  g_assert_nonnull(fixture->options.address);
}

/* It is there until the session has what it needs, and one of the same name after that stays. */
static void
test_deleted(Fixture *fixture, gconstpointer data)
{
  open_text(fixture, SPICE "delete-this-file=1\n", NULL);
  g_assert_true(g_file_test(fixture->path, G_FILE_TEST_EXISTS));
  view_session_connected(&fixture->options);
  g_assert_false(g_file_test(fixture->path, G_FILE_TEST_EXISTS));
  g_assert_true(g_file_set_contents(fixture->path, "another", -1, NULL));
  view_session_connected(&fixture->options);
  g_assert_true(g_file_test(fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_not_deleted(Fixture *fixture, gconstpointer data)
{
  open_text(fixture, SPICE "delete-this-file=0\n", NULL);
  view_session_connected(&fixture->options);
  g_assert_true(g_file_test(fixture->path, G_FILE_TEST_EXISTS));
}

/* Neither a link, nor what it leads to. */
static void
test_link_stays(Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = g_build_filename(fixture->directory, "target", NULL);

  g_assert_true(g_file_set_contents(target, SPICE "delete-this-file=1\n", -1, NULL));
  g_assert_cmpint(symlink(target, fixture->path), ==, 0);
  open_target(fixture, fixture->path, NULL);
  g_assert_nonnull(fixture->options.address);
  view_session_connected(&fixture->options);
  g_assert_true(g_file_test(fixture->path, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint(g_unlink(target), ==, 0);
}

/* Another file in its place is not the one that asked for it. */
static void
test_replaced_stays(Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename(fixture->directory, "other", NULL);

  open_text(fixture, SPICE "delete-this-file=1\n", NULL);
  g_assert_true(g_file_set_contents(other, "mine", -1, NULL));
  g_assert_cmpint(g_rename(other, fixture->path), ==, 0);
  view_session_connected(&fixture->options);
  g_assert_true(g_file_test(fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_names(void)
{
  static const char *const files[] = {"-", "a.vv", "/b/c.VV", "file:///x", "/etc/passwd"};
  static const char *const others[] = {"web1", "vnc://a/b.vv", "/nonexistent", "/etc", "a.vv2"};

  for (gsize i = 0; i < G_N_ELEMENTS(files); i++)
    g_assert_true(vv_load_is_file(files[i]));
  for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
    g_assert_false(vv_load_is_file(others[i]));
}

/* "a.vv" may be the name of a guest. */
static void
test_guest_of_that_name(Fixture *fixture, gconstpointer data)
{
  open_target(fixture, "a.vv", "--domain-name");
  g_assert_no_error(fixture->options.refusal);
  g_assert_cmpint(fixture->options.by, ==, TARGET_BY_NAME);
}

#define ADD(name, function) g_test_add("/vv-load/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vv-load/names", test_names);
  ADD("changes", test_changes);
  ADD("has-the-last-word", test_has_the_last_word);
  ADD("kiosk-stays", test_kiosk_stays);
  ADD("channels", test_channels);
  ADD("usb", test_usb);
  ADD("usual-usb", test_usual_usb);
  ADD("vnc-trust", test_vnc_trust);
  ADD("missing", test_missing);
  ADD("malformed", test_malformed);
  ADD("huge", test_huge);
  ADD("binary", test_binary);
  ADD("no-regular-file", test_no_regular_file);
  ADD("of-another-user", test_of_another_user);
  ADD("standard-input", test_standard_input);
  ADD("file-uri", test_file_uri);
  ADD("deleted", test_deleted);
  ADD("not-deleted", test_not_deleted);
  ADD("link-stays", test_link_stays);
  ADD("replaced-stays", test_replaced_stays);
  ADD("guest-of-that-name", test_guest_of_that_name);
  return test_home_run();
}
