// SPDX-License-Identifier: LGPL-2.1-or-later
#include "port.h"

#include <spice/protocol.h>

#include "checksum.h"
#include "report.h"

#define MAX_TEXT 1024 /* bytes that are reported as they are */

typedef struct {
  SpiceCharDeviceInstance instance; /* first, so that the server's pointer to it is one to us */
  char *name;
  guint number;
  gboolean echoes;
  GByteArray *output; /* that clients have not taken yet */
  GByteArray *frames; /* (nullable) of a folder's port: what came and is no whole frame yet */
} Port;

/* The port over which a client shares a folder; on it are frames of spice-webdavd: the number of
 * an HTTP connection (64 bits), a size (16 bits), and so many bytes, none for the end. */
#define FOLDER_PORT "org.spice-space.webdav.0"
#define FRAME_HEADER 10

static GPtrArray *ports; /* (element-type Port) */

static Port *
port_of(SpiceCharDeviceInstance *instance)
{
  return (Port *)instance;
}

static void
send_bytes(Port *self, const guint8 *bytes, gsize size)
{
  g_byte_array_append(self->output, bytes, (guint)size);
  spice_server_char_device_wakeup(&self->instance);
}

static void
report_frames(Port *self, const guint8 *bytes, gsize size)
{
  g_byte_array_append(self->frames, bytes, (guint)size);
  while (self->frames->len >= FRAME_HEADER) {
    const guint8 *frame = self->frames->data;
    guint length = frame[8] | (guint)frame[9] << 8;
    g_autofree char *text = NULL, *escaped = NULL;

    if (self->frames->len < FRAME_HEADER + length)
      return;
    text = g_strndup((const char *)frame + FRAME_HEADER, length);
    escaped = g_strescape(text, NULL);
    report_spice("port %u frame %u %u %s", self->number, frame[0], length, escaped);
    g_byte_array_remove_range(self->frames, 0, FRAME_HEADER + length);
  }
}

static int
take(SpiceCharDeviceInstance *instance, const uint8_t *bytes, int size)
{
  Port *self = port_of(instance);

  if (self->frames != NULL) {
    report_frames(self, bytes, (gsize)size);
  } else if (size <= MAX_TEXT && memchr(bytes, '\0', (gsize)size) == NULL) {
    g_autofree char *text = g_strndup((const char *)bytes, (gsize)size);
    g_autofree char *escaped = g_strescape(text, NULL);

    report_spice("port %u data %d %s", self->number, size, escaped);
  } else {
    report_spice("port %u data %d checksum %08x", self->number, size,
                 checksum_add(CHECKSUM_START, bytes, (gsize)size));
  }
  if (self->echoes)
    send_bytes(self, bytes, (gsize)size);
  return size;
}

static int
give(SpiceCharDeviceInstance *instance, uint8_t *bytes, int size)
{
  Port *self = port_of(instance);
  guint n = MIN((guint)size, self->output->len);

  memcpy(bytes, self->output->data, n);
  g_byte_array_remove_range(self->output, 0, n);
  return (int)n;
}

static void
on_event(SpiceCharDeviceInstance *instance, uint8_t event)
{
  static const char *const events[] = {"opened", "closed", "break"};

  if (event < G_N_ELEMENTS(events))
    report_spice("port %u %s", port_of(instance)->number, events[event]);
}

static void
on_state(SpiceCharDeviceInstance *instance, int connected)
{
  report_spice("port %u %s", port_of(instance)->number, connected != 0 ? "client" : "gone");
}

static const SpiceCharDeviceInterface interface = {
    .base.type = SPICE_INTERFACE_CHAR_DEVICE,
    .base.description = "test port",
    .base.major_version = SPICE_INTERFACE_CHAR_DEVICE_MAJOR,
    .base.minor_version = SPICE_INTERFACE_CHAR_DEVICE_MINOR,
    .state = on_state,
    .write = take,
    .read = give,
    .event = on_event,
};

static void
free_port(gpointer data)
{
  Port *self = data;

  g_byte_array_unref(self->output);
  g_clear_pointer(&self->frames, g_byte_array_unref);
  g_free(self->name);
  g_free(self);
}

static void
add_port(SpiceServer *server, const char *name)
{
  Port *self = g_new0(Port, 1);

  self->number = ports->len;
  self->echoes = g_str_has_suffix(name, ":echo");
  self->name = g_strndup(name, strlen(name) - (self->echoes ? strlen(":echo") : 0));
  self->output = g_byte_array_new();
  if (g_str_equal(self->name, FOLDER_PORT))
    self->frames = g_byte_array_new();
  self->instance.base.sif = &interface.base;
  self->instance.subtype = "port";
  self->instance.portname = self->name;
  g_ptr_array_add(ports, self);
  spice_server_add_interface(server, &self->instance.base);
  spice_server_port_event(&self->instance, SPICE_PORT_EVENT_OPENED);
}

void
ports_start(SpiceServer *server, const char *const *names)
{
  ports = g_ptr_array_new_with_free_func(free_port);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    add_port(server, names[i]);
}

void
ports_stop(void)
{
  g_clear_pointer(&ports, g_ptr_array_unref);
}

/* Orders */

/* Reads the number of a port; returns what follows, NULL if there is none. */
static const char *
read_port(const char *args, Port **port)
{
  g_autofree char *word = NULL;
  const char *rest = command_next_word(args, &word);
  guint64 number = 0;

  if (rest == NULL || ports->len == 0 ||
      !g_ascii_string_to_unsigned(word, 10, 0, ports->len - 1, &number, NULL))
    return NULL;
  *port = g_ptr_array_index(ports, (guint)number);
  return rest;
}

static gboolean
do_write(const char *args)
{
  Port *port = NULL;
  const char *rest = read_port(args, &port);
  g_autofree char *text = rest != NULL ? g_strcompress(rest) : NULL;

  if (text == NULL)
    return FALSE;
  send_bytes(port, (const guint8 *)text, strlen(text));
  return TRUE;
}

/* NUMBER TEXT: a frame of connection NUMBER, below 256. */
static gboolean
do_frame(const char *args)
{
  Port *port = NULL;
  const char *rest = read_port(args, &port);
  g_autofree char *word = NULL, *text = NULL;
  guint8 header[FRAME_HEADER] = {0};
  guint64 number = 0;

  rest = rest != NULL ? command_next_word(rest, &word) : NULL;
  if (rest == NULL || !g_ascii_string_to_unsigned(word, 10, 0, 255, &number, NULL))
    return FALSE;
  text = g_strcompress(rest);
  header[0] = (guint8)number;
  header[8] = (guint8)strlen(text);
  header[9] = (guint8)(strlen(text) >> 8);
  g_byte_array_append(port->output, header, sizeof header);
  send_bytes(port, (const guint8 *)text, strlen(text));
  return TRUE;
}

static gboolean
do_event(const char *args)
{
  /* In the order of SPICE_PORT_EVENT_*. */
  static const char *const events[] = {"opened", "closed", "break", NULL};
  Port *port = NULL;
  const char *rest = read_port(args, &port);
  int event = rest != NULL ? command_choose(rest, events) : -1;

  if (event >= 0)
    spice_server_port_event(&port->instance, (uint8_t)event);
  return event >= 0;
}

const Command port_commands[] = {
    {"port-write", do_write},
    {"port-frame", do_frame},
    {"port-event", do_event},
    {NULL},
};
