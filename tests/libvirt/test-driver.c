// SPDX-License-Identifier: LGPL-2.1-or-later
/* Hosts and guests through libvirt's test driver: in process, no daemon. */
#include "support.h"

static void
test_default(void)
{
  g_autoptr(OrielHost) host = connect_host("test:///default");
  g_autoptr(OrielGuest) guest = find_guest(host, "test");

  g_assert_cmpuint(g_list_model_get_n_items(oriel_host_get_guests(host)), ==, 1);
  g_assert_cmpint(oriel_guest_get_state(guest), ==, ORIEL_GUEST_RUNNING);
  g_assert_cmpint(oriel_guest_get_id(guest), ==, 1);
  g_assert_cmpstr(oriel_guest_get_uuid(guest), ==, "6695eb01-f6a4-8304-79aa-97f2502e193f");
  g_assert_true(oriel_guest_get_host(guest) == host);
  load_details(guest);
  oriel_host_disconnect(host);
  g_assert_cmpuint(g_list_model_get_n_items(oriel_host_get_guests(host)), ==, 0);
  g_assert_finalize_object(g_steal_pointer(&host));
  g_assert_null(oriel_guest_get_host(guest));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/libvirt/driver/default", test_default);
  return g_test_run();
}
