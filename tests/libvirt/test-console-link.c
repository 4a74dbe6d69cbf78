// SPDX-License-Identifier: LGPL-2.1-or-later
/* A text console that is kept open, through everything that happens to a guest and its daemon. */
#include "shared/console-link.h"

#include "calls.h"
#include "daemon.h"
#include "support.h"

#include <string.h>

static Daemon *libvirtd;
static OrielHost *host;

typedef struct {
  ConsoleLink *link;
  GString *said;
} Fixture;

static void
on_received(const char *bytes, gsize length, gpointer user_data)
{
  g_string_append_len(((Fixture *)user_data)->said, bytes, (gssize)length);
}

static void
on_changed(gpointer user_data)
{
}

static const ConsoleLinkHooks hooks = {on_received, on_changed};

static void
open_link(Fixture *self, OrielGuest *guest, const char *alias, gboolean take_over)
{
  self->said = g_string_new(NULL);
  self->link = console_link_new_for_guest(guest, alias, take_over, &hooks, self);
}

static void
close_link(Fixture *self)
{
  g_clear_pointer(&self->link, console_link_free);
  g_string_free(self->said, TRUE);
}

static void
wait_state(Fixture *self, ConsoleLinkState state)
{
  wait_until(console_link_get_state(self->link) == state);
}

static gboolean
send_one(gpointer link)
{
  console_link_send(link, "~", 1);
  return G_SOURCE_CONTINUE;
}

/* Nothing tells that the guest has booted but its first answer. */
static void
wait_answer(Fixture *self)
{
  guint source = g_timeout_add(50, send_one, self->link);

  g_string_truncate(self->said, 0);
  wait_until(strchr(self->said->str, '~') != NULL);
  g_source_remove(source);
}

static void
check_echo(Fixture *self, const char *text)
{
  wait_state(self, CONSOLE_LINK_OPEN);
  wait_answer(self);
  g_string_truncate(self->said, 0);
  g_assert_true(console_link_send(self->link, text, strlen(text)));
  wait_until(strstr(self->said->str, text) != NULL);
}

static OrielGuest *
start(const char *name)
{
  OrielGuest *guest = find_guest(host, name);

  if (oriel_guest_get_state(guest) == ORIEL_GUEST_OFF)
    perform(guest, ORIEL_GUEST_START);
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_RUNNING);
  return guest;
}

/* Opened while the guest is off, it waits, opens, and does so again and again. */
static void
test_waits(void)
{
  g_autoptr(OrielGuest) guest = find_guest(host, "echo");
  Fixture fixture = {0};

  open_link(&fixture, guest, NULL, FALSE);
  g_assert_cmpint(console_link_get_state(fixture.link), ==, CONSOLE_LINK_WAITING);
  g_assert_nonnull(strstr(console_link_get_error(fixture.link)->message, "off"));
  g_assert_false(console_link_send(fixture.link, "x", 1));
  for (int i = 0; i < 2; i++) {
    perform(guest, ORIEL_GUEST_START);
    check_echo(&fixture, "hello");
    g_assert_cmpstr(console_link_get_alias(fixture.link), ==, "serial0");
    perform(guest, ORIEL_GUEST_FORCE_OFF);
    wait_state(&fixture, CONSOLE_LINK_WAITING);
  }
  close_link(&fixture);
}

/* A reset is not an end. */
static void
test_reset(void)
{
  g_autoptr(OrielGuest) guest = start("echo");
  Fixture fixture = {0};

  open_link(&fixture, guest, "serial0", FALSE);
  check_echo(&fixture, "before");
  perform(guest, ORIEL_GUEST_RESET);
  check_echo(&fixture, "after");
  close_link(&fixture);
}

static void
test_take_over(void)
{
  g_autoptr(OrielGuest) guest = start("echo");
  Fixture first = {0}, second = {0};

  open_link(&first, guest, NULL, FALSE);
  check_echo(&first, "mine");
  open_link(&second, guest, NULL, FALSE);
  wait_state(&second, CONSOLE_LINK_BUSY);
  g_assert_error(console_link_get_error(second.link), ORIEL_ERROR, ORIEL_ERROR_BUSY);
  console_link_open(second.link, TRUE);
  check_echo(&second, "no, mine");
  wait_state(&first, CONSOLE_LINK_LOST);
  g_assert_nonnull(console_link_get_error(first.link));
  console_link_open(first.link, FALSE);
  wait_state(&first, CONSOLE_LINK_BUSY);
  close_link(&second);
  close_link(&first);
}

static void
test_not_found(void)
{
  g_autoptr(OrielGuest) guest = start("echo");
  Fixture fixture = {0};

  open_link(&fixture, guest, "serial7", FALSE);
  wait_state(&fixture, CONSOLE_LINK_LOST);
  g_assert_error(console_link_get_error(fixture.link), ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND);
  g_assert_nonnull(strstr(console_link_get_error(fixture.link)->message, "serial0"));
  close_link(&fixture);
}

/* The daemon is gone and comes back, with the guest that it had. */
static void
test_daemon_returns(void)
{
  g_autoptr(OrielGuest) guest = start("echo");
  Fixture fixture = {0};

  open_link(&fixture, guest, NULL, TRUE);
  check_echo(&fixture, "before");
  daemon_command(libvirtd, "kill");
  wait_state(&fixture, CONSOLE_LINK_WAITING);
  daemon_command(libvirtd, "start");
  daemon_connect(libvirtd);
  check_echo(&fixture, "after");
  close_link(&fixture);
}

/* A guest that is not persistent is another object when it starts again. */
static void
test_transient(void)
{
  g_autofree char *xml = daemon_guest_xml(libvirtd, "passing", "");
  g_autofree char *uuid = NULL, *same = NULL;
  OrielGuest *guest;
  Fixture fixture = {0};

  uuid = g_strdup("<uuid>6f2a9c1e-8c1b-4e51-9d0a-0f3f5f1f7a10</uuid></domain>");
  *strstr(xml, "</domain>") = '\0';
  same = g_strconcat(xml, uuid, NULL);
  daemon_create(libvirtd, same);
  wait_until(oriel_host_find_guest(host, "passing") != NULL);
  guest = find_guest(host, "passing");
  wait_until(oriel_guest_get_state(guest) == ORIEL_GUEST_RUNNING);
  open_link(&fixture, guest, NULL, FALSE);
  check_echo(&fixture, "before");
  perform(guest, ORIEL_GUEST_FORCE_OFF);
  wait_until(oriel_host_find_guest(host, "passing") == NULL);
  wait_state(&fixture, CONSOLE_LINK_WAITING);
  daemon_create(libvirtd, same);
  check_echo(&fixture, "after");
  g_object_unref(guest);
  close_link(&fixture);
}

/* Freed at any step it leaves nothing behind. */
static void
test_given_up(void)
{
  g_autoptr(OrielGuest) guest = start("echo");
  Fixture fixture = {0};

  open_link(&fixture, guest, NULL, FALSE);
  close_link(&fixture);
  open_link(&fixture, guest, NULL, TRUE);
  check_echo(&fixture, "still there");
  close_link(&fixture);
}

int
main(int argc, char **argv)
{
  g_autofree char *xml = NULL;
  int status;

  g_test_init(&argc, &argv, NULL);
  libvirtd = daemon_start();
  if (libvirtd == NULL) {
    g_print("1..0 # SKIP no libvirtd here; install libvirt-daemon-system\n");
    return 0;
  }
  xml = daemon_guest_xml(libvirtd, "echo", "");
  daemon_define(libvirtd, xml);
  host = connect_host(libvirtd->uri);
  oriel_host_set_reconnect(host, TRUE);
  g_test_add_func("/libvirt/console-link/waits", test_waits);
  g_test_add_func("/libvirt/console-link/reset", test_reset);
  g_test_add_func("/libvirt/console-link/take-over", test_take_over);
  g_test_add_func("/libvirt/console-link/not-found", test_not_found);
  g_test_add_func("/libvirt/console-link/transient", test_transient);
  g_test_add_func("/libvirt/console-link/given-up", test_given_up);
  g_test_add_func("/libvirt/console-link/daemon-returns", test_daemon_returns);
  status = g_test_run();
  oriel_host_disconnect(host);
  g_assert_finalize_object(host);
  daemon_free(libvirtd);
  return status;
}
