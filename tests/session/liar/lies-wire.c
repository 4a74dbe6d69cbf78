// SPDX-License-Identifier: LGPL-2.1-or-later
/* Lies about D-Bus, floods, silence, and the end. */
#include "liar.h"

#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "wire/oriel-inputs.h"
#include "wire/oriel-wire.h"

gboolean liar_answering = TRUE;

static void
unknown_method(void)
{
  liar_call("Format", g_variant_new("(s)", "/dev/sda"));
}

static void
wrong_types(void)
{
  liar_call("Disable", g_variant_new("(s)", "no display"));
  liar_call("Scanout", g_variant_new("(as)", NULL));
}

static void
unasked_reply(void)
{
  g_autoptr(GDBusMessage) message = g_dbus_message_new();

  g_dbus_message_set_message_type(message, G_DBUS_MESSAGE_TYPE_METHOD_RETURN);
  g_dbus_message_set_reply_serial(message, 424242);
  g_dbus_connection_send_message(liar_connection, message, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL,
                                 NULL);
}

static void
unknown_signal(void)
{
  g_dbus_connection_emit_signal(liar_connection, NULL, "/x", "x.y", "Z", NULL, NULL);
}

static void
garbage(void)
{
  g_autofree char *bytes = g_strnfill(65536, '\xa5');
  liar_write_raw(bytes, 65536);
}

/* The header of a message of 128 MiB, which is as long as D-Bus allows. */
static void
long_message(void)
{
  const guint8 header[16] = {'l', 1, 0, 1, 0, 0, 0, 8, 1, 0, 0, 0, 0, 0, 0, 0};
  liar_write_raw(header, sizeof header);
}

static void
half_message(void)
{
  gsize size = 0;
  g_autofree guchar *blob = liar_make_blob("Name", g_variant_new("(s)", "half"), &size);

  liar_write_raw(blob, size / 2);
  exit(0);
}

static void
many_fds(void)
{
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new();

  for (int i = 0; i < 200; i++)
    g_unix_fd_list_append(fds, STDERR_FILENO, NULL);
  liar_call_with_fds("Bell", NULL, fds);
}

static void
unwanted_fds(void)
{
  for (int i = 0; i < 100; i++) {
    g_autoptr(GUnixFDList) fds = g_unix_fd_list_new();
    g_unix_fd_list_append(fds, STDERR_FILENO, NULL);
    liar_call_with_fds("Leds", g_variant_new("(u)", 0), fds);
  }
}

/* Floods: nothing is waited for. Those without an end leave no doubt which side tires first. */

#define BURST 256

static void
flood_bells(void)
{
  for (;;) {
    for (int i = 0; i < BURST; i++)
      liar_call("Bell", NULL);
    g_dbus_connection_flush_sync(liar_connection, NULL, NULL);
  }
}

static void
flood_updates(void)
{
  for (int i = 0; i < 200000; i++)
    liar_update(0, 1, 0, 0, 64, 64);
}

static void
flood_scanouts(void)
{
  for (guint i = 0;; i++) {
    liar_scanout(0, i, liar_make_good_memfd(), 64, 64, 256);
    if (i % BURST == 0)
      g_dbus_connection_flush_sync(liar_connection, NULL, NULL);
  }
}

/* Just within the bounds. */
static void
flood_names(void)
{
  g_autofree char *name = g_strnfill(1 << 20, 'n');

  for (int i = 0; i < ORIEL_WIRE_MAX_CALL_BYTES / (1 << 20) - 1; i++)
    liar_call("Name", g_variant_new("(s)", name));
}

static void
flood_sound(void)
{
  g_autofree guint8 *samples = g_malloc0(1 << 20);

  liar_call("AudioStart", g_variant_new("(uu)", 48000, 2));
  for (int i = 0; i < 300; i++)
    liar_call("AudioData", g_variant_new("(@ay)", g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE,
                                                                            samples, 1 << 20, 1)));
}

/* Silence and the end. */

static void
never_answer(void)
{
  liar_answering = FALSE;
}

/* Of input, of which there was none. */
static void
answer_unasked(void)
{
  const guint32 heard = 1;

  send(ORIEL_WIRE_INPUTS_FD, &heard, sizeof heard, MSG_NOSIGNAL);
}

static void
answer_torn(void)
{
  send(ORIEL_WIRE_INPUTS_FD, "abc", 3, MSG_NOSIGNAL);
}

static void
hang_up(void)
{
  shutdown(ORIEL_WIRE_FD, SHUT_RDWR);
  for (;;)
    pause();
}

static void
leave(void)
{
  exit(0);
}

/* A child that keeps the wire open when the process itself is gone, as long as the viewer does. */
static void
leave_child(void)
{
  struct pollfd wire = {.fd = ORIEL_WIRE_FD};

  if (fork() != 0)
    exit(0);
  for (int fd = 0; fd < ORIEL_WIRE_FD; fd++)
    close(fd); /* a test runner waits for the last writer of its pipes */
  while (poll(&wire, 1, -1) < 0)
    continue;
  _exit(0);
}

const Lie liar_wire_lies[] = {
    {"unknown-method", "survives", unknown_method},
    {"wrong-types", "survives", wrong_types},
    {"unasked-reply", "survives", unasked_reply},
    {"unknown-signal", "protocol", unknown_signal},
    {"garbage", "protocol", garbage},
    {"long-message", "protocol", long_message},
    {"half-message", "error", half_message},
    {"many-fds", "error", many_fds},
    {"unwanted-fds", "survives", unwanted_fds},
    {"flood-bells", "flood", flood_bells},
    {"flood-updates", "protocol", flood_updates},
    {"flood-scanouts", "flood", flood_scanouts},
    {"flood-names", "survives", flood_names},
    {"flood-sound", "protocol", flood_sound},
    {"never-answer", "timed-out", never_answer},
    {"answer-unasked", "protocol", answer_unasked},
    {"answer-torn", "protocol", answer_torn},
    {"hang-up", "died", hang_up},
    {"leave", "died", leave},
    {"leave-child", "died", leave_child},
    {NULL},
};
