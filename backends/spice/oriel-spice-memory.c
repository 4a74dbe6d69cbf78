// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-memory.h"

#include <dlfcn.h>
#include <pixman.h>
#include <sys/mman.h>

/* Bytes of the smallest surface that is worth a file of its own; what guests draw on besides their
 * screen is mostly smaller. */
#define MIN_SIZE (640 * 400 * 4)
/* Bytes of what is worth pages of its own size: a message with a picture, and that picture. Both
 * are touched for the first time, once, and freed; 4 KiB at a time their faults take longer than
 * they. */
#define MIN_LARGE (4 << 20)
#define LARGE_PAGE ((gsize)2 << 20)
/* At the same time. Each has a descriptor, and a guest may have a thousand surfaces; and of each
 * all pages are made, which the library's memory has when they are drawn on. */
#define MAX_FRAMEBUFFERS 32
#define MAX_PIXELS ORIEL_FRAMEBUFFER_MAX_PIXELS /* of all together */

/* The large memory that this thread took last and has no image yet; a surface gets one before
 * another is made. */
static _Thread_local struct {
  gpointer data;
  gsize size; /* bytes */
} taken;

/* A surface that draws elsewhere. */
typedef struct {
  pixman_image_t *image;
  gconstpointer data;            /* where the library believes it draws */
  OrielFramebuffer *framebuffer; /* (owned) */
} Surface;

/* The library draws in one thread at a time. */
static Surface surfaces[MAX_FRAMEBUFFERS];
static guint n_surfaces;

/* @advice: MADV_HUGEPAGE or MADV_NOHUGEPAGE, for memory that was not touched. A kernel without
 * large pages gives others. */
static void
advise(gpointer data, gsize size, int advice)
{
  guintptr first = ((guintptr)data + LARGE_PAGE - 1) & ~(LARGE_PAGE - 1);
  guintptr end = ((guintptr)data + size) & ~(LARGE_PAGE - 1);

  if (size >= MIN_LARGE)
    madvise((gpointer)first, end - first, advice);
}

/* In place of GLib's, with the same contract. */
gpointer
g_malloc0(gsize size)
{
  gpointer data = size > 0 ? calloc(1, size) : NULL;

  if (data == NULL && size > 0)
    g_error("cannot take %" G_GSIZE_FORMAT " bytes of memory", size);
  advise(data, size, MADV_HUGEPAGE);
  if (size >= MIN_SIZE) {
    taken.data = data;
    taken.size = size;
  }
  return data;
}

typedef pixman_image_t *(*CreateBits)(pixman_format_code_t, int, int, uint32_t *, int);

static gint64
count_pixels(void)
{
  gint64 n = 0;

  for (guint i = 0; i < n_surfaces; i++)
    n += (gint64)oriel_framebuffer_get_width(surfaces[i].framebuffer) *
         oriel_framebuffer_get_height(surfaces[i].framebuffer);
  return n;
}

/* An image in a framebuffer of its own; NULL = there is none. */
static pixman_image_t *
create_surface(CreateBits create_bits, int width, int height, gconstpointer data)
{
  g_autoptr(OrielFramebuffer) framebuffer = NULL;
  pixman_image_t *image = NULL;

  if (n_surfaces == MAX_FRAMEBUFFERS || count_pixels() + (gint64)width * height > MAX_PIXELS)
    return NULL;
  framebuffer = oriel_framebuffer_new(width, height, NULL);
  if (framebuffer == NULL)
    return NULL;
  image = create_bits(PIXMAN_x8r8g8b8, width, height,
                      (uint32_t *)(gpointer)oriel_framebuffer_peek_writable(framebuffer),
                      oriel_framebuffer_get_stride(framebuffer));
  if (image != NULL)
    surfaces[n_surfaces++] = (Surface){image, data, g_steal_pointer(&framebuffer)};
  return image;
}

/* In place of pixman's, with the same contract. */
pixman_image_t *
pixman_image_create_bits(
    pixman_format_code_t format, int width, int height, uint32_t *bits, int stride)
{
  static CreateBits create_bits;
  pixman_image_t *image = NULL;
  gboolean is_surface = bits != NULL && bits == taken.data && format == PIXMAN_x8r8g8b8 &&
                        height > 0 && stride == width * 4 &&
                        (gsize)stride * (gsize)height == taken.size;

  if (create_bits == NULL)
    *(void **)&create_bits = dlsym(RTLD_NEXT, "pixman_image_create_bits");
  if (is_surface) {
    taken.data = NULL;
    image = create_surface(create_bits, width, height, bits);
    /* A surface stays, and large pages made small changes of it dearer. */
    advise(bits, taken.size, MADV_NOHUGEPAGE);
  }
  if (image == NULL)
    image = create_bits(format, width, height, bits, stride);
  if (image != NULL && bits == NULL)
    advise(pixman_image_get_data(image),
           (gsize)pixman_image_get_stride(image) * (gsize)pixman_image_get_height(image),
           MADV_HUGEPAGE);
  return image;
}

/* Likewise. What the image could tell of its end by itself, the library uses for something else. */
pixman_bool_t
pixman_image_unref(pixman_image_t *image)
{
  static pixman_bool_t (*unref)(pixman_image_t *);
  pixman_bool_t gone;

  if (unref == NULL)
    *(void **)&unref = dlsym(RTLD_NEXT, "pixman_image_unref");
  gone = unref(image);
  for (guint i = 0; gone && i < n_surfaces; i++)
    if (surfaces[i].image == image) {
      oriel_framebuffer_unref(surfaces[i].framebuffer);
      surfaces[i] = surfaces[--n_surfaces];
      break;
    }
  return gone;
}

OrielFramebuffer *
oriel_spice_memory_find(gconstpointer data)
{
  for (guint i = 0; i < n_surfaces; i++)
    if (surfaces[i].data == data)
      return oriel_framebuffer_ref(surfaces[i].framebuffer);
  return NULL;
}
