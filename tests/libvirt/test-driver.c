// SPDX-License-Identifier: LGPL-2.1-or-later
/* Hosts and guests through libvirt's test driver: in process, no daemon. */
#include "calls.h"
#include "node.h"
#include "support.h"

#include <libvirt/libvirt.h>
#include <string.h>

#define N_MANY 10000

/* The names in the list, with blanks between them. */
static char *
names_of(OrielHost *host)
{
  GListModel *guests = oriel_host_get_guests(host);
  g_autoptr(GString) names = g_string_new(NULL);

  for (guint i = 0; i < g_list_model_get_n_items(guests); i++) {
    g_autoptr(OrielGuest) guest = g_list_model_get_item(guests, i);

    g_string_append_printf(names, "%s%s", i > 0 ? " " : "", oriel_guest_get_name(guest));
  }
  return g_string_free(g_steal_pointer(&names), FALSE);
}

static void
check_names(OrielHost *host, const char *expected)
{
  g_autofree char *names = names_of(host);

  g_assert_cmpstr(names, ==, expected);
}

static void
test_list(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = make_host(node.uri);
  g_autoptr(OrielGuest) vm2 = NULL, vm10 = NULL, vm1 = NULL;

  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_IDLE);
  connect_again(host);
  check_names(host, "7 Vm1 vm2 vm10");
  g_assert_null(oriel_host_get_error(host));
  g_assert_cmpstr(oriel_host_get_name(host), ==, "test");
  vm2 = find_guest(host, "vm2");
  vm10 = find_guest(host, "vm10");
  vm1 = find_guest(host, "Vm1");
  g_assert_cmpint(oriel_guest_get_state(vm2), ==, ORIEL_GUEST_RUNNING);
  g_assert_cmpint(oriel_guest_get_state(vm10), ==, ORIEL_GUEST_PAUSED);
  g_assert_cmpint(oriel_guest_get_state(vm1), ==, ORIEL_GUEST_OFF);
  g_assert_cmpint(oriel_guest_get_id(vm2), >, 0);
  g_assert_cmpint(oriel_guest_get_id(vm1), ==, -1);
  g_assert_true(oriel_guest_get_host(vm2) == host);
}

static void
test_find(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = connect_host(node.uri);
  g_autoptr(OrielGuest) vm2 = find_guest(host, "vm2");
  g_autofree char *upper = g_ascii_strup(oriel_guest_get_uuid(vm2), -1);
  g_autofree char *id = g_strdup_printf("%d", oriel_guest_get_id(vm2));
  g_autoptr(OrielGuest) by_uuid = find_guest(host, upper);
  g_autoptr(OrielGuest) by_id = find_guest(host, id);
  g_autoptr(OrielGuest) seven = find_guest(host, "7");

  g_assert_true(by_uuid == vm2);
  g_assert_true(by_id == vm2);
  g_assert_cmpstr(oriel_guest_get_name(seven), ==, "7");
  g_assert_null(oriel_host_find_guest(host, "vm"));
  g_assert_null(oriel_host_find_guest(host, "-1"));
  g_assert_null(oriel_host_find_guest(host, "1x"));
}

static void
check_details(OrielGuest *guest, const char *vnc_password)
{
  GListModel *list = oriel_guest_get_graphics(guest);
  g_autoptr(OrielGraphics) vnc = g_list_model_get_item(list, 0);
  g_autoptr(OrielGraphics) spice = g_list_model_get_item(list, 1);
  g_autofree char *uri = oriel_target_to_uri(oriel_graphics_get_target(vnc));

  g_assert_cmpuint(g_list_model_get_n_items(list), ==, 2);
  g_assert_cmpstr(oriel_guest_get_title(guest), ==, "The title");
  g_assert_cmpstr(oriel_guest_get_description(guest), ==, "A\nlong one");
  g_assert_null(oriel_guest_get_metadata(guest));
  g_assert_cmpstr(uri, ==, "vnc://10.1.2.3:5910");
  g_assert_cmpstr(oriel_graphics_get_protocol(spice), ==, "spice");
  g_assert_cmpstr(oriel_graphics_get_password(vnc), ==, vnc_password);
}

static void
test_details(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = connect_host(node.uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "vm2");

  g_assert_false(oriel_guest_has_details(guest));
  g_assert_cmpuint(g_list_model_get_n_items(oriel_guest_get_graphics(guest)), ==, 0);
  calls_reset();
  load_details(guest);
  check_details(guest, "canary");
  g_assert_cmpuint(oriel_guest_get_memory(guest), ==, 65536);
  g_assert_cmpuint(oriel_guest_get_vcpus(guest), ==, 2);
  load_details(guest);
  g_assert_cmpuint(calls.xml, ==, 1);
}

/* Without the right to change anything, there are no passwords, and no actions. */
static void
test_read_only(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = make_host(node.uri);
  g_autoptr(OrielGuest) guest = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_host_set_read_only(host, TRUE);
  connect_again(host);
  guest = find_guest(host, "vm2");
  load_details(guest);
  check_details(guest, NULL);
  oriel_guest_perform_async(guest, ORIEL_GUEST_PAUSE, NULL, keep_result, &result);
  wait_until(result != NULL);
  g_assert_false(oriel_guest_perform_finish(guest, result, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_AUTH);
  g_assert_nonnull(strstr(error->message, "vm2"));
  g_assert_nonnull(strstr(error->message, "read-only"));
}

static void
test_actions(void)
{
  static const struct {
    OrielGuestAction action;
    OrielGuestState state;
  } steps[] = {
      {ORIEL_GUEST_PAUSE, ORIEL_GUEST_PAUSED},  {ORIEL_GUEST_RESUME, ORIEL_GUEST_RUNNING},
      {ORIEL_GUEST_SHUTDOWN, ORIEL_GUEST_OFF},  {ORIEL_GUEST_START, ORIEL_GUEST_RUNNING},
      {ORIEL_GUEST_FORCE_OFF, ORIEL_GUEST_OFF}, {ORIEL_GUEST_START, ORIEL_GUEST_RUNNING},
      {ORIEL_GUEST_SAVE, ORIEL_GUEST_OFF},
  };
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = connect_host(node.uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "vm2");

  for (gsize i = 0; i < G_N_ELEMENTS(steps); i++) {
    perform(guest, steps[i].action);
    wait_until(oriel_guest_get_state(guest) == steps[i].state);
    if (steps[i].state == ORIEL_GUEST_OFF)
      g_assert_cmpint(oriel_guest_get_id(guest), ==, -1);
    else
      g_assert_cmpint(oriel_guest_get_id(guest), >, 0);
  }
}

/* An action that is not possible says which guest, and why. */
static void
test_failing_action(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = connect_host(node.uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "vm2");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_guest_perform_async(guest, ORIEL_GUEST_START, NULL, keep_result, &result);
  wait_until(result != NULL);
  g_assert_false(oriel_guest_perform_finish(guest, result, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED);
  g_assert_true(g_str_has_prefix(error->message, "Starting “vm2” failed: "));
}

static void
test_screenshot(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = connect_host(node.uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "vm2");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) picture = NULL;
  g_autofree char *mime = NULL;

  oriel_guest_screenshot_async(guest, 0, NULL, keep_result, &result);
  wait_until(result != NULL);
  picture = oriel_guest_screenshot_finish(guest, result, &mime, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(mime, ==, "image/png");
  g_assert_cmpuint(g_bytes_get_size(picture), >, 8);
  g_assert_cmpmem(g_bytes_get_data(picture, NULL), 8, "\211PNG\r\n\032\n", 8);
}

/* What the driver cannot do is told apart from what went wrong. */
static void
test_not_supported(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = connect_host(node.uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "vm2");
  g_autoptr(OrielGraphics) graphics = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  load_details(guest);
  graphics = g_list_model_get_item(oriel_guest_get_graphics(guest), 0);
  oriel_guest_open_graphics_async(guest, graphics, NULL, keep_result, &result);
  wait_until(result != NULL);
  g_assert_cmpint(oriel_guest_open_graphics_finish(guest, result, &error), ==, -1);
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
}

/* The file is the same for every connection, but each has guests of its own: events are made by a
 * connection's own actions. Two hosts at once, each with its own events. */
static void
test_two_hosts(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) first = connect_host(node.uri);
  g_autoptr(OrielHost) second = connect_host(node.uri);
  g_autoptr(OrielGuest) one = find_guest(first, "vm2");
  g_autoptr(OrielGuest) other = find_guest(second, "vm2");

  perform(one, ORIEL_GUEST_PAUSE);
  wait_until(oriel_guest_get_state(one) == ORIEL_GUEST_PAUSED);
  perform(other, ORIEL_GUEST_FORCE_OFF);
  wait_until(oriel_guest_get_state(other) == ORIEL_GUEST_OFF);
  g_assert_cmpint(oriel_guest_get_state(one), ==, ORIEL_GUEST_PAUSED);
}

static void
count_notify(GObject *object, GParamSpec *pspec, gpointer counter)
{
  (*(guint *)counter)++;
}

/* Nothing is notified but what changed. */
static void
test_notify(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = connect_host(node.uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "vm2");
  guint n_state = 0, n_id = 0, n_title = 0, n_name = 0;

  load_details(guest);
  g_signal_connect(guest, "notify::state", G_CALLBACK(count_notify), &n_state);
  g_signal_connect(guest, "notify::id", G_CALLBACK(count_notify), &n_id);
  g_signal_connect(guest, "notify::title", G_CALLBACK(count_notify), &n_title);
  g_signal_connect(guest, "notify::name", G_CALLBACK(count_notify), &n_name);
  perform(guest, ORIEL_GUEST_FORCE_OFF);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_OFF);
  /* Its ports are gone, and read again without being asked for. */
  wait_until(oriel_guest_has_details(guest));
  g_assert_cmpuint(n_state, ==, 1);
  g_assert_cmpuint(n_id, ==, 1);
  g_assert_cmpuint(n_title, ==, 0);
  g_assert_cmpuint(n_name, ==, 0);
}

/* Without graphics that listen, there is no target. */
static void
test_details_follow(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = connect_host(node.uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "vm2");
  g_autoptr(OrielGraphics) running = NULL, off = NULL;

  load_details(guest);
  running = g_list_model_get_item(oriel_guest_get_graphics(guest), 0);
  g_assert_nonnull(oriel_graphics_get_target(running));
  perform(guest, ORIEL_GUEST_FORCE_OFF);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_OFF && oriel_guest_has_details(guest));
  off = g_list_model_get_item(oriel_guest_get_graphics(guest), 0);
  g_assert_null(oriel_graphics_get_target(off));
}

static void
test_bad_file(void)
{
  g_autoptr(OrielHost) host = make_host("test:///nonexistent/node.xml");
  g_autoptr(GError) error = connect_in_vain(host);

  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_FAILED);
  g_assert_cmpstr(oriel_host_get_error(host)->message, ==, error->message);
  g_assert_true(g_str_has_prefix(error->message, "Connecting to test failed: "));
  oriel_host_disconnect(host);
  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_IDLE);
  g_assert_null(oriel_host_get_error(host));
}

static void
test_cancel_connect(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = make_host(node.uri);
  g_autoptr(GCancellable) cancellable = g_cancellable_new();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_host_connect_async(host, cancellable, keep_result, &result);
  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_CONNECTING);
  g_cancellable_cancel(cancellable);
  wait_until(result != NULL);
  g_assert_false(oriel_host_connect_finish(host, result, &error));
  g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_IDLE);
  connect_again(host);
}

/* Everybody who asks to connect is answered, and asking a connected host is no error. */
static void
test_connect_twice(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = make_host(node.uri);
  g_autoptr(GAsyncResult) first = NULL, second = NULL;

  calls_reset();
  oriel_host_connect_async(host, NULL, keep_result, &first);
  oriel_host_connect_async(host, NULL, keep_result, &second);
  wait_until(first != NULL && second != NULL);
  g_assert_true(oriel_host_connect_finish(host, first, NULL));
  g_assert_true(oriel_host_connect_finish(host, second, NULL));
  connect_again(host);
  g_assert_cmpuint(calls.open, ==, 1);
}

/* Calls under way end when the host is left; later ones fail at once. */
static void
test_disconnect(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) host = connect_host(node.uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "vm2");
  g_autoptr(GAsyncResult) under_way = NULL, later = NULL;
  g_autoptr(GError) error = NULL, later_error = NULL;

  oriel_guest_load_details_async(guest, NULL, keep_result, &under_way);
  oriel_host_disconnect(host);
  wait_until(under_way != NULL);
  g_assert_false(oriel_guest_load_details_finish(guest, under_way, &error));
  g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  oriel_guest_load_details_async(guest, NULL, keep_result, &later);
  wait_until(later != NULL);
  g_assert_false(oriel_guest_load_details_finish(guest, later, &later_error));
  g_assert_error(later_error, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE);
  oriel_host_disconnect(host);
}

/* Hosts come and go without leaving descriptors or themselves behind. */
static void
test_no_leaks(void)
{
  g_auto(Node) node = node_new_four();
  g_autoptr(OrielHost) first = connect_host(node.uri);
  guint n_fds = count_descriptors();

  for (int i = 0; i < 50; i++) {
    OrielHost *host = connect_host(node.uri);

    g_assert_finalize_object(host);
  }
  wait_for_descriptors(n_fds);
}

static Node
make_many(void)
{
  g_autoptr(GString) domains = g_string_new(NULL);

  for (int i = N_MANY; i > 0; i--) {
    g_autofree char *name = g_strdup_printf("vm%d", i);
    g_autofree char *domain = node_domain_xml(name, i % 2 == 0 ? 1 : 5, "");

    g_string_append(domains, domain);
  }
  return node_new(domains->str);
}

/* Ten thousand guests take as many calls as four: two to be listed, one more for what may take
 * long, and none for a single guest. */
static void
test_many(void)
{
  g_auto(Node) node = make_many();
  g_autoptr(OrielHost) host = make_host(node.uri);
  GListModel *guests = oriel_host_get_guests(host);

  calls_reset();
  connect_again(host);
  g_test_message("%d guests listed and sorted %.1f ms after connecting, %.1f ms of processor time",
                 N_MANY, (double)(g_get_monotonic_time() - calls.opened) / 1000,
                 (double)(calls_cpu_time() - calls.opened_cpu) / 1000);
  g_assert_cmpuint(calls.list, ==, 0);
  wait_until(g_atomic_int_get(&calls.all_stats) == 3);
  g_assert_cmpuint(calls.some_stats + calls.info + calls.xml, ==, 0);
  /* These ask nobody, but are dear in libvirt: one for each guest, and one for each that runs. */
  g_assert_cmpuint(calls.uuid, ==, N_MANY);
  g_assert_cmpuint(calls.id, ==, N_MANY / 2);
  g_assert_cmpuint(g_list_model_get_n_items(guests), ==, N_MANY);
  for (guint i = 0; i < N_MANY; i++) {
    g_autoptr(OrielGuest) guest = g_list_model_get_item(guests, i);
    g_autofree char *name = g_strdup_printf("vm%u", i + 1);

    g_assert_cmpstr(oriel_guest_get_name(guest), ==, name);
    g_assert_cmpint(oriel_guest_get_state(guest), ==,
                    i % 2 == 1 ? ORIEL_GUEST_RUNNING : ORIEL_GUEST_OFF);
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  /* So that this program is linked with libvirt, for calls.c to find. */
  g_assert_cmpint(virInitialize(), ==, 0);
  g_test_add_func("/libvirt/driver/list", test_list);
  g_test_add_func("/libvirt/driver/find", test_find);
  g_test_add_func("/libvirt/driver/details", test_details);
  g_test_add_func("/libvirt/driver/read-only", test_read_only);
  g_test_add_func("/libvirt/driver/actions", test_actions);
  g_test_add_func("/libvirt/driver/failing-action", test_failing_action);
  g_test_add_func("/libvirt/driver/screenshot", test_screenshot);
  g_test_add_func("/libvirt/driver/not-supported", test_not_supported);
  g_test_add_func("/libvirt/driver/two-hosts", test_two_hosts);
  g_test_add_func("/libvirt/driver/notify", test_notify);
  g_test_add_func("/libvirt/driver/details-follow", test_details_follow);
  g_test_add_func("/libvirt/driver/bad-file", test_bad_file);
  g_test_add_func("/libvirt/driver/cancel-connect", test_cancel_connect);
  g_test_add_func("/libvirt/driver/connect-twice", test_connect_twice);
  g_test_add_func("/libvirt/driver/disconnect", test_disconnect);
  g_test_add_func("/libvirt/driver/no-leaks", test_no_leaks);
  g_test_add_func("/libvirt/driver/many", test_many);
  return g_test_run();
}
