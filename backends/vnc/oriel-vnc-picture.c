// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * gvnc 1.3.1 gives what a server calls a JPEG to gdk-pixbuf, which takes any kind of picture; and
 * then draws it without a look at whether there is one, or how large it is.
 *
 * It calls gdk-pixbuf through the dynamic symbol table, where a program's own definitions come
 * first. With the two below only JPEG is decoded, and what has been decoded is remembered for
 * oriel-vnc-framebuffer.c to check.
 */
#include "oriel-vnc-picture.h"

#include <dlfcn.h>
#include <gdk-pixbuf/gdk-pixbuf.h>

static struct {
  int width;
  int height;
} newest;

/* Whether the picture decoded last has three bytes a pixel and covers a rectangle of that size. */
gboolean
oriel_vnc_picture_covers(int width, int height)
{
  return width <= newest.width && height <= newest.height;
}

GdkPixbufLoader *
gdk_pixbuf_loader_new(void)
{
  return gdk_pixbuf_loader_new_with_type("jpeg", NULL);
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
