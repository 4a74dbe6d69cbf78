// SPDX-License-Identifier: LGPL-2.1-or-later
#include "fake-host.h"

#include <string.h>

#define UUID_A "aaaaaaaa-1111-2222-3333-444444444444"
#define UUID_B "bbbbbbbb-1111-2222-3333-444444444444"
#define UUID_C "cccccccc-1111-2222-3333-444444444444"

static void
on_connected(GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref(result);
}

static gboolean
connect_host(OrielHost *host, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  oriel_host_connect_async(host, NULL, on_connected, &result);
  while (result == NULL)
    g_main_context_iteration(NULL, TRUE);
  return oriel_host_connect_finish(host, result, error);
}

static void
count(GObject *object, GParamSpec *pspec, gpointer user_data)
{
  ++*(guint *)user_data;
}

static void
test_connect(void)
{
  g_autoptr(OrielHost) host = fake_host_new("fake:///");
  g_autoptr(GError) error = NULL;

  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_IDLE);
  g_assert_true(connect_host(host, &error));
  g_assert_no_error(error);
  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_CONNECTED);
  oriel_host_disconnect(host);
  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_IDLE);
}

static void
test_refused(void)
{
  g_autoptr(OrielHost) host = fake_host_new("fake:///refuse");
  g_autoptr(GError) error = NULL;

  g_assert_false(connect_host(host, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_AUTH);
  g_assert_error(oriel_host_get_error(host), ORIEL_ERROR, ORIEL_ERROR_AUTH);
}

static void
test_notifies_changes_only(void)
{
  g_autoptr(OrielHost) host = fake_host_new("fake:///");
  g_autoptr(GError) error = g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "away");
  g_autoptr(GError) same = g_error_copy(error);
  guint states = 0, errors = 0, names = 0, options = 0;

  g_signal_connect(host, "notify::state", G_CALLBACK(count), &states);
  g_signal_connect(host, "notify::error", G_CALLBACK(count), &errors);
  g_signal_connect(host, "notify::name", G_CALLBACK(count), &names);
  g_signal_connect(host, "notify::reconnect", G_CALLBACK(count), &options);
  for (int i = 0; i < 3; i++)
    oriel_host_report_state(host, ORIEL_HOST_RECONNECTING, i == 1 ? same : error);
  for (int i = 0; i < 3; i++)
    oriel_host_report_name(host, "machine\n");
  oriel_host_set_reconnect(host, TRUE);
  oriel_host_set_reconnect(host, FALSE);
  g_assert_cmpuint(states, ==, 1);
  g_assert_cmpuint(errors, ==, 1);
  g_assert_cmpuint(names, ==, 1);
  g_assert_cmpuint(options, ==, 1);
  g_assert_cmpstr(oriel_host_get_name(host), ==, "machine\\x0a");
}

static void
assert_finds(OrielHost *host, const char *name, OrielGuest *expected)
{
  g_autoptr(OrielGuest) found = oriel_host_find_guest(host, name);

  g_assert_true(found == expected);
}

static void
test_find_guest(void)
{
  g_autoptr(OrielHost) host = fake_host_new("fake:///");
  g_autoptr(OrielGuest) web = fake_host_add_guest(host, FALSE, "web", UUID_A, 4);
  /* Named like the id of the first, and like the UUID of the third. */
  g_autoptr(OrielGuest) four = fake_host_add_guest(host, FALSE, "4", UUID_B, 5);
  g_autoptr(OrielGuest) liar = fake_host_add_guest(host, FALSE, UUID_A, UUID_C, -1);
  g_autoptr(OrielGuest) odd = fake_host_add_guest(host, FALSE, "\033[2J", "odd", 0);

  assert_finds(host, "web", web);
  assert_finds(host, UUID_A, web);
  assert_finds(host, "AAAAAAAA-1111-2222-3333-444444444444", web);
  assert_finds(host, "4", four);
  assert_finds(host, "5", four);
  assert_finds(host, UUID_C, liar);
  assert_finds(host, "0", odd);
  assert_finds(host, "\033[2J", odd);
  assert_finds(host, "-1", NULL);
  assert_finds(host, "+5", NULL);
  assert_finds(host, " 5", NULL);
  assert_finds(host, "05x", NULL);
  assert_finds(host, "99999999999999999999", NULL);
  assert_finds(host, "Web", NULL);
  assert_finds(host, "", NULL);
}

static void
test_guests_do_not_keep_it(void)
{
  OrielHost *host = fake_host_new("fake:///");
  g_autoptr(OrielGuest) guest = fake_host_add_guest(host, FALSE, "web", UUID_A, 4);

  g_assert_true(oriel_guest_get_host(guest) == host);
  g_assert_finalize_object(host);
  g_assert_null(oriel_guest_get_host(guest));
  g_assert_cmpstr(oriel_guest_get_name(guest), ==, "web");
}

static void
test_new_refuses(void)
{
  static const char *const uris[] = {"", "web", ":", "://", "nonsense", "\033"};

  for (gsize i = 0; i < G_N_ELEMENTS(uris); i++) {
    g_autoptr(GError) error = NULL;

    g_assert_null(oriel_host_new(uris[i], &error));
    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
    g_assert_null(strchr(error->message, '\033'));
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/host/connect", test_connect);
  g_test_add_func("/host/refused", test_refused);
  g_test_add_func("/host/notifies-changes-only", test_notifies_changes_only);
  g_test_add_func("/host/find-guest", test_find_guest);
  g_test_add_func("/host/guests-do-not-keep-it", test_guests_do_not_keep_it);
  g_test_add_func("/host/new-refuses", test_new_refuses);
  return g_test_run();
}
