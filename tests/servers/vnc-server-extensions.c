// SPDX-License-Identifier: LGPL-2.1-or-later
#include "vnc-server-extensions.h"

/* Pseudo-encodings of the RFB protocol's community specification. */
enum {
  ENCODING_POINTER_CHANGE = -257,
  ENCODING_EXTENDED_KEY = -258,
  ENCODING_LED_STATE = -261,
  ENCODING_DESKTOP_NAME = -307,
};

enum {
  CLIENT_POINTER = 1 << 0,
  CLIENT_LEDS = 1 << 1,
  CLIENT_NAME = 1 << 2,
};

#define MESSAGE_QEMU 255
#define QEMU_EXTENDED_KEY 0

static guint8 current_leds;
static gboolean current_relative;

static void
put_u16(GByteArray *bytes, int value)
{
  guint16 wire = GUINT16_TO_BE((guint16)value);
  g_byte_array_append(bytes, (const guint8 *)&wire, 2);
}

static void
put_u32(GByteArray *bytes, guint32 value)
{
  guint32 wire = GUINT32_TO_BE(value);
  g_byte_array_append(bytes, (const guint8 *)&wire, 4);
}

/* Sends a framebuffer update of one pseudo rectangle, RFC 6143 section 7.6.1. */
static void
send_rect(rfbClientPtr client, int x, int encoding, const void *payload, gsize size)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new();
  rfbScreenInfoPtr screen = client->screen;

  put_u16(bytes, 0); /* type and padding */
  put_u16(bytes, 1);
  put_u16(bytes, x);
  put_u16(bytes, 0);
  put_u16(bytes, encoding == ENCODING_DESKTOP_NAME ? 0 : screen->width);
  put_u16(bytes, encoding == ENCODING_DESKTOP_NAME ? 0 : screen->height);
  put_u32(bytes, (guint32)encoding);
  g_byte_array_append(bytes, payload, (guint)size);
  if (rfbWriteExact(client, (const char *)bytes->data, (int)bytes->len) < 0)
    rfbCloseClient(client);
}

static void
send_name(rfbClientPtr client)
{
  const char *name = client->screen->desktopName;
  g_autoptr(GByteArray) payload = g_byte_array_new();

  put_u32(payload, (guint32)strlen(name));
  g_byte_array_append(payload, (const guint8 *)name, (guint)strlen(name));
  send_rect(client, 0, ENCODING_DESKTOP_NAME, payload->data, payload->len);
}

static void
send_state(rfbClientPtr client, int what)
{
  if (what == CLIENT_LEDS)
    send_rect(client, 0, ENCODING_LED_STATE, &current_leds, 1);
  else if (what == CLIENT_POINTER)
    send_rect(client, current_relative ? 0 : 1, ENCODING_POINTER_CHANGE, NULL, 0);
  else
    send_name(client);
}

static rfbBool
enable_encoding(rfbClientPtr client, void **data, int encoding)
{
  int flag = 0;

  switch (encoding) {
  case ENCODING_EXTENDED_KEY:
    send_rect(client, 0, ENCODING_EXTENDED_KEY, NULL, 0);
    return TRUE;
  case ENCODING_POINTER_CHANGE:
    flag = CLIENT_POINTER;
    break;
  case ENCODING_LED_STATE:
    flag = CLIENT_LEDS;
    break;
  case ENCODING_DESKTOP_NAME:
    flag = CLIENT_NAME;
    break;
  default:
    return FALSE;
  }
  *data = GINT_TO_POINTER(GPOINTER_TO_INT(*data) | flag);
  if (flag != CLIENT_NAME)
    send_state(client, flag);
  return TRUE;
}

/* A QEMU extended key event: sub-type, down as u16, keysym, key code (qnum). */
static rfbBool
handle_message(rfbClientPtr client, void *data, const rfbClientToServerMsg *message)
{
  guint8 rest[11];
  guint16 down = 0;
  guint32 keysym = 0, qnum = 0;

  if (message->type != MESSAGE_QEMU)
    return FALSE;
  if (rfbReadExact(client, (char *)rest, sizeof rest) <= 0 || rest[0] != QEMU_EXTENDED_KEY) {
    rfbCloseClient(client);
    return TRUE;
  }
  memcpy(&down, rest + 1, 2);
  memcpy(&keysym, rest + 3, 4);
  memcpy(&qnum, rest + 7, 4);
  vnc_server_report("key %u %u %s", GUINT32_FROM_BE(qnum), GUINT32_FROM_BE(keysym),
                    down != 0 ? "down" : "up");
  return TRUE;
}

static int encodings[] = {
    ENCODING_POINTER_CHANGE, ENCODING_EXTENDED_KEY, ENCODING_LED_STATE, ENCODING_DESKTOP_NAME, 0,
};

static rfbProtocolExtension extension = {
    .pseudoEncodings = encodings,
    .enablePseudoEncoding = enable_encoding,
    .handleMessage = handle_message,
};

void
vnc_server_extensions_register(void)
{
  rfbRegisterProtocolExtension(&extension);
}

static void
send_to_all(rfbScreenInfoPtr screen, int what)
{
  rfbClientIteratorPtr clients = rfbGetClientIterator(screen);
  rfbClientPtr client = NULL;

  while ((client = rfbClientIteratorNext(clients)) != NULL) {
    gpointer data = rfbGetExtensionClientData(client, &extension);
    if (client->state == RFB_NORMAL && (GPOINTER_TO_INT(data) & what) != 0)
      send_state(client, what);
  }
  rfbReleaseClientIterator(clients);
}

void
vnc_server_set_leds(rfbScreenInfoPtr screen, guint8 leds)
{
  current_leds = leds;
  send_to_all(screen, CLIENT_LEDS);
}

void
vnc_server_set_relative(rfbScreenInfoPtr screen, gboolean relative)
{
  current_relative = relative;
  send_to_all(screen, CLIENT_POINTER);
}

gboolean
vnc_server_is_relative(void)
{
  return current_relative;
}

void
vnc_server_set_name(rfbScreenInfoPtr screen, const char *name)
{
  g_free((char *)screen->desktopName);
  screen->desktopName = g_strdup(name);
  send_to_all(screen, CLIENT_NAME);
}
