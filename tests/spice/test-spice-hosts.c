// SPDX-License-Identifier: LGPL-2.1-or-later
/* Moving from one SPICE test server to another, TLS and SASL, as an independent client sees them.
 */
#include <glib/gstdio.h>

#include "client.h"

#include "../servers/test-pattern.h"

#define N_CHANNELS 4

static char *certificates; /* a directory, see real-server; NULL = it cannot be made */

static TestServer *
start_server(const char *option, const char *value)
{
  const char *const argv[] = {g_getenv("ORIEL_TEST_SPICE_SERVER"), option, value, NULL};
  return test_server_start(argv);
}

static void
connect_to(Client *client)
{
  client_connect(client);
  g_assert_cmpint(client->last_event, ==, SPICE_CHANNEL_OPENED);
  client_wait_for_channels(client, N_CHANNELS);
}

/* Migration */

static void
press_key(Client *client, TestServer *server)
{
  spice_inputs_channel_key_press(client->inputs, 0x1e);
  g_free(test_server_skip_to(server, "key 0x1e down"));
}

/* Clients begin anew at the other server, under the picture they have. Seamless migration is not
 * tested: see README.md for how libspice-server fails at it now and then. */
static void
test_migration(void)
{
  TestServer *from = start_server(NULL, NULL), *to = start_server("--incoming", NULL);
  Client *client = client_new(from);

  connect_to(client);
  client_wait_for_pixel(client, 0, 639, 479, test_pattern(639, 479));
  press_key(client, from);
  test_server_tell(from, "migrate-connect 127.0.0.1 %s", test_server_get_ready(to));
  g_free(test_server_skip_to(from, "migrate connected"));
  test_server_expect(to, "client");
  test_server_tell(from, "vm off");
  test_server_tell(from, "migrate-end yes");
  g_free(test_server_skip_to(from, "gone"));
  test_server_tell(to, "vm on");
  test_server_tell(to, "draw 3 4 1 1 abcdef");
  client_wait_for_pixel(client, 0, 3, 4, 0xabcdef);
  press_key(client, to);
  client_free(client);
  test_server_stop(from);
  test_server_stop(to);
}

static void
test_switch(void)
{
  TestServer *from = start_server(NULL, NULL), *to = start_server("--size", "300x200");
  Client *client = client_new(from);

  connect_to(client);
  client_wait_for_pixel(client, 0, 639, 479, test_pattern(639, 479));
  test_server_tell(from, "migrate-switch 127.0.0.1 %s", test_server_get_ready(to));
  g_free(test_server_skip_to(from, "gone"));
  test_server_expect(to, "client");
  client_wait_for_size(client, 0, 300, 200);
  client_wait_for_pixel(client, 0, 299, 199, test_pattern(299, 199));
  client_wait_for_channels(client, 2 * N_CHANNELS);
  press_key(client, to);
  client_free(client);
  test_server_stop(from);
  test_server_stop(to);
}

/* TLS */

static TestServer *
start_tls(void)
{
  g_autofree char *key = g_build_filename(certificates, "server-key.pem", NULL);
  g_autofree char *certificate = g_build_filename(certificates, "server.pem", NULL);
  g_autofree char *authority = g_build_filename(certificates, "ca.pem", NULL);
  const char *const argv[] = {g_getenv("ORIEL_TEST_SPICE_SERVER"),
                              "--tls",
                              "--tls-key",
                              key,
                              "--tls-cert",
                              certificate,
                              "--tls-ca",
                              authority,
                              NULL};

  return test_server_start(argv);
}

/* A client of the second port, which believes in the authority called @name. */
static Client *
new_tls_client(TestServer *server, const char *name)
{
  g_autofree char *authority = g_build_filename(certificates, name, NULL);
  g_auto(GStrv) ports = g_strsplit(test_server_get_ready(server), " ", 2);
  Client *client = client_new(server);

  g_object_set(client->session, "host", "localhost", "port", NULL, "tls-port", ports[1], "ca-file",
               authority, NULL);
  return client;
}

static void
test_tls(void)
{
  TestServer *server = NULL;
  Client *client = NULL;

  if (certificates == NULL) {
    g_test_skip("no certtool");
    return;
  }
  server = start_tls();
  client = new_tls_client(server, "ca.pem");
  connect_to(client);
  client_wait_for_pixel(client, 0, 639, 479, test_pattern(639, 479));
  client_free(client);
  test_server_expect(server, "client");
  test_server_expect(server, "gone");

  client = new_tls_client(server, "other-ca.pem");
  client_connect(client);
  g_assert_cmpint(client->last_event, ==, SPICE_CHANNEL_ERROR_TLS);
  client_free(client);
  test_server_stop(server);
}

/* SASL, under TLS for the sake of mechanisms that do not encrypt */

static void
run(const char *const *argv, const char *input)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) process = g_subprocess_newv(argv, G_SUBPROCESS_FLAGS_STDIN_PIPE, &error);

  g_assert_no_error(error);
  g_subprocess_communicate_utf8(process, input, NULL, NULL, NULL, &error);
  g_assert_no_error(error);
  g_assert_true(g_subprocess_get_successful(process));
}

static void
test_sasl(void)
{
  g_autofree char *directory = g_dir_make_tmp("oriel-spice-XXXXXX", NULL);
  g_autofree char *users = g_build_filename(directory, "users", NULL);
  g_autofree char *path = g_build_filename(directory, "spice.conf", NULL);
  g_autofree char *rules = g_strdup_printf("mech_list: digest-md5\nsasldb_path: %s\n"
                                           "pwcheck_method: auxprop\nauxprop_plugin: sasldb\n",
                                           users);
  const char *const add_user[] = {
      "/usr/sbin/saslpasswd2", "-p", "-c", "-f", users, "-a", "spice", "fred", NULL};
  TestServer *server = NULL;
  Client *client = NULL;

  if (!g_file_test(add_user[0], G_FILE_TEST_IS_EXECUTABLE)) {
    g_test_skip("no saslpasswd2");
    return;
  }
  run(add_user, "secret12");
  g_assert_true(g_file_set_contents(path, rules, -1, NULL));
  g_setenv("SASL_CONF_PATH", directory, TRUE);
  server = start_server("--sasl", NULL);
  g_unsetenv("SASL_CONF_PATH");

  client = client_new(server);
  g_object_set(client->session, "username", "fred", "password", "guess", NULL);
  client_connect(client);
  g_assert_cmpint(client->last_event, ==, SPICE_CHANNEL_ERROR_AUTH);
  client_free(client);

  client = client_new(server);
  g_object_set(client->session, "username", "fred", "password", "secret12", NULL);
  connect_to(client);
  client_wait_for_pixel(client, 0, 639, 479, test_pattern(639, 479));
  client_free(client);
  test_server_stop(server);
  g_unlink(users);
  g_unlink(path);
  g_rmdir(directory);
}

/* Makes certificates; NULL when the tool is not there. (transfer full) */
static char *
make_certificates(void)
{
  g_autofree char *tool = g_find_program_in_path("certtool");
  g_autofree char *script = g_test_build_filename(G_TEST_DIST, "vnc", "real-server", NULL);
  char *directory = NULL;

  if (tool == NULL)
    return NULL;
  directory = g_dir_make_tmp("oriel-certificates-XXXXXX", NULL);
  const char *const argv[] = {script, "certificates", directory, NULL};
  run(argv, NULL);
  return directory;
}

static void
remove_certificates(void)
{
  const char *const argv[] = {"rm", "-r", certificates, NULL};

  if (certificates != NULL)
    run(argv, NULL);
  g_clear_pointer(&certificates, g_free);
}

int
main(int argc, char **argv)
{
  int status = 0;

  g_test_init(&argc, &argv, NULL);
  /* The library under the client warns of what it finds odd. */
  g_log_set_always_fatal(G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  certificates = make_certificates();
  g_test_add_func("/spice-hosts/migration", test_migration);
  g_test_add_func("/spice-hosts/switch", test_switch);
  g_test_add_func("/spice-hosts/tls", test_tls);
  g_test_add_func("/spice-hosts/sasl", test_sasl);
  status = g_test_run();
  remove_certificates();
  return status;
}
