// SPDX-License-Identifier: LGPL-2.1-or-later
/* The words that ssh is run with, and those it says. */
#include "oriel-ssh-ask.h"
#include "oriel-ssh-words.h"

static const OrielSshAddress plain = {.host = "far.example"};

static void
test_master(void)
{
  const OrielSshAddress address = {.host = "fe80::1",
                                   .user = "me",
                                   .keyfile = "/keys/id",
                                   .known_hosts = "/known",
                                   .port = 2222};
  g_auto(GStrv) words = oriel_ssh_words_master(&address, "/run/control");
  g_autofree char *line = g_strjoinv(" ", words);

  g_assert_true(g_str_has_prefix(line, "ssh -M -N -T -S /run/control "));
  g_assert_true(
      g_str_has_suffix(line, " -oUserKnownHostsFile=/known -i /keys/id -p 2222 -l me -- fe80::1"));
  g_assert_nonnull(strstr(line, " -oStrictHostKeyChecking=ask "));
}

static void
test_shell(void)
{
  g_autoptr(OrielTarget) path = oriel_target_new_unix("vnc", "/run/qemu/1.sock");
  g_autoptr(OrielTarget) port = oriel_target_new_tcp("vnc", "127.0.0.1", 5901, 0, NULL);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) by_path = oriel_ssh_words_shell(&plain, "/c", path, 0, &error);
  g_auto(GStrv) by_port = oriel_ssh_words_shell(&plain, "/c", port, 5901, &error);

  g_assert_no_error(error);
  g_assert_nonnull(strstr(by_path[g_strv_length(by_path) - 1], "UNIX-CONNECT:/run/qemu/1.sock;"));
  g_assert_nonnull(strstr(by_port[g_strv_length(by_port) - 1], "nc 127.0.0.1 5901;"));
  g_assert_cmpstr(by_path[g_strv_length(by_path) - 3], ==, "--");
  g_assert_cmpstr(by_path[g_strv_length(by_path) - 2], ==, "far.example");
}

/* Nothing of a guest's description reaches a shell but plain words. */
static void
test_shell_refused(void)
{
  static const char *const paths[] = {"/a b", "/a;id", "/$(id)", "/`id`", "/a'b", "/a\"b", "/a,b",
                                      "/a:b", "/a\\b", "/a|b",   "/a&b",  "/a>b", "/é"};

  for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
    g_autoptr(OrielTarget) target = oriel_target_new_unix("vnc", paths[i]);
    g_autoptr(GError) error = NULL;

    g_assert_null(oriel_ssh_words_shell(&plain, "/c", target, 0, &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  }
}

static void
test_explained(void)
{
  static const struct {
    const char *said;
    OrielError code;
    const char *part;
  } cases[] = {
      {"@@\n@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.\n",
       ORIEL_ERROR_INSECURE, "another than before"},
      {"Host key verification failed.\r\n", ORIEL_ERROR_INSECURE, "not trusted"},
      {"me@far.example: Permission denied (publickey).\r\n", ORIEL_ERROR_AUTH, "Permission denied"},
      {"ssh: connect to host far.example port 22: Connection refused\r\n", ORIEL_ERROR_UNREACHABLE,
       "Connection refused"},
      {"ssh: Could not resolve hostname far.example\r\n\033]0;x\007\n", ORIEL_ERROR_UNREACHABLE,
       "far.example"},
      {"Connection to far.example closed by remote host.\r\n", ORIEL_ERROR_UNREACHABLE,
       "closed by remote host"},
      {"", ORIEL_ERROR_UNREACHABLE, "without a word"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = oriel_ssh_words_explain("far.example", cases[i].said);

    g_assert_error(error, ORIEL_ERROR, (int)cases[i].code);
    g_assert_true(g_str_has_prefix(error->message, "ssh to far.example "));
    g_assert_nonnull(strstr(error->message, cases[i].part));
    g_assert_false(g_str_has_suffix(error->message, "."));
    g_assert_null(strchr(error->message, '\033'));
  }
}

static void
test_refusal(void)
{
  g_autofree char *refused = oriel_ssh_words_find_refusal(
      "channel 1: open failed: connect failed: No such file\r\n"
      "channel 2: open failed: administratively prohibited: open failed\r\n");
  g_autofree char *none = oriel_ssh_words_find_refusal("Warning: Permanently added\n");

  g_assert_cmpstr(refused, ==, "administratively prohibited: open failed");
  g_assert_null(none);
}

/* Those who answered may keep count. */
static void
test_absent(void)
{
  static const char *const met[] = {
      "me@far.example: Permission denied (publickey).\r\n",
      "kex_exchange_identification: Connection closed by remote host\n",
      "Connection to far.example closed by remote host.\r\n", ""};

  g_assert_true(oriel_ssh_words_is_absent(
      "ssh: connect to host far.example port 22: Connection refused\r\n"));
  g_assert_true(
      oriel_ssh_words_is_absent("ssh: connect to host far.example port 22: No route to host\r\n"));
  for (gsize i = 0; i < G_N_ELEMENTS(met); i++)
    g_assert_false(oriel_ssh_words_is_absent(met[i]));
}

static void
check_asked(const char *prompt, OrielSshAsks wanted, const char *what, const char *fingerprint)
{
  g_autofree char *read = NULL, *print = NULL;

  g_assert_cmpint(oriel_ssh_ask_read(prompt, &read, &print), ==, wanted);
  g_assert_cmpstr(print, ==, fingerprint);
  if (what != NULL)
    g_assert_cmpstr(read, ==, what);
}

static void
test_asked(void)
{
  check_asked("me@far.example's password: ", ORIEL_SSH_ASKS_PASSWORD, "me@far.example", NULL);
  check_asked("Enter passphrase for key '/home/me/.ssh/id': ", ORIEL_SSH_ASKS_PASSWORD,
              "key '/home/me/.ssh/id'", NULL);
  check_asked("(me@far.example) Verification code: ", ORIEL_SSH_ASKS_PASSWORD,
              "(me@far.example) Verification code", NULL);
  check_asked("", ORIEL_SSH_ASKS_PASSWORD, "", NULL);
  check_asked(
      "The authenticity of host '[::1]:22 ([::1]:22)' can't be established.\n"
      "ED25519 key fingerprint is SHA256:abc/+1.\nThis key is not known by any other names.\n"
      "Are you sure you want to continue connecting (yes/no/[fingerprint])? ",
      ORIEL_SSH_ASKS_TRUST, NULL, "SHA256:abc/+1");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/ssh/master", test_master);
  g_test_add_func("/ssh/shell", test_shell);
  g_test_add_func("/ssh/shell-refused", test_shell_refused);
  g_test_add_func("/ssh/explained", test_explained);
  g_test_add_func("/ssh/refusal", test_refusal);
  g_test_add_func("/ssh/absent", test_absent);
  g_test_add_func("/ssh/asked", test_asked);
  return g_test_run();
}
