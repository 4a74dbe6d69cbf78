// SPDX-License-Identifier: LGPL-2.1-or-later
#include "support.h"

void
keep_result(GObject *source, GAsyncResult *result, gpointer result_location)
{
  *(GAsyncResult **)result_location = g_object_ref(result);
}

OrielHost *
make_host(const char *uri)
{
  g_autoptr(GError) error = NULL;
  OrielHost *host = oriel_host_new(uri, &error);

  g_assert_no_error(error);
  g_assert_nonnull(host);
  return host;
}

void
connect_again(OrielHost *host)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_host_connect_async(host, NULL, keep_result, &result);
  wait_until(result != NULL);
  oriel_host_connect_finish(host, result, &error);
  g_assert_no_error(error);
  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_CONNECTED);
}

OrielHost *
connect_host(const char *uri)
{
  OrielHost *host = make_host(uri);

  connect_again(host);
  return host;
}

GError *
connect_in_vain(OrielHost *host)
{
  g_autoptr(GAsyncResult) result = NULL;
  GError *error = NULL;

  oriel_host_connect_async(host, NULL, keep_result, &result);
  wait_until(result != NULL);
  g_assert_false(oriel_host_connect_finish(host, result, &error));
  g_assert_nonnull(error);
  return error;
}

OrielGuest *
find_guest(OrielHost *host, const char *name)
{
  OrielGuest *guest = oriel_host_find_guest(host, name);

  g_assert_nonnull(guest);
  return guest;
}

void
load_details(OrielGuest *guest)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_guest_load_details_async(guest, NULL, keep_result, &result);
  wait_until(result != NULL);
  oriel_guest_load_details_finish(guest, result, &error);
  g_assert_no_error(error);
  g_assert_true(oriel_guest_has_details(guest));
}

void
perform(OrielGuest *guest, OrielGuestAction action)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_guest_perform_async(guest, action, NULL, keep_result, &result);
  wait_until(result != NULL);
  oriel_guest_perform_finish(guest, result, &error);
  g_assert_no_error(error);
}

static guint
count_entries(const char *path)
{
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name(dir) != NULL)
    n++;
  return n;
}

guint
count_descriptors(void)
{
  return count_entries("/proc/self/fd");
}

guint
count_threads(void)
{
  return count_entries("/proc/self/task");
}

static gboolean
wake(gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

void
wait_for_descriptors(guint n_fds)
{
  guint source = g_timeout_add(10, wake, NULL);

  wait_until(count_descriptors() <= n_fds);
  g_source_remove(source);
}
