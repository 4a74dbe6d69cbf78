// SPDX-License-Identifier: LGPL-2.1-or-later
#include "smartcard.h"

#include "report.h"

/* Messages, as libcacard's vscard_common.h has them; all numbers are big-endian. */
enum {
  MESSAGE_INIT = 1,
  MESSAGE_ERROR = 2,
  MESSAGE_ATR = 5,
  MESSAGE_CARD_REMOVE = 6,
  MESSAGE_APDU = 7
};

typedef struct {
  guint32 type;
  guint32 reader;
  guint32 length; /* of what follows */
} Header;

/* What a smartcard may say at a time, ISO 7816-4, and more. */
#define MAX_DATA 1024

static SpiceCharDeviceInstance device; /* of the server while the reader is there */
static GByteArray *heard;              /* from the client, and no whole message yet */
static GByteArray *output;             /* that clients have not taken yet */
static guint reader;                   /* the number that the server gave it */

/* (transfer full) */
static char *
to_hex(const guint8 *bytes, gsize size)
{
  GString *text = g_string_new(NULL);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf(text, "%02x", bytes[i]);
  return g_string_free(text, FALSE);
}

static void
send_message(guint type, const guint8 *data, gsize size)
{
  Header header = {
      .type = g_htonl(type), .reader = g_htonl(reader), .length = g_htonl((guint32)size)};

  g_byte_array_append(output, (const guint8 *)&header, sizeof header);
  g_byte_array_append(output, data, (guint)size);
  spice_server_char_device_wakeup(&device);
}

/* All but an answer has to be answered, as QEMU does. */
static void
acknowledge(guint type)
{
  const guint32 success = 0;

  if (type != MESSAGE_APDU && type != MESSAGE_INIT && type != MESSAGE_ERROR)
    send_message(MESSAGE_ERROR, (const guint8 *)&success, sizeof success);
}

static void
report_message(guint type, const guint8 *data, gsize size)
{
  g_autofree char *hex = to_hex(data, size);

  if (type == MESSAGE_ATR)
    report_spice("smartcard inserted %s", hex);
  else if (type == MESSAGE_APDU)
    report_spice("smartcard answers %s", hex);
  else if (type == MESSAGE_CARD_REMOVE)
    report_spice("smartcard removed");
}

static int
take(SpiceCharDeviceInstance *instance, const uint8_t *bytes, int size)
{
  g_byte_array_append(heard, bytes, (guint)size);
  while (heard->len >= sizeof(Header)) {
    Header header;
    guint length;

    memcpy(&header, heard->data, sizeof header);
    length = g_ntohl(header.length);
    if (heard->len - sizeof header < length)
      break;
    reader = g_ntohl(header.reader);
    report_message(g_ntohl(header.type), heard->data + sizeof header, length);
    acknowledge(g_ntohl(header.type));
    g_byte_array_remove_range(heard, 0, (guint)sizeof header + length);
  }
  return size;
}

static int
give(SpiceCharDeviceInstance *instance, uint8_t *bytes, int size)
{
  guint n = MIN((guint)size, output->len);

  memcpy(bytes, output->data, n);
  g_byte_array_remove_range(output, 0, n);
  return (int)n;
}

static void
on_state(SpiceCharDeviceInstance *instance, int connected)
{
}

static const SpiceCharDeviceInterface interface = {
    .base.type = SPICE_INTERFACE_CHAR_DEVICE,
    .base.description = "test reader",
    .base.major_version = SPICE_INTERFACE_CHAR_DEVICE_MAJOR,
    .base.minor_version = SPICE_INTERFACE_CHAR_DEVICE_MINOR,
    .state = on_state,
    .write = take,
    .read = give,
};

void
smartcard_start(SpiceServer *server)
{
  heard = g_byte_array_new();
  output = g_byte_array_new();
  device.base.sif = &interface.base;
  device.subtype = "smartcard";
  spice_server_add_interface(server, &device.base);
}

void
smartcard_stop(void)
{
  g_clear_pointer(&heard, g_byte_array_unref);
  g_clear_pointer(&output, g_byte_array_unref);
}

/* Orders */

/* HEX: a command to the card, ISO 7816-4. */
static gboolean
do_command(const char *args)
{
  gsize size = strlen(args) / 2;
  guint8 data[MAX_DATA];

  if (output == NULL || size == 0 || size > sizeof data || strlen(args) % 2 != 0)
    return FALSE;
  for (gsize i = 0; i < size; i++) {
    int high = g_ascii_xdigit_value(args[2 * i]), low = g_ascii_xdigit_value(args[2 * i + 1]);
    if (high < 0 || low < 0)
      return FALSE;
    data[i] = (guint8)(high << 4 | low);
  }
  send_message(MESSAGE_APDU, data, size);
  return TRUE;
}

const Command smartcard_commands[] = {
    {"smartcard", do_command},
    {NULL},
};
