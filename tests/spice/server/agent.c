// SPDX-License-Identifier: LGPL-2.1-or-later
#include "agent.h"

#include "agent-clipboard.h"
#include "agent-files.h"
#include "agent-port.h"
#include "input.h"
#include "report.h"
#include "show.h"

#define CAP(name) (1u << VD_AGENT_CAP_##name)
#define MAX_RAW 65536 /* bytes of a message made by hand */

/* What the agent of a Linux guest announces. */
#define USUAL_CAPABILITIES                                                                         \
  (CAP(MOUSE_STATE) | CAP(MONITORS_CONFIG) | CAP(REPLY) | CAP(DISPLAY_CONFIG) |                    \
   CAP(CLIPBOARD_BY_DEMAND) | CAP(CLIPBOARD_SELECTION) | CAP(SPARSE_MONITORS_CONFIG) |             \
   CAP(GUEST_LINEEND_LF) | CAP(MAX_CLIPBOARD) | CAP(AUDIO_VOLUME_SYNC) |                           \
   CAP(MONITORS_CONFIG_POSITION) | CAP(FILE_XFER_DETAILED_ERRORS) | CAP(GRAPHICS_DEVICE_INFO) |    \
   CAP(CLIPBOARD_NO_RELEASE_ON_REGRAB) | CAP(CLIPBOARD_GRAB_SERIAL))

static SpiceServer *spice;
static guint32 capabilities = USUAL_CAPABILITIES;
static guint32 client_capabilities;
static gboolean is_silent;      /* it reads, and does nothing */
static gboolean resizes = TRUE; /* when the client wants it */

gboolean
agent_has(guint capability)
{
  return (capabilities & client_capabilities & 1u << capability) != 0;
}

/* Messages of the client */

static void
announce(gboolean request)
{
  g_autoptr(GByteArray) message = g_byte_array_new();

  agent_put_u32(message, request);
  agent_put_u32(message, capabilities);
  agent_port_send(VD_AGENT_ANNOUNCE_CAPABILITIES, message);
}

static void
on_capabilities(const guint8 *data, gsize size)
{
  gboolean asked = agent_get_u32(data, size, 0) != 0;

  client_capabilities = agent_get_u32(data, size, 4);
  report_spice("agent capabilities %08x%s", client_capabilities, asked ? " asked" : "");
  if (asked && !is_silent)
    announce(FALSE);
}

static void
reply(guint type, gboolean done)
{
  g_autoptr(GByteArray) message = g_byte_array_new();

  agent_put_u32(message, type);
  agent_put_u32(message, done ? VD_AGENT_SUCCESS : VD_AGENT_ERROR);
  agent_port_send(VD_AGENT_REPLY, message);
}

/* A wish for monitors, wherever it arrived; TRUE when it is granted. */
static gboolean
on_monitors(const char *where, const guint8 *data, gsize size)
{
  const gsize head = sizeof(VDAgentMonitorsConfig), each = sizeof(VDAgentMonConfig);
  guint n = MIN(agent_get_u32(data, size, 0), (guint)((size - MIN(size, head)) / each));
  guint listed = 0;
  g_autoptr(GString) wishes = g_string_new(NULL);
  g_autoptr(GArray) monitors = g_array_new(FALSE, TRUE, sizeof(QXLHead));

  for (guint i = 0; i < n; i++) {
    gsize at = head + i * each;
    QXLHead wish = {.id = i};

    wish.height = agent_get_u32(data, size, at);
    wish.width = agent_get_u32(data, size, at + 4);
    wish.x = agent_get_u32(data, size, at + 12);
    wish.y = agent_get_u32(data, size, at + 16);
    /* Monitors without a size are off; those at the end are passed over. */
    if (wish.width == 0 || wish.height == 0)
      continue;
    for (; listed < i; listed++)
      g_string_append(wishes, " off");
    listed++;
    g_string_append_printf(wishes, " %ux%u+%d+%d", wish.width, wish.height, (int)wish.x,
                           (int)wish.y);
    g_array_append_val(monitors, wish);
  }
  report_spice("%s monitors-config %u%s", where, listed, wishes->str);
  if (is_silent || !resizes || !show_monitors(monitors))
    return FALSE;
  report_vnc("size %u %u", g_array_index(monitors, QXLHead, 0).width,
             g_array_index(monitors, QXLHead, 0).height);
  return TRUE;
}

static void
on_volume(const guint8 *data, gsize size)
{
  g_autoptr(GString) volumes = g_string_new(NULL);

  if (size < sizeof(VDAgentAudioVolumeSync))
    return;
  for (gsize at = 3; at + 2 <= size; at += 2)
    g_string_append_printf(volumes, " %u", data[at] | (guint)data[at + 1] << 8);
  report_spice("agent volume %s %s%s", data[0] != 0 ? "playback" : "record",
               data[1] != 0 ? "mute" : "on", volumes->str);
}

static void
on_mouse(const guint8 *data, gsize size)
{
  guint x = agent_get_u32(data, size, 0), y = agent_get_u32(data, size, 4);
  guint buttons = agent_get_u32(data, size, 8);

  if (size >= sizeof(VDAgentMouseState))
    input_report_position((int)x, (int)y, data[12], buttons >> 1);
}

static void
on_client_message(guint type, const guint8 *data, gsize size)
{
  switch (type) {
  case VD_AGENT_ANNOUNCE_CAPABILITIES:
    on_capabilities(data, size);
    break;
  case VD_AGENT_MONITORS_CONFIG: {
    gboolean done = on_monitors("agent", data, size);
    if (!is_silent)
      reply(type, done);
    break;
  }
  case VD_AGENT_DISPLAY_CONFIG:
    report_spice("agent display-config %u %u", agent_get_u32(data, size, 0),
                 agent_get_u32(data, size, 4));
    break;
  case VD_AGENT_MAX_CLIPBOARD:
    report_spice("agent max-clipboard %d", (int)agent_get_u32(data, size, 0));
    break;
  case VD_AGENT_AUDIO_VOLUME_SYNC:
    on_volume(data, size);
    break;
  default:
    if (is_silent ||
        (!agent_clipboard_handle(type, data, size) && !agent_files_handle(type, data, size)))
      report_spice("agent message %u %" G_GSIZE_FORMAT, type, size);
  }
}

static void
forget_client(void)
{
  client_capabilities = 0;
  agent_clipboard_reset();
  agent_files_reset();
}

static void
on_message(guint port, guint type, const guint8 *data, gsize size)
{
  if (port == VDP_CLIENT_PORT) {
    on_client_message(type, data, size);
  } else if (type == VD_AGENT_MOUSE_STATE) {
    on_mouse(data, size);
  } else if (type == VD_AGENT_CLIENT_DISCONNECTED) {
    forget_client();
    report_spice("agent client-disconnected");
  }
}

/* The way of QXL drivers, which the server prefers. */

static gboolean
on_card_monitors(gpointer user_data)
{
  gsize size = 0;
  const guint8 *data = g_bytes_get_data(user_data, &size);

  on_monitors("card", data, size);
  return G_SOURCE_REMOVE;
}

static void
take_card_monitors(const VDAgentMonitorsConfig *config)
{
  gsize size = sizeof *config + config->num_of_monitors * sizeof config->monitors[0];

  g_idle_add_full(G_PRIORITY_DEFAULT, on_card_monitors, g_bytes_new(config, size),
                  (GDestroyNotify)g_bytes_unref);
}

void
agent_start(SpiceServer *server, gboolean connected, gboolean by_card)
{
  spice = server;
  agent_port_start(server, on_message);
  if (by_card)
    screens_set_monitors_func(take_card_monitors);
  if (connected)
    agent_port_connect(TRUE);
}

void
agent_stop(void)
{
  agent_files_reset();
  agent_clipboard_stop();
  agent_port_stop();
}

/* Orders */

static gboolean
do_agent(const char *args)
{
  gboolean connected = FALSE;

  if (!command_read_flag(args, &connected) || !agent_port_connect(connected))
    return FALSE;
  forget_client();
  return TRUE;
}

static gboolean
do_silent(const char *args)
{
  return command_read_flag(args, &is_silent);
}

/* Announced to a client that is there, and to those to come. */
static gboolean
do_capabilities(const char *args)
{
  guint64 bits = USUAL_CAPABILITIES;

  if (*args != '\0' && !g_ascii_string_to_unsigned(args, 16, 0, G_MAXUINT32, &bits, NULL))
    return FALSE;
  capabilities = (guint32)bits;
  if (client_capabilities != 0)
    announce(FALSE);
  return TRUE;
}

static gboolean
do_mouse(const char *args)
{
  gboolean on = FALSE;

  return command_read_flag(args, &on) && spice_server_set_agent_mouse(spice, on) == 0;
}

static gboolean
do_allow_resize(const char *args)
{
  return command_read_flag(args, &resizes);
}

/* Reads an even number of hexadecimal digits. (transfer full) (nullable) */
static GByteArray *
read_hex(const char *digits)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new();

  for (; g_ascii_isxdigit(digits[0]) && g_ascii_isxdigit(digits[1]); digits += 2) {
    guint8 byte = (guint8)(g_ascii_xdigit_value(digits[0]) << 4 | g_ascii_xdigit_value(digits[1]));
    g_byte_array_append(bytes, &byte, 1);
  }
  return *digits == '\0' && bytes->len <= MAX_RAW ? g_steal_pointer(&bytes) : NULL;
}

static gboolean
do_send(const char *args)
{
  g_autofree char *word = NULL;
  const char *rest = command_next_word(args, &word);
  g_autoptr(GByteArray) bytes = rest != NULL ? read_hex(rest) : NULL;
  guint64 type = 0;

  if (bytes == NULL || !agent_port_is_connected() ||
      !g_ascii_string_to_unsigned(word, 10, 0, G_MAXUINT32, &type, NULL))
    return FALSE;
  agent_port_send((guint)type, bytes);
  return TRUE;
}

static gboolean
do_raw(const char *args)
{
  g_autoptr(GByteArray) bytes = read_hex(args);

  if (bytes == NULL || !agent_port_is_connected())
    return FALSE;
  agent_port_send_raw(bytes->data, bytes->len);
  return TRUE;
}

static gboolean
do_volume(const char *args)
{
  static const char *const kinds[] = {"record", "playback", NULL};
  g_auto(GStrv) words = g_strsplit(args, " ", -1);
  g_autoptr(GByteArray) message = g_byte_array_new();
  int kind = words[0] != NULL ? command_choose(words[0], kinds) : -1;
  gboolean muted = FALSE;
  guint8 head[3] = {0};

  if (kind < 0 || words[1] == NULL || !command_read_flag(words[1], &muted) ||
      !agent_port_is_connected())
    return FALSE;
  head[0] = (guint8)kind;
  head[1] = (guint8)muted;
  head[2] = (guint8)(g_strv_length(words) - 2);
  g_byte_array_append(message, head, sizeof head);
  for (char **word = words + 2; *word != NULL; word++) {
    guint16 volume = GUINT16_TO_LE((guint16)g_ascii_strtoull(*word, NULL, 10));
    g_byte_array_append(message, (const guint8 *)&volume, sizeof volume);
  }
  agent_port_send(VD_AGENT_AUDIO_VOLUME_SYNC, message);
  return TRUE;
}

const Command agent_commands[] = {
    {"agent", do_agent},
    {"agent-silent", do_silent},
    {"agent-capabilities", do_capabilities},
    {"agent-mouse", do_mouse},
    {"agent-send", do_send},
    {"agent-raw", do_raw},
    {"agent-volume", do_volume},
    {"allow-resize", do_allow_resize},
    {NULL},
};
