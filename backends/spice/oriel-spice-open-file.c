// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-open-file.h"

#include <errno.h>
#include <unistd.h>

/* The content, read in threads. */
typedef struct {
  GFileInputStream parent_instance;

  GFile *file;  /* (owned) keeps the descriptor open */
  int fd;       /* borrowed from it */
  guint64 left; /* bytes */
  goffset at;
} Content;

typedef GFileInputStreamClass ContentClass;

static GType content_get_type(void);
G_DEFINE_FINAL_TYPE(Content, content, G_TYPE_FILE_INPUT_STREAM)

/* The library waits for ever for what a file that has become shorter does not have. */
static gssize
content_read(
    GInputStream *stream, void *buffer, gsize size, GCancellable *cancellable, GError **error)
{
  Content *self = (Content *)stream;
  gssize n;

  do
    n = pread(self->fd, buffer, MIN(size, self->left), self->at);
  while (n < 0 && errno == EINTR && !g_cancellable_is_cancelled(cancellable));
  if (n < 0) {
    g_set_error(error, G_IO_ERROR, g_io_error_from_errno(errno), "cannot read the file: %s",
                g_strerror(errno));
  } else if (n == 0 && self->left > 0 && size > 0) {
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                        "the file has become shorter while it was sent");
    n = -1;
  } else {
    self->left -= (guint64)n;
    self->at += n;
  }
  return n;
}

static void
content_finalize(GObject *object)
{
  g_object_unref(((Content *)object)->file);
  G_OBJECT_CLASS(content_parent_class)->finalize(object);
}

static void
content_class_init(ContentClass *klass)
{
  G_OBJECT_CLASS(klass)->finalize = content_finalize;
  G_INPUT_STREAM_CLASS(klass)->read_fn = content_read;
}

static void
content_init(Content *self)
{
}

typedef struct {
  GObject parent_instance;

  int fd;
  char *name; /* (owned) */
  guint64 size;
} OpenFile;

typedef GObjectClass OpenFileClass;

static GType open_file_get_type(void);
static void implement_file(GFileIface *iface);
G_DEFINE_FINAL_TYPE_WITH_CODE(OpenFile,
                              open_file,
                              G_TYPE_OBJECT,
                              G_IMPLEMENT_INTERFACE(G_TYPE_FILE, implement_file))

static GFile *
open_file_dup(GFile *file)
{
  return g_object_ref(file);
}

static guint
open_file_hash(GFile *file)
{
  return g_direct_hash(file);
}

static gboolean
open_file_equal(GFile *file, GFile *other)
{
  return file == other;
}

static gboolean
open_file_is_native(GFile *file)
{
  return FALSE;
}

static char *
open_file_get_name(GFile *file)
{
  return g_strdup(((OpenFile *)file)->name);
}

static char *
open_file_get_path(GFile *file)
{
  return NULL;
}

static GFileInfo *
open_file_query_info(GFile *file,
                     const char *attributes,
                     GFileQueryInfoFlags flags,
                     GCancellable *cancellable,
                     GError **error)
{
  OpenFile *self = (OpenFile *)file;
  GFileInfo *info = g_file_info_new();

  g_file_info_set_file_type(info, G_FILE_TYPE_REGULAR);
  g_file_info_set_name(info, self->name);
  g_file_info_set_display_name(info, self->name);
  g_file_info_set_size(info, (goffset)self->size);
  return info;
}

static GFileInputStream *
open_file_read(GFile *file, GCancellable *cancellable, GError **error)
{
  Content *content = g_object_new(content_get_type(), NULL);

  content->file = g_object_ref(file);
  content->fd = ((OpenFile *)file)->fd;
  content->left = ((OpenFile *)file)->size;
  return G_FILE_INPUT_STREAM(content);
}

static void
implement_file(GFileIface *iface)
{
  iface->dup = open_file_dup;
  iface->hash = open_file_hash;
  iface->equal = open_file_equal;
  iface->is_native = open_file_is_native;
  iface->get_basename = open_file_get_name;
  iface->get_parse_name = open_file_get_name;
  iface->get_path = open_file_get_path;
  iface->get_uri = open_file_get_path;
  iface->query_info = open_file_query_info;
  iface->read_fn = open_file_read;
}

static void
open_file_finalize(GObject *object)
{
  OpenFile *self = (OpenFile *)object;

  close(self->fd);
  g_free(self->name);
  G_OBJECT_CLASS(open_file_parent_class)->finalize(object);
}

static void
open_file_class_init(OpenFileClass *klass)
{
  klass->finalize = open_file_finalize;
}

static void
open_file_init(OpenFile *self)
{
}

GFile *
oriel_spice_open_file_new(int fd, const char *name, guint64 size)
{
  OpenFile *self = g_object_new(open_file_get_type(), NULL);

  self->fd = fd;
  self->name = g_strdup(name);
  self->size = size;
  return G_FILE(self);
}
