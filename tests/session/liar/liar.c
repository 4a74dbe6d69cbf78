// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * A session process that lies to its viewer, started in place of the test-pattern backend. It comes
 * up honestly with a screen of 64 x 64, then tells the lie its URI names, test://?lie=NAME, then
 * rings the bell. `--list` prints the lies and what must come of each:
 *
 *   protocol   the viewer ends the session, for breaking the rules
 *   died       the viewer sees a process that is gone
 *   timed-out  the viewer loses patience
 *   survives   the viewer takes no harm and goes on: the bell is heard
 *   error      the viewer ends the session with any error
 *   flood      the viewer ends the session, for breaking the rules, while its program is busy: one
 *              that is not may keep up, and take no harm
 */
#include "liar.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "wire/oriel-wire.h"

static void
for_each_lie(void (*function)(const Lie *lie, const char *name), const char *name)
{
  static const Lie *const groups[] = {liar_picture_lies, liar_word_lies, liar_wire_lies,
                                      liar_clipboard_lies};

  for (gsize i = 0; i < G_N_ELEMENTS(groups); i++)
    for (const Lie *lie = groups[i]; lie->name != NULL; lie++)
      function(lie, name);
}

static void
tell_if_named(const Lie *lie, const char *name)
{
  if (g_str_equal(lie->name, name))
    lie->tell();
}

static void
print(const Lie *lie, const char *name)
{
  g_print("%s %s\n", lie->name, lie->outcome);
}

static void
come_up(void)
{
  liar_call("Connected", NULL);
  liar_scanout(0, 1, liar_make_good_memfd(), 64, 64, 256);
  g_dbus_connection_flush_sync(liar_connection, NULL, NULL);
}

/* Without GDBus's look at the types. */
static void
liar_answer(GDBusMethodInvocation *invocation, GVariant *value)
{
  g_autoptr(GDBusMessage) message =
      g_dbus_message_new_method_reply(g_dbus_method_invocation_get_message(invocation));

  g_dbus_message_set_body(message, value);
  g_dbus_connection_send_message(liar_connection, message, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL,
                                 NULL);
  g_object_unref(invocation);
}

static void
on_method_call(GDBusConnection *bus,
               const char *sender,
               const char *path,
               const char *interface,
               const char *method,
               GVariant *parameters,
               GDBusMethodInvocation *invocation,
               gpointer user_data)
{
  g_autoptr(GVariant) options = NULL;
  const char *uri = NULL, *lie = NULL;

  if (!liar_answering)
    return;
  if (g_str_equal(method, "Close"))
    exit(0);
  if (g_str_equal(method, "SendFile") && liar_on_file != NULL) {
    liar_on_file(parameters);
    return;
  }
  if (g_str_equal(method, "ReadClipboard") && liar_copied != NULL) {
    liar_answer(invocation, liar_copied);
    return;
  }
  if (!g_str_equal(method, "Open")) {
    g_dbus_method_invocation_return_value(invocation, NULL);
    return;
  }
  options = g_variant_get_child_value(parameters, 0);
  g_variant_lookup(options, "uri", "&s", &uri);
  lie = strstr(uri, "lie=") + strlen("lie=");
  if (strstr(uri, "elsewhere=") != NULL)
    liar_elsewhere = (guint16)atoi(strstr(uri, "elsewhere=") + strlen("elsewhere="));
  g_dbus_method_invocation_return_value(invocation, NULL);
  come_up();
  for_each_lie(tell_if_named, lie);
  liar_call("Bell", NULL);
}

static void
on_closed(GDBusConnection *bus, gboolean vanished, GError *error, gpointer user_data)
{
  exit(0);
}

int
main(int argc, char **argv)
{
  static const GDBusInterfaceVTable vtable = {.method_call = on_method_call};
  g_autoptr(GSocket) socket = NULL;
  g_autoptr(GSocketConnection) stream = NULL;
  g_autofree char *guid = g_dbus_generate_guid();

  if (argc == 2 && g_str_equal(argv[1], "--list")) {
    for_each_lie(print, NULL);
    return 0;
  }
  socket = g_socket_new_from_fd(dup(ORIEL_WIRE_FD), NULL);
  stream = g_socket_connection_factory_create_connection(socket);
  liar_connection = g_dbus_connection_new_sync(G_IO_STREAM(stream), guid,
                                               G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_SERVER |
                                                   G_DBUS_CONNECTION_FLAGS_DELAY_MESSAGE_PROCESSING,
                                               NULL, NULL, NULL);
  g_dbus_connection_register_object(liar_connection, ORIEL_WIRE_WORKER_PATH,
                                    (GDBusInterfaceInfo *)&org_oriel_worker1_interface, &vtable,
                                    NULL, NULL, NULL);
  g_signal_connect(liar_connection, "closed", G_CALLBACK(on_closed), NULL);
  g_dbus_connection_start_message_processing(liar_connection);
  for (;;)
    g_main_context_iteration(NULL, TRUE);
}
