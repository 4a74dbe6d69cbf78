// SPDX-License-Identifier: LGPL-2.1-or-later
/* An X server on the same machine maps the memory file that the pixels are in (MIT-SHM 1.2). */
#include "oriel-gtk-direct.h"

#include <X11/Xlib-xcb.h>
#include <fcntl.h>
#include <gdk/x11/gdkx.h>
#include <sys/socket.h>
#include <unistd.h>
#include <xcb/shm.h>

#define BYTES_PER_PIXEL 4

struct _Direct {
  xcb_connection_t *connection;
  xcb_window_t window;
  guint8 depth;
  xcb_gcontext_t context;
  OrielFramebuffer *pixels; /* (owned) (nullable): those that the server has mapped */
  xcb_shm_seg_t segment;
  /* Answered when all before it is done: a slow server is waited for, not flooded. */
  xcb_get_input_focus_cookie_t done;
  gboolean is_busy;
};

/* A file cannot be passed over a network. */
static gboolean
is_local(xcb_connection_t *connection)
{
  int domain = 0;
  socklen_t size = sizeof domain;

  return getsockopt(xcb_get_file_descriptor(connection), SOL_SOCKET, SO_DOMAIN, &domain, &size) ==
             0 &&
         domain == AF_UNIX;
}

static gboolean
maps_files(xcb_connection_t *connection)
{
  const xcb_query_extension_reply_t *extension = xcb_get_extension_data(connection, &xcb_shm_id);
  g_autofree xcb_shm_query_version_reply_t *version = NULL;

  if (extension == NULL || !extension->present)
    return FALSE;
  version = xcb_shm_query_version_reply(connection, xcb_shm_query_version(connection), NULL);
  return version != NULL && (version->major_version > 1 ||
                             (version->major_version == 1 && version->minor_version >= 2));
}

/* Blue, green and red in that order, as they are in framebuffers. */
static gboolean
has_our_format(Display *display, const XWindowAttributes *window)
{
  return (window->depth == 24 || window->depth == 32) && window->visual->red_mask == 0xff0000 &&
         window->visual->green_mask == 0xff00 && window->visual->blue_mask == 0xff &&
         ImageByteOrder(display) == LSBFirst && G_BYTE_ORDER == G_LITTLE_ENDIAN;
}

/* GTK deprecates its X11 backend in later versions, which still has these. */
G_GNUC_BEGIN_IGNORE_DEPRECATIONS
Direct *
direct_new(GdkSurface *surface)
{
  Direct *self;
  XWindowAttributes window;
  Display *display;
  xcb_connection_t *connection;

  if (!GDK_IS_X11_SURFACE(surface))
    return NULL;
  display = gdk_x11_display_get_xdisplay(gdk_surface_get_display(surface));
  connection = XGetXCBConnection(display);
  if (!is_local(connection) || !maps_files(connection) ||
      !XGetWindowAttributes(display, gdk_x11_surface_get_xid(surface), &window) ||
      !has_our_format(display, &window))
    return NULL;

  self = g_new0(Direct, 1);
  self->connection = connection;
  self->window = (xcb_window_t)gdk_x11_surface_get_xid(surface);
  self->depth = (guint8)window.depth;
  self->context = xcb_generate_id(connection);
  xcb_create_gc(connection, self->context, self->window, XCB_GC_GRAPHICS_EXPOSURES,
                (const guint32[]){FALSE});
  return self;
}
G_GNUC_END_IGNORE_DEPRECATIONS

static void
detach(Direct *self)
{
  if (self->pixels != NULL)
    xcb_shm_detach(self->connection, self->segment);
  g_clear_pointer(&self->pixels, oriel_framebuffer_unref);
}

void
direct_free(Direct *self)
{
  detach(self);
  if (self->is_busy)
    xcb_discard_reply(self->connection, self->done.sequence);
  xcb_free_gc(self->connection, self->context);
  xcb_flush(self->connection);
  g_free(self);
}

gboolean
direct_use(Direct *self, OrielFramebuffer *pixels)
{
  g_autofree xcb_generic_error_t *error = NULL;
  int fd;

  if (self->pixels == pixels)
    return TRUE;
  detach(self);
  if (oriel_framebuffer_get_stride(pixels) / BYTES_PER_PIXEL > G_MAXUINT16)
    return FALSE;
  fd = fcntl(oriel_framebuffer_get_fd(pixels), F_DUPFD_CLOEXEC, 0); /* sent, and closed then */
  if (fd < 0)
    return FALSE;
  self->segment = xcb_generate_id(self->connection);
  error = xcb_request_check(self->connection,
                            xcb_shm_attach_fd_checked(self->connection, self->segment, fd, TRUE));
  if (error != NULL)
    return FALSE;
  self->pixels = oriel_framebuffer_ref(pixels);
  return TRUE;
}

static void
wait_until_done(Direct *self)
{
  if (self->is_busy)
    g_free(xcb_get_input_focus_reply(self->connection, self->done, NULL));
  self->is_busy = FALSE;
}

void
direct_put(Direct *self, const OrielRegion *parts, int x, int y)
{
  int columns = oriel_framebuffer_get_stride(self->pixels) / BYTES_PER_PIXEL;
  int rows = oriel_framebuffer_get_height(self->pixels);

  wait_until_done(self);
  for (guint i = 0; i < oriel_region_get_n_rects(parts); i++) {
    OrielRect part;

    oriel_region_get_rect(parts, i, &part);
    xcb_shm_put_image(self->connection, self->window, self->context, (guint16)columns,
                      (guint16)rows, (guint16)part.x, (guint16)part.y, (guint16)part.width,
                      (guint16)part.height, (gint16)(x + part.x), (gint16)(y + part.y), self->depth,
                      XCB_IMAGE_FORMAT_Z_PIXMAP, FALSE, self->segment, 0);
  }
  self->done = xcb_get_input_focus(self->connection);
  self->is_busy = TRUE;
  xcb_flush(self->connection);
}
