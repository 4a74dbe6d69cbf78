// SPDX-License-Identifier: LGPL-2.1-or-later
#include "agent-clipboard.h"

#include "agent-port.h"
#include "agent.h"
#include "checksum.h"
#include "report.h"

#define N_SELECTIONS 3
#define MAX_TEXT 1024 /* bytes that are reported as they are */

/* In the order of VD_AGENT_CLIPBOARD_SELECTION_*. */
static const char *const selections[] = {"clipboard", "primary", "secondary", NULL};
/* In the order of VD_AGENT_CLIPBOARD_*. */
static const char *const types[] = {"none", "text", "png", "bmp", "tiff", "jpg", "files", NULL};

static struct {
  GBytes *content; /* (owned) (nullable) what the guest has */
  guint type;      /* of @content */
  guint32 serial;  /* grabs so far, of both sides */
} boards[N_SELECTIONS];

static gboolean asks;      /* for text that is offered */
static gboolean is_silent; /* answers no request */

/* Reading and writing the head of messages, which depends on what was announced. */

static gsize
get_head(const guint8 *data, gsize size, guint *selection)
{
  *selection = VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD;
  if (!agent_has(VD_AGENT_CAP_CLIPBOARD_SELECTION))
    return 0;
  if (size > 0)
    *selection = data[0];
  return 4;
}

static GByteArray *
new_message(guint selection)
{
  GByteArray *message = g_byte_array_new();

  if (agent_has(VD_AGENT_CAP_CLIPBOARD_SELECTION))
    agent_put_u32(message, selection);
  return message;
}

static const char *
type_name(guint type)
{
  return type < G_N_ELEMENTS(types) - 1 ? types[type] : "unknown";
}

static void
send_grab(guint selection, const guint *offered, guint n)
{
  g_autoptr(GByteArray) message = new_message(selection);

  if (agent_has(VD_AGENT_CAP_CLIPBOARD_GRAB_SERIAL))
    agent_put_u32(message, boards[selection].serial++);
  for (guint i = 0; i < n; i++)
    agent_put_u32(message, offered[i]);
  agent_port_send(VD_AGENT_CLIPBOARD_GRAB, message);
}

static void
send_request(guint selection, guint type)
{
  g_autoptr(GByteArray) message = new_message(selection);

  agent_put_u32(message, type);
  agent_port_send(VD_AGENT_CLIPBOARD_REQUEST, message);
}

/* What the guest has, or that it has nothing of this type. */
static void
send_content(guint selection, guint type)
{
  g_autoptr(GByteArray) message = new_message(selection);
  GBytes *content = boards[selection].content;

  if (content != NULL && boards[selection].type == type) {
    agent_put_u32(message, type);
    g_byte_array_append(message, g_bytes_get_data(content, NULL), (guint)g_bytes_get_size(content));
  } else {
    agent_put_u32(message, VD_AGENT_CLIPBOARD_NONE);
  }
  agent_port_send(VD_AGENT_CLIPBOARD, message);
}

/* Messages of the client */

static void
on_grab(const guint8 *data, gsize size)
{
  g_autoptr(GString) offered = g_string_new(NULL);
  guint selection = 0;
  gsize at = get_head(data, size, &selection);
  gboolean has_text = FALSE;

  if (selection >= N_SELECTIONS)
    return;
  if (agent_has(VD_AGENT_CAP_CLIPBOARD_GRAB_SERIAL)) {
    guint32 serial = agent_get_u32(data, size, at);

    /* Both grabbed at once: the one that comes late loses. */
    if (serial != boards[selection].serial) {
      report_spice("agent clipboard stale-grab %s", selections[selection]);
      return;
    }
    boards[selection].serial++;
    at += 4;
  }
  for (; at + 4 <= size; at += 4) {
    guint type = agent_get_u32(data, size, at);

    g_string_append_printf(offered, " %s", type_name(type));
    has_text = has_text || type == VD_AGENT_CLIPBOARD_UTF8_TEXT;
  }
  g_clear_pointer(&boards[selection].content, g_bytes_unref);
  report_spice("agent clipboard grab %s%s", selections[selection], offered->str);
  if (asks && has_text)
    send_request(selection, VD_AGENT_CLIPBOARD_UTF8_TEXT);
}

static void
on_request(const guint8 *data, gsize size)
{
  guint selection = 0;
  gsize at = get_head(data, size, &selection);
  guint type = agent_get_u32(data, size, at);

  if (selection >= N_SELECTIONS)
    return;
  report_spice("agent clipboard request %s %s", selections[selection], type_name(type));
  if (!is_silent)
    send_content(selection, type);
}

static void
on_data(const guint8 *data, gsize size)
{
  guint selection = 0;
  gsize at = get_head(data, size, &selection) + 4;
  guint type = agent_get_u32(data, size, at - 4);
  gsize length = size > at ? size - at : 0;

  if (selection >= N_SELECTIONS)
    return;
  if (type == VD_AGENT_CLIPBOARD_UTF8_TEXT && length <= MAX_TEXT) {
    g_autofree char *text = g_strndup((const char *)data + at, length);
    g_autofree char *escaped = g_strescape(text, NULL);

    report_spice("agent clipboard data %s text %" G_GSIZE_FORMAT " %s", selections[selection],
                 length, escaped);
    report_vnc("cut %s", escaped);
  } else {
    report_spice("agent clipboard data %s %s %" G_GSIZE_FORMAT " checksum %08x",
                 selections[selection], type_name(type), length,
                 checksum_add(CHECKSUM_START, data + MIN(at, size), length));
  }
}

static void
on_release(const guint8 *data, gsize size)
{
  guint selection = 0;

  get_head(data, size, &selection);
  if (selection < N_SELECTIONS)
    report_spice("agent clipboard release %s", selections[selection]);
}

gboolean
agent_clipboard_handle(guint type, const guint8 *data, gsize size)
{
  switch (type) {
  case VD_AGENT_CLIPBOARD_GRAB:
    on_grab(data, size);
    return TRUE;
  case VD_AGENT_CLIPBOARD_REQUEST:
    on_request(data, size);
    return TRUE;
  case VD_AGENT_CLIPBOARD:
    on_data(data, size);
    return TRUE;
  case VD_AGENT_CLIPBOARD_RELEASE:
    on_release(data, size);
    return TRUE;
  default:
    return FALSE;
  }
}

void
agent_clipboard_start(gboolean ask)
{
  asks = ask;
}

void
agent_clipboard_reset(void)
{
  for (guint i = 0; i < N_SELECTIONS; i++)
    boards[i].serial = 0;
}

void
agent_clipboard_stop(void)
{
  for (guint i = 0; i < N_SELECTIONS; i++)
    g_clear_pointer(&boards[i].content, g_bytes_unref);
}

/* Orders */

/* Reads a selection; returns what follows, NULL if it is none, or nobody would hear of it. */
static const char *
read_selection(const char *args, int *selection)
{
  g_autofree char *word = NULL;
  const char *rest = command_next_word(args, &word);

  *selection = command_choose(word, selections);
  return *selection >= 0 && agent_port_is_connected() ? rest : NULL;
}

static void
offer(guint selection, guint type, GBytes *content)
{
  g_clear_pointer(&boards[selection].content, g_bytes_unref);
  boards[selection].content = content;
  boards[selection].type = type;
  send_grab(selection, &type, 1);
}

static gboolean
offer_text(guint selection, const char *escaped)
{
  g_autofree char *text = g_strcompress(escaped);

  offer(selection, VD_AGENT_CLIPBOARD_UTF8_TEXT, g_bytes_new(text, strlen(text)));
  return TRUE;
}

static gboolean
do_text(const char *args)
{
  int selection = 0;
  const char *rest = read_selection(args, &selection);

  return rest != NULL && offer_text((guint)selection, rest);
}

static gboolean
do_cut(const char *args)
{
  return agent_port_is_connected() && offer_text(VD_AGENT_CLIPBOARD_SELECTION_CLIPBOARD, args);
}

static gboolean
do_file(const char *args)
{
  int selection = 0, type = 0;
  g_autofree char *word = NULL, *content = NULL;
  gsize size = 0;
  const char *rest = read_selection(args, &selection);

  if (rest == NULL || (rest = command_next_word(rest, &word)) == NULL ||
      (type = command_choose(word, types)) < 0 || !g_file_get_contents(rest, &content, &size, NULL))
    return FALSE;
  offer((guint)selection, (guint)type, g_bytes_new_take(g_steal_pointer(&content), size));
  return TRUE;
}

/* Offers types of which it has nothing. */
static gboolean
do_types(const char *args)
{
  int selection = 0;
  guint offered[G_N_ELEMENTS(types)];
  guint n = 0;
  const char *rest = read_selection(args, &selection);

  for (; rest != NULL && *rest != '\0'; n++) {
    g_autofree char *word = NULL;
    int type = 0;

    rest = command_next_word(rest, &word);
    type = command_choose(word, types);
    if (type < 0 || n == G_N_ELEMENTS(offered))
      return FALSE;
    offered[n] = (guint)type;
  }
  if (rest == NULL)
    return FALSE;
  g_clear_pointer(&boards[selection].content, g_bytes_unref);
  send_grab((guint)selection, offered, n);
  return TRUE;
}

static gboolean
do_request(const char *args)
{
  int selection = 0, type = 0;
  const char *rest = read_selection(args, &selection);

  if (rest == NULL || (type = command_choose(rest, types)) < 0)
    return FALSE;
  send_request((guint)selection, (guint)type);
  return TRUE;
}

static gboolean
do_release(const char *args)
{
  int selection = 0;
  g_autoptr(GByteArray) message = NULL;

  if (read_selection(args, &selection) == NULL)
    return FALSE;
  g_clear_pointer(&boards[selection].content, g_bytes_unref);
  message = new_message((guint)selection);
  agent_port_send(VD_AGENT_CLIPBOARD_RELEASE, message);
  return TRUE;
}

static gboolean
do_silent(const char *args)
{
  return command_read_flag(args, &is_silent);
}

static gboolean
do_ask(const char *args)
{
  return command_read_flag(args, &asks);
}

const Command agent_clipboard_commands[] = {
    {"cut", do_cut},
    {"clipboard-text", do_text},
    {"clipboard-file", do_file},
    {"clipboard-types", do_types},
    {"clipboard-request", do_request},
    {"clipboard-release", do_release},
    {"clipboard-silent", do_silent},
    {"clipboard-ask", do_ask},
    {NULL},
};
