// SPDX-License-Identifier: LGPL-2.1-or-later
/* Sessions with real servers: Xtigervnc with its ways to log in, and QEMU with its extensions. */
#include <oriel.h>

#include "test-certificates.h"
#include "test-server.h"
#include "test-viewer.h"
#include "test-wait.h"

#define QNUM_A 0x1e
#define QNUM_CAPS_LOCK 0x3a

static char *certificates; /* a directory, see real-server */

static TestServer *
start(const char *const *options)
{
  g_autofree char *program = g_test_build_filename(G_TEST_DIST, "vnc", "real-server", NULL);
  g_autoptr(GPtrArray) argv = g_ptr_array_new();

  g_ptr_array_add(argv, program);
  for (; *options != NULL; options++)
    g_ptr_array_add(argv, (char *)*options);
  g_ptr_array_add(argv, NULL);
  return test_server_start((const char *const *)argv->pdata);
}

static TestServer *
start_with_certificate(const char *name)
{
  g_autofree char *certificate = g_strdup_printf("-X509Cert=%s/%s.pem", certificates, name);
  g_autofree char *key = g_strdup_printf("-X509Key=%s/server-key.pem", certificates);
  const char *options[] = {"xtigervnc", "-SecurityTypes", "X509Vnc", certificate, key, NULL};

  return start(options);
}

static TestViewer *
view(TestServer *server, const char *authority)
{
  TestViewer *viewer = test_viewer_new(test_server_get_ready(server));
  g_autofree char *path = NULL;

  if (authority != NULL) {
    path = g_strdup_printf("%s/%s.pem", certificates, authority);
    oriel_session_set_ca_file(viewer->session, path);
  }
  return viewer;
}

static void
test_picture(void)
{
  const char *options[] = {"xtigervnc", "-SecurityTypes", "None", NULL};
  g_autoptr(TestServer) server = start(options);
  g_autoptr(TestViewer) viewer = view(server, NULL);

  test_viewer_connect_and_see(viewer);
  test_viewer_wait_for_size(viewer, 640, 480);
  g_assert_nonnull(oriel_session_get_clipboard(viewer->session));
}

static void
on_size(GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr(GError) error = NULL;

  oriel_display_request_size_finish(ORIEL_DISPLAY(source), result, &error);
  g_assert_no_error(error);
  *(gboolean *)data = TRUE;
}

static gboolean
is_true(gpointer data)
{
  return *(gboolean *)data;
}

static void
test_resize(void)
{
  const char *options[] = {"xtigervnc", "-SecurityTypes", "None", NULL};
  g_autoptr(TestServer) server = start(options);
  g_autoptr(TestViewer) viewer = view(server, NULL);
  gboolean done = FALSE;

  test_viewer_connect_and_see(viewer);
  oriel_display_request_size_async(test_viewer_get_display(viewer), 1000, 700, NULL, on_size,
                                   &done);
  test_assert_wait(is_true, &done);
  test_viewer_wait_for_size(viewer, 1000, 700);
}

/* Every encoding that can be asked for shows the same. */
static void
test_encodings(void)
{
  static const char *const encodings[] = {"raw",  "copyrect,rre", "hextile",
                                          "zrle", "tight",        "tight,jpeg"};
  const char *options[] = {"xtigervnc", "-SecurityTypes", "None", NULL};
  g_autoptr(TestServer) server = start(options);
  guint32 colour = 0;

  for (guint i = 0; i < G_N_ELEMENTS(encodings); i++) {
    g_autoptr(TestViewer) viewer = view(server, NULL);
    oriel_session_set_encodings(viewer->session, encodings[i]);
    test_viewer_connect_and_see(viewer);
    if (i == 0)
      colour = test_viewer_get_pixel(viewer, 320, 240);
    else
      test_viewer_wait_for_pixel(viewer, 320, 240, colour);
  }
}

static void
test_password(void)
{
  const char *options[] = {"xtigervnc", "-SecurityTypes", "VncAuth", NULL};
  g_autoptr(TestServer) server = start(options);
  g_autoptr(TestViewer) viewer = view(server, NULL);

  test_viewer_start(viewer);
  test_viewer_wait_for_question(viewer);
  g_assert_cmpint(oriel_auth_request_get_needs(viewer->question), ==, ORIEL_CREDENTIALS_PASSWORD);
  oriel_auth_request_answer(viewer->question, NULL, "wrong");
  g_clear_object(&viewer->question);
  test_viewer_wait_for_question(viewer);
  g_assert_cmpuint(oriel_auth_request_get_retry(viewer->question), ==, 1);
  oriel_auth_request_answer(viewer->question, NULL, "secret12");
  test_viewer_wait_for_outcome(viewer);
  g_assert_no_error(viewer->result);
}

static void
test_certificate(void)
{
  g_autoptr(TestServer) server = start_with_certificate("server");
  g_autoptr(TestViewer) viewer = view(server, "ca");

  viewer->password = "secret12";
  test_viewer_connect_and_see(viewer);
  test_viewer_wait_for_size(viewer, 640, 480);
}

/* Nobody is asked for a password before the server is believed. */
static void
assert_not_believed(TestServer *server, const char *authority)
{
  g_autoptr(TestViewer) viewer = view(server, authority);

  viewer->password = "secret12";
  g_assert_false(test_viewer_connect(viewer));
  g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_INSECURE);
  g_assert_cmpuint(viewer->n_questions, ==, 0);
}

static void
test_certificate_wrong_authority(void)
{
  g_autoptr(TestServer) server = start_with_certificate("server");

  assert_not_believed(server, "other-ca");
  assert_not_believed(server, NULL);
}

static void
test_certificate_wrong_host(void)
{
  g_autoptr(TestServer) server = start_with_certificate("elsewhere");

  assert_not_believed(server, "ca");
}

static void
test_certificate_no_file(void)
{
  g_autoptr(TestServer) server = start_with_certificate("server");
  g_autoptr(TestViewer) viewer = view(server, "absent");

  g_assert_false(test_viewer_connect(viewer));
  g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_INVALID);
}

static void
test_certificate_empty_file(void)
{
  g_autoptr(TestServer) server = start_with_certificate("server");
  g_autofree char *path = g_build_filename(certificates, "empty.pem", NULL);

  g_assert_true(g_file_set_contents(path, "no certificate\n", -1, NULL));
  {
    g_autoptr(TestViewer) viewer = view(server, "empty");
    g_assert_false(test_viewer_connect(viewer));
    g_assert_nonnull(viewer->result);
    g_assert_cmpuint(viewer->n_questions, ==, 0);
  }
}

/* The authorities as text. */
static void
test_certificate_data(void)
{
  g_autoptr(TestServer) server = start_with_certificate("server");
  g_autoptr(TestViewer) viewer = view(server, NULL);
  g_autofree char *path = g_build_filename(certificates, "ca.pem", NULL);
  g_autofree char *pem = NULL;

  g_assert_true(g_file_get_contents(path, &pem, NULL, NULL));
  oriel_session_set_ca_data(viewer->session, pem);
  viewer->password = "secret12";
  test_viewer_connect_and_see(viewer);
}

/* Who wants everything encrypted gets a certificate's protection, or nothing. */
static void
test_secure_channels(void)
{
  const char *options[] = {"xtigervnc", "-SecurityTypes", "VncAuth", NULL};
  g_autoptr(TestServer) plain = start(options);
  g_autoptr(TestServer) server = start_with_certificate("server");
  g_autoptr(TestViewer) refused = view(plain, NULL);
  g_autoptr(TestViewer) viewer = view(server, "ca");

  oriel_session_set_secure_channels(refused->session, "display");
  g_assert_false(test_viewer_connect(refused));
  g_assert_error(refused->result, ORIEL_ERROR, ORIEL_ERROR_INSECURE);
  g_assert_cmpuint(refused->n_questions, ==, 0);

  oriel_session_set_secure_channels(viewer->session, "all");
  viewer->password = "secret12";
  test_viewer_connect_and_see(viewer);
}

/* What cannot be checked is not passed over. */
static void
test_not_supported(void)
{
  g_autoptr(TestServer) server = start_with_certificate("server");
  g_autoptr(TestViewer) viewer = view(server, "ca");

  oriel_session_set_host_subject(viewer->session, "CN=server");
  g_assert_false(test_viewer_connect(viewer));
  g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  oriel_session_set_host_subject(viewer->session, NULL);
  oriel_session_set_tls_ciphers(viewer->session, "AES256-SHA");
  g_assert_false(test_viewer_connect(viewer));
  g_assert_error(viewer->result, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
}

/* Typed at the keyboard, under TLS: gvnc sends it. */
static void
test_keys_under_tls(void)
{
  g_autoptr(TestServer) server = start_with_certificate("server");
  g_autoptr(TestViewer) viewer = view(server, "ca");
  OrielDisplay *display;
  gboolean done = FALSE;

  viewer->password = "secret12";
  test_viewer_connect_and_see(viewer);
  display = test_viewer_get_display(viewer);
  for (int i = 0; i < 500; i++) {
    oriel_display_key(display, QNUM_A, 'a', TRUE);
    oriel_display_key(display, QNUM_A, 'a', FALSE);
    oriel_display_pointer_move(display, i, i % 400);
  }
  /* The answer to what comes after them shows that the stream is whole. */
  oriel_display_request_size_async(display, 500, 400, NULL, on_size, &done);
  test_assert_wait(is_true, &done);
}

/* SASL within TLS: its mechanisms are there in spite of the confinement. */
static void
test_sasl(void)
{
  const char *options[] = {"qemu-sasl", certificates, NULL};
  g_autoptr(TestServer) server = start(options);
  g_autoptr(TestViewer) viewer = view(server, "ca");

  test_viewer_start(viewer);
  test_viewer_wait_for_question(viewer);
  g_assert_cmpint(oriel_auth_request_get_needs(viewer->question), ==,
                  ORIEL_CREDENTIALS_USERNAME | ORIEL_CREDENTIALS_PASSWORD);
  g_assert_cmpstr(oriel_auth_request_get_purpose(viewer->question), ==, "X509SASL");
  oriel_auth_request_answer(viewer->question, "fred", "secret12");
  test_viewer_wait_for_outcome(viewer);
  g_assert_no_error(viewer->result);
}

static gboolean
has_power(gpointer data)
{
  return oriel_session_get_power_actions(((TestViewer *)data)->session) ==
         (ORIEL_POWER_SHUTDOWN | ORIEL_POWER_REBOOT | ORIEL_POWER_RESET);
}

static gboolean
is_relative(gpointer data)
{
  return oriel_display_get_pointer_mode(test_viewer_get_display(data)) == ORIEL_POINTER_RELATIVE;
}

static gboolean
is_caps_lock_on(gpointer data)
{
  OrielLeds leds = oriel_display_get_leds(test_viewer_get_display(data));

  return leds != ORIEL_LEDS_UNKNOWN && (leds & ORIEL_LEDS_CAPS_LOCK) != 0;
}

static gboolean
is_playing(gpointer data)
{
  OrielAudio *audio = oriel_session_get_audio(((TestViewer *)data)->session);

  return audio != NULL && oriel_audio_get_playing(audio);
}

static void
on_samples(OrielAudio *audio, GBytes *samples, gsize *total)
{
  *total += g_bytes_get_size(samples);
}

/* Something that is not silence lasts for a while. */
static gboolean
has_sound(gpointer data)
{
  return *(gsize *)data > 44100;
}

static void
type_key(OrielDisplay *display, guint qnum, guint keysym)
{
  oriel_display_key(display, qnum, keysym, TRUE);
  oriel_display_key(display, qnum, keysym, FALSE);
}

static void
test_qemu(void)
{
  const char *options[] = {"qemu", NULL};
  g_autoptr(TestServer) server = start(options);
  g_autoptr(TestViewer) viewer = view(server, NULL);
  OrielDisplay *display;
  gsize sound = 0;

  oriel_session_set_enable_audio(viewer->session, TRUE);
  test_viewer_connect_and_see(viewer);
  test_assert_wait(has_power, viewer);
  test_assert_wait(is_relative, viewer);
  test_assert_wait(is_playing, viewer);
  g_assert_cmpuint(oriel_audio_get_frequency(oriel_session_get_audio(viewer->session)), ==, 44100);
  g_signal_connect(oriel_session_get_audio(viewer->session), "samples", G_CALLBACK(on_samples),
                   &sound);
  test_assert_wait(has_sound, &sound);
  display = test_viewer_get_display(viewer);
  /* The BIOS lights the lamp when its program asks for the key after. */
  type_key(display, QNUM_CAPS_LOCK, 0xffe5);
  type_key(display, QNUM_A, 'a');
  test_assert_wait(is_caps_lock_on, viewer);
}

static void
on_refused(GObject *source, GAsyncResult *result, gpointer data)
{
  GError **error = data;

  g_assert_false(oriel_display_request_size_finish(ORIEL_DISPLAY(source), result, error));
}

static gboolean
is_set(gpointer data)
{
  return *(GError **)data != NULL;
}

/* Its guest has no driver for that: the refusal tells so, and the screen stays. */
static void
test_qemu_refuses_resize(void)
{
  const char *options[] = {"qemu", NULL};
  g_autoptr(TestServer) server = start(options);
  g_autoptr(TestViewer) viewer = view(server, NULL);
  g_autoptr(GError) error = NULL;
  OrielDisplay *display;
  int width;

  test_viewer_connect_and_see(viewer);
  test_assert_wait(has_power, viewer);
  display = test_viewer_get_display(viewer);
  width = oriel_display_get_width(display);
  oriel_display_request_size_async(display, 1234, 700, NULL, on_refused, &error);
  test_assert_wait(is_set, &error);
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  g_assert_cmpint(oriel_display_get_width(display), ==, width);
}

int
main(int argc, char **argv)
{
  int status;

  g_test_init(&argc, &argv, NULL);
  certificates = test_certificates_make();
  g_test_add_func("/vnc/servers/picture", test_picture);
  g_test_add_func("/vnc/servers/resize", test_resize);
  g_test_add_func("/vnc/servers/encodings", test_encodings);
  g_test_add_func("/vnc/servers/password", test_password);
  g_test_add_func("/vnc/servers/certificate", test_certificate);
  g_test_add_func("/vnc/servers/certificate-wrong-authority", test_certificate_wrong_authority);
  g_test_add_func("/vnc/servers/certificate-wrong-host", test_certificate_wrong_host);
  g_test_add_func("/vnc/servers/certificate-no-file", test_certificate_no_file);
  g_test_add_func("/vnc/servers/certificate-empty-file", test_certificate_empty_file);
  g_test_add_func("/vnc/servers/certificate-data", test_certificate_data);
  g_test_add_func("/vnc/servers/secure-channels", test_secure_channels);
  g_test_add_func("/vnc/servers/not-supported", test_not_supported);
  g_test_add_func("/vnc/servers/keys-under-tls", test_keys_under_tls);
  g_test_add_func("/vnc/servers/sasl", test_sasl);
  g_test_add_func("/vnc/servers/qemu", test_qemu);
  g_test_add_func("/vnc/servers/qemu-refuses-resize", test_qemu_refuses_resize);
  status = g_test_run();
  test_certificates_remove(certificates);
  return status;
}
