// SPDX-License-Identifier: LGPL-2.1-or-later
/* Hosts and guests of a real libvirt daemon with real QEMU guests. */
#include "daemon.h"
#include "support.h"

#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static Daemon *libvirtd;

#define NO_GRAPHICS ""

static void
define(const char *name, const char *graphics)
{
  g_autofree char *xml = daemon_guest_xml(libvirtd, name, graphics);

  daemon_define(libvirtd, xml);
}

/* Waits for a guest to come, or to go. */
static OrielGuest *
wait_for_guest(OrielHost *host, const char *name)
{
  OrielGuest *guest = NULL;

  wait_until((guest = oriel_host_find_guest(host, name)) != NULL);
  return guest;
}

static gboolean
has_guest(OrielHost *host, const char *name)
{
  g_autoptr(OrielGuest) guest = oriel_host_find_guest(host, name);

  return guest != NULL;
}

static OrielGuest *
started(OrielHost *host, const char *name, const char *graphics)
{
  OrielGuest *guest;

  define(name, graphics);
  guest = wait_for_guest(host, name);
  perform(guest, ORIEL_GUEST_START);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_RUNNING);
  return guest;
}

static void
undefine(const char *name)
{
  virDomainPtr domain = daemon_lookup(libvirtd, name);

  if (virDomainIsActive(domain) == 1)
    g_assert_cmpint(virDomainDestroy(domain), ==, 0);
  g_assert_cmpint(virDomainUndefineFlags(domain, VIR_DOMAIN_UNDEFINE_MANAGED_SAVE), ==, 0);
  virDomainFree(domain);
}

/* What others do to guests shows here, live. */
static void
test_lifecycle(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = NULL;
  virDomainPtr domain;

  define("life2", NO_GRAPHICS);
  guest = wait_for_guest(host, "life2");
  wait_until(oriel_guest_get_memory(guest) == 16 * 1024 && oriel_guest_get_vcpus(guest) == 1);
  g_assert_cmpint(oriel_guest_get_state(guest), ==, ORIEL_GUEST_OFF);

  domain = daemon_lookup(libvirtd, "life2");
  g_assert_cmpint(virDomainCreate(domain), ==, 0);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_RUNNING && oriel_guest_get_id(guest) > 0);
  g_assert_cmpint(virDomainSuspend(domain), ==, 0);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_PAUSED);
  g_assert_cmpint(virDomainResume(domain), ==, 0);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_RUNNING);
  g_assert_cmpint(virDomainDestroy(domain), ==, 0);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_OFF);
  g_assert_cmpint(oriel_guest_get_id(guest), ==, -1);
  g_assert_cmpint(virDomainUndefine(domain), ==, 0);
  virDomainFree(domain);
  wait_until(!has_guest(host, "life2"));
}

static void
test_rename(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = NULL, other = NULL, first = NULL;
  virDomainPtr domain;

  define("name1", NO_GRAPHICS);
  define("name5", NO_GRAPHICS);
  guest = wait_for_guest(host, "name1");
  other = wait_for_guest(host, "name5");
  domain = daemon_lookup(libvirtd, "name1");
  g_assert_cmpint(virDomainRename(domain, "name10", 0), ==, 0);
  virDomainFree(domain);
  wait_until(strcmp(oriel_guest_get_name(guest), "name10") == 0);
  g_assert_false(has_guest(host, "name1"));
  first = g_list_model_get_item(oriel_host_get_guests(host), 0);
  g_assert_true(first == other);
  undefine("name10");
  undefine("name5");
  wait_until(g_list_model_get_n_items(oriel_host_get_guests(host)) == 0);
}

static void
on_renamed(GListModel *guests, guint position, guint removed, guint added, OrielHost *host)
{
  g_signal_handlers_disconnect_by_func(guests, on_renamed, host);
  oriel_host_disconnect(host);
}

/* Whoever hears that a guest has left its place in the list may leave the host: nothing comes back
 * into the list then. */
static void
test_rename_left(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = NULL;
  virDomainPtr domain;

  define("before", NO_GRAPHICS);
  guest = wait_for_guest(host, "before");
  g_signal_connect(oriel_host_get_guests(host), "items-changed", G_CALLBACK(on_renamed), host);
  domain = daemon_lookup(libvirtd, "before");
  g_assert_cmpint(virDomainRename(domain, "behind", 0), ==, 0);
  virDomainFree(domain);
  wait_until(oriel_host_get_state(host) == ORIEL_HOST_IDLE);
  g_assert_cmpuint(g_list_model_get_n_items(oriel_host_get_guests(host)), ==, 0);
  undefine("behind");
}

/* A guest that is not defined is gone when it stops, and one that is undefined as well. */
static void
test_transient(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autofree char *xml = daemon_guest_xml(libvirtd, "passing", NO_GRAPHICS);
  g_autoptr(OrielGuest) guest = NULL, undefined = NULL;
  virDomainPtr domain;

  daemon_create(libvirtd, xml);
  guest = wait_for_guest(host, "passing");
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_RUNNING);
  perform(guest, ORIEL_GUEST_FORCE_OFF);
  wait_until(!has_guest(host, "passing"));

  undefined = started(host, "undefined", NO_GRAPHICS);
  domain = daemon_lookup(libvirtd, "undefined");
  g_assert_cmpint(virDomainUndefine(domain), ==, 0);
  virDomainFree(domain);
  perform(undefined, ORIEL_GUEST_FORCE_OFF);
  wait_until(!has_guest(host, "undefined"));
}

static void
test_actions(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = started(host, "acts", NO_GRAPHICS);

  perform(guest, ORIEL_GUEST_RESET);
  perform(guest, ORIEL_GUEST_SHUTDOWN);
  g_assert_cmpint(oriel_guest_get_state(guest), ==, ORIEL_GUEST_RUNNING);
  perform(guest, ORIEL_GUEST_SAVE);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_OFF);
  perform(guest, ORIEL_GUEST_START);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_RUNNING);
  undefine("acts");
}

/* Details appear with the start, follow the guest, and hold the password. */
static void
test_details(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = NULL;
  g_autoptr(OrielGraphics) off = NULL, on = NULL;
  g_autoptr(OrielConsole) console = NULL;
  OrielTarget *target;

  define("detailed", "<graphics type='vnc' port='-1' listen='127.0.0.1' passwd='canary'/>");
  guest = wait_for_guest(host, "detailed");
  load_details(guest);
  g_assert_cmpstr(oriel_guest_get_title(guest), ==, "Echo & more");
  off = g_list_model_get_item(oriel_guest_get_graphics(guest), 0);
  g_assert_null(oriel_graphics_get_target(off));
  perform(guest, ORIEL_GUEST_START);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_RUNNING && oriel_guest_has_details(guest));
  on = g_list_model_get_item(oriel_guest_get_graphics(guest), 0);
  target = oriel_graphics_get_target(on);
  g_assert_cmpstr(oriel_target_get_protocol(target), ==, "vnc");
  g_assert_cmpstr(oriel_target_get_host(target), ==, "127.0.0.1");
  g_assert_cmpuint(oriel_target_get_port(target), >=, 5900);
  g_assert_cmpstr(oriel_graphics_get_password(on), ==, "canary");
  g_assert_cmpuint(g_list_model_get_n_items(oriel_guest_get_consoles(guest)), ==, 1);
  console = g_list_model_get_item(oriel_guest_get_consoles(guest), 0);
  g_assert_cmpstr(oriel_console_get_alias(console), ==, "serial0");
  undefine("detailed");
}

static void
test_metadata(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = NULL;
  virDomainPtr domain;

  define("titled", NO_GRAPHICS);
  guest = wait_for_guest(host, "titled");
  load_details(guest);
  domain = daemon_lookup(libvirtd, "titled");
  g_assert_cmpint(virDomainSetMetadata(domain, VIR_DOMAIN_METADATA_TITLE, "An\u202eother", NULL,
                                       NULL, VIR_DOMAIN_AFFECT_CONFIG),
                  ==, 0);
  virDomainFree(domain);
  wait_until(strcmp(oriel_guest_get_title(guest), "Echo & more") != 0);
  g_assert_cmpstr(oriel_guest_get_title(guest), ==, "An\\xe2\\x80\\xaeother");
  undefine("titled");
}

/* A connection past address and password: it greets as an RFB server. */
static void
test_open_graphics(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = started(
      host, "seen", "<graphics type='vnc' passwd='canary'><listen type='none'/></graphics>");
  g_autoptr(OrielGraphics) graphics = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  char greeting[12] = "";
  int fd;

  load_details(guest);
  graphics = g_list_model_get_item(oriel_guest_get_graphics(guest), 0);
  g_assert_null(oriel_graphics_get_target(graphics));
  oriel_guest_open_graphics_async(guest, graphics, NULL, keep_result, &result);
  wait_until(result != NULL);
  fd = oriel_guest_open_graphics_finish(guest, result, &error);
  g_assert_no_error(error);
  g_assert_cmpint(fd, >=, 0);
  g_assert_cmpint(recv(fd, greeting, sizeof greeting, MSG_WAITALL), ==, sizeof greeting);
  g_assert_cmpmem(greeting, 12, "RFB 003.008\n", 12);
  close(fd);
  undefine("seen");
}

static void
test_screenshot(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest =
      started(host, "pictured", "<graphics type='vnc'><listen type='none'/></graphics>");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) picture = NULL;
  g_autofree char *mime = NULL;

  oriel_guest_screenshot_async(guest, 0, NULL, keep_result, &result);
  wait_until(result != NULL);
  picture = oriel_guest_screenshot_finish(guest, result, &mime, &error);
  g_assert_no_error(error);
  g_assert_true(g_str_has_prefix(mime, "image/"));
  g_assert_cmpuint(g_bytes_get_size(picture), >, 100);
  undefine("pictured");
}

static void
test_refused_socket(void)
{
  g_autoptr(OrielHost) host = make_host("qemu:///session?socket=/nonexistent/libvirt-sock");
  g_autoptr(GError) error = connect_in_vain(host);

  g_assert_cmpint(oriel_host_get_state(host), ==, ORIEL_HOST_FAILED);
  g_assert_nonnull(strstr(error->message, "QEMU/KVM (session)"));
  g_assert_nonnull(strstr(error->message, "/nonexistent/libvirt-sock"));
  g_assert_nonnull(strstr(error->message, "start the libvirt daemon"));
}

static void
load_statistics(OrielHost *host, OrielGuest *guest)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_host_load_statistics_async(host, &guest, 1, NULL, keep_result, &result);
  wait_until(result != NULL);
  oriel_host_load_statistics_finish(host, result, &error);
  g_assert_no_error(error);
}

/* A guest that runs uses something; one that was stopped is known to use nothing. */
static void
test_statistics(void)
{
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = started(host, "busy", NO_GRAPHICS);

  load_statistics(host, guest);
  load_statistics(host, guest);
  g_assert_cmpfloat(oriel_guest_get_cpu_share(guest), >=, 0);
  g_assert_cmpfloat(oriel_guest_get_cpu_share(guest), <=, 1);
  /* While libvirt asks its process something else, the guest's memory is not told. */
  while (oriel_guest_get_memory_used(guest) == 0)
    load_statistics(host, guest);
  perform(guest, ORIEL_GUEST_FORCE_OFF);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_OFF);
  g_assert_cmpfloat(oriel_guest_get_cpu_share(guest), ==, -1);
  load_statistics(host, guest);
  g_assert_cmpfloat(oriel_guest_get_cpu_share(guest), ==, -1);
  undefine("busy");
}

/* The process of a guest of this daemon. */
static pid_t
find_process(const char *name)
{
  g_autofree char *guest = g_strdup_printf("guest=%s,", name);
  g_autoptr(GDir) processes = g_dir_open("/proc", 0, NULL);
  const char *entry;

  while ((entry = g_dir_read_name(processes)) != NULL) {
    g_autofree char *path = g_build_filename("/proc", entry, "cmdline", NULL);
    g_autofree char *words = NULL;
    gsize length;

    if (!g_ascii_isdigit(entry[0]) || !g_file_get_contents(path, &words, &length, NULL))
      continue;
    if (memmem(words, length, guest, strlen(guest)) != NULL &&
        memmem(words, length, libvirtd->directory, strlen(libvirtd->directory)) != NULL)
      return (pid_t)g_ascii_strtoll(entry, NULL, 10);
  }
  g_error("no process of %s in %s", name, libvirtd->directory);
}

/* Guests that run, and whose processes libvirt has to ask how much memory they have. No host of
 * ours may do that by now: it would hang instead of the next one. */
static void
run_with_balloon(const char *name)
{
  g_autofree char *plain = daemon_guest_xml(libvirtd, name, NO_GRAPHICS);
  g_autoptr(GString) xml = g_string_new(plain);
  virDomainPtr domain;

  g_assert_cmpuint(g_string_replace(xml, "model='none'", "model='virtio'", 0), ==, 1);
  daemon_define(libvirtd, xml->str);
  domain = daemon_lookup(libvirtd, name);
  g_assert_cmpint(virDomainCreate(domain), ==, 0);
  virDomainFree(domain);
}

/* A guest whose process is stuck costs the others nothing: not their list, not their details, and
 * not what they use. */
static void
test_stuck(void)
{
  g_autoptr(OrielHost) host = NULL;
  g_autoptr(OrielGuest) busy = NULL, stuck = NULL;
  pid_t process;

  run_with_balloon("stuck");
  run_with_balloon("busy");
  process = find_process("stuck");
  g_assert_cmpint(kill(process, SIGSTOP), ==, 0);

  host = connect_host(libvirtd->uri);
  busy = find_guest(host, "busy");
  stuck = find_guest(host, "stuck");
  g_assert_cmpint(oriel_guest_get_state(stuck), ==, ORIEL_GUEST_RUNNING);
  load_details(busy);
  load_details(stuck);
  do /* Asked without waiting: whoever else asks at that moment comes first. */
    load_statistics(host, busy);
  while (oriel_guest_get_memory_used(busy) == 0);

  g_assert_cmpint(kill(process, SIGCONT), ==, 0);
  load_statistics(host, stuck);
  perform(busy, ORIEL_GUEST_FORCE_OFF);
  perform(stuck, ORIEL_GUEST_FORCE_OFF);
  undefine("busy");
  undefine("stuck");
}

/* Keys need no console; a guest that is off has no keyboard. */
static void
test_keys(void)
{
  const guint keys[] = {0x1d, 0x38, 0xd3}; /* Ctrl-Alt-Del */
  g_autoptr(OrielHost) host = connect_host(libvirtd->uri);
  g_autoptr(OrielGuest) guest = started(host, "keys", NO_GRAPHICS);
  g_autoptr(GAsyncResult) result = NULL, off_result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_guest_send_keys_async(guest, keys, G_N_ELEMENTS(keys), NULL, keep_result, &result);
  wait_until(result != NULL);
  oriel_guest_send_keys_finish(guest, result, &error);
  g_assert_no_error(error);
  perform(guest, ORIEL_GUEST_FORCE_OFF);
  oriel_guest_send_keys_async(guest, keys, G_N_ELEMENTS(keys), NULL, keep_result, &off_result);
  wait_until(off_result != NULL);
  g_assert_false(oriel_guest_send_keys_finish(guest, off_result, &error));
  g_assert_nonnull(strstr(error->message, "Sending keys to “keys” failed"));
  undefine("keys");
}

int
main(int argc, char **argv)
{
  int status;

  g_test_init(&argc, &argv, NULL);
  libvirtd = daemon_start();
  if (libvirtd == NULL) {
    g_print("1..0 # SKIP no libvirtd here; install libvirt-daemon-system\n");
    return 0;
  }
  g_test_add_func("/libvirt/daemon/lifecycle", test_lifecycle);
  g_test_add_func("/libvirt/daemon/rename", test_rename);
  g_test_add_func("/libvirt/daemon/rename/left", test_rename_left);
  g_test_add_func("/libvirt/daemon/transient", test_transient);
  g_test_add_func("/libvirt/daemon/actions", test_actions);
  g_test_add_func("/libvirt/daemon/details", test_details);
  g_test_add_func("/libvirt/daemon/metadata", test_metadata);
  g_test_add_func("/libvirt/daemon/open-graphics", test_open_graphics);
  g_test_add_func("/libvirt/daemon/screenshot", test_screenshot);
  g_test_add_func("/libvirt/daemon/statistics", test_statistics);
  g_test_add_func("/libvirt/daemon/stuck", test_stuck);
  g_test_add_func("/libvirt/daemon/keys", test_keys);
  g_test_add_func("/libvirt/daemon/refused-socket", test_refused_socket);
  status = g_test_run();
  daemon_free(libvirtd);
  return status;
}
