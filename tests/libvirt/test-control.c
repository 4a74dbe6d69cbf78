// SPDX-License-Identifier: LGPL-2.1-or-later
/* Autostart, snapshots and statistics, through libvirt's test driver. */
#include "calls.h"
#include "node.h"
#include "support.h"

#include <libvirt/libvirt.h>
#include <string.h>

/* Autostart is a detail, which follows what is set. */
static void
test_autostart(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = connect_host(node.uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "vm2");

  load_details(guest);
  g_assert_false(oriel_guest_get_autostart(guest));
  for (int on = 1; on >= 0; on--) {
    g_autoptr(GAsyncResult) result = NULL;
    g_autoptr(GError) error = NULL;

    oriel_guest_set_autostart_async(guest, on, NULL, keep_result, &result);
    wait_until(result != NULL);
    oriel_guest_set_autostart_finish(guest, result, &error);
    g_assert_no_error(error);
    g_assert_cmpint(oriel_guest_get_autostart(guest), ==, on);
  }
}

static GListModel *
list_snapshots(OrielGuest *guest)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GListModel *list;

  oriel_guest_list_snapshots_async(guest, NULL, keep_result, &result);
  wait_until(result != NULL);
  list = oriel_guest_list_snapshots_finish(guest, result, &error);
  g_assert_no_error(error);
  return list;
}

static void
create_snapshot(OrielGuest *guest, const char *name, const char *description)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_guest_create_snapshot_async(guest, name, description, NULL, keep_result, &result);
  wait_until(result != NULL);
  oriel_guest_create_snapshot_finish(guest, result, &error);
  g_assert_no_error(error);
}

static void
test_snapshots(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = connect_host(node.uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "vm2");
  g_autoptr(GListModel) none = list_snapshots(guest), two = NULL, one = NULL;
  g_autoptr(OrielSnapshot) first = NULL;
  g_autoptr(GAsyncResult) revert = NULL, drop = NULL, drop_again = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpuint(g_list_model_get_n_items(none), ==, 0);
  create_snapshot(guest, "<one> & only", "before\033[31m the storm");
  perform(guest, ORIEL_GUEST_FORCE_OFF);
  create_snapshot(guest, NULL, NULL);
  two = list_snapshots(guest);
  g_assert_cmpuint(g_list_model_get_n_items(two), ==, 2);
  for (guint i = 0; i < 2 && first == NULL; i++) {
    first = g_list_model_get_item(two, i);
    if (strcmp(oriel_snapshot_get_name(first), "<one> & only") != 0)
      g_clear_object(&first);
  }
  g_assert_nonnull(first);
  g_assert_cmpstr(oriel_snapshot_get_state(first), ==, "running");
  g_assert_null(strchr(oriel_snapshot_get_description(first), '\033'));
  g_assert_cmpint(oriel_snapshot_get_time(first), >, 1600000000);
  g_assert_false(oriel_snapshot_is_current(first));

  oriel_guest_revert_snapshot_async(guest, "<one> & only", NULL, keep_result, &revert);
  wait_until(revert != NULL);
  g_assert_true(oriel_guest_revert_snapshot_finish(guest, revert, &error));
  g_assert_no_error(error);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_RUNNING);
  oriel_guest_delete_snapshot_async(guest, "<one> & only", NULL, keep_result, &drop);
  wait_until(drop != NULL);
  g_assert_true(oriel_guest_delete_snapshot_finish(guest, drop, NULL));
  one = list_snapshots(guest);
  g_assert_cmpuint(g_list_model_get_n_items(one), ==, 1);
  oriel_guest_delete_snapshot_async(guest, "<one> & only", NULL, keep_result, &drop_again);
  wait_until(drop_again != NULL);
  g_assert_false(oriel_guest_delete_snapshot_finish(guest, drop_again, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND);
}

/* However many guests: one question, and domain objects are kept for the next one. */
static void
test_statistics(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = connect_host(node.uri);
  g_autoptr(OrielGuest) vm2 = find_guest(host, "vm2"), vm10 = find_guest(host, "vm10");
  OrielGuest *guests[] = {vm2, vm10};

  calls_reset();
  for (guint i = 1; i <= 2; i++) {
    g_autoptr(GAsyncResult) result = NULL;
    g_autoptr(GError) error = NULL;

    oriel_host_load_statistics_async(host, guests, 2, NULL, keep_result, &result);
    wait_until(result != NULL);
    oriel_host_load_statistics_finish(host, result, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(calls.some_stats, ==, i);
  }
  /* This driver has no figures. */
  g_assert_cmpfloat(oriel_guest_get_cpu_share(vm2), ==, -1);
  g_assert_cmpuint(oriel_guest_get_memory_used(vm2), ==, 0);
}

static void
on_guest_changed(OrielHost *host, OrielGuest *guest, gpointer last)
{
  *(OrielGuest **)last = guest;
}

/* One handler hears of all guests. */
static void
test_guest_changed(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = connect_host(node.uri);
  g_autoptr(OrielGuest) vm2 = find_guest(host, "vm2"), vm10 = find_guest(host, "vm10");
  OrielGuest *last = NULL;

  g_signal_connect(host, "guest-changed", G_CALLBACK(on_guest_changed), &last);
  perform(vm10, ORIEL_GUEST_RESUME);
  wait_until(oriel_guest_get_state(vm10) == ORIEL_GUEST_RUNNING);
  g_assert_true(last == vm10);
  perform(vm2, ORIEL_GUEST_PAUSE);
  wait_until(oriel_guest_get_state(vm2) == ORIEL_GUEST_PAUSED);
  g_assert_true(last == vm2);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  /* So that this program is linked with libvirt, for calls.c to find. */
  g_assert_cmpint(virInitialize(), ==, 0);
  g_test_add_func("/libvirt/control/autostart", test_autostart);
  g_test_add_func("/libvirt/control/snapshots", test_snapshots);
  g_test_add_func("/libvirt/control/statistics", test_statistics);
  g_test_add_func("/libvirt/control/guest-changed", test_guest_changed);
  return g_test_run();
}
