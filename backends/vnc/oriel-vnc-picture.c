// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * gvnc 1.3.1 gives what a server calls a JPEG to gdk-pixbuf, which takes any kind of picture; and
 * then draws it without a look at whether there is one, or how large it is.
 *
 * It calls gdk-pixbuf through the dynamic symbol table, where a program's own definitions come
 * first. With the two below only JPEG is decoded, of a size that a screen can have, and what has
 * been decoded is remembered for oriel-vnc-framebuffer.c to check.
 */
#include "oriel-vnc-picture.h"

#include "oriel.h"

#include <dlfcn.h>
#include <gdk-pixbuf/gdk-pixbuf.h>

static struct {
  int width; /* 0 = there is no picture, or not one of three bytes a pixel */
  int height;
} newest;

/* Why the picture decoded last cannot be drawn into a rectangle of that size; NULL = it can. */
const char *
oriel_vnc_picture_find_fault(int width, int height)
{
  if (newest.width == 0)
    return "The server sent a JPEG that cannot be drawn";
  if (newest.width != width || newest.height != height)
    return "The server sent a picture of the wrong size";
  return NULL;
}

/* Known before the first pixel is decoded. A size of nothing makes the decoder give up. */
static void
on_size_prepared(GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  if (!oriel_framebuffer_check_size(width, height, NULL))
    gdk_pixbuf_loader_set_size(loader, 0, 0);
}

GdkPixbufLoader *
gdk_pixbuf_loader_new(void)
{
  GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_type("jpeg", NULL);

  if (loader != NULL)
    g_signal_connect(loader, "size-prepared", G_CALLBACK(on_size_prepared), NULL);
  return loader;
}

GdkPixbuf *
gdk_pixbuf_loader_get_pixbuf(GdkPixbufLoader *loader)
{
  GdkPixbuf *(*next)(GdkPixbufLoader *);
  GdkPixbuf *picture;

  *(void **)&next = dlsym(RTLD_NEXT, "gdk_pixbuf_loader_get_pixbuf");
  picture = next(loader);
  newest.width = newest.height = 0;
  if (picture != NULL && gdk_pixbuf_get_n_channels(picture) == 3) {
    newest.width = gdk_pixbuf_get_width(picture);
    newest.height = gdk_pixbuf_get_height(picture);
  }
  return picture;
}
