// SPDX-License-Identifier: LGPL-2.1-or-later
#include "direct.h"

#include <SDL_syswm.h>
#include <X11/Xlib-xcb.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <xcb/shm.h>

struct _Direct {
  xcb_connection_t *connection; /* SDL's */
  xcb_window_t window;
  xcb_gcontext_t context;
  guint8 depth;
  OrielFramebuffer *framebuffer; /* (owned) (nullable) what the server has as @segment */
  xcb_shm_seg_t segment;
  GArray *requests; /* (owned) (element-type xcb_void_cookie_t) of one picture */
};

/* Bits of a pixel that the server counts; 0 = its pixels are of another kind. */
static guint8
get_depth(SDL_Window *window)
{
  switch (SDL_GetWindowPixelFormat(window)) {
  case SDL_PIXELFORMAT_RGB888:
    return 24;
  case SDL_PIXELFORMAT_ARGB8888:
    return 32;
  default:
    return 0;
  }
}

/* Only through such a socket can the file be given away. */
static gboolean
is_unix_socket(xcb_connection_t *connection)
{
  struct sockaddr address = {0};
  socklen_t size = sizeof address;

  return getsockname(xcb_get_file_descriptor(connection), &address, &size) == 0 &&
         address.sa_family == AF_UNIX;
}

static gboolean
takes_files(xcb_connection_t *connection)
{
  const xcb_query_extension_reply_t *extension = xcb_get_extension_data(connection, &xcb_shm_id);
  xcb_shm_query_version_reply_t *version;
  gboolean takes;

  if (extension == NULL || !extension->present)
    return FALSE;
  version =
      xcb_shm_query_version_reply(connection, xcb_shm_query_version_unchecked(connection), NULL);
  takes = version != NULL && (version->major_version > 1 || version->minor_version >= 2);
  free(version);
  return takes;
}

Direct *
direct_new(SDL_Window *window)
{
  guint8 depth = get_depth(window);
  const guint32 no_exposures = 0;
  xcb_connection_t *connection;
  SDL_SysWMinfo info;
  Direct *self;

  SDL_VERSION(&info.version);
  if (depth == 0 || !SDL_GetWindowWMInfo(window, &info) || info.subsystem != SDL_SYSWM_X11)
    return NULL;
  connection = XGetXCBConnection(info.info.x11.display);
  /* Guests' pixels are little-endian. */
  if (xcb_get_setup(connection)->image_byte_order != XCB_IMAGE_ORDER_LSB_FIRST ||
      !is_unix_socket(connection) || !takes_files(connection))
    return NULL;
  self = g_new0(Direct, 1);
  self->connection = connection;
  self->window = (xcb_window_t)info.info.x11.window;
  self->depth = depth;
  self->requests = g_array_new(FALSE, FALSE, sizeof(xcb_void_cookie_t));
  self->context = xcb_generate_id(connection);
  self->segment = xcb_generate_id(connection);
  xcb_create_gc(connection, self->context, self->window, XCB_GC_GRAPHICS_EXPOSURES, &no_exposures);
  return self;
}

static void
forget_framebuffer(Direct *self)
{
  if (self->framebuffer != NULL)
    xcb_shm_detach(self->connection, self->segment);
  g_clear_pointer(&self->framebuffer, oriel_framebuffer_unref);
}

void
direct_free(Direct *self)
{
  forget_framebuffer(self);
  xcb_free_gc(self->connection, self->context);
  g_array_unref(self->requests);
  g_free(self);
}

/* Xlib would end the program over an error that nobody has asked for. */
static gboolean
was_taken(Direct *self, xcb_void_cookie_t request)
{
  xcb_generic_error_t *error = xcb_request_check(self->connection, request);

  if (error != NULL)
    g_debug("The X server does not read the guest's pixels: error %u", error->error_code);
  free(error);
  return error == NULL && xcb_connection_has_error(self->connection) == 0;
}

static gboolean
ensure_framebuffer(Direct *self, OrielFramebuffer *framebuffer)
{
  int fd;

  if (self->framebuffer == framebuffer)
    return TRUE;
  forget_framebuffer(self);
  fd = fcntl(oriel_framebuffer_get_fd(framebuffer), F_DUPFD_CLOEXEC, 0);
  if (fd < 0 || !was_taken(self, xcb_shm_attach_fd_checked(self->connection, self->segment, fd, 1)))
    return FALSE;
  self->framebuffer = oriel_framebuffer_ref(framebuffer);
  return TRUE;
}

gboolean
direct_show(
    Direct *self, OrielFramebuffer *framebuffer, const OrielRect *parts, guint n, int x, int y)
{
  gboolean shown = TRUE;

  if (!ensure_framebuffer(self, framebuffer))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    xcb_void_cookie_t request = xcb_shm_put_image_checked(
        self->connection, self->window, self->context,
        (guint16)(oriel_framebuffer_get_stride(framebuffer) / 4),
        (guint16)oriel_framebuffer_get_height(framebuffer), (guint16)parts[i].x,
        (guint16)parts[i].y, (guint16)parts[i].width, (guint16)parts[i].height,
        (gint16)(parts[i].x + x), (gint16)(parts[i].y + y), self->depth, XCB_IMAGE_FORMAT_Z_PIXMAP,
        FALSE, self->segment, 0);
    g_array_append_val(self->requests, request);
  }
  /* The last one is waited for, and all are answered then. */
  for (guint i = self->requests->len; i-- > 0;)
    shown = was_taken(self, g_array_index(self->requests, xcb_void_cookie_t, i)) && shown;
  g_array_set_size(self->requests, 0);
  return shown;
}
