// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-memory.h"

#include <dlfcn.h>
#include <pixman.h>

/* Bytes of the smallest surface that is worth a file of its own; what guests draw on besides their
 * screen is mostly smaller. */
#define MIN_SIZE (640 * 400 * 4)
/* At the same time. Each has a descriptor, and a guest may have a thousand surfaces. */
#define MAX_FRAMEBUFFERS 32

/* What this thread took last and has no image yet; a surface gets one before anything else is done.
 */
static _Thread_local struct {
  gpointer data;
  gsize size; /* bytes */
} taken;

/* The last surface that draws elsewhere. The library draws in one thread at a time. */
static struct {
  gconstpointer data;
  OrielFramebuffer *framebuffer; /* (nullable) borrowed from the image */
} made;

static guint n_framebuffers;

/* In place of GLib's, with the same contract. */
gpointer
g_malloc0(gsize size)
{
  gpointer data = size > 0 ? calloc(1, size) : NULL;

  if (data == NULL && size > 0)
    g_error("cannot take %" G_GSIZE_FORMAT " bytes of memory", size);
  taken.data = data;
  taken.size = size;
  return data;
}

static void
on_destroyed(pixman_image_t *image, void *framebuffer)
{
  if (made.framebuffer == framebuffer)
    made.framebuffer = NULL;
  n_framebuffers--;
  oriel_framebuffer_unref(framebuffer);
}

typedef pixman_image_t *(*CreateBits)(pixman_format_code_t, int, int, uint32_t *, int);

/* An image in a framebuffer of its own; NULL = there is none. */
static pixman_image_t *
create_in_framebuffer(CreateBits create_bits, int width, int height)
{
  g_autoptr(OrielFramebuffer) framebuffer = oriel_framebuffer_new(width, height, NULL);
  pixman_image_t *image = NULL;

  if (framebuffer == NULL)
    return NULL;
  image = create_bits(PIXMAN_x8r8g8b8, width, height,
                      (uint32_t *)(gpointer)oriel_framebuffer_peek_writable(framebuffer),
                      oriel_framebuffer_get_stride(framebuffer));
  if (image == NULL)
    return NULL;
  n_framebuffers++;
  made.framebuffer = framebuffer;
  pixman_image_set_destroy_function(image, on_destroyed, g_steal_pointer(&framebuffer));
  return image;
}

/* In place of pixman's, with the same contract. */
pixman_image_t *
pixman_image_create_bits(
    pixman_format_code_t format, int width, int height, uint32_t *bits, int stride)
{
  static CreateBits create_bits;
  pixman_image_t *image = NULL;
  gboolean is_surface = bits != NULL && bits == taken.data && taken.size >= MIN_SIZE &&
                        format == PIXMAN_x8r8g8b8 && height > 0 && stride == width * 4 &&
                        (gsize)stride * (gsize)height == taken.size;

  if (create_bits == NULL)
    *(void **)&create_bits = dlsym(RTLD_NEXT, "pixman_image_create_bits");
  if (is_surface) {
    taken.data = NULL;
    made.data = bits;
    if (n_framebuffers < MAX_FRAMEBUFFERS)
      image = create_in_framebuffer(create_bits, width, height);
  }
  return image != NULL ? image : create_bits(format, width, height, bits, stride);
}

OrielFramebuffer *
oriel_spice_memory_find(gconstpointer data)
{
  return made.framebuffer != NULL && made.data == data ? oriel_framebuffer_ref(made.framebuffer)
                                                       : NULL;
}
