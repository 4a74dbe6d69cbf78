// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Trust on first use, with Xtigervnc and with QEMU's SPICE, which show certificates of an authority
 * that nobody here knows.
 */
#include <oriel.h>

#include <glib/gstdio.h>
#include <string.h>

#include "test-certificates.h"
#include "test-server.h"
#include "test-viewer.h"
#include "test-wait.h"

typedef enum {
  VNC,
  SPICE,
  N_PROTOCOLS,
} Protocol;

static char *certificates; /* a directory, see tests/support/certificates.py */
static TestServer *servers[N_PROTOCOLS];

/* A viewer, and how it answers. */
typedef struct {
  TestViewer *viewer;
  OrielTrust answer;
  guint n_asked;
  char *peer; /* of the last question */
  char *reason;
  char *fingerprint;
  char *details;
} Asked;

static TestServer *
start(Protocol protocol, const char *name)
{
  g_autofree char *vnc = g_test_build_filename(G_TEST_DIST, "vnc", "real-server", NULL);
  g_autofree char *spice = g_test_build_filename(G_TEST_DIST, "spice", "qemu", "real-server", NULL);
  g_autofree char *certificate = g_strdup_printf("-X509Cert=%s/%s.pem", certificates, name);
  g_autofree char *key = g_strdup_printf("-X509Key=%s/server-key.pem", certificates);
  const char *const vnc_argv[] = {vnc, "xtigervnc", "-SecurityTypes", "X509Vnc", certificate,
                                  key, NULL};
  const char *const spice_argv[] = {spice, "--tls", certificates, name, NULL};

  return test_server_start(protocol == VNC ? vnc_argv : spice_argv);
}

static void
on_trust_requested(OrielSession *session, OrielTrustRequest *request, gpointer user_data)
{
  Asked *self = user_data;

  self->n_asked++;
  g_assert_cmpint(oriel_session_get_state(session), ==, ORIEL_SESSION_AUTHENTICATING);
  g_assert_true(oriel_trust_request_get_offers_once(request));
  g_free(self->peer);
  g_free(self->reason);
  g_free(self->fingerprint);
  g_free(self->details);
  self->peer = g_strdup(oriel_trust_request_get_peer(request));
  self->reason = g_strdup(oriel_trust_request_get_reason(request));
  self->fingerprint = g_strdup(oriel_trust_request_get_fingerprint(request));
  self->details = g_strdup(oriel_trust_request_get_details(request));
  oriel_trust_request_answer(request, self->answer);
}

static Asked *
asked_new(TestServer *server, OrielTrust answer)
{
  Asked *self = g_new0(Asked, 1);

  self->viewer = test_viewer_new(test_server_get_ready(server));
  self->viewer->password = "secret12";
  self->answer = answer;
  g_signal_connect(self->viewer->session, "trust-requested", G_CALLBACK(on_trust_requested), self);
  return self;
}

static void
asked_free(Asked *self)
{
  g_signal_handlers_disconnect_by_data(self->viewer->session, self);
  test_viewer_free(self->viewer);
  g_free(self->peer);
  g_free(self->reason);
  g_free(self->fingerprint);
  g_free(self->details);
  g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Asked, asked_free)

static void
assert_sees(Asked *self, guint n_asked)
{
  test_viewer_connect_and_see(self->viewer);
  g_assert_cmpuint(self->n_asked, ==, n_asked);
}

/* Nobody is asked for a password by a server that is not believed. */
static void
assert_refused(Asked *self, guint n_asked)
{
  g_assert_false(test_viewer_connect(self->viewer));
  g_assert_error(self->viewer->result, ORIEL_ERROR, ORIEL_ERROR_INSECURE);
  g_assert_cmpuint(self->n_asked, ==, n_asked);
  g_assert_cmpuint(self->viewer->n_questions, ==, 0);
}

static void
forget(TestServer *server)
{
  g_autoptr(TestViewer) viewer = test_viewer_new(test_server_get_ready(server));
  g_autoptr(GError) error = NULL;

  if (!oriel_session_forget_certificate(viewer->session, &error))
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND);
}

/* Where what is trusted is kept. */
static char *
get_path(void)
{
  return g_build_filename(g_get_user_data_dir(), "oriel", "known-certificates", NULL);
}

static char *
read_known(void)
{
  g_autofree char *path = get_path();
  char *text = NULL;

  return g_file_get_contents(path, &text, NULL, NULL) ? text : g_strdup("");
}

/* The SHA-256 of a certificate's file, in pairs of digits. */
static char *
compute_fingerprint(const char *name)
{
  g_autofree char *path = g_strdup_printf("%s/%s.pem", certificates, name);
  g_autofree char *pem = NULL;
  g_autofree char *digest = NULL;
  g_autofree guchar *der = NULL;
  g_autoptr(GString) text = g_string_new("SHA256 ");
  char *begin, *end;
  gsize size;

  g_assert_true(g_file_get_contents(path, &pem, NULL, NULL));
  begin = strstr(pem, "-----BEGIN CERTIFICATE-----") + strlen("-----BEGIN CERTIFICATE-----");
  end = strstr(begin, "-----END");
  *end = '\0';
  der = g_base64_decode(begin, &size);
  digest = g_compute_checksum_for_data(G_CHECKSUM_SHA256, der, size);
  for (gsize i = 0; digest[i] != '\0'; i += 2)
    g_string_append_printf(text, "%s%c%c", i > 0 ? ":" : "", g_ascii_toupper(digest[i]),
                           g_ascii_toupper(digest[i + 1]));
  return g_strdup(text->str);
}

static void
test_never(gconstpointer data)
{
  TestServer *server = servers[GPOINTER_TO_INT(data)];
  g_autofree char *fingerprint = compute_fingerprint("server");
  g_autoptr(Asked) asked = NULL;

  forget(server);
  asked = asked_new(server, ORIEL_TRUST_NEVER);
  assert_refused(asked, 1);
  g_assert_cmpstr(asked->fingerprint, ==, fingerprint);
  g_assert_nonnull(strstr(asked->viewer->result->message, fingerprint));
  g_assert_nonnull(strstr(asked->reason, "no authority"));
  g_assert_nonnull(strstr(asked->details, "Subject: CN=server\n"));
  g_assert_nonnull(strstr(asked->details, "Issuer: CN=ca\n"));
  g_assert_nonnull(strstr(asked->details, "Valid: 20"));
}

/* Who does not listen does not trust. */
static void
test_nobody(gconstpointer data)
{
  TestServer *server = servers[GPOINTER_TO_INT(data)];
  g_autoptr(Asked) asked = NULL;

  forget(server);
  asked = asked_new(server, ORIEL_TRUST_ALWAYS);
  g_signal_handlers_disconnect_by_data(asked->viewer->session, asked);
  assert_refused(asked, 0);
}

/* As long as the program runs, and nowhere else. */
static void
test_once(gconstpointer data)
{
  TestServer *server = servers[GPOINTER_TO_INT(data)];
  g_autoptr(Asked) first = NULL;
  g_autoptr(Asked) second = NULL;
  g_autofree char *known = NULL;

  forget(server);
  first = asked_new(server, ORIEL_TRUST_ONCE);
  assert_sees(first, 1);
  second = asked_new(server, ORIEL_TRUST_NEVER);
  assert_sees(second, 0);
  known = read_known();
  g_assert_null(strstr(known, first->peer));
}

static void
test_always(gconstpointer data)
{
  TestServer *server = servers[GPOINTER_TO_INT(data)];
  g_autoptr(Asked) first = NULL;
  g_autoptr(Asked) second = NULL;
  g_autoptr(Asked) third = NULL;
  g_autofree char *known = NULL;
  g_autofree char *path = get_path();
  GStatBuf status;

  forget(server);
  first = asked_new(server, ORIEL_TRUST_ALWAYS);
  assert_sees(first, 1);
  known = read_known();
  g_assert_nonnull(strstr(known, first->peer));
  g_assert_cmpint(g_stat(path, &status), ==, 0);
  g_assert_cmpint(status.st_mode & 0777, ==, 0600);
  second = asked_new(server, ORIEL_TRUST_NEVER);
  assert_sees(second, 0);
  forget(server);
  third = asked_new(server, ORIEL_TRUST_NEVER);
  assert_refused(third, 1);
}

/* Another certificate than the one that is trusted is not even asked about. */
static void
test_changed(gconstpointer data)
{
  TestServer *server = servers[GPOINTER_TO_INT(data)];
  g_autofree char *path = get_path();
  g_autofree char *other = g_strnfill(64, 'a');
  g_autofree char *line = NULL;
  g_autoptr(Asked) first = NULL;
  g_autoptr(Asked) second = NULL;
  const char *message;

  forget(server);
  first = asked_new(server, ORIEL_TRUST_NEVER);
  assert_refused(first, 1);
  line = g_strdup_printf("# a comment\n%s %s\n%s elsewhere:1\n", other, first->peer, other);
  g_assert_true(g_file_set_contents(path, line, -1, NULL));

  second = asked_new(server, ORIEL_TRUST_ALWAYS);
  assert_refused(second, 0);
  message = second->viewer->result->message;
  g_assert_nonnull(strstr(message, "HAS CHANGED"));
  g_assert_nonnull(strstr(message, "AA:AA:AA"));
  g_assert_nonnull(strstr(message, first->fingerprint));
  g_assert_nonnull(strstr(message, "oriel forget "));
  forget(server);
  {
    g_autofree char *known = read_known();
    g_autofree char *kept = g_strdup_printf("# a comment\n%s elsewhere:1\n", other);
    g_assert_cmpstr(known, ==, kept);
  }
}

/* Who names an authority has said whom to believe. */
static void
test_authority(gconstpointer data)
{
  TestServer *server = servers[GPOINTER_TO_INT(data)];
  g_autofree char *path = g_strdup_printf("%s/other-ca.pem", certificates);
  g_autoptr(Asked) asked = NULL;

  forget(server);
  asked = asked_new(server, ORIEL_TRUST_ALWAYS);
  oriel_session_set_ca_file(asked->viewer->session, path);
  assert_refused(asked, 0);
}

/* What is wrong is said, and can be overlooked all the same. */
static void
test_flaws(gconstpointer data)
{
  static const struct {
    const char *name, *reason;
  } flawed[] = {{"elsewhere", "another name than 'localhost'"},
                {"expired", "it has expired (2001-02-01)"}};

  for (gsize i = 0; i < G_N_ELEMENTS(flawed); i++) {
    g_autoptr(TestServer) server = start(GPOINTER_TO_INT(data), flawed[i].name);
    g_autoptr(Asked) asked = asked_new(server, ORIEL_TRUST_ONCE);

    assert_sees(asked, 1);
    g_assert_nonnull(strstr(asked->reason, flawed[i].reason));
  }
}

static void
add_tests(Protocol protocol, const char *name)
{
  static const struct {
    const char *name;
    GTestDataFunc run;
  } tests[] = {
      {"never", test_never},   {"nobody", test_nobody},   {"once", test_once},
      {"always", test_always}, {"changed", test_changed}, {"authority", test_authority},
      {"flaws", test_flaws},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(tests); i++) {
    g_autofree char *path = g_strdup_printf("/trust/%s/%s", name, tests[i].name);
    g_test_add_data_func(path, GINT_TO_POINTER(protocol), tests[i].run);
  }
}

int
main(int argc, char **argv)
{
  int status;

  g_test_init(&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  certificates = test_certificates_make();
  servers[VNC] = start(VNC, "server");
  servers[SPICE] = start(SPICE, "server");
  add_tests(VNC, "vnc");
  add_tests(SPICE, "spice");
  status = g_test_run();
  test_server_stop(servers[VNC]);
  test_server_stop(servers[SPICE]);
  test_certificates_remove(certificates);
  return status;
}
