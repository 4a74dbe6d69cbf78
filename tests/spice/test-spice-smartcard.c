// SPDX-License-Identifier: LGPL-2.1-or-later
/* A smartcard made up of certificates, as the guest's reader sees it. */
#include "guest.h"

#include <string.h>

#include <glib/gstdio.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include "test-text.h"

/* Commands of ISO 7816-4, and what they are answered. */
#define SELECT_FIRST_KEY                                                                           \
  "00a4040007a0000000790100" /* the CAC applet of the first certificate                            \
                              */
#define SELECTED "610d"
#define VERIFY_PIN "0020000008" PIN
#define PIN "31323334ffffffff" /* of a database without a password, any */
#define DONE "9000"
#define NO_KEY "6900"  /* is selected */
#define BLOCK_SIZE 128 /* bytes, half of what the key takes */
#define SIGN_BEGIN "8042800080"
#define SIGN_END "8042000080"
#define MORE "6100" /* 256 bytes are there */
#define GET_RESPONSE "00c0000000"

static const char *const with_reader[] = {"--smartcard", NULL};

static char *database; /* (owned) a folder with certificates one, two and three */

static void
run(const char *const *argv)
{
  g_autoptr(GError) error = NULL;
  int status = 0;

  g_assert_true(
      g_spawn_sync(NULL, (char **)argv, NULL,
                   G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                   NULL, NULL, NULL, NULL, &status, &error));
  g_assert_no_error(error);
  g_assert_cmpint(status, ==, 0);
}

static void
make_database(void)
{
  static const char *const names[] = {"one", "two", "three"};
  g_autofree char *noise = NULL;

  database = g_dir_make_tmp("oriel-smartcard-XXXXXX", NULL);
  noise = g_build_filename(database, "noise", NULL);
  g_assert_true(g_file_set_contents(noise, "what keys are made from does not matter", -1, NULL));
  run((const char *const[]){"certutil", "-N", "-d", database, "--empty-password", NULL});
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *subject = g_strdup_printf("CN=%s", names[i]);
    g_autofree char *serial = g_strdup_printf("%u", i + 1);
    run((const char *const[]){"certutil", "-S", "-d", database, "-n", names[i], "-s", subject, "-x",
                              "-t", ",,", "-m", serial, "-z", noise, "-g", "2048", NULL});
  }
}

static void
remove_database(void)
{
  static const char *const names[] = {"noise", "cert9.db", "key4.db", "pkcs11.txt"};

  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *path = g_build_filename(database, names[i], NULL);
    g_unlink(path);
  }
  g_assert_cmpint(g_rmdir(database), ==, 0);
  g_free(database);
}

static void
set_card(Guest *guest, const char *certificates)
{
  oriel_session_set_smartcard_database(guest->viewer->session, database);
  oriel_session_set_smartcard_certificates(guest->viewer->session, certificates);
}

static gboolean
is_inserted(gpointer session)
{
  return oriel_session_get_smartcard(session) == ORIEL_SMARTCARD_INSERTED;
}

static gboolean
is_removed(gpointer session)
{
  return oriel_session_get_smartcard(session) == ORIEL_SMARTCARD_REMOVED;
}

/* The guest says @command, and gets the answer: (transfer full) */
static char *
say(Guest *guest, const char *command)
{
  g_autofree char *line = NULL;

  test_server_tell(guest->server, "smartcard %s", command);
  line = test_server_skip_to(guest->server, "smartcard answers ");
  return g_strdup(line + strlen("smartcard answers "));
}

static void
expect(Guest *guest, const char *command, const char *answer)
{
  g_autofree char *found = say(guest, command);

  g_assert_cmpstr(found, ==, answer);
}

/* A block of @digit, of which the key signs two. The guest may hear twice of a card that is there
 * at first, which has forgotten then what was said to it. (transfer full) */
static char *
sign(Guest *guest, char digit)
{
  g_autofree char *block = g_strnfill((gsize)2 * BLOCK_SIZE, digit);
  g_autofree char *first = g_strconcat(SIGN_BEGIN, "00", block + 2, NULL);
  g_autofree char *last = g_strconcat(SIGN_END, block, NULL);

  for (guint i = 0;; i++) {
    g_autofree char *answer = NULL;

    expect(guest, SELECT_FIRST_KEY, SELECTED);
    expect(guest, VERIFY_PIN, DONE);
    answer = say(guest, first);
    if (g_str_equal(answer, DONE))
      break;
    g_assert_cmpstr(answer, ==, NO_KEY);
    g_assert_cmpuint(i, ==, 0);
  }
  expect(guest, last, MORE);
  return say(guest, GET_RESPONSE);
}

/* Where the certificate of the first key is, as DER. (transfer full) */
static char *
export_certificate(void)
{
  char *path = g_build_filename(database, "one.der", NULL);

  run((const char *const[]){"certutil", "-L", "-d", database, "-n", "one", "-r", "-o", path, NULL});
  return path;
}

/* What the first key has signed without any padding, as its certificate says. (transfer full) */
static char *
recover(const char *signature)
{
  g_autofree char *path = export_certificate(), *der = NULL;
  guint8 bytes[2 * BLOCK_SIZE], found[2 * BLOCK_SIZE];
  GString *text = g_string_new(NULL);
  const unsigned char *at;
  size_t size = sizeof found;
  EVP_PKEY_CTX *context;
  EVP_PKEY *key;
  X509 *certificate;
  gsize length;

  g_assert_true(g_file_get_contents(path, &der, &length, NULL));
  g_unlink(path);
  at = (const unsigned char *)der;
  certificate = d2i_X509(NULL, &at, (long)length);
  g_assert_nonnull(certificate);
  key = X509_get_pubkey(certificate);
  context = EVP_PKEY_CTX_new(key, NULL);
  for (gsize i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8)(g_ascii_xdigit_value(signature[2 * i]) << 4 |
                        g_ascii_xdigit_value(signature[2 * i + 1]));
  g_assert_cmpint(EVP_PKEY_verify_recover_init(context), ==, 1);
  g_assert_cmpint(EVP_PKEY_CTX_set_rsa_padding(context, RSA_NO_PADDING), ==, 1);
  g_assert_cmpint(EVP_PKEY_verify_recover(context, found, &size, bytes, sizeof bytes), ==, 1);
  for (gsize i = 0; i < size; i++)
    g_string_append_printf(text, "%02x", found[i]);
  EVP_PKEY_CTX_free(context);
  EVP_PKEY_free(key);
  X509_free(certificate);
  return g_string_free(text, FALSE);
}

/* It is in the reader, and its key, which is in the database, works. */
static void
test_sign(void)
{
  g_autoptr(Guest) guest = guest_new(with_reader);
  g_autofree char *atr = NULL, *signature = NULL, *block = NULL, *recovered = NULL;

  set_card(guest, "one,two,three");
  test_viewer_connect_and_see(guest->viewer);
  atr = test_server_skip_to(guest->server, "smartcard inserted ");
  g_assert_true(g_str_has_prefix(atr, "smartcard inserted 3b"));
  test_assert_wait(is_inserted, guest->viewer->session);
  signature = sign(guest, '1');
  g_assert_cmpuint(strlen(signature), ==, 4 * BLOCK_SIZE + strlen(DONE));
  g_assert_true(g_str_has_suffix(signature, DONE));
  block = g_strnfill((gsize)4 * BLOCK_SIZE - 2, '1');
  recovered = recover(signature);
  g_assert_cmpstr(recovered + 2, ==, block);
  g_assert_true(g_str_has_prefix(recovered, "00"));
}

static void
test_move(void)
{
  g_autoptr(Guest) guest = guest_new(with_reader);
  g_autofree char *line = NULL;
  OrielSession *session = guest->viewer->session;

  set_card(guest, "one,two,three");
  test_viewer_connect_and_see(guest->viewer);
  test_assert_wait(is_inserted, session);
  g_assert_true(oriel_session_move_smartcard(session, FALSE, NULL));
  test_assert_wait(is_removed, session);
  guest_expect(guest, "smartcard removed");
  g_assert_true(oriel_session_move_smartcard(session, TRUE, NULL));
  test_assert_wait(is_inserted, session);
  line = test_server_skip_to(guest->server, "smartcard inserted ");
  oriel_session_disconnect(session);
  test_viewer_wait_for_state(guest->viewer, ORIEL_SESSION_CLOSED);
  g_assert_cmpint(oriel_session_get_smartcard(session), ==, ORIEL_SMARTCARD_NONE);
}

/* Why it cannot be moved, in these words. */
static void
assert_refused(Guest *guest, const char *words)
{
  g_autoptr(GError) error = NULL;

  g_assert_false(oriel_session_move_smartcard(guest->viewer->session, TRUE, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  test_assert_clear_error(error);
  g_assert_nonnull(strstr(error->message, words));
}

static void
test_no_reader(void)
{
  g_autoptr(Guest) guest = guest_new(NULL);

  set_card(guest, "one,two,three");
  test_viewer_connect_and_see(guest->viewer);
  assert_refused(guest, "the guest has no reader");
}

static void
test_no_card(void)
{
  g_autoptr(Guest) guest = guest_new(with_reader);

  test_viewer_connect_and_see(guest->viewer);
  g_assert_cmpint(oriel_session_get_smartcard(guest->viewer->session), ==, ORIEL_SMARTCARD_NONE);
  assert_refused(guest, "there is no smartcard");
}

/* Nothing of the user reaches a guest that is only looked at. */
static void
test_view_only(void)
{
  g_autoptr(Guest) guest = guest_new(with_reader);

  set_card(guest, "one,two,three");
  oriel_session_set_view_only(guest->viewer->session, TRUE);
  test_viewer_connect_and_see(guest->viewer);
  g_assert_cmpint(oriel_session_get_smartcard(guest->viewer->session), ==, ORIEL_SMARTCARD_NONE);
  assert_refused(guest, "view-only");
}

static void
assert_not_made(const char *certificates, const char *words)
{
  g_autoptr(Guest) guest = guest_new(with_reader);
  const GError *error;

  set_card(guest, certificates);
  g_assert_false(test_viewer_connect(guest->viewer));
  error = oriel_session_get_error(guest->viewer->session);
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  test_assert_clear_error(error);
  g_assert_nonnull(strstr(error->message, words));
}

static void
test_not_made(void)
{
  assert_not_made("four,five,six", "does not have these certificates");
  assert_not_made("one,two", "three certificates");
  assert_not_made("one,,three", "three certificates");
  assert_not_made("one,two,th)ree", "no parentheses");
}

int
main(int argc, char **argv)
{
  int status;

  g_test_init(&argc, &argv, NULL);
  make_database();
  g_test_add_func("/spice/smartcard/sign", test_sign);
  g_test_add_func("/spice/smartcard/move", test_move);
  g_test_add_func("/spice/smartcard/no-reader", test_no_reader);
  g_test_add_func("/spice/smartcard/no-card", test_no_card);
  g_test_add_func("/spice/smartcard/view-only", test_view_only);
  g_test_add_func("/spice/smartcard/not-made", test_not_made);
  status = g_test_run();
  remove_database();
  return status;
}
