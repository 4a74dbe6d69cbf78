// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

/* Rows start on a cache line, which vector code copies fastest. */
#define ROW_ALIGNMENT 64

#define BYTES_PER_PIXEL 4
#define MAX_STRIDE (ORIEL_FRAMEBUFFER_MAX_SIDE * BYTES_PER_PIXEL)

#define OPAQUE_BLACK 0xff000000u

struct _OrielFramebuffer {
  int fd; /* (owned) */
  int width;
  int height;
  int stride;       /* bytes from one row to the next */
  gsize size;       /* bytes mapped: stride x height */
  guint8 *pixels;   /* (owned) the mapping */
  gboolean mutable; /* the mapping is writable */
};

G_DEFINE_BOXED_TYPE(OrielFramebuffer,
                    oriel_framebuffer,
                    oriel_framebuffer_ref,
                    oriel_framebuffer_unref)

static void
clear(OrielFramebuffer *self)
{
  if (self->pixels != NULL)
    munmap(self->pixels, self->size);
  if (self->fd >= 0)
    close(self->fd);
}

static OrielFramebuffer *
allocate(int width, int height, int stride)
{
  OrielFramebuffer *self = g_atomic_rc_box_new0(OrielFramebuffer);

  self->fd = -1;
  self->width = width;
  self->height = height;
  self->stride = stride;
  self->size = (gsize)stride * (gsize)height;
  return self;
}

/* Says what the operating system refused; @doing names the step. */
static gboolean
fail_errno(GError **error, const char *doing)
{
  int code = errno;

  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_FAILED, "No memory for the guest's screen: %s: %s",
              doing, g_strerror(code));
  return FALSE;
}

/* @flags: of mmap(), besides that it is shared */
static gboolean
map(OrielFramebuffer *self, int protection, int flags, GError **error)
{
  void *pixels = mmap(NULL, self->size, protection, MAP_SHARED | flags, self->fd, 0);

  if (pixels == MAP_FAILED)
    return fail_errno(error, "mapping it failed");
  self->pixels = pixels;
  self->mutable = (protection & PROT_WRITE) != 0;
  return TRUE;
}

static gboolean
create_file(OrielFramebuffer *self, GError **error)
{
  self->fd = memfd_create("oriel-framebuffer", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (self->fd < 0)
    return fail_errno(error, "memfd_create failed");
  if (ftruncate(self->fd, (off_t)self->size) < 0)
    return fail_errno(error, "setting its size failed");
  if (fcntl(self->fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) < 0)
    return fail_errno(error, "sealing its size failed");
  return TRUE;
}

/* Whether reading all of a mapping of @fd can never fault, whatever its giver does to it. */
static gboolean
check_file(int fd, gsize size, GError **error)
{
  struct stat file;
  struct statfs system;
  int seals;

  if (fstat(fd, &file) < 0 || fstatfs(fd, &system) < 0)
    return fail_errno(error, "its memory file cannot be examined");
  /* Pages of huge page files can be missing when they are touched; the others' cannot. */
  if (!S_ISREG(file.st_mode) || system.f_type != TMPFS_MAGIC) {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                        "The guest's screen did not come as a memory file");
    return FALSE;
  }
  seals = fcntl(fd, F_GET_SEALS);
  if (seals < 0 || (seals & F_SEAL_SHRINK) == 0) {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                        "The memory file of the guest's screen is not sealed against shrinking");
    return FALSE;
  }
  if (file.st_size < 0 || (guint64)file.st_size < size) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "The memory file of the guest's screen has %" G_GINT64_FORMAT
                " bytes where %" G_GSIZE_FORMAT " are needed",
                (gint64)file.st_size, size);
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_stride(int width, int stride, GError **error)
{
  if (stride >= width * BYTES_PER_PIXEL && stride <= MAX_STRIDE && stride % BYTES_PER_PIXEL == 0)
    return TRUE;
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
              "Rows of %d bytes do not fit a screen %d pixels wide", stride, width);
  return FALSE;
}

/**
 * oriel_framebuffer_check_size:
 * @width: width, in pixels
 * @height: height, in pixels
 * @error: return location of an error
 *
 * Whether a screen can have this size: both sides from 1 to %ORIEL_FRAMEBUFFER_MAX_SIDE, and at
 * most %ORIEL_FRAMEBUFFER_MAX_PIXELS pixels.
 *
 * Returns: %TRUE, or %FALSE with %ORIEL_ERROR_INVALID set
 */
gboolean
oriel_framebuffer_check_size(int width, int height, GError **error)
{
  gboolean fits = width >= 1 && width <= ORIEL_FRAMEBUFFER_MAX_SIDE && height >= 1 &&
                  height <= ORIEL_FRAMEBUFFER_MAX_SIDE &&
                  (gint64)width * height <= ORIEL_FRAMEBUFFER_MAX_PIXELS;

  if (!fits)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "A screen of %d x %d pixels is not possible: at most %d a side and %d million in "
                "all are",
                width, height, ORIEL_FRAMEBUFFER_MAX_SIDE,
                ORIEL_FRAMEBUFFER_MAX_PIXELS / (1024 * 1024));
  return fits;
}

/**
 * oriel_framebuffer_new:
 * @width: width, in pixels
 * @height: height, in pixels
 * @error: return location of an error
 *
 * Makes a framebuffer of opaque black pixels in a new memory file, writable by this process. Each
 * row takes @width x 4 bytes, rounded up to 64. The file can neither shrink nor grow any more.
 *
 * Returns: (transfer full): a framebuffer, or %NULL with an error of %ORIEL_ERROR_INVALID (the
 *   size) or %ORIEL_ERROR_FAILED (no memory)
 */
OrielFramebuffer *
oriel_framebuffer_new(int width, int height, GError **error)
{
  g_autoptr(OrielFramebuffer) self = NULL;
  guint32 *row;

  if (!oriel_framebuffer_check_size(width, height, error))
    return NULL;
  self = allocate(width, height,
                  (width * BYTES_PER_PIXEL + ROW_ALIGNMENT - 1) / ROW_ALIGNMENT * ROW_ALIGNMENT);
  /* All of it is written now: the kernel makes all pages at once sooner than one by one. */
  if (!create_file(self, error) || !map(self, PROT_READ | PROT_WRITE, MAP_POPULATE, error))
    return NULL;

  row = (guint32 *)self->pixels;
  for (gsize i = 0; i < self->size / BYTES_PER_PIXEL; i++)
    row[i] = GUINT32_TO_LE(OPAQUE_BLACK);
  return g_steal_pointer(&self);
}

/**
 * oriel_framebuffer_new_from_fd:
 * @fd: a memory file (memfd) sealed with at least `F_SEAL_SHRINK`; it stays the caller's
 * @width: width, in pixels
 * @height: height, in pixels
 * @stride: bytes from one row to the next, a multiple of 4
 * @error: return location of an error
 *
 * Maps a framebuffer that another process made, read-only. That process is not trusted: whatever
 * it gives, and whatever it does to the file later, reading the pixels is safe. It can change them
 * at any moment, so a value that matters has to be read once and then checked.
 *
 * Returns: (transfer full): a framebuffer, or %NULL with an error of %ORIEL_ERROR_INVALID (what
 *   was given) or %ORIEL_ERROR_FAILED (the system refused)
 */
OrielFramebuffer *
oriel_framebuffer_new_from_fd(int fd, int width, int height, int stride, GError **error)
{
  g_autoptr(OrielFramebuffer) self = NULL;

  if (!oriel_framebuffer_check_size(width, height, error) || !check_stride(width, stride, error))
    return NULL;
  self = allocate(width, height, stride);
  if (!check_file(fd, self->size, error))
    return NULL;
  self->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  if (self->fd < 0) {
    fail_errno(error, "duplicating its file descriptor failed");
    return NULL;
  }
  if (!map(self, PROT_READ, 0, error))
    return NULL;
  return g_steal_pointer(&self);
}

/**
 * oriel_framebuffer_ref:
 * @self: a framebuffer
 *
 * Takes a reference. Threads may do so at the same time.
 *
 * Returns: (transfer full): @self
 */
OrielFramebuffer *
oriel_framebuffer_ref(OrielFramebuffer *self)
{
  g_return_val_if_fail(self != NULL, NULL);

  return g_atomic_rc_box_acquire(self);
}

/**
 * oriel_framebuffer_unref:
 * @self: (transfer full): a framebuffer
 *
 * Drops a reference; the last one unmaps the pixels and closes the file.
 */
void
oriel_framebuffer_unref(OrielFramebuffer *self)
{
  g_return_if_fail(self != NULL);

  g_atomic_rc_box_release_full(self, (GDestroyNotify)clear);
}

/**
 * oriel_framebuffer_get_width:
 * @self: a framebuffer
 *
 * How wide the screen is.
 *
 * Returns: the width, in pixels
 */
int
oriel_framebuffer_get_width(const OrielFramebuffer *self)
{
  g_return_val_if_fail(self != NULL, 0);

  return self->width;
}

/**
 * oriel_framebuffer_get_height:
 * @self: a framebuffer
 *
 * How high the screen is.
 *
 * Returns: the height, in pixels
 */
int
oriel_framebuffer_get_height(const OrielFramebuffer *self)
{
  g_return_val_if_fail(self != NULL, 0);

  return self->height;
}

/**
 * oriel_framebuffer_get_stride:
 * @self: a framebuffer
 *
 * How far apart rows are in memory.
 *
 * Returns: bytes from one row to the next, a multiple of 4
 */
int
oriel_framebuffer_get_stride(const OrielFramebuffer *self)
{
  g_return_val_if_fail(self != NULL, 0);

  return self->stride;
}

/**
 * oriel_framebuffer_get_fd:
 * @self: a framebuffer
 *
 * The memory file, to give to another process.
 *
 * Returns: a file descriptor that belongs to @self
 */
int
oriel_framebuffer_get_fd(const OrielFramebuffer *self)
{
  g_return_val_if_fail(self != NULL, -1);

  return self->fd;
}

/**
 * oriel_framebuffer_peek_pixels: (skip)
 * @self: a framebuffer
 *
 * The pixels, stride x height bytes, to read. Valid while @self is. Bindings use
 * oriel_framebuffer_dup_bytes().
 *
 * Returns: (transfer none): the first row
 */
const guint8 *
oriel_framebuffer_peek_pixels(const OrielFramebuffer *self)
{
  g_return_val_if_fail(self != NULL, NULL);

  return self->pixels;
}

/**
 * oriel_framebuffer_peek_writable: (skip)
 * @self: a framebuffer
 *
 * The pixels, stride x height bytes, to write: only where they were made, by
 * oriel_framebuffer_new(). The fourth byte of each has to stay 0xff.
 *
 * Returns: (transfer none) (nullable): the first row, or %NULL when another process made them
 */
guint8 *
oriel_framebuffer_peek_writable(OrielFramebuffer *self)
{
  g_return_val_if_fail(self != NULL, NULL);

  return self->mutable ? self->pixels : NULL;
}

/**
 * oriel_framebuffer_dup_bytes:
 * @self: a framebuffer
 *
 * Copies the pixels as they are now, stride x height bytes.
 *
 * Returns: (transfer full): bytes that do not change any more
 */
GBytes *
oriel_framebuffer_dup_bytes(const OrielFramebuffer *self)
{
  g_return_val_if_fail(self != NULL, NULL);

  return g_bytes_new(self->pixels, self->size);
}
