// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-transfer-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes of a name that a person is shown. */
#define MAX_NAME 256

struct _OrielTransfer {
  GObject parent_instance;

  GFile *file;    /* (owned) */
  char *name;     /* (owned) fit to be shown */
  guint64 size;   /* 0 until the file is open */
  guint64 n_done; /* bytes */
  OrielTransferState state;
  GError *error; /* (owned) (nullable) */

  void (*ended)(gpointer owner, OrielTransfer *self);
  gpointer owner;
  OrielLink *link; /* borrowed; NULL unless it is running */
  guint id;
  GCancellable *cancellable; /* (owned) of everything that is under way */
};

enum {
  PROP_0,
  PROP_FILE,
  PROP_NAME,
  PROP_SIZE,
  PROP_BYTES_DONE,
  PROP_STATE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/**
 * OrielTransfer:
 *
 * A file on its way to the guest, made by oriel_session_send_file().
 *
 * It ends once, and #OrielTransfer:state tells how. What it does in the meantime needs nobody to
 * keep it.
 */
G_DEFINE_FINAL_TYPE(OrielTransfer, oriel_transfer, G_TYPE_OBJECT)

// clang-format off
G_DEFINE_ENUM_TYPE(OrielTransferState, oriel_transfer_state,
  G_DEFINE_ENUM_VALUE(ORIEL_TRANSFER_WAITING, "waiting"),
  G_DEFINE_ENUM_VALUE(ORIEL_TRANSFER_RUNNING, "running"),
  G_DEFINE_ENUM_VALUE(ORIEL_TRANSFER_DONE, "done"),
  G_DEFINE_ENUM_VALUE(ORIEL_TRANSFER_FAILED, "failed"),
  G_DEFINE_ENUM_VALUE(ORIEL_TRANSFER_CANCELLED, "cancelled"))
// clang-format on

static void
oriel_transfer_get_property(GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OrielTransfer *self = ORIEL_TRANSFER(object);

  switch (id) {
  case PROP_FILE:
    g_value_set_object(value, self->file);
    break;
  case PROP_NAME:
    g_value_set_string(value, self->name);
    break;
  case PROP_SIZE:
    g_value_set_uint64(value, self->size);
    break;
  case PROP_BYTES_DONE:
    g_value_set_uint64(value, self->n_done);
    break;
  case PROP_STATE:
    g_value_set_enum(value, self->state);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_transfer_finalize(GObject *object)
{
  OrielTransfer *self = ORIEL_TRANSFER(object);

  g_object_unref(self->file);
  g_object_unref(self->cancellable);
  g_free(self->name);
  g_clear_error(&self->error);
  G_OBJECT_CLASS(oriel_transfer_parent_class)->finalize(object);
}

static void
oriel_transfer_class_init(OrielTransferClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS(klass);

  object_class->get_property = oriel_transfer_get_property;
  object_class->finalize = oriel_transfer_finalize;

  /**
   * OrielTransfer:file:
   *
   * What is sent.
   */
  properties[PROP_FILE] = g_param_spec_object("file", NULL, NULL, G_TYPE_FILE, flags);
  /**
   * OrielTransfer:name:
   *
   * The name of the file without its folders, fit to be shown.
   */
  properties[PROP_NAME] = g_param_spec_string("name", NULL, NULL, NULL, flags);
  /**
   * OrielTransfer:size:
   *
   * How many bytes are to be sent; 0 until the transfer is running.
   */
  properties[PROP_SIZE] = g_param_spec_uint64("size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * OrielTransfer:bytes-done:
   *
   * How many bytes of them were sent. Told a few times a second.
   */
  properties[PROP_BYTES_DONE] =
      g_param_spec_uint64("bytes-done", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * OrielTransfer:state:
   *
   * Where in its life the transfer is.
   */
  properties[PROP_STATE] = g_param_spec_enum("state", NULL, NULL, ORIEL_TYPE_TRANSFER_STATE,
                                             ORIEL_TRANSFER_WAITING, flags);
  g_object_class_install_properties(object_class, N_PROPS, properties);
}

static void
oriel_transfer_init(OrielTransfer *self)
{
  self->cancellable = g_cancellable_new();
}

OrielTransfer *
oriel_transfer_new(GFile *file, void (*ended)(gpointer owner, OrielTransfer *self), gpointer owner)
{
  OrielTransfer *self = g_object_new(ORIEL_TYPE_TRANSFER, NULL);
  g_autofree char *base = g_file_get_basename(file);
  g_autofree char *name = g_filename_display_name(base != NULL ? base : "");

  self->file = g_object_ref(file);
  self->name = oriel_text_sanitize(name, -1, MAX_NAME);
  self->ended = ended;
  self->owner = owner;
  return self;
}

guint
oriel_transfer_get_id(OrielTransfer *self)
{
  return self->id;
}

static gboolean
is_over(const OrielTransfer *self)
{
  return self->state > ORIEL_TRANSFER_RUNNING;
}

/* The session process need not go on. */
static void
withdraw(OrielTransfer *self)
{
  if (self->link != NULL)
    oriel_link_tell(self->link, "CancelFile", g_variant_new("(u)", self->id), NULL, NULL);
}

/* Takes @error (nullable). */
static void
end(OrielTransfer *self, OrielTransferState state, GError *error)
{
  g_autoptr(OrielTransfer) keep = g_object_ref(self);

  self->state = state;
  self->error = error;
  self->link = NULL;
  g_cancellable_cancel(self->cancellable);
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_STATE]);
  if (self->ended != NULL)
    self->ended(self->owner, self);
}

void
oriel_transfer_fail(OrielTransfer *self, const GError *error)
{
  if (is_over(self))
    return;
  withdraw(self);
  end(self, ORIEL_TRANSFER_FAILED, g_error_copy(error));
}

gboolean
oriel_transfer_set_bytes_done(OrielTransfer *self, guint64 done)
{
  if (done > self->size)
    return FALSE;
  if (done == self->n_done || is_over(self))
    return TRUE;
  self->n_done = done;
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_BYTES_DONE]);
  return TRUE;
}

static void
on_sent(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielTransfer *self = ORIEL_TRANSFER(source);
  GError *error = NULL;
  gboolean arrived = g_task_propagate_boolean(G_TASK(result), &error);

  if (is_over(self)) {
    g_clear_error(&error);
    return;
  }
  if (arrived)
    oriel_transfer_set_bytes_done(self, self->size);
  if (!is_over(self))
    end(self, arrived ? ORIEL_TRANSFER_DONE : ORIEL_TRANSFER_FAILED, error);
}

static void
send_descriptor(OrielTransfer *self, int fd)
{
  g_autoptr(GUnixFDList) fds = g_unix_fd_list_new_from_array(&fd, 1);
  g_autoptr(GTask) task = g_task_new(self, self->cancellable, on_sent, NULL);
  g_autofree char *base = g_file_get_basename(self->file);
  g_autofree char *name = g_filename_display_name(base);

  g_task_set_source_tag(task, send_descriptor);
  oriel_link_call_with_fds_for_task(
      self->link, "SendFile", g_variant_new("(uhst)", self->id, 0, name, self->size), fds, task);
}

/* In a thread: a file may be on a disk that sleeps, or on another machine. */
static void
open_file(GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  /* Not waiting for the other end of what turns out to be a pipe. */
  int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  int number = errno;
  struct stat status;

  if (fd < 0) {
    g_task_return_new_error(task, ORIEL_ERROR,
                            number == ENOENT ? ORIEL_ERROR_NOT_FOUND : ORIEL_ERROR_FAILED,
                            "the file cannot be opened: %s", g_strerror(number));
  } else if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    gboolean folder = S_ISDIR(status.st_mode);
    close(fd);
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_INVALID, "%s",
                            folder ? "it is a folder: only files can be sent"
                                   : "it is not a regular file");
  } else {
    g_task_return_int(task, fd);
  }
}

static void
on_open(GObject *source, GAsyncResult *result, gpointer user_data)
{
  OrielTransfer *self = ORIEL_TRANSFER(source);
  g_autoptr(GError) error = NULL;
  int fd = (int)g_task_propagate_int(G_TASK(result), &error);
  struct stat status = {0};

  if (fd < 0) {
    oriel_transfer_fail(self, error);
    return;
  }
  if (!is_over(self) && fstat(fd, &status) == 0) {
    self->size = (guint64)status.st_size;
    g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_SIZE]);
  }
  if (is_over(self))
    close(fd);
  else
    send_descriptor(self, fd);
}

void
oriel_transfer_start(OrielTransfer *self, OrielLink *link, guint id)
{
  g_autoptr(GTask) task = g_task_new(self, NULL, on_open, NULL);
  const char *path = g_file_peek_path(self->file);

  g_task_set_source_tag(task, oriel_transfer_start);
  self->link = link;
  self->id = id;
  self->state = ORIEL_TRANSFER_RUNNING;
  if (path != NULL) {
    g_task_set_task_data(task, g_strdup(path), g_free);
    g_task_run_in_thread(task, open_file);
  } else {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                            "only files of this machine can be sent");
  }
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_STATE]);
}

/**
 * oriel_transfer_cancel:
 * @self: a transfer
 *
 * Gives up; it is %ORIEL_TRANSFER_CANCELLED when this returns. What the guest has of the file until
 * then is the guest's to remove. Does nothing to a transfer that is over.
 */
void
oriel_transfer_cancel(OrielTransfer *self)
{
  g_return_if_fail(ORIEL_IS_TRANSFER(self));
  if (is_over(self))
    return;
  withdraw(self);
  end(self, ORIEL_TRANSFER_CANCELLED, NULL);
}

/**
 * oriel_transfer_get_file:
 * @self: a transfer
 *
 * Reads #OrielTransfer:file.
 *
 * Returns: (transfer none): what is sent
 */
GFile *
oriel_transfer_get_file(OrielTransfer *self)
{
  g_return_val_if_fail(ORIEL_IS_TRANSFER(self), NULL);
  return self->file;
}

/**
 * oriel_transfer_get_name:
 * @self: a transfer
 *
 * Reads #OrielTransfer:name.
 *
 * Returns: the name of the file, fit to be shown
 */
const char *
oriel_transfer_get_name(OrielTransfer *self)
{
  g_return_val_if_fail(ORIEL_IS_TRANSFER(self), NULL);
  return self->name;
}

/**
 * oriel_transfer_get_size:
 * @self: a transfer
 *
 * Reads #OrielTransfer:size.
 *
 * Returns: how many bytes are to be sent
 */
guint64
oriel_transfer_get_size(OrielTransfer *self)
{
  g_return_val_if_fail(ORIEL_IS_TRANSFER(self), 0);
  return self->size;
}

/**
 * oriel_transfer_get_bytes_done:
 * @self: a transfer
 *
 * Reads #OrielTransfer:bytes-done.
 *
 * Returns: how many bytes were sent
 */
guint64
oriel_transfer_get_bytes_done(OrielTransfer *self)
{
  g_return_val_if_fail(ORIEL_IS_TRANSFER(self), 0);
  return self->n_done;
}

/**
 * oriel_transfer_get_state:
 * @self: a transfer
 *
 * Reads #OrielTransfer:state.
 *
 * Returns: where in its life the transfer is
 */
OrielTransferState
oriel_transfer_get_state(OrielTransfer *self)
{
  g_return_val_if_fail(ORIEL_IS_TRANSFER(self), ORIEL_TRANSFER_FAILED);
  return self->state;
}

/**
 * oriel_transfer_get_error:
 * @self: a transfer
 *
 * Why the guest does not have the file. The message does not repeat the name.
 *
 * Returns: (transfer none) (nullable): why the transfer failed; %NULL unless it did
 */
const GError *
oriel_transfer_get_error(OrielTransfer *self)
{
  g_return_val_if_fail(ORIEL_IS_TRANSFER(self), NULL);
  return self->error;
}
