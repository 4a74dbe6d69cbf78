// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/shm-window.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <xcb/shm.h>

#define BYTES_PER_PIXEL 4

struct _ShmWindow {
  xcb_connection_t *connection;
  xcb_window_t window;
  xcb_gcontext_t context;
  guint8 depth;
  OrielFramebuffer *pixels; /* (owned) (nullable) what the server has as @segment */
  xcb_shm_seg_t segment;
  GArray *requests; /* (owned) (element-type xcb_void_cookie_t) that are not answered */
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
takes_files(xcb_connection_t *connection)
{
  const xcb_query_extension_reply_t *extension = xcb_get_extension_data(connection, &xcb_shm_id);
  g_autofree xcb_shm_query_version_reply_t *version = NULL;

  if (extension == NULL || !extension->present)
    return FALSE;
  version =
      xcb_shm_query_version_reply(connection, xcb_shm_query_version_unchecked(connection), NULL);
  return version != NULL && (version->major_version > 1 ||
                             (version->major_version == 1 && version->minor_version >= 2));
}

/* Guests' pixels are in this machine's order, least byte first. */
static gboolean
has_our_order(xcb_connection_t *connection)
{
  return G_BYTE_ORDER == G_LITTLE_ENDIAN &&
         xcb_get_setup(connection)->image_byte_order == XCB_IMAGE_ORDER_LSB_FIRST;
}

ShmWindow *
shm_window_new(xcb_connection_t *connection, xcb_window_t window, guint8 depth)
{
  const guint32 no_exposures = FALSE;
  ShmWindow *self;

  if ((depth != 24 && depth != 32) || !has_our_order(connection) || !is_local(connection) ||
      !takes_files(connection))
    return NULL;
  self = g_new0(ShmWindow, 1);
  self->connection = connection;
  self->window = window;
  self->depth = depth;
  self->requests = g_array_new(FALSE, FALSE, sizeof(xcb_void_cookie_t));
  self->context = xcb_generate_id(connection);
  self->segment = xcb_generate_id(connection);
  xcb_create_gc(connection, self->context, window, XCB_GC_GRAPHICS_EXPOSURES, &no_exposures);
  return self;
}

static void
detach(ShmWindow *self)
{
  if (self->pixels != NULL)
    xcb_shm_detach(self->connection, self->segment);
  g_clear_pointer(&self->pixels, oriel_framebuffer_unref);
}

void
shm_window_free(ShmWindow *self)
{
  shm_window_finish(self);
  detach(self);
  xcb_free_gc(self->connection, self->context);
  xcb_flush(self->connection);
  g_array_unref(self->requests);
  g_free(self);
}

/* Xlib would end the program over an error that nobody has asked for. */
static gboolean
was_taken(ShmWindow *self, xcb_void_cookie_t request)
{
  g_autofree xcb_generic_error_t *error = xcb_request_check(self->connection, request);

  if (error != NULL)
    g_debug("The X server does not read the guest's pixels: error %u", error->error_code);
  return error == NULL && xcb_connection_has_error(self->connection) == 0;
}

gboolean
shm_window_use(ShmWindow *self, OrielFramebuffer *pixels)
{
  int fd;

  if (self->pixels == pixels)
    return TRUE;
  detach(self);
  if (oriel_framebuffer_get_stride(pixels) / BYTES_PER_PIXEL > G_MAXUINT16)
    return FALSE;
  fd = fcntl(oriel_framebuffer_get_fd(pixels), F_DUPFD_CLOEXEC, 0); /* sent, and closed then */
  if (fd < 0 ||
      !was_taken(self, xcb_shm_attach_fd_checked(self->connection, self->segment, fd, TRUE)))
    return FALSE;
  self->pixels = oriel_framebuffer_ref(pixels);
  return TRUE;
}

void
shm_window_put(ShmWindow *self, const OrielRect *parts, guint n, int x, int y)
{
  guint16 columns = (guint16)(oriel_framebuffer_get_stride(self->pixels) / BYTES_PER_PIXEL);
  guint16 rows = (guint16)oriel_framebuffer_get_height(self->pixels);

  for (guint i = 0; i < n; i++) {
    const OrielRect *part = &parts[i];
    xcb_void_cookie_t request = xcb_shm_put_image_checked(
        self->connection, self->window, self->context, columns, rows, (guint16)part->x,
        (guint16)part->y, (guint16)part->width, (guint16)part->height, (gint16)(part->x + x),
        (gint16)(part->y + y), self->depth, XCB_IMAGE_FORMAT_Z_PIXMAP, FALSE, self->segment, 0);

    g_array_append_val(self->requests, request);
  }
  xcb_flush(self->connection);
}

gboolean
shm_window_finish(ShmWindow *self)
{
  gboolean taken = TRUE;

  /* The last one is waited for, and all are answered then. */
  for (guint i = self->requests->len; i-- > 0;)
    taken = was_taken(self, g_array_index(self->requests, xcb_void_cookie_t, i)) && taken;
  g_array_set_size(self->requests, 0);
  return taken;
}
