// SPDX-License-Identifier: LGPL-2.1-or-later
/* Connection files: every key, what is refused, and bytes that nobody meant. */
#include "shared/vv-file.h"

#include <string.h>

static gboolean
parse(VvFile *file, const char *text, GError **error)
{
  g_autofree char *copy = g_strdup(text);

  return vv_file_parse(file, copy, strlen(copy), "debian12", error);
}

static void
assert_parses(VvFile *file, const char *text)
{
  g_autoptr(GError) error = NULL;

  parse(file, text, &error);
  g_assert_no_error(error);
}

#define SPICE "[virt-viewer]\ntype=spice\nhost=far.example\n"

static void
test_every_key(void)
{
  g_auto(VvFile) file = {0};
  const Hotkey *key;

  assert_parses(&file,
                "# a comment\n\n[virt-viewer]\r\n type = spice \nhost=Far.example\nport=5900\n"
                "tls-port=5901\nusername=me\npassword=a\\sb=c\ntitle=A guest\n"
                "ca=-----BEGIN\\nabc\\n-----END\\n\nhost-subject=O=x,CN=y\ntls-ciphers=HIGH\n"
                "secure-channels=main;inputs;\ndisable-channels=playback, record\n"
                "proxy=http://p:3128\ncolor-depth=16\ndisable-effects=wallpaper;animation\n"
                "usb-filter=-1,-1,-1,-1,0\nusb-redirect-on-connect=-1,-1,-1,-1,1\n"
                "fullscreen=1\nenable-smartcard=0\nenable-usbredir=1\n"
                "enable-usb-autoshare=true\ndelete-this-file=1\nversion=2.0-160\n"
                "toggle-fullscreen=shift+f11\nrelease-cursor=shift+f12\nzoom-in=ctrl++\n"
                "secure-attention=ctrl+alt+end\nx-mine=1\nunknown=2\n"
                "[ovirt]\nhost=o\nvm-guid=1\n[other]\ntype=vnc\n");
  g_assert_cmpstr(oriel_target_get_protocol(file.target), ==, "spice");
  g_assert_cmpstr(oriel_target_get_host(file.target), ==, "far.example");
  g_assert_cmpuint(oriel_target_get_port(file.target), ==, 5900);
  g_assert_cmpuint(oriel_target_get_tls_port(file.target), ==, 5901);
  g_assert_cmpstr(file.username, ==, "me");
  g_assert_cmpstr(file.password, ==, "a b=c");
  g_assert_cmpstr(file.title, ==, "A guest");
  g_assert_cmpstr(file.ca, ==, "-----BEGIN\nabc\n-----END\n");
  g_assert_cmpstr(file.host_subject, ==, "O=x,CN=y");
  g_assert_cmpstr(file.tls_ciphers, ==, "HIGH");
  g_assert_cmpstr(file.secure_channels, ==, "main,inputs");
  g_assert_cmpstr(file.disable_channels, ==, "playback,record");
  g_assert_cmpstr(file.proxy, ==, "http://p:3128");
  g_assert_cmpint(file.color_depth, ==, 16);
  g_assert_cmpstr(file.disable_effects, ==, "wallpaper,animation");
  g_assert_cmpstr(file.usb_filter, ==, "-1,-1,-1,-1,0");
  g_assert_cmpstr(file.usb_redirect_on_connect, ==, "-1,-1,-1,-1,1");
  g_assert_cmpint(file.full_screen, ==, TRUE);
  g_assert_cmpint(file.enable_smartcard, ==, FALSE);
  g_assert_cmpint(file.enable_usbredir, ==, TRUE);
  g_assert_cmpint(file.enable_usb_autoshare, ==, TRUE);
  g_assert_true(file.delete_this_file);
  g_assert_true(file.has_ovirt);
  g_assert_true(file.hotkeys.chosen);
  g_assert_cmpuint(file.hotkeys.n_keys, ==, 4);
  key = hotkeys_find(&file.hotkeys, HOTKEY_TOGGLE_FULLSCREEN);
  g_assert_cmpint(key->modifiers, ==, HOTKEY_SHIFT);
  g_assert_cmpuint(file.notes->len, ==, 0);
}

static void
test_little(void)
{
  g_auto(VvFile) file = {0};

  assert_parses(&file, "[virt-viewer]\ntype=vnc\nhost=::1\nport=5901");
  g_assert_cmpstr(oriel_target_get_host(file.target), ==, "::1");
  g_assert_cmpint(file.full_screen, ==, -1);
  g_assert_cmpint(file.enable_usbredir, ==, -1);
  g_assert_false(file.delete_this_file);
  g_assert_null(file.password);
  g_assert_cmpuint(file.hotkeys.n_keys, ==, 0);
  g_assert_true(file.hotkeys.chosen);
}

static void
test_unix_path(void)
{
  g_auto(VvFile) file = {0};

  assert_parses(&file, "[virt-viewer]\ntype=spice\nunix-path=/run/a.sock\n");
  g_assert_cmpstr(oriel_target_get_path(file.target), ==, "/run/a.sock");
}

/* What a proxy takes in place of a host's name, and ports that are none. */
static void
test_proxied(void)
{
  g_auto(VvFile) file = {0};

  assert_parses(&file,
                "[virt-viewer]\ntype=spice\nport=-1\ntls-port=61000\n"
                "host=pvespiceproxy:5a1b:100:node1::0123456789abcdef\nproxy=http://n:3128\n");
  g_assert_cmpstr(oriel_target_get_host(file.target), ==,
                  "pvespiceproxy:5a1b:100:node1::0123456789abcdef");
  g_assert_cmpuint(oriel_target_get_port(file.target), ==, 0);
  g_assert_cmpuint(oriel_target_get_tls_port(file.target), ==, 61000);
}

/* The last one counts. */
static void
test_twice(void)
{
  g_auto(VvFile) file = {0};

  assert_parses(&file, SPICE "password=first\npassword=second\n[virt-viewer]\ntitle=x\n");
  g_assert_cmpstr(file.password, ==, "second");
  g_assert_cmpstr(file.title, ==, "x");
}

static void
test_bad_hotkey(void)
{
  g_auto(VvFile) file = {0};

  assert_parses(&file, SPICE "zoom-in=nonsense\nzoom-out=ctrl+minus\n");
  g_assert_cmpuint(file.notes->len, ==, 1);
  g_assert_null(hotkeys_find(&file.hotkeys, HOTKEY_ZOOM_IN));
  g_assert_nonnull(hotkeys_find(&file.hotkeys, HOTKEY_ZOOM_OUT));
}

static void
test_refused(void)
{
  static const struct {
    const char *text;
    int code;
    const char *part; /* of the error */
  } cases[] = {
      {"", ORIEL_ERROR_INVALID, "no group [virt-viewer]"},
      {"[other]\ntype=spice\n", ORIEL_ERROR_INVALID, "no group [virt-viewer]"},
      {"[virt-viewer]\nhost=a\n", ORIEL_ERROR_INVALID, "no 'type'"},
      {"[virt-viewer]\ntype=rdp\nhost=a\n", ORIEL_ERROR_INVALID, "'rdp' is unknown"},
      {"[virt-viewer]\ntype=ovirt\nhost=a\n", ORIEL_ERROR_NOT_SUPPORTED, "oVirt"},
      {"[virt-viewer]\ntype=spice\n", ORIEL_ERROR_INVALID, "neither 'host' nor"},
      {"[virt-viewer]\ntype=spice\nunix-path=/a\nport=1\n", ORIEL_ERROR_INVALID, "excludes"},
      {"[virt-viewer]\ntype=spice\nunix-path=a\n", ORIEL_ERROR_INVALID, "slash"},
      {"type=spice\n", ORIEL_ERROR_INVALID, "line 1 comes before"},
      {"[virt-viewer\n", ORIEL_ERROR_INVALID, "line 1 is no name"},
      {"[]\n", ORIEL_ERROR_INVALID, "line 1 is no name"},
      {SPICE "nonsense\n", ORIEL_ERROR_INVALID, "line 4 is neither"},
      {SPICE "=a\n", ORIEL_ERROR_INVALID, "line 4 is neither"},
      {SPICE "title=a\\b\n", ORIEL_ERROR_INVALID, "line 4 has a backslash"},
      {SPICE "title=a\\\n", ORIEL_ERROR_INVALID, "line 4 has a backslash"},
      {SPICE "port=70000\n", ORIEL_ERROR_INVALID, "line 4: 'port'"},
      {SPICE "port=12x\n", ORIEL_ERROR_INVALID, "line 4: 'port'"},
      {SPICE "fullscreen=maybe\n", ORIEL_ERROR_INVALID, "'fullscreen' takes 0 or 1"},
      {SPICE "color-depth=-3\n", ORIEL_ERROR_INVALID, "'color-depth'"},
      {SPICE "title=a\\nb\n", ORIEL_ERROR_INVALID, "control character"},
      {SPICE "title=\x1b]0;x\x07\n", ORIEL_ERROR_INVALID, "control character"},
      {SPICE "ca=\\n\x1b\n", ORIEL_ERROR_INVALID, "control character"},
      {SPICE "disable-channels=display\n", ORIEL_ERROR_INVALID, "no console"},
      {SPICE "disable-channels=sparkle\n", ORIEL_ERROR_INVALID, "'sparkle'"},
      {"[virt-viewer]\ntype=spice\nhost=-oProxyCommand=x\n", ORIEL_ERROR_INVALID, "'host'"},
      {"[virt-viewer]\ntype=spice\nhost=a b\n", ORIEL_ERROR_INVALID, "'host'"},
      {"[virt-viewer]\ntype=spice\nhost=a/b\n", ORIEL_ERROR_INVALID, "'host'"},
      {SPICE "version=11.1\n", ORIEL_ERROR_NOT_SUPPORTED, "virt-viewer 11.1"},
      {SPICE "version=99\nnewer-version-url=http://get.it/\n", ORIEL_ERROR_NOT_SUPPORTED,
       "see http://get.it/"},
      {SPICE "versions=fedora22:1.0;debian12:12.0\n", ORIEL_ERROR_NOT_SUPPORTED,
       "virt-viewer 12.0"},
      {"\xff\xfe", ORIEL_ERROR_INVALID, "not a text"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(VvFile) file = {0};
    g_autoptr(GError) error = NULL;

    g_assert_false(parse(&file, cases[i].text, &error));
    g_test_message("%s", error->message);
    g_assert_error(error, ORIEL_ERROR, cases[i].code);
    g_assert_nonnull(strstr(error->message, cases[i].part));
    g_assert_null(strpbrk(error->message, "\n\x1b"));
  }
}

static void
test_zero_byte(void)
{
  char text[] = SPICE "title=a\0b\n";
  g_auto(VvFile) file = {0};
  g_autoptr(GError) error = NULL;

  g_assert_false(vv_file_parse(&file, text, sizeof text - 1, NULL, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
}

/* A mistake beside a password does not tell it. */
static void
test_no_secret_in_errors(void)
{
  static const char *const texts[] = {SPICE "password=hunter2\\q\n", SPICE "password=hunter2\\n\n",
                                      SPICE "proxy=http://u:hunter2\\n\n",
                                      SPICE "password=hunter2\nport=x\n", SPICE "hunter2\n"};

  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    g_auto(VvFile) file = {0};
    g_autoptr(GError) error = NULL;

    g_assert_false(parse(&file, texts[i], &error));
    g_assert_null(strstr(error->message, "hunter2"));
  }
}

static void
test_versions(void)
{
  static const struct {
    const char *wanted;
    const char *have;
    gboolean later;
  } cases[] = {
      {"11.0", "11.0", FALSE},
      {"11", "11.0", FALSE},
      {"11.0.0.1", "11.0", TRUE},
      {"2.0", "11.0", FALSE},
      {"11.0-1", "11.0", TRUE},
      {"10.9-999", "11.0", FALSE},
      {"12", "11.0-5", TRUE},
      {"11.0-5.1", "11.0-5", TRUE},
      {"banana", "11.0", FALSE},
      {"11.x", "11.0", FALSE},
      {"", "11.0", FALSE},
      {"-1", "11.0", FALSE},
      {"99999999999999999999", "11.0", TRUE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
    g_assert_cmpint(vv_file_is_later(cases[i].wanted, cases[i].have), ==, cases[i].later);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/vv-file/every-key", test_every_key);
  g_test_add_func("/vv-file/little", test_little);
  g_test_add_func("/vv-file/unix-path", test_unix_path);
  g_test_add_func("/vv-file/proxied", test_proxied);
  g_test_add_func("/vv-file/twice", test_twice);
  g_test_add_func("/vv-file/bad-hotkey", test_bad_hotkey);
  g_test_add_func("/vv-file/refused", test_refused);
  g_test_add_func("/vv-file/zero-byte", test_zero_byte);
  g_test_add_func("/vv-file/no-secret-in-errors", test_no_secret_in_errors);
  g_test_add_func("/vv-file/versions", test_versions);
  return g_test_run();
}
