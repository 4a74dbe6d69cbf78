// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

#include "impl/oriel-protocol.h"

#include <string.h>

#define SEED 20240817
#define FUZZ_ROUNDS 100000
#define SECRET "hunter2"

static void
test_good(void)
{
  static const struct {
    const char *uri;
    const char *host;
    guint16 port, tls_port;
    const char *path;
    const char *username;
    const char *normal; /* NULL = the same */
  } cases[] = {
      {"vnc://host:5901", "host", 5901, 0, NULL, NULL, NULL},
      {"vnc://host", "host", 5900, 0, NULL, NULL, "vnc://host:5900"},
      {"vnc://host/", "host", 5900, 0, NULL, NULL, "vnc://host:5900"},
      {"vnc://host:5901/", "host", 5901, 0, NULL, NULL, "vnc://host:5901"},
      {"vnc://host:", "host", 5900, 0, NULL, NULL, "vnc://host:5900"},
      {"vnc://host:1", "host", 1, 0, NULL, NULL, NULL},
      {"vnc://host:65535", "host", 65535, 0, NULL, NULL, NULL},
      {"VNC://Host.Example.ORG", "host.example.org", 5900, 0, NULL, NULL,
       "vnc://host.example.org:5900"},
      {"vnc://under_score-1.x:5900", "under_score-1.x", 5900, 0, NULL, NULL, NULL},
      {"vnc://127.0.0.1:5900", "127.0.0.1", 5900, 0, NULL, NULL, NULL},
      {"vnc://[::1]:5900", "::1", 5900, 0, NULL, NULL, NULL},
      {"vnc://[::1]", "::1", 5900, 0, NULL, NULL, "vnc://[::1]:5900"},
      {"vnc://[FE80::1%25eth0]:5900", "fe80::1%eth0", 5900, 0, NULL, NULL,
       "vnc://[fe80::1%25eth0]:5900"},
      {"vnc://[::ffff:192.0.2.1]:5900", "::ffff:192.0.2.1", 5900, 0, NULL, NULL, NULL},
      {"vnc://b\303\274cher.example:5900", "xn--bcher-kva.example", 5900, 0, NULL, NULL,
       "vnc://xn--bcher-kva.example:5900"},
      {"vnc://user@host:5900", "host", 5900, 0, NULL, "user", NULL},
      {"vnc://@host:5900", "host", 5900, 0, NULL, NULL, "vnc://host:5900"},
      {"vnc://a%40b%3ac@host:5900", "host", 5900, 0, NULL, "a@b:c", "vnc://a%40b%3Ac@host:5900"},
      {"vnc://ren%C3%A9@host:5900", "host", 5900, 0, NULL, "ren\303\251", NULL},
      {"vnc+tls://host:5901", "host", 0, 5901, NULL, NULL, NULL},
      {"vnc+tls://host", "host", 0, 5900, NULL, NULL, "vnc+tls://host:5900"},
      {"vnc+TLS://user@[::1]:5901", "::1", 0, 5901, NULL, "user", "vnc+tls://user@[::1]:5901"},
      {"vnc+tls://host?tls-port=5901", "host", 0, 5901, NULL, NULL, "vnc+tls://host:5901"},
      {"vnc://host?port=5901", "host", 5901, 0, NULL, NULL, "vnc://host:5901"},
      {"vnc://host?tls-port=5902", "host", 0, 5902, NULL, NULL, "vnc+tls://host:5902"},
      {"vnc://host?port=5901&tls-port=5902", "host", 5901, 5902, NULL, NULL, NULL},
      {"vnc://host?tls-port=5902;port=5901", "host", 5901, 5902, NULL, NULL,
       "vnc://host?port=5901&tls-port=5902"},
      {"vnc://user@host:5901?tls-port=5902", "host", 5901, 5902, NULL, "user",
       "vnc://user@host?port=5901&tls-port=5902"},
      {"vnc://host:5900?", "host", 5900, 0, NULL, NULL, "vnc://host:5900"},
      {"vnc://host:5900?b=2&a=1", "host", 5900, 0, NULL, NULL, "vnc://host:5900?a=1&b=2"},
      {"vnc://host?port=1&tls-port=2&a=x", "host", 1, 2, NULL, NULL, NULL},
      {"vnc+unix:///run/x.sock", NULL, 0, 0, "/run/x.sock", NULL, NULL},
      {"vnc+unix:///a%20b/%C3%A9%3Fc", NULL, 0, 0, "/a b/\303\251?c", NULL, NULL},
      {"vnc+unix:///x?a=1", NULL, 0, 0, "/x", NULL, NULL},
      {"vnc+unix:///x?port=1", NULL, 0, 0, "/x", NULL, NULL},
      {"vnc+listen://localhost", "localhost", 5500, 0, NULL, NULL, "vnc+listen://localhost:5500"},
      {"vnc+listen://[::]:5501", "::", 5501, 0, NULL, NULL, NULL},
      {"vnc+LISTEN://0.0.0.0?port=5501", "0.0.0.0", 5501, 0, NULL, NULL,
       "vnc+listen://0.0.0.0:5501"},
      {"test://", NULL, 0, 0, NULL, NULL, NULL},
      {"test:///", NULL, 0, 0, NULL, NULL, "test://"},
      {"test://?size=640x480", NULL, 0, 0, NULL, NULL, NULL},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    g_autoptr(OrielTarget) target = oriel_target_new_from_uri(cases[i].uri, &error);
    g_autoptr(OrielTarget) again = NULL;
    g_autofree char *uri = NULL;

    g_assert_no_error(error);
    g_assert_cmpstr(oriel_target_get_host(target), ==, cases[i].host);
    g_assert_cmpuint(oriel_target_get_port(target), ==, cases[i].port);
    g_assert_cmpuint(oriel_target_get_tls_port(target), ==, cases[i].tls_port);
    g_assert_cmpstr(oriel_target_get_path(target), ==, cases[i].path);
    g_assert_cmpstr(oriel_target_get_username(target), ==, cases[i].username);
    uri = oriel_target_to_uri(target);
    g_assert_cmpstr(uri, ==, cases[i].normal != NULL ? cases[i].normal : cases[i].uri);
    again = oriel_target_new_from_uri(uri, &error);
    g_assert_no_error(error);
    g_assert_true(oriel_target_equal(target, again));
  }
}

static void
test_parameters(void)
{
  g_autoptr(OrielTarget) target = oriel_target_new_from_uri(
      "vnc://host?size=640x480&name=a%26b%3Bc%3Dd&empty=&si=1&size-2=x", NULL);

  g_assert_cmpstr(oriel_target_get_parameter(target, "size"), ==, "640x480");
  g_assert_cmpstr(oriel_target_get_parameter(target, "name"), ==, "a&b;c=d");
  g_assert_cmpstr(oriel_target_get_parameter(target, "empty"), ==, "");
  g_assert_cmpstr(oriel_target_get_parameter(target, "si"), ==, "1");
  g_assert_cmpstr(oriel_target_get_parameter(target, "s"), ==, NULL);
  g_assert_cmpstr(oriel_target_get_parameter(target, ""), ==, NULL);
  g_assert_cmpstr(oriel_target_get_parameter(target, "SIZE"), ==, NULL);
  g_assert_cmpstr(oriel_target_get_parameter(target, "size=640x480"), ==, NULL);
}

/* Refused, with an error fit to be shown and logged. */
static void
assert_refused(const char *uri)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(OrielTarget) target = oriel_target_new_from_uri(uri, &error);

  if (target != NULL)
    g_error("accepted: %s", uri);
  g_assert_true(g_error_matches(error, ORIEL_ERROR, ORIEL_ERROR_INVALID) ||
                g_error_matches(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED));
  g_assert_true(g_utf8_validate(error->message, -1, NULL));
  g_assert_null(strstr(error->message, SECRET));
}

static void
test_bad(void)
{
  g_autofree char *path =
      g_test_build_filename(G_TEST_DIST, "data", "bad", "target-uris.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) lines = NULL;
  guint n = 0;

  g_file_get_contents(path, &text, NULL, &error);
  g_assert_no_error(error);
  lines = g_strsplit(text, "\n", -1);
  for (char **line = lines; *line != NULL; line++) {
    g_autofree char *uri = g_strcompress(*line);

    if (g_str_has_prefix(*line, "# "))
      continue;
    assert_refused(uri);
    n++;
  }
  g_assert_cmpuint(n, >=, 300);
}

static void
test_long(void)
{
  static const char *const starts[] = {"vnc://", "vnc://host?x=", "vnc://u", "vnc+unix:///",
                                       "v",      "vnc://host:",   "vnc://["};

  for (gsize i = 0; i < G_N_ELEMENTS(starts); i++) {
    g_autofree char *tail = g_strnfill(1024 * 1024, '1');
    g_autofree char *uri = g_strconcat(starts[i], tail, NULL);
    assert_refused(uri);
  }
}

static void
test_unknown_protocol(void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null(oriel_target_new_from_uri("gopher://host", &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  for (guint i = 0; oriel_protocol_get(i) != NULL; i++)
    g_assert_nonnull(strstr(error->message, oriel_protocol_get(i)->name));
}

static void
test_protocol_table(void)
{
  guint n = 0;

  for (; oriel_protocol_get(n) != NULL; n++) {
    const OrielProtocol *row = oriel_protocol_get(n);
    g_autofree char *upper = g_ascii_strup(row->name, -1);

    g_assert_true(oriel_protocol_find(row->name) == row);
    g_assert_true(oriel_protocol_find(upper) == row);
    g_assert_true(g_str_has_prefix(row->program, "oriel-session-"));
  }
  g_assert_cmpuint(n, >, 0);
  g_assert_null(oriel_protocol_get(G_MAXUINT));
  g_assert_null(oriel_protocol_find(""));
}

static void
test_made(void)
{
  g_autoptr(OrielTarget) tcp = oriel_target_new_tcp("vnc", "Host", 5901, 0, "user");
  g_autoptr(OrielTarget) both = oriel_target_new_tcp("spice", "::1", 5901, 5902, NULL);
  g_autoptr(OrielTarget) usual = oriel_target_new_tcp("VNC", "host", 0, 0, NULL);
  g_autoptr(OrielTarget) none = oriel_target_new_tcp("unheard-of", "host", 0, 0, NULL);
  g_autoptr(OrielTarget) unix_socket = oriel_target_new_unix("spice", "/run/a b\377");
  g_autoptr(OrielTarget) parsed = oriel_target_new_from_uri("vnc://user@host:5901", NULL);
  const OrielTarget *targets[] = {tcp, both, usual, none, unix_socket};
  static const char *const uris[] = {
      "vnc://user@host:5901",
      "spice://[::1]?port=5901&tls-port=5902",
      "vnc://host:5900",
      "unheard-of://host",
      "spice+unix:///run/a%20b%FF",
  };

  for (gsize i = 0; i < G_N_ELEMENTS(targets); i++) {
    g_autofree char *uri = oriel_target_to_uri(targets[i]);
    g_assert_cmpstr(uri, ==, uris[i]);
  }
  g_assert_true(oriel_target_equal(tcp, parsed));
  g_assert_cmpstr(oriel_target_get_protocol(usual), ==, "vnc");
}

static void
test_equal(void)
{
  static const char *const uris[] = {
      "vnc://host",       "vnc://host:5901",      "vnc+tls://host",
      "vnc://host2",      "vnc://user@host",      "vnc://user2@host",
      "vnc://host?a=1",   "vnc://host?a=2",       "vnc://host?a=1&b=1",
      "vnc+unix:///host", "vnc+unix:///host2",    "vnc://host?port=5900&tls-port=5900",
      "test://",          "test://?size=640x480", "vnc+unix:///host?a=1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS(uris); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS(uris); j++) {
      g_autoptr(OrielTarget) a = oriel_target_new_from_uri(uris[i], NULL);
      g_autoptr(OrielTarget) b = oriel_target_new_from_uri(uris[j], NULL);
      g_assert_cmpint(oriel_target_equal(a, b), ==, i == j);
    }
  }
}

static void
test_is_local(void)
{
  static const struct {
    const char *uri;
    gboolean local;
  } cases[] = {
      {"vnc+unix:///x", TRUE},         {"vnc://localhost", TRUE},
      {"vnc://LOCALHOST", TRUE},       {"vnc://127.0.0.1", TRUE},
      {"vnc://127.9.8.7", TRUE},       {"vnc://[::1]", TRUE},
      {"vnc+tls://[::1]:1", TRUE},     {"test://", TRUE},
      {"vnc://128.0.0.1", FALSE},      {"vnc://192.168.0.1", FALSE},
      {"vnc://0.0.0.0", FALSE},        {"vnc://[::]", FALSE},
      {"vnc://[::2]", FALSE},          {"vnc://[fe80::1%25lo]", FALSE},
      {"vnc://localhost.org", FALSE},  {"vnc://127.0.0.1.org", FALSE},
      {"vnc://notlocalhost", FALSE},   {"vnc://host?x=localhost", FALSE},
      {"vnc://localhost@host", FALSE}, {"vnc://127.1", FALSE},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(OrielTarget) target = oriel_target_new_from_uri(cases[i].uri, NULL);

    g_assert_nonnull(target);
    g_assert_cmpint(oriel_target_is_local(target), ==, cases[i].local);
  }
}

/* Pieces of URIs in any order: more often nearly right than bytes by chance. */
static char *
random_uri(GRand *random)
{
  static const char *const pieces[] = {
      "vnc", "://",   "+tls",      "+unix", "test",     ":",  "/", "//",     "@",        "[",
      "]",   "::1",   "host",      "5900",  "?",        "&",  ";", "=",      "port",     "tls-port",
      "%",   "%00",   "%25",       "%2f",   "#",        "x",  "-", ".",      "\xc3\xa9", "\xff",
      "0",   "65536", "127.0.0.1", "user",  "password", "\n", " ", "%c3%a9", "eth0",     "vnc://",
  };
  g_autoptr(GString) uri = g_string_new(g_rand_boolean(random) ? "vnc://" : NULL);
  gint count = g_rand_int_range(random, 0, 12);

  for (gint i = 0; i < count; i++)
    g_string_append(uri, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
  return g_string_free(g_steal_pointer(&uri), FALSE);
}

static void
test_fuzz(void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed(SEED);
  guint accepted = 0;

  for (int i = 0; i < FUZZ_ROUNDS; i++) {
    g_autofree char *uri = random_uri(random);
    g_autoptr(GError) error = NULL;
    g_autoptr(OrielTarget) target = oriel_target_new_from_uri(uri, &error);
    g_autoptr(OrielTarget) again = NULL;
    g_autofree char *normal = NULL;

    if (target == NULL) {
      g_assert_nonnull(error);
      continue;
    }
    accepted++;
    normal = oriel_target_to_uri(target);
    again = oriel_target_new_from_uri(normal, &error);
    g_assert_no_error(error);
    g_assert_true(oriel_target_equal(target, again));
  }
  /* Else nothing but the first check is tested. */
  g_assert_cmpuint(accepted, >, FUZZ_ROUNDS / 100);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/target/good", test_good);
  g_test_add_func("/target/parameters", test_parameters);
  g_test_add_func("/target/bad", test_bad);
  g_test_add_func("/target/long", test_long);
  g_test_add_func("/target/unknown-protocol", test_unknown_protocol);
  g_test_add_func("/target/protocol-table", test_protocol_table);
  g_test_add_func("/target/made", test_made);
  g_test_add_func("/target/equal", test_equal);
  g_test_add_func("/target/is-local", test_is_local);
  g_test_add_func("/target/fuzz", test_fuzz);
  return g_test_run();
}
