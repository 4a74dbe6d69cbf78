// SPDX-License-Identifier: LGPL-2.1-or-later
/* The command line of the frontends: what it takes, and what it refuses. */
#include "shared/connections.h"
#include "shared/view-options.h"

#include <glib/gstdio.h>
#include <string.h>

#include "test-home.h"

static gboolean
parse(ViewOptions *options, const char *line, GError **error)
{
  static const ViewProgram program = {"A test.", NULL};
  g_auto(GStrv) argv = NULL;
  g_autofree GStrv rest = NULL; /* GOption takes words out */
  int argc;

  g_assert_true(g_shell_parse_argv(line, &argc, &argv, NULL));
  rest = g_memdup2(argv, sizeof *argv * (gsize)(argc + 1));
  return view_options_parse(options, &program, &argc, &rest, error);
}

static void
test_defaults(void)
{
  g_auto(ViewOptions) options = {0};
  g_autoptr(GError) error = NULL;

  g_assert_true(parse(&options, "oriel web1", &error));
  g_assert_no_error(error);
  g_assert_cmpstr(options.target, ==, "web1");
  g_assert_cmpint(options.by, ==, TARGET_BY_ANY);
  g_assert_true(options.audio);
  g_assert_true(options.auto_resize);
  g_assert_false(options.shared);
  g_assert_false(options.local_cursor);
  g_assert_false(options.quit_on_disconnect);
  g_assert_cmpint(options.zoom, ==, 0);
  g_assert_cmpint(options.password_fd, ==, -1);
  g_assert_false(options.hotkeys.chosen);
}

static void
test_virt_viewer(void)
{
  g_auto(ViewOptions) options = {0};

  g_assert_true(parse(&options,
                      "virt-viewer -c qemu:///system -w -r -d -a --domain-name -s -f -v -z 150 "
                      "--auto-resize=never --cursor local -H toggle-fullscreen=shift+f11 -- 2",
                      NULL));
  g_assert_cmpstr(options.connect, ==, "qemu:///system");
  g_assert_cmpstr(options.target, ==, "2");
  g_assert_cmpint(options.by, ==, TARGET_BY_NAME);
  g_assert_true(options.wait && options.reconnect && options.direct && options.attach);
  g_assert_true(options.shared && options.full_screen && options.verbose);
  g_assert_cmpint(options.zoom, ==, 150);
  g_assert_false(options.auto_resize);
  g_assert_true(options.local_cursor);
  g_assert_true(options.hotkeys.chosen);
  g_assert_nonnull(hotkeys_find(&options.hotkeys, HOTKEY_TOGGLE_FULLSCREEN));
}

/* In the words of vncviewer, too. */
static void
test_listening(void)
{
  static const char *const good[][2] = {
      {"oriel --listen", "vnc+listen://localhost:5500"},
      {"oriel --listen=5501 --reconnect", "vnc+listen://localhost:5501"},
      {"oriel --listen=0.0.0.0:5501", "vnc+listen://0.0.0.0:5501"},
      {"oriel --listen '[::]'", "vnc+listen://[::]:5500"},
      {"oriel -f -listen", "vnc+listen://localhost:5500"},
      {"oriel -listen 5502", "vnc+listen://localhost:5502"},
  };
  static const char *const bad[] = {
      "oriel --listen=0",         "oriel --listen=65536",       "oriel --listen=a:b",
      "oriel --listen=5500 5501", "oriel --listen 5500 5501",   "oriel --listen -c qemu:///system",
      "oriel --listen --uuid",    "oriel --listen=x@host:5500", "oriel --listen=a/b",
  };

  for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
    g_auto(ViewOptions) options = {0};
    g_autoptr(GError) error = NULL;

    parse(&options, good[i][0], &error);
    g_assert_no_error(error);
    g_assert_cmpstr(options.target, ==, good[i][1]);
  }
  for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
    g_auto(ViewOptions) options = {0};
    g_autoptr(GError) error = NULL;

    g_assert_false(parse(&options, bad[i], &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  }
}

static void
test_spice(void)
{
  g_auto(ViewOptions) options = {0};

  g_assert_true(parse(&options,
                      "remote-viewer -t Title -k --kiosk-quit on-disconnect --spice-disable-audio "
                      "--spice-ca-file=/ca.pem --spice-host-subject=CN=a "
                      "--spice-secure-channels=main --spice-share-cd=/a.iso --share-cd /b.iso "
                      "--spice-shared-dir=/tmp --spice-cache-size=1 --spice-glz-window-size=2 "
                      "--class=C --name=N --gtk-module=m --gtk-vnc-debug spice://host:1",
                      NULL));
  g_assert_true(options.kiosk && options.full_screen && options.quit_on_disconnect);
  g_assert_false(options.audio);
  g_assert_cmpstr(options.network.ca_file, ==, "/ca.pem");
  g_assert_cmpstr(options.network.host_subject, ==, "CN=a");
  g_assert_cmpstr(options.network.secure_channels, ==, "main");
  g_assert_cmpuint(g_strv_length(options.share_cds), ==, 2);
  g_assert_cmpstr(options.share_cds[0], ==, "/a.iso");
  g_assert_cmpstr(options.share_cds[1], ==, "/b.iso");
  g_assert_cmpstr(options.shared_folder, ==, "/tmp");
  g_assert_cmpstr(options.window_class, ==, "C");
  g_assert_cmpstr(options.window_name, ==, "N");
  g_assert_cmpstr(options.title, ==, "Title");
  g_assert_true(options.debug);
  g_log_set_debug_enabled(FALSE);
}

static void
test_version_needs_no_target(void)
{
  static const char *const lines[] = {"oriel -V", "oriel --version", "oriel --spice-gtk-version"};

  for (gsize i = 0; i < G_N_ELEMENTS(lines); i++) {
    g_auto(ViewOptions) options = {0};

    g_assert_true(parse(&options, lines[i], NULL));
    g_assert_true(options.version);
  }
}

static void
test_display(void)
{
  g_auto(ViewOptions) options = {0};

  g_setenv("WAYLAND_DISPLAY", "wayland-0", TRUE);
  g_assert_true(parse(&options, "oriel --display=:77 web1", NULL));
  g_assert_cmpstr(g_getenv("DISPLAY"), ==, ":77");
  g_assert_null(g_getenv("WAYLAND_DISPLAY"));
}

/* What was saved comes first, so that the command line has the last word. */
static void
test_saved(void)
{
  const char *const words[] = {"-c", "test:///a", "--zoom=50", "--title", "kept", "guest 1", NULL};
  g_auto(ViewOptions) options = {0};
  g_auto(ViewOptions) guest = {0};

  g_assert_true(connections_save("kept", words, NULL));
  g_assert_true(parse(&options, "oriel --zoom=70 kept -f", NULL));
  g_assert_cmpstr(options.target, ==, "guest 1");
  g_assert_cmpstr(options.connect, ==, "test:///a");
  g_assert_cmpstr(options.title, ==, "kept");
  g_assert_cmpint(options.zoom, ==, 70);
  g_assert_true(options.full_screen);
  /* A guest may have that name. */
  g_assert_true(parse(&guest, "oriel --domain-name kept", NULL));
  g_assert_cmpstr(guest.target, ==, "kept");
}

/* What was set holds where nothing else is said. */
static void
test_settings(void)
{
  g_autofree char *folder = g_build_filename(g_get_user_config_dir(), "oriel", NULL);
  g_autofree char *path = g_build_filename(folder, "view.conf", NULL);
  g_auto(ViewOptions) set = {0};
  g_auto(ViewOptions) said = {0};
  g_auto(ViewOptions) kiosk = {0};

  g_mkdir_with_parents(folder, 0700);
  g_assert_true(g_file_set_contents(path,
                                    "[view]\nauto-resize=never\nreconnect=true\naudio=false\n"
                                    "clipboard=false\nkeyring=false\nview-only=true\nzoom=150\n"
                                    "prefer=spice,vnc\nshare-usb=true\nmicrophone=true\n"
                                    "send-keys=ctrl+alt+F2;super+l=ctrl+F12\n",
                                    -1, NULL));
  g_assert_true(parse(&set, "oriel a", NULL));
  g_assert_false(set.auto_resize || set.audio);
  g_assert_true(set.reconnect && set.no_clipboard && set.no_keyring && set.view_only);
  g_assert_true(set.microphone);
  g_assert_cmpint(set.zoom, ==, 150);
  g_assert_cmpstr(set.prefer, ==, "spice,vnc");
  g_assert_nonnull(set.spice.usb_auto_redirect);
  g_assert_nonnull(hotkeys_find(&set.hotkeys, HOTKEY_SEND));
  g_assert_true(parse(&said,
                      "oriel --auto-resize=always --no-reconnect --audio --clipboard --keyring "
                      "--no-view-only --zoom=100 --prefer=vnc --no-microphone a",
                      NULL));
  g_assert_true(said.auto_resize && said.audio);
  g_assert_false(said.reconnect || said.no_clipboard || said.no_keyring || said.view_only);
  g_assert_false(said.microphone);
  g_assert_cmpint(said.zoom, ==, 100);
  g_assert_cmpstr(said.prefer, ==, "vnc");
  g_assert_true(parse(&kiosk, "oriel --kiosk a", NULL));
  g_assert_false(kiosk.view_only || kiosk.reconnect);
  g_assert_null(hotkeys_find(&kiosk.hotkeys, HOTKEY_SEND));
  g_assert_cmpint(g_remove(path), ==, 0);
}

static void
test_refused(void)
{
  static const struct {
    const char *line;
    const char *part; /* of the error */
  } cases[] = {
      {"oriel", "one target"},
      {"oriel a b", "one target"},
      {"oriel --id --uuid 1", "--id, --uuid"},
      {"oriel --uuid --domain-name 1", "--id, --uuid"},
      {"oriel --id vnc://host", "not the id"},
      {"oriel --audio --no-audio a", "exclude"},
      {"oriel --audio --spice-disable-audio a", "exclude"},
      {"oriel --share-cd=a --spice-disable-usbredir a", "--share-cd"},
      {"oriel --zoom 5 a", "10 to 400"},
      {"oriel --zoom 401 a", "10 to 400"},
      {"oriel --zoom 0 a", "10 to 400"},
      {"oriel --spice-disable-effects=wallpaper,smell a", "not 'smell'"},
      {"oriel --spice-secure-channels=main,side a", "not 'side'"},
      {"oriel --spice-preferred-compression=zip a", "not 'zip'"},
      {"oriel --encodings=zrle,corre a", "“corre” is not an encoding"},
      {"oriel --auto-resize=sometimes a", "--auto-resize"},
      {"oriel --kiosk-quit=now a", "--kiosk-quit"},
      {"oriel --cursor=none a", "--cursor"},
      {"oriel --hotkeys=fly=a a", "fly"},
      {"oriel --save=../a a", "--save takes a name"},
      {"oriel --save=a b.vv", "connection file"},
      {"oriel --save=a --proxy=http://u:p@h b", "password"},
      {"oriel --frobnicate a", "--frobnicate"},
      {"oriel --zoom", "--zoom"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_auto(ViewOptions) options = {0};
    g_autoptr(GError) error = NULL;

    g_test_message("%s", cases[i].line);
    g_assert_false(parse(&options, cases[i].line, &error));
    g_assert_nonnull(error);
    g_assert_cmpint(exit_status_of(error), ==, EXIT_USAGE);
    g_assert_nonnull(strstr(error->message, cases[i].part));
    g_assert_null(strchr(error->message, '\n'));
  }
}

static void
test_no_target(void)
{
  static const ViewProgram program = {.target_optional = TRUE};
  g_auto(ViewOptions) options = {0};
  g_auto(ViewOptions) refused = {0};
  g_autoptr(GError) error = NULL;
  char *words[] = {"oriel", "-c", "qemu:///system", "-f", NULL}, **argv = words;
  char *kept[] = {"oriel", "--save=a", NULL}, **kept_argv = kept;
  int argc = 4, kept_argc = 2;

  g_assert_true(view_options_parse(&options, &program, &argc, &argv, &error));
  g_assert_no_error(error);
  g_assert_null(options.target);
  g_assert_cmpstr(options.connect, ==, "qemu:///system");
  g_assert_true(options.full_screen);
  g_assert_false(view_options_parse(&refused, &program, &kept_argc, &kept_argv, &error));
  g_assert_nonnull(strstr(error->message, "--save needs a target"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/view-options/defaults", test_defaults);
  g_test_add_func("/view-options/virt-viewer", test_virt_viewer);
  g_test_add_func("/view-options/listening", test_listening);
  g_test_add_func("/view-options/spice", test_spice);
  g_test_add_func("/view-options/version-needs-no-target", test_version_needs_no_target);
  g_test_add_func("/view-options/display", test_display);
  g_test_add_func("/view-options/saved", test_saved);
  g_test_add_func("/view-options/settings", test_settings);
  g_test_add_func("/view-options/refused", test_refused);
  g_test_add_func("/view-options/no-target", test_no_target);
  return test_home_run();
}
