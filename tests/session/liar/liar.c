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
 *   either     it goes on or ends the session with an error
 */
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

#include "wire/oriel-wire.h"

static GDBusConnection *connection;
static gboolean answering = TRUE;

/* Speaking */

static void
call_with_fds(const char *method, GVariant *parameters, GUnixFDList *fds)
{
  g_dbus_connection_call_with_unix_fd_list(connection, NULL, ORIEL_WIRE_VIEWER_PATH,
                                           ORIEL_WIRE_VIEWER_INTERFACE, method, parameters, NULL,
                                           G_DBUS_CALL_FLAGS_NONE, G_MAXINT, fds, NULL, NULL, NULL);
}

static void
call(const char *method, GVariant *parameters)
{
  call_with_fds(method, parameters, NULL);
}

/* Past GDBus, which would not say such things. */
static void
write_raw(gconstpointer bytes, gsize size)
{
  g_dbus_connection_flush_sync(connection, NULL, NULL);
  for (gsize done = 0; done < size;) {
    gssize sent = send(ORIEL_WIRE_FD, (const char *)bytes + done, size - done, MSG_NOSIGNAL);
    if (sent < 0 && errno != EAGAIN)
      return;
    done += sent > 0 ? (gsize)sent : 0;
  }
}

/* The bytes of a call. (transfer full) */
static guchar *
make_blob(const char *method, GVariant *parameters, gsize *size)
{
  g_autoptr(GDBusMessage) message = g_dbus_message_new_method_call(
      NULL, ORIEL_WIRE_VIEWER_PATH, ORIEL_WIRE_VIEWER_INTERFACE, method);

  g_dbus_message_set_serial(message, 1000000);
  g_dbus_message_set_body(message, parameters);
  return g_dbus_message_to_blob(message, size, G_DBUS_CAPABILITY_FLAGS_NONE, NULL);
}

/* Memory files */

static int
make_memfd(gsize size, int seals)
{
  int fd = memfd_create("liar", MFD_CLOEXEC | MFD_ALLOW_SEALING);

  if (ftruncate(fd, (off_t)size) != 0 || (seals != 0 && fcntl(fd, F_ADD_SEALS, seals) != 0))
    abort();
  return fd;
}

static int
good_memfd(void)
{
  return make_memfd(64 * 64 * 4, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
}

/* @fd: (transfer full) */
static void
scanout_fd(guint display, guint generation, int fd, int width, int height, int stride)
{
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new_from_array(&fd, 1);

  call_with_fds("Scanout", g_variant_new("(uuhiii)", display, generation, 0, width, height, stride),
                fds);
}

static void
scanout_size(int width, int height, int stride)
{
  scanout_fd(0, 2, good_memfd(), width, height, stride);
}

static void
update(guint display, guint generation, int x, int y, int width, int height)
{
  g_auto(GVariantBuilder) rects = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a(iiii)"));

  g_variant_builder_add(&rects, "(iiii)", x, y, width, height);
  call("Update", g_variant_new("(uua(iiii))", display, generation, &rects));
}

static void
cursor(guint display, int width, int height, int hot_x, int hot_y, gsize size)
{
  g_autofree guint8 *pixels = g_malloc0(size + 1);

  call("CursorDefine",
       g_variant_new("(uiiii@ay)", display, width, height, hot_x, hot_y,
                     g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, pixels, size, 1)));
}

/* Lies about pictures */

static void
scanout_zero(void)
{
  scanout_size(0, 0, 0);
}

static void
scanout_negative(void)
{
  scanout_size(-64, 64, 256);
}

static void
scanout_huge(void)
{
  scanout_size(1 << 30, 1 << 30, 4);
}

static void
scanout_overflow(void)
{
  scanout_size(16384, 16384, 65536);
}

static void
scanout_stride(void)
{
  scanout_size(64, 64, 16);
}

static void
scanout_negative_stride(void)
{
  scanout_size(64, 64, -256);
}

static void
scanout_odd_stride(void)
{
  scanout_size(60, 60, 257);
}

static void
scanout_huge_stride(void)
{
  scanout_size(64, 64, G_MAXINT);
}

static void
scanout_small_file(void)
{
  scanout_fd(0, 2, make_memfd(64 * 64 * 4 - 1, F_SEAL_SHRINK), 64, 64, 256);
}

static void
scanout_unsealed(void)
{
  scanout_fd(0, 2, make_memfd(64 * 64 * 4, 0), 64, 64, 256);
}

static void
scanout_null_device(void)
{
  scanout_fd(0, 2, open("/dev/zero", O_RDWR | O_CLOEXEC), 64, 64, 256);
}

static void
scanout_socket(void)
{
  int pair[2];

  if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) != 0)
    abort();
  scanout_fd(0, 2, pair[0], 64, 64, 256);
}

static void
scanout_no_file(void)
{
  call("Scanout", g_variant_new("(uuhiii)", 0, 2, 0, 64, 64, 256));
}

static void
scanout_wrong_handle(void)
{
  int fd = good_memfd();
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new_from_array(&fd, 1);

  call_with_fds("Scanout", g_variant_new("(uuhiii)", 0, 2, 7, 64, 64, 256), fds);
}

static void
scanout_display(void)
{
  scanout_fd(99, 1, good_memfd(), 64, 64, 256);
}

static void
update_display(void)
{
  update(99, 1, 0, 0, 64, 64);
}

static void
update_outside(void)
{
  update(0, 1, 1000, 1000, 64, 64);
  update(0, 1, -1000, G_MININT, G_MAXINT, G_MAXINT);
  update(0, 1, G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT);
  update(0, 1, 60, 60, 1000, 1000);
}

static void
update_negative(void)
{
  update(0, 1, 10, 10, -5, -5);
  update(0, 1, G_MININT, G_MININT, G_MININT, G_MININT);
}

static void
update_generation(void)
{
  update(0, 12345, 0, 0, 64, 64);
}

static void
update_many_rects(void)
{
  g_auto(GVariantBuilder) rects = G_VARIANT_BUILDER_INIT(G_VARIANT_TYPE("a(iiii)"));

  for (int i = 0; i < 100000; i++)
    g_variant_builder_add(&rects, "(iiii)", i % 64, 0, 1, 1);
  call("Update", g_variant_new("(uua(iiii))", 0, 1, &rects));
}

static void
cursor_short(void)
{
  cursor(0, 64, 64, 0, 0, 16);
}

static void
cursor_huge(void)
{
  cursor(0, 65536, 65536, 0, 0, 16);
}

static void
cursor_hot_outside(void)
{
  cursor(0, 4, 4, 100, -100, 64);
}

static void
cursor_display(void)
{
  cursor(77, 4, 4, 0, 0, 64);
}

/* Lies in words */

static void
name_huge(void)
{
  g_autofree char *name = g_strnfill(8 << 20, 'n');
  call("Name", g_variant_new("(s)", name));
}

static void
name_enormous(void)
{
  g_autofree char *name = g_strnfill(40 << 20, 'n');
  call("Name", g_variant_new("(s)", name));
}

static void
name_nasty(void)
{
  call("Name", g_variant_new("(s)", "\033]0;pwned\007 \302\233 \342\200\256 %n"));
}

/* Replaces the marked text of a message by bytes that no UTF-8 has. */
static void
name_not_utf8(void)
{
  gsize size = 0;
  g_autofree guchar *blob = make_blob("Name", g_variant_new("(s)", "MARKMARK"), &size);
  guchar *mark = memmem(blob, size, "MARKMARK", 8);

  memset(mark, 0xff, 8);
  write_raw(blob, size);
}

static void
clipboard_huge(void)
{
  g_autofree char *text = g_strnfill(16 << 20, 'c');

  call("HasClipboard", g_variant_new("(b)", TRUE));
  call("Clipboard", g_variant_new("(s)", text));
}

static void
clipboard_absent(void)
{
  call("HasClipboard", g_variant_new("(b)", FALSE));
  call("Clipboard", g_variant_new("(s)", "nobody asked"));
}

static void
closed_nasty(void)
{
  call("Closed", g_variant_new("(bus)", TRUE, 9999, "\033[2J\302\233 \342\200\256"));
}

static void
closed_silently(void)
{
  call("Closed", g_variant_new("(bus)", TRUE, 0, ""));
}

static void
closed_twice(void)
{
  call("Closed", g_variant_new("(bus)", TRUE, 7, "the first"));
  call("Closed", g_variant_new("(bus)", TRUE, 7, "the second"));
}

static void
connected_again(void)
{
  for (int i = 0; i < 10; i++)
    call("Connected", NULL);
}

static void
authenticate_late(void)
{
  call("Authenticate", g_variant_new("(usu)", G_MAXUINT, "\033[31mreally", G_MAXUINT));
}

static void
states_unknown(void)
{
  call("PointerMode", g_variant_new("(u)", 12345));
  call("Leds", g_variant_new("(u)", G_MAXUINT));
  call("PowerActions", g_variant_new("(u)", G_MAXUINT));
  call("Disable", g_variant_new("(u)", 99));
}

static void
audio_absurd(void)
{
  call("AudioStart", g_variant_new("(uu)", G_MAXUINT, G_MAXUINT));
}

static void
audio_unannounced(void)
{
  guint8 samples[4096] = {0};

  call("AudioData",
       g_variant_new("(@ay)", g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, samples, 4095, 1)));
  call("AudioStop", NULL);
}

/* Lies about D-Bus */

static void
unknown_method(void)
{
  call("Format", g_variant_new("(s)", "/dev/sda"));
}

static void
wrong_types(void)
{
  call("Update", g_variant_new("(s)", "not rectangles"));
  call("Scanout", g_variant_new("(as)", NULL));
}

static void
unasked_reply(void)
{
  g_autoptr(GDBusMessage) message = g_dbus_message_new();

  g_dbus_message_set_message_type(message, G_DBUS_MESSAGE_TYPE_METHOD_RETURN);
  g_dbus_message_set_reply_serial(message, 424242);
  g_dbus_connection_send_message(connection, message, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
}

static void
unknown_signal(void)
{
  g_dbus_connection_emit_signal(connection, NULL, "/x", "x.y", "Z", NULL, NULL);
}

static void
garbage(void)
{
  g_autofree char *bytes = g_strnfill(65536, '\xa5');
  write_raw(bytes, 65536);
}

/* The header of a message of 128 MiB, which is as long as D-Bus allows. */
static void
long_message(void)
{
  const guint8 header[16] = {'l', 1, 0, 1, 0, 0, 0, 8, 1, 0, 0, 0, 0, 0, 0, 0};
  write_raw(header, sizeof header);
}

static void
half_message(void)
{
  gsize size = 0;
  g_autofree guchar *blob = make_blob("Name", g_variant_new("(s)", "half"), &size);

  write_raw(blob, size / 2);
  exit(0);
}

static void
many_fds(void)
{
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new();

  for (int i = 0; i < 200; i++)
    g_unix_fd_list_append(fds, STDERR_FILENO, NULL);
  call_with_fds("Bell", NULL, fds);
}

static void
unwanted_fds(void)
{
  for (int i = 0; i < 100; i++) {
    g_autoptr(GUnixFDList) fds = g_unix_fd_list_new();
    g_unix_fd_list_append(fds, STDERR_FILENO, NULL);
    call_with_fds("Leds", g_variant_new("(u)", 0), fds);
  }
}

/* Floods: nothing is waited for. */

static void
flood_bells(void)
{
  for (int i = 0; i < 200000; i++)
    call("Bell", NULL);
}

static void
flood_updates(void)
{
  for (int i = 0; i < 200000; i++)
    update(0, 1, 0, 0, 64, 64);
}

static void
flood_scanouts(void)
{
  for (guint i = 0; i < 5000; i++)
    scanout_fd(0, i, good_memfd(), 64, 64, 256);
}

static void
flood_names(void)
{
  g_autofree char *name = g_strnfill(1 << 20, 'n');

  for (int i = 0; i < 1000; i++)
    call("Name", g_variant_new("(s)", name));
}

static void
flood_sound(void)
{
  g_autofree guint8 *samples = g_malloc0(1 << 20);

  call("AudioStart", g_variant_new("(uu)", 48000, 2));
  for (int i = 0; i < 300; i++)
    call("AudioData", g_variant_new("(@ay)", g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, samples,
                                                                       1 << 20, 1)));
}

/* Silence and the end */

static void
never_answer(void)
{
  answering = FALSE;
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

static const struct {
  const char *name, *outcome;
  void (*tell)(void);
} lies[] = {
    {"scanout-zero", "protocol", scanout_zero},
    {"scanout-negative", "protocol", scanout_negative},
    {"scanout-huge", "protocol", scanout_huge},
    {"scanout-overflow", "protocol", scanout_overflow},
    {"scanout-stride", "protocol", scanout_stride},
    {"scanout-negative-stride", "protocol", scanout_negative_stride},
    {"scanout-odd-stride", "protocol", scanout_odd_stride},
    {"scanout-huge-stride", "protocol", scanout_huge_stride},
    {"scanout-small-file", "protocol", scanout_small_file},
    {"scanout-unsealed", "protocol", scanout_unsealed},
    {"scanout-null-device", "protocol", scanout_null_device},
    {"scanout-socket", "protocol", scanout_socket},
    {"scanout-no-file", "protocol", scanout_no_file},
    {"scanout-wrong-handle", "protocol", scanout_wrong_handle},
    {"scanout-display", "protocol", scanout_display},
    {"update-display", "protocol", update_display},
    {"update-outside", "survives", update_outside},
    {"update-negative", "survives", update_negative},
    {"update-generation", "survives", update_generation},
    {"update-many-rects", "protocol", update_many_rects},
    {"cursor-short", "protocol", cursor_short},
    {"cursor-huge", "protocol", cursor_huge},
    {"cursor-hot-outside", "either", cursor_hot_outside},
    {"cursor-display", "protocol", cursor_display},
    {"name-huge", "survives", name_huge},
    {"name-enormous", "protocol", name_enormous},
    {"name-nasty", "survives", name_nasty},
    {"name-not-utf8", "protocol", name_not_utf8},
    {"clipboard-huge", "survives", clipboard_huge},
    {"clipboard-absent", "survives", clipboard_absent},
    {"closed-nasty", "error", closed_nasty},
    {"closed-silently", "error", closed_silently},
    {"closed-twice", "protocol", closed_twice},
    {"connected-again", "survives", connected_again},
    {"authenticate-late", "survives", authenticate_late},
    {"states-unknown", "survives", states_unknown},
    {"audio-absurd", "protocol", audio_absurd},
    {"audio-unannounced", "survives", audio_unannounced},
    {"unknown-method", "survives", unknown_method},
    {"wrong-types", "survives", wrong_types},
    {"unasked-reply", "survives", unasked_reply},
    {"unknown-signal", "either", unknown_signal},
    {"garbage", "protocol", garbage},
    {"long-message", "protocol", long_message},
    {"half-message", "error", half_message},
    {"many-fds", "error", many_fds},
    {"unwanted-fds", "either", unwanted_fds},
    {"flood-bells", "either", flood_bells},
    {"flood-updates", "either", flood_updates},
    {"flood-scanouts", "either", flood_scanouts},
    {"flood-names", "either", flood_names},
    {"flood-sound", "either", flood_sound},
    {"never-answer", "timed-out", never_answer},
    {"hang-up", "died", hang_up},
    {"leave", "died", leave},
    {"leave-child", "died", leave_child},
};

/* Being a session process */

static void
come_up(void)
{
  call("Connected", NULL);
  scanout_fd(0, 1, good_memfd(), 64, 64, 256);
  g_dbus_connection_flush_sync(connection, NULL, NULL);
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

  if (!answering)
    return;
  if (g_str_equal(method, "Close"))
    exit(0);
  if (!g_str_equal(method, "Open")) {
    g_dbus_method_invocation_return_value(invocation, NULL);
    return;
  }
  options = g_variant_get_child_value(parameters, 0);
  g_variant_lookup(options, "uri", "&s", &uri);
  lie = strstr(uri, "lie=") + strlen("lie=");
  g_dbus_method_invocation_return_value(invocation, NULL);
  come_up();
  for (gsize i = 0; i < G_N_ELEMENTS(lies); i++)
    if (g_str_equal(lie, lies[i].name))
      lies[i].tell();
  call("Bell", NULL);
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
    for (gsize i = 0; i < G_N_ELEMENTS(lies); i++)
      g_print("%s %s\n", lies[i].name, lies[i].outcome);
    return 0;
  }
  socket = g_socket_new_from_fd(dup(ORIEL_WIRE_FD), NULL);
  stream = g_socket_connection_factory_create_connection(socket);
  connection = g_dbus_connection_new_sync(G_IO_STREAM(stream), guid,
                                          G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_SERVER |
                                              G_DBUS_CONNECTION_FLAGS_DELAY_MESSAGE_PROCESSING,
                                          NULL, NULL, NULL);
  g_dbus_connection_register_object(connection, ORIEL_WIRE_WORKER_PATH,
                                    (GDBusInterfaceInfo *)&org_oriel_worker1_interface, &vtable,
                                    NULL, NULL, NULL);
  g_signal_connect(connection, "closed", G_CALLBACK(on_closed), NULL);
  g_dbus_connection_start_message_processing(connection);
  for (;;)
    g_main_context_iteration(NULL, TRUE);
}
