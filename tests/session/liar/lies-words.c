// SPDX-License-Identifier: LGPL-2.1-or-later
/* Lies in words, and about states and sound. */
#include "liar.h"

#include <string.h>

#include "wire/oriel-wire.h"

void (*liar_on_file)(GVariant *parameters);
guint16 liar_elsewhere;

static void
name_huge(void)
{
  g_autofree char *name = g_strnfill(8 << 20, 'n');
  liar_call("Name", g_variant_new("(s)", name));
}

static void
name_enormous(void)
{
  g_autofree char *name = g_strnfill(40 << 20, 'n');
  liar_call("Name", g_variant_new("(s)", name));
}

static void
name_nasty(void)
{
  liar_call("Name", g_variant_new("(s)", "\033]0;pwned\007 \302\233 \342\200\256 %n"));
}

/* Replaces the marked text of a message by bytes that no UTF-8 has. */
static void
name_not_utf8(void)
{
  gsize size = 0;
  g_autofree guchar *blob = liar_make_blob("Name", g_variant_new("(s)", "MARKMARK"), &size);
  guchar *mark = memmem(blob, size, "MARKMARK", 8);

  memset(mark, 0xff, 8);
  liar_write_raw(blob, size);
}

static void
closed_nasty(void)
{
  liar_call("Closed", g_variant_new("(bus)", TRUE, 9999, "\033[2J\302\233 \342\200\256"));
}

static void
closed_silently(void)
{
  liar_call("Closed", g_variant_new("(bus)", TRUE, 0, ""));
}

static void
closed_twice(void)
{
  liar_call("Closed", g_variant_new("(bus)", TRUE, 7, "the first"));
  liar_call("Closed", g_variant_new("(bus)", TRUE, 7, "the second"));
}

static void
connected_again(void)
{
  for (int i = 0; i < 10; i++)
    liar_call("Connected", NULL);
}

static void
authenticate_late(void)
{
  liar_call("Authenticate", g_variant_new("(usu)", G_MAXUINT, "\033[31mreally", G_MAXUINT));
}

static void
states_unknown(void)
{
  liar_call("PointerMode", g_variant_new("(u)", 12345));
  liar_call("Leds", g_variant_new("(u)", G_MAXUINT));
  liar_call("PowerActions", g_variant_new("(u)", G_MAXUINT));
  liar_call("Answering", g_variant_new("(b)", FALSE));
  liar_call("Disable", g_variant_new("(u)", 99));
  liar_call("Resizable", g_variant_new("(b)", FALSE));
}

static void
audio_absurd(void)
{
  liar_call("AudioStart", g_variant_new("(uu)", G_MAXUINT, G_MAXUINT));
}

static void
audio_unannounced(void)
{
  guint8 samples[4096] = {0};

  liar_call("AudioData", g_variant_new("(@ay)", g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE,
                                                                          samples, 4095, 1)));
  liar_call("AudioStop", NULL);
}

static void
audio_many_volumes(void)
{
  static const guint16 volumes[4096] = {0};

  liar_call("AudioVolume",
            g_variant_new("(b@aq)", FALSE,
                          g_variant_new_fixed_array(G_VARIANT_TYPE_UINT16, volumes,
                                                    G_N_ELEMENTS(volumes), sizeof volumes[0])));
}

static void
audio_no_volumes(void)
{
  liar_call("AudioVolume", g_variant_new("(baq)", TRUE, NULL));
}

/* Nobody has offered a microphone. */
static void
record_unasked(void)
{
  liar_call("RecordStart", g_variant_new("(uu)", 48000, 2));
}

static void
record_stop_unasked(void)
{
  liar_call("RecordStop", NULL);
}

/* Of files that nobody has sent. */
static void
files_unknown(void)
{
  GVariantBuilder files;

  g_variant_builder_init(&files, G_VARIANT_TYPE("a(ut)"));
  g_variant_builder_add(&files, "(ut)", 0, G_MAXUINT64);
  g_variant_builder_add(&files, "(ut)", 77, G_MAXUINT64);
  liar_call("TakesFiles", g_variant_new("(bs)", FALSE, "\033[2J\302\233"));
  liar_call("TakesFiles", g_variant_new("(bs)", FALSE, ""));
  liar_call("FileProgress", g_variant_new("(a(ut))", &files));
}

static void
files_many(void)
{
  GVariantBuilder files;

  g_variant_builder_init(&files, G_VARIANT_TYPE("a(ut)"));
  for (guint i = 0; i < 1000; i++)
    g_variant_builder_add(&files, "(ut)", i, (guint64)0);
  liar_call("FileProgress", g_variant_new("(a(ut))", &files));
}

static void
overdo(GVariant *parameters)
{
  guint32 id;

  g_variant_get(parameters, "(uhst)", &id, NULL, NULL, NULL);
  liar_call("FileProgress", g_variant_new_parsed("([(%u, %t)],)", id, G_MAXUINT64));
}

/* More of a file is sent than it has. */
static void
file_overdone(void)
{
  liar_on_file = overdo;
  liar_call("TakesFiles", g_variant_new("(bs)", TRUE, ""));
}

static void
request_socket(const char *host, guint16 port)
{
  GVariantDict options;

  g_variant_dict_init(&options, NULL);
  g_variant_dict_insert(&options, "secure", "b", TRUE);
  if (host != NULL) {
    g_variant_dict_insert(&options, "host", "s", host);
    g_variant_dict_insert(&options, "port", "q", port);
  }
  liar_call("RequestSocket", g_variant_new("(@a{sv})", g_variant_dict_end(&options)));
}

/* This protocol has none. */
static void
socket_unasked(void)
{
  request_socket(NULL, 0);
}

static void
socket_to_nowhere(void)
{
  request_socket("", 5900);
  request_socket("127.0.0.1", 0);
  request_socket("/etc/passwd", 1);
  request_socket("-oProxyCommand=true\n[::1", 2);
  request_socket("\033[2J", 65535);
}

/* As somebody who searches a network would. */
static void
socket_often(void)
{
  for (guint16 port = 1; port <= 400; port++)
    request_socket("127.0.0.1", port);
}

static void
on_elsewhere(GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GVariant) reply = g_dbus_connection_call_with_unix_fd_list_finish(
      G_DBUS_CONNECTION(source), NULL, result, NULL);

  liar_call("Name", g_variant_new("(s)", reply != NULL ? "elsewhere" : "here"));
}

/* Says what came of it. */
static void
socket_elsewhere(void)
{
  GVariantDict options;

  g_variant_dict_init(&options, NULL);
  g_variant_dict_insert(&options, "host", "s", "127.0.0.1");
  g_variant_dict_insert(&options, "port", "q", liar_elsewhere);
  g_dbus_connection_call_with_unix_fd_list(
      liar_connection, NULL, ORIEL_WIRE_VIEWER_PATH, ORIEL_WIRE_VIEWER_INTERFACE, "RequestSocket",
      g_variant_new("(@a{sv})", g_variant_dict_end(&options)), NULL, G_DBUS_CALL_FLAGS_NONE, -1,
      NULL, NULL, on_elsewhere, NULL);
}

static void
console_twice(void)
{
  liar_call("ConsoleAdded", g_variant_new("(us)", 1, "one"));
  liar_call("ConsoleAdded", g_variant_new("(us)", 1, "one again"));
}

static void
console_many(void)
{
  for (guint i = 0; i < 100; i++)
    liar_call("ConsoleAdded", g_variant_new("(us)", i, "one of many"));
}

static void
console_unknown(void)
{
  liar_call("ConsoleRemoved", g_variant_new("(ubs)", 77, TRUE, "\033[2J"));
}

static void
show_certificate(gsize size, guint flaws)
{
  g_autofree guint8 *der = g_malloc0(MAX(size, 1));

  liar_call("Untrusted", g_variant_new("(@ayssxxu)",
                                       g_variant_new_fixed_array(G_VARIANT_TYPE_BYTE, der, size, 1),
                                       "\033[2J\302\233", "", G_MAXINT64, G_MININT64, flaws));
}

/* Of a server that has no place, to a viewer that is connected. */
static void
certificate_unasked(void)
{
  for (guint flaws = 1; flaws < 16; flaws++)
    show_certificate(100, flaws);
}

static void
certificate_huge(void)
{
  show_certificate(1 << 20, 1);
}

static void
certificate_empty(void)
{
  show_certificate(0, 1);
}

static void
certificate_unknown_flaw(void)
{
  show_certificate(100, G_MAXUINT);
}

/* Nobody has asked for USB. */
static void
usb_unasked(void)
{
  liar_call("UsbChannels", g_variant_new("(u)", 1));
}

static void
smartcard_nowhere(void)
{
  liar_call("Smartcard", g_variant_new("(u)", ORIEL_SMARTCARD_INSERTED + 1));
}

static void
usb_many(void)
{
  liar_call("UsbChannels", g_variant_new("(u)", G_MAXUINT));
}

static void
usb_gone_unknown(void)
{
  liar_call("UsbGone", g_variant_new("(us)", G_MAXUINT, "\033[2J\302\233"));
}

const Lie liar_word_lies[] = {
    {"name-huge", "survives", name_huge},
    {"name-enormous", "protocol", name_enormous},
    {"name-nasty", "survives", name_nasty},
    {"name-not-utf8", "protocol", name_not_utf8},
    {"closed-nasty", "error", closed_nasty},
    {"closed-silently", "error", closed_silently},
    {"closed-twice", "protocol", closed_twice},
    {"connected-again", "survives", connected_again},
    {"authenticate-late", "survives", authenticate_late},
    {"states-unknown", "survives", states_unknown},
    {"audio-absurd", "protocol", audio_absurd},
    {"audio-unannounced", "survives", audio_unannounced},
    {"audio-many-volumes", "protocol", audio_many_volumes},
    {"audio-no-volumes", "survives", audio_no_volumes},
    {"record-unasked", "protocol", record_unasked},
    {"record-stop-unasked", "survives", record_stop_unasked},
    {"socket-unasked", "survives", socket_unasked},
    {"socket-to-nowhere", "survives", socket_to_nowhere},
    {"socket-often", "survives", socket_often},
    {"socket-elsewhere", "survives", socket_elsewhere},
    {"files-unknown", "survives", files_unknown},
    {"files-many", "protocol", files_many},
    {"file-overdone", "protocol", file_overdone},
    {"console-twice", "protocol", console_twice},
    {"console-many", "protocol", console_many},
    {"console-unknown", "survives", console_unknown},
    {"certificate-unasked", "survives", certificate_unasked},
    {"certificate-huge", "protocol", certificate_huge},
    {"certificate-empty", "protocol", certificate_empty},
    {"certificate-unknown-flaw", "protocol", certificate_unknown_flaw},
    {"usb-unasked", "protocol", usb_unasked},
    {"usb-many", "protocol", usb_many},
    {"smartcard-nowhere", "protocol", smartcard_nowhere},
    {"usb-gone-unknown", "survives", usb_gone_unknown},
    {NULL},
};
