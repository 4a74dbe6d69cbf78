// SPDX-License-Identifier: LGPL-2.1-or-later
#include "agent-files.h"

#include <gio/gio.h>

#include "agent-port.h"
#include "agent.h"
#include "checksum.h"
#include "report.h"

#define GROUP "vdagent-file-xfer"
#define ACCEPT -1

/* In the order of VD_AGENT_FILE_XFER_STATUS_*. */
static const char *const results[] = {"can-send", "cancelled",     "error",    "success", "full",
                                      "locked",   "not-connected", "disabled", NULL};

typedef struct {
  guint32 id;
  char *name;
  guint64 size, got;
  guint32 sum;
  GOutputStream *stream; /* (nullable) to the directory */
} Transfer;

static GHashTable *transfers; /* (element-type guint32 Transfer) under way */
static char *directory;       /* (owned) (nullable) where files go; they are only counted without */
static int answer = ACCEPT;   /* or what each is refused with */
static guint64 room = G_MAXUINT64; /* bytes of a file that fit */
static gboolean is_silent;

static void
free_transfer(gpointer data)
{
  Transfer *self = data;

  g_clear_object(&self->stream);
  g_free(self->name);
  g_free(self);
}

void
agent_files_reset(void)
{
  g_clear_pointer(&transfers, g_hash_table_unref);
}

static void
send_status(guint32 id, guint32 result)
{
  g_autoptr(GByteArray) message = g_byte_array_new();

  if (is_silent)
    return;
  agent_put_u32(message, id);
  agent_put_u32(message, result);
  if (result == VD_AGENT_FILE_XFER_STATUS_NOT_ENOUGH_SPACE &&
      agent_has(VD_AGENT_CAP_FILE_XFER_DETAILED_ERRORS))
    agent_put_u64(message, room);
  if (result == VD_AGENT_FILE_XFER_STATUS_ERROR &&
      agent_has(VD_AGENT_CAP_FILE_XFER_DETAILED_ERRORS)) {
    static const guint8 kind = VD_AGENT_FILE_XFER_STATUS_ERROR_GLIB_IO;

    g_byte_array_append(message, &kind, 1);
    agent_put_u32(message, G_IO_ERROR_PERMISSION_DENIED);
  }
  agent_port_send(VD_AGENT_FILE_XFER_STATUS, message);
}

static void
finish(Transfer *self, guint32 result)
{
  report_spice("agent file %s %u %s %" G_GUINT64_FORMAT " checksum %08x", results[result], self->id,
               self->name, self->got, self->sum);
  send_status(self->id, result);
  g_hash_table_remove(transfers, GUINT_TO_POINTER(self->id));
}

/* A key file tells the name and the size. */
static Transfer *
read_start(const guint8 *data, gsize size)
{
  g_autoptr(GKeyFile) about = g_key_file_new();
  g_autofree char *name = NULL;
  Transfer *self = NULL;

  if (size < 4 || !g_key_file_load_from_data(about, (const char *)data + 4,
                                             strnlen((const char *)data + 4, size - 4), 0, NULL))
    return NULL;
  name = g_key_file_get_string(about, GROUP, "name", NULL);
  if (name == NULL)
    return NULL;
  self = g_new0(Transfer, 1);
  self->id = agent_get_u32(data, size, 0);
  self->name = g_strescape(name, NULL);
  self->size = g_key_file_get_uint64(about, GROUP, "size", NULL);
  self->sum = CHECKSUM_START;
  if (directory != NULL && strchr(name, '/') == NULL) {
    g_autofree char *path = g_build_filename(directory, name, NULL);
    g_autoptr(GFile) file = g_file_new_for_path(path);

    self->stream = G_OUTPUT_STREAM(g_file_replace(file, NULL, FALSE, 0, NULL, NULL));
  }
  return self;
}

static void
on_start(const guint8 *data, gsize size)
{
  Transfer *self = read_start(data, size);

  if (self == NULL) {
    report_spice("agent file nonsense");
    return;
  }
  if (transfers == NULL)
    transfers = g_hash_table_new_full(NULL, NULL, NULL, free_transfer);
  g_hash_table_insert(transfers, GUINT_TO_POINTER(self->id), self);
  report_spice("agent file start %u %s %" G_GUINT64_FORMAT, self->id, self->name, self->size);
  if (answer != ACCEPT)
    finish(self, (guint32)answer);
  else if (self->size > room)
    finish(self, VD_AGENT_FILE_XFER_STATUS_NOT_ENOUGH_SPACE);
  else
    send_status(self->id, VD_AGENT_FILE_XFER_STATUS_CAN_SEND_DATA);
}

static Transfer *
find(const guint8 *data, gsize size)
{
  if (transfers == NULL)
    return NULL;
  return g_hash_table_lookup(transfers, GUINT_TO_POINTER(agent_get_u32(data, size, 0)));
}

static void
on_data(const guint8 *data, gsize size)
{
  const gsize head = sizeof(VDAgentFileXferDataMessage);
  Transfer *self = find(data, size);

  if (self == NULL || size < head)
    return;
  self->sum = checksum_add(self->sum, data + head, size - head);
  self->got += size - head;
  if (self->stream != NULL &&
      !g_output_stream_write_all(self->stream, data + head, size - head, NULL, NULL, NULL)) {
    finish(self, VD_AGENT_FILE_XFER_STATUS_ERROR);
    return;
  }
  /* Answers that changed meanwhile hold for files under way, too. */
  if (answer != ACCEPT)
    finish(self, (guint32)answer);
  else if (self->got > room)
    finish(self, VD_AGENT_FILE_XFER_STATUS_NOT_ENOUGH_SPACE);
  else if (self->got >= self->size)
    finish(self, VD_AGENT_FILE_XFER_STATUS_SUCCESS);
}

static void
on_status(const guint8 *data, gsize size)
{
  Transfer *self = find(data, size);
  guint32 result = agent_get_u32(data, size, 4);

  if (self == NULL || result >= G_N_ELEMENTS(results) - 1)
    return;
  report_spice("agent file client-%s %u %s", results[result], self->id, self->name);
  g_hash_table_remove(transfers, GUINT_TO_POINTER(self->id));
}

gboolean
agent_files_handle(guint type, const guint8 *data, gsize size)
{
  switch (type) {
  case VD_AGENT_FILE_XFER_START:
    on_start(data, size);
    return TRUE;
  case VD_AGENT_FILE_XFER_DATA:
    on_data(data, size);
    return TRUE;
  case VD_AGENT_FILE_XFER_STATUS:
    on_status(data, size);
    return TRUE;
  default:
    return FALSE;
  }
}

/* Orders */

static gboolean
do_accept(const char *args)
{
  g_free(directory);
  directory = *args != '\0' ? g_strdup(args) : NULL;
  answer = ACCEPT;
  room = G_MAXUINT64;
  is_silent = FALSE;
  return TRUE;
}

static gboolean
do_refuse(const char *args)
{
  int result = command_choose(args, results);

  if (result >= 0)
    answer = result;
  return result >= 0;
}

static gboolean
do_room(const char *args)
{
  return g_ascii_string_to_unsigned(args, 10, 0, G_MAXUINT64, &room, NULL);
}

static gboolean
do_silent(const char *args)
{
  return command_read_flag(args, &is_silent);
}

const Command agent_files_commands[] = {
    {"files-accept", do_accept},
    {"files-refuse", do_refuse},
    {"files-room", do_room},
    {"files-silent", do_silent},
    {NULL},
};
