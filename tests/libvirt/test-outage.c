// SPDX-License-Identifier: LGPL-2.1-or-later
/* Daemons that stop, hang, die and come back. Keepalive is in a hurry: 1 s, 2 probes. */
#include "calls.h"
#include "daemon.h"
#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

static Daemon *libvirtd;

static gboolean
count_tick(gpointer counter)
{
  (*(guint *)counter)++;
  return G_SOURCE_CONTINUE;
}

static gboolean
is_connected(OrielHost *host)
{
  return oriel_host_get_state(host) == ORIEL_HOST_CONNECTED;
}

/* The loop turns all the time that a stopped daemon answers nothing; then it is known to be lost,
 * and when it goes on, the list is right again. */
static void
test_stopped(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielHost) other = connect_host("test:///default");
  g_autoptr(OrielGuest) guest = find_guest(host, "steady");
  g_autoptr(OrielGuest) elsewhere = find_guest(other, "test");
  g_autoptr(OrielGuest) again = NULL;
  guint n_ticks = 0, source = g_timeout_add(10, count_tick, &n_ticks);
  gint64 stopped, lost;

  daemon_command(libvirtd, "stop");
  stopped = g_get_monotonic_time();
  oriel_guest_load_details_async(guest, NULL, NULL, NULL);
  /* Another host is as well as ever. */
  load_details(elsewhere);
  g_assert_true(is_connected(host));
  wait_until(!is_connected(host));
  lost = g_get_monotonic_time();
  g_test_message(
      "lost after %.2f s, with a keepalive of 1 s and 2 probes; the loop turned %u times",
      (double)(lost - stopped) / 1e6, n_ticks);
  g_assert_cmpuint(n_ticks, >, 50);
  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_RECONNECTING);
  g_assert_error(oriel_host_get_error(host), ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT);
  /* What was known is still shown. */
  again = find_guest(host, "steady");
  g_assert_true(again == guest);
  daemon_command(libvirtd, "cont");
  wait_until(is_connected(host));
  g_assert_null(oriel_host_get_error(host));
  g_clear_object(&again);
  again = find_guest(host, "steady");
  g_assert_true(again == guest);
  load_details(guest);
  g_source_remove(source);
}

/* However many calls wait for a stopped daemon, the threads are few, every call is answered, and a
 * cancelled one at once. */
static void
test_many_calls(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "steady");
  g_autoptr(GCancellable) cancellable = g_cancellable_new();
  g_autoptr(GAsyncResult) cancelled = NULL;
  g_autoptr(GError) error = NULL;
  GAsyncResult *results[50] = {NULL};
  guint n_threads = count_threads();

  daemon_command(libvirtd, "stop");
  for (gsize i = 0; i < G_N_ELEMENTS(results); i++)
    oriel_guest_perform_async(guest, ORIEL_GUEST_PAUSE, NULL, keep_result, &results[i]);
  oriel_guest_screenshot_async(guest, 0, cancellable, keep_result, &cancelled);
  g_cancellable_cancel(cancellable);
  wait_until(cancelled != NULL);
  g_assert_null(oriel_guest_screenshot_finish(guest, cancelled, NULL, &error));
  g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true(is_connected(host));
  g_assert_cmpuint(count_threads(), <=, n_threads + 4);
  for (gsize i = 0; i < G_N_ELEMENTS(results); i++) {
    g_autoptr(GAsyncResult) result = NULL;
    g_autoptr(GError) lost = NULL;

    wait_until(results[i] != NULL);
    result = results[i];
    g_assert_false(oriel_guest_perform_finish(guest, result, &lost));
    g_assert_true(g_error_matches(lost, ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT) ||
                  g_error_matches(lost, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE));
  }
  g_assert_cmpuint(count_threads(), <=, n_threads + 4);
  daemon_command(libvirtd, "cont");
  wait_until(is_connected(host));
}

/* Whether @guest is in the state that the daemon says it is in. */
static gboolean
is_right(OrielGuest *guest)
{
  virDomainPtr domain = daemon_lookup(libvirtd, oriel_guest_get_name(guest));
  int state = VIR_DOMAIN_NOSTATE;

  g_assert_cmpint(virDomainGetState(domain, &state, NULL, 0), ==, 0);
  virDomainFree(domain);
  return (int)oriel_guest_get_state(guest) == state;
}

/* After a daemon died and came back, the list says what it says, whatever happened meanwhile, and
 * is live again. (Guests survive their daemon, but for those it finds half started.) */
static void
test_restarted(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "steady"), new_one = NULL;
  g_autofree char *xml = daemon_guest_xml(libvirtd, "born-meanwhile", "");

  perform(guest, ORIEL_GUEST_START);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_RUNNING);
  daemon_command(libvirtd, "kill");
  wait_until(!is_connected(host));
  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_RECONNECTING);
  g_assert_error(oriel_host_get_error(host), ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE);
  g_assert_cmpint(oriel_guest_get_state(guest), ==, ORIEL_GUEST_RUNNING);
  daemon_command(libvirtd, "start");
  daemon_connect(libvirtd);
  daemon_define(libvirtd, xml);
  wait_until(is_connected(host) && (new_one != NULL || (new_one = oriel_host_find_guest(
                                                            host, "born-meanwhile")) != NULL));
  perform(new_one, ORIEL_GUEST_START);
  wait_until(oriel_guest_get_state(new_one) == ORIEL_GUEST_RUNNING && is_right(guest));
  perform(new_one, ORIEL_GUEST_FORCE_OFF);
  wait_until(oriel_guest_get_state(new_one) == ORIEL_GUEST_OFF);
}

/* A guest that went away with the daemon is not listed when it is back. */
static void
test_gone_meanwhile(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = NULL;
  g_autofree char *xml = daemon_guest_xml(libvirtd, "gone-meanwhile", "");
  g_autofree char *path =
      g_build_filename(libvirtd->directory, "config/libvirt/qemu/gone-meanwhile.xml", NULL);

  daemon_define(libvirtd, xml);
  wait_until((guest = oriel_host_find_guest(host, "gone-meanwhile")) != NULL);
  daemon_command(libvirtd, "kill");
  wait_until(!is_connected(host));
  g_assert_cmpint(remove(path), ==, 0);
  daemon_command(libvirtd, "start");
  daemon_connect(libvirtd);
  wait_until(is_connected(host));
  g_assert_null(oriel_host_find_guest(host, "gone-meanwhile"));
}

/* A guest of that name, which runs, and whose process stands still. */
static GPid
stop_process(const char *name)
{
  g_autofree char *path =
      g_strdup_printf("%s/run/libvirt/qemu/run/%s.pid", libvirtd->directory, name);
  g_autofree char *text = NULL;
  GPid pid;

  g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
  pid = (GPid)g_ascii_strtoll(text, NULL, 10);
  g_assert_cmpint(kill(pid, SIGSTOP), ==, 0);
  return pid;
}

static gboolean
runs(const char *name)
{
  virDomainPtr domain = virDomainLookupByName(libvirtd->control, name);
  gboolean active = domain != NULL && virDomainIsActive(domain) == 1;

  if (domain != NULL)
    virDomainFree(domain);
  return active;
}

/* Has the daemon find a guest running whose process says nothing, and then no process: of that,
 * no event tells. */
static void
let_die_unheard(OrielHost *host, const char *name)
{
  g_autoptr(OrielGuest) guest = find_guest(host, name);
  GPid pid;

  daemon_command(libvirtd, "kill");
  wait_until(!is_connected(host));
  pid = stop_process(name);
  daemon_command(libvirtd, "start");
  daemon_connect(libvirtd);
  wait_until(is_connected(host));
  g_assert_cmpint(oriel_guest_get_state(guest), ==, ORIEL_GUEST_RUNNING);
  g_assert_cmpint(kill(pid, SIGKILL), ==, 0);
  while (runs(name))
    g_usleep(10000); /* nothing tells of it but asking */
}

static gboolean
is_listed(OrielHost *host, const char *name)
{
  g_autoptr(OrielGuest) guest = oriel_host_find_guest(host, name);

  return guest != NULL;
}

/* A guest that died while its daemon was away is known to be off as soon as anything is asked of
 * it, or its details are read. */
static void
test_died_meanwhile(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "steady"), fleeting = NULL;
  g_autofree char *xml = daemon_guest_xml(libvirtd, "fleeting", "");
  g_autoptr(GAsyncResult) result = NULL;

  if (oriel_guest_get_state(guest) != ORIEL_GUEST_RUNNING)
    perform(guest, ORIEL_GUEST_START);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_RUNNING);
  let_die_unheard(host, "steady");
  load_details(guest);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_OFF);

  perform(guest, ORIEL_GUEST_START);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_RUNNING);
  let_die_unheard(host, "steady");
  oriel_guest_perform_async(guest, ORIEL_GUEST_PAUSE, NULL, keep_result, &result);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_OFF);
  wait_until(result != NULL);
  g_assert_false(oriel_guest_perform_finish(guest, result, NULL));

  daemon_create(libvirtd, xml);
  wait_until((fleeting = oriel_host_find_guest(host, "fleeting")) != NULL);
  wait_until(oriel_guest_get_state(fleeting) == ORIEL_GUEST_RUNNING);
  let_die_unheard(host, "fleeting");
  oriel_guest_load_details_async(fleeting, NULL, NULL, NULL);
  wait_until(!is_listed(host, "fleeting"));
}

/* Who does not want to be connected again is told, once. */
static void
test_no_reconnect(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);

  oriel_host_set_reconnect(host, FALSE);
  daemon_command(libvirtd, "kill");
  wait_until(!is_connected(host));
  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_FAILED);
  daemon_command(libvirtd, "start");
  daemon_connect(libvirtd);
  connect_again(host);
}

/* A daemon that takes the connection and then says nothing is given up, in time; when it goes on,
 * it can be had. */
static void
test_connect_to_stopped(void)
{
  g_autoptr(OrielHost) host = make_host(libvirtd->uri);
  g_autoptr(GError) error = NULL, second = NULL;

  calls_reset();
  daemon_command(libvirtd, "stop");
  error = connect_in_vain(host);
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT);
  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_FAILED);
  /* However often one tries, only one attempt hangs. */
  second = connect_in_vain(host);
  g_assert_error(second, ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT);
  g_assert_cmpuint(calls.open, <=, 1);
  daemon_command(libvirtd, "cont");
  connect_again(host);
}

/* Leaving a host never waits for it. */
static void
test_leave_stopped(void)
{
  OrielHost *host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "steady");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  daemon_command(libvirtd, "stop");
  oriel_guest_perform_async(guest, ORIEL_GUEST_PAUSE, NULL, keep_result, &result);
  g_assert_finalize_object(host);
  wait_until(result != NULL);
  g_assert_false(oriel_guest_perform_finish(guest, result, &error));
  g_assert_error(error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  daemon_command(libvirtd, "cont");
}

/* A text console is lost together with its daemon, and says so. */
static void
test_console(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "talking");
  g_autoptr(OrielConsole) console = NULL;
  g_autoptr(GAsyncResult) opened = NULL, result = NULL;
  g_autoptr(GIOStream) stream = NULL;
  g_autoptr(GError) error = NULL;
  char byte;

  perform(guest, ORIEL_GUEST_START);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_RUNNING);
  perform(guest, ORIEL_GUEST_PAUSE);
  load_details(guest);
  console = g_list_model_get_item(oriel_guest_get_consoles(guest), 0);
  oriel_guest_open_console_async(guest, console, FALSE, NULL, keep_result, &opened);
  wait_until(opened != NULL);
  stream = oriel_guest_open_console_finish(guest, opened, &error);
  g_assert_no_error(error);
  daemon_command(libvirtd, "stop");
  g_input_stream_read_async(g_io_stream_get_input_stream(stream), &byte, 1, G_PRIORITY_DEFAULT,
                            NULL, keep_result, &result);
  wait_until(result != NULL);
  g_assert_cmpint(g_input_stream_read_finish(g_io_stream_get_input_stream(stream), result, &error),
                  ==, -1);
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE);
  daemon_command(libvirtd, "cont");
  wait_until(is_connected(host));
  perform(guest, ORIEL_GUEST_FORCE_OFF);
}

/* Outages leave nothing behind. Each time a connection aside is kept: there is one before it is
 * counted, too. */
static void
test_no_leaks(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = find_guest(host, "talking");
  guint n_fds;

  perform(guest, ORIEL_GUEST_START);
  perform(guest, ORIEL_GUEST_FORCE_OFF);
  n_fds = count_descriptors();
  for (int i = 0; i < 3; i++) {
    daemon_command(libvirtd, "kill");
    wait_until(!is_connected(host));
    daemon_command(libvirtd, "start");
    daemon_connect(libvirtd);
    wait_until(is_connected(host));
  }
  wait_for_descriptors(n_fds);
}

int
main(int argc, char **argv)
{
  g_autofree char *xml = NULL, *talking = NULL;
  int status;

  g_setenv("ORIEL_LIBVIRT_KEEPALIVE", "1,2", TRUE);
  g_test_init(&argc, &argv, NULL);
  libvirtd = daemon_start();
  if (libvirtd == NULL) {
    g_print("1..0 # SKIP no libvirtd here; install libvirt-daemon-system\n");
    return 0;
  }
  xml = daemon_guest_xml(libvirtd, "steady", "");
  daemon_define(libvirtd, xml);
  talking = daemon_guest_xml(libvirtd, "talking", "");
  daemon_define(libvirtd, talking);
  g_test_add_func("/libvirt/outage/stopped", test_stopped);
  g_test_add_func("/libvirt/outage/many-calls", test_many_calls);
  g_test_add_func("/libvirt/outage/restarted", test_restarted);
  g_test_add_func("/libvirt/outage/gone-meanwhile", test_gone_meanwhile);
  g_test_add_func("/libvirt/outage/died-meanwhile", test_died_meanwhile);
  g_test_add_func("/libvirt/outage/no-reconnect", test_no_reconnect);
  g_test_add_func("/libvirt/outage/connect-to-stopped", test_connect_to_stopped);
  g_test_add_func("/libvirt/outage/leave-stopped", test_leave_stopped);
  g_test_add_func("/libvirt/outage/console", test_console);
  g_test_add_func("/libvirt/outage/no-leaks", test_no_leaks);
  status = g_test_run();
  daemon_free(libvirtd);
  return status;
}
