// SPDX-License-Identifier: LGPL-2.1-or-later
#include "agent-port.h"

#include "report.h"

#define CHUNK_HEADER sizeof(VDIChunkHeader)
#define MESSAGE_HEADER sizeof(VDAgentMessage)
#define MAX_CHUNK VD_AGENT_MAX_DATA_SIZE
#define N_PORTS 3 /* numbers of ports begin at 1 */

static SpiceServer *spice;
static AgentMessageFunc on_message;
static gboolean is_connected;
static GByteArray *output;            /* to the server */
static gsize output_read;             /* how much of it the server has */
static GByteArray *input;             /* from the server, chunks */
static GByteArray *messages[N_PORTS]; /* what chunks had in them, port by port */
static guint idle;                    /* source that looks at the input */

void
agent_put_u32(GByteArray *data, guint32 value)
{
  guint32 wire = GUINT32_TO_LE(value);
  g_byte_array_append(data, (const guint8 *)&wire, sizeof wire);
}

void
agent_put_u64(GByteArray *data, guint64 value)
{
  guint64 wire = GUINT64_TO_LE(value);
  g_byte_array_append(data, (const guint8 *)&wire, sizeof wire);
}

guint32
agent_get_u32(const guint8 *data, gsize size, gsize at)
{
  guint32 wire = 0;

  if (at + sizeof wire <= size)
    memcpy(&wire, data + at, sizeof wire);
  return GUINT32_FROM_LE(wire);
}

/* From the server */

/* Hands out the messages of a port that are complete. */
static void
read_messages(guint port)
{
  GByteArray *bytes = messages[port];

  while (bytes->len >= MESSAGE_HEADER) {
    guint32 size = agent_get_u32(bytes->data, bytes->len, G_STRUCT_OFFSET(VDAgentMessage, size));
    guint32 type = agent_get_u32(bytes->data, bytes->len, G_STRUCT_OFFSET(VDAgentMessage, type));

    if (bytes->len - MESSAGE_HEADER < size)
      return;
    on_message(port, type, bytes->data + MESSAGE_HEADER, size);
    g_byte_array_remove_range(bytes, 0, (guint)MESSAGE_HEADER + size);
  }
}

static gboolean
read_input(gpointer user_data)
{
  idle = 0;
  while (input->len >= CHUNK_HEADER) {
    guint32 port = agent_get_u32(input->data, input->len, 0);
    guint32 size = agent_get_u32(input->data, input->len, 4);

    if (input->len - CHUNK_HEADER < size)
      break;
    if (port < N_PORTS) {
      g_byte_array_append(messages[port], input->data + CHUNK_HEADER, size);
      read_messages(port);
    }
    /* Whoever handled a message may have ended the agent. */
    if (input->len == 0)
      break;
    g_byte_array_remove_range(input, 0, (guint)CHUNK_HEADER + size);
  }
  return G_SOURCE_REMOVE;
}

static int
take(SpiceCharDeviceInstance *instance, const uint8_t *bytes, int size)
{
  g_byte_array_append(input, bytes, (guint)size);
  if (idle == 0)
    idle = g_idle_add(read_input, NULL);
  return size;
}

static int
give(SpiceCharDeviceInstance *instance, uint8_t *bytes, int size)
{
  gsize n = MIN((gsize)size, output->len - output_read);

  memcpy(bytes, output->data + output_read, n);
  output_read += n;
  if (output_read == output->len) {
    g_byte_array_set_size(output, 0);
    output_read = 0;
  }
  return (int)n;
}

/* Told of what we do ourselves as well; the server by itself only shuts down what breaks the rules.
 */
static void
on_state(SpiceCharDeviceInstance *instance, int connected)
{
  if (connected == 0 && is_connected) {
    is_connected = FALSE;
    report_spice("agent shut-down");
  }
}

static const SpiceCharDeviceInterface interface = {
    .base.type = SPICE_INTERFACE_CHAR_DEVICE,
    .base.description = "test agent",
    .base.major_version = SPICE_INTERFACE_CHAR_DEVICE_MAJOR,
    .base.minor_version = SPICE_INTERFACE_CHAR_DEVICE_MINOR,
    .state = on_state,
    .write = take,
    .read = give,
};

static SpiceCharDeviceInstance instance = {.base.sif = &interface.base, .subtype = "vdagent"};

/* To the server */

void
agent_port_send_raw(const guint8 *data, gsize size)
{
  g_byte_array_append(output, data, (guint)size);
  if (is_connected)
    spice_server_char_device_wakeup(&instance);
}

void
agent_port_send(guint type, const GByteArray *data)
{
  g_autoptr(GByteArray) message = g_byte_array_new();
  g_autoptr(GByteArray) chunks = g_byte_array_new();

  agent_put_u32(message, VD_AGENT_PROTOCOL);
  agent_put_u32(message, type);
  agent_put_u64(message, 0);
  agent_put_u32(message, data->len);
  g_byte_array_append(message, data->data, data->len);
  for (guint at = 0; at < message->len; at += MAX_CHUNK) {
    guint size = MIN(message->len - at, MAX_CHUNK);

    agent_put_u32(chunks, VDP_CLIENT_PORT);
    agent_put_u32(chunks, size);
    g_byte_array_append(chunks, message->data + at, size);
  }
  agent_port_send_raw(chunks->data, chunks->len);
}

static void
forget(void)
{
  g_byte_array_set_size(output, 0);
  output_read = 0;
  g_byte_array_set_size(input, 0);
  for (guint i = 0; i < N_PORTS; i++)
    g_byte_array_set_size(messages[i], 0);
}

gboolean
agent_port_connect(gboolean connected)
{
  if (connected == is_connected)
    return FALSE;
  is_connected = connected;
  forget();
  if (connected)
    spice_server_add_interface(spice, &instance.base);
  else
    spice_server_remove_interface(&instance.base);
  return TRUE;
}

gboolean
agent_port_is_connected(void)
{
  return is_connected;
}

void
agent_port_start(SpiceServer *server, AgentMessageFunc func)
{
  spice = server;
  on_message = func;
  output = g_byte_array_new();
  input = g_byte_array_new();
  for (guint i = 0; i < N_PORTS; i++)
    messages[i] = g_byte_array_new();
}

void
agent_port_stop(void)
{
  g_clear_handle_id(&idle, g_source_remove);
  g_clear_pointer(&output, g_byte_array_unref);
  g_clear_pointer(&input, g_byte_array_unref);
  for (guint i = 0; i < N_PORTS; i++)
    g_clear_pointer(&messages[i], g_byte_array_unref);
}
