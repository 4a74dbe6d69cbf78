// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Where gvnc draws: straight into the memory that the viewer shows.
 *
 * The server is always told to send the framebuffer's own format, so a pixel is copied as it is
 * but for the fourth byte, which RFC 6143 leaves undefined and which has to be 0xff here.
 * perfect_format_match is FALSE for that reason: gvnc then hands rows to blt(), where setting that
 * byte costs nothing, instead of reading into the memory itself and leaving the byte to chance.
 *
 * gvnc checks rectangles against the size it was told. Every slot clips once more, since what is
 * outside of this memory belongs to somebody else.
 */
#include "oriel-vnc-framebuffer.h"

#include "oriel-vnc-picture.h"

#include <string.h>

#define ALPHA 0xff000000u

struct _OrielVncFramebuffer {
  GObject parent_instance;
  OrielFramebuffer *target; /* (owned) */
  guint32 *pixels;
  int width;
  int height;
  int stride;        /* in pixels */
  const char *fault; /* (nullable) of a picture that was to be drawn and cannot be */
};

static gconstpointer own_class; /* borrowed; classes live as long as the process */

static void oriel_vnc_framebuffer_interface_init(gpointer iface, gpointer data);

// clang-format off
G_DEFINE_FINAL_TYPE_WITH_CODE(OrielVncFramebuffer, oriel_vnc_framebuffer, G_TYPE_OBJECT,
  G_IMPLEMENT_INTERFACE(VNC_TYPE_FRAMEBUFFER, oriel_vnc_framebuffer_interface_init))
// clang-format on

/* The one format that is asked of every server: what OrielFramebuffer holds. */
const VncPixelFormat *
oriel_vnc_framebuffer_format(void)
{
  static const VncPixelFormat format = {
      .bits_per_pixel = 32,
      .depth = 24,
      .byte_order = G_LITTLE_ENDIAN,
      .true_color_flag = 1,
      .red_max = 255,
      .green_max = 255,
      .blue_max = 255,
      .red_shift = 16,
      .green_shift = 8,
      .blue_shift = 0,
  };

  return &format;
}

/* Cuts @rect to the framebuffer; FALSE when nothing is left. */
gboolean
oriel_vnc_framebuffer_clip(OrielVncFramebuffer *self, OrielRect *rect)
{
  rect->width = MIN(rect->width, self->width - rect->x);
  rect->height = MIN(rect->height, self->height - rect->y);
  return rect->x >= 0 && rect->y >= 0 && rect->width > 0 && rect->height > 0;
}

static inline guint32 *
pixel_at(OrielVncFramebuffer *self, int x, int y)
{
  return self->pixels + (gsize)y * (gsize)self->stride + x;
}

static inline guint32
read_pixel(const guint8 *src)
{
  guint32 pixel;

  memcpy(&pixel, src, sizeof pixel);
  return GUINT32_FROM_LE(pixel) | ALPHA;
}

static void
write_row(guint32 *row, const guint8 *src, int width)
{
  for (int i = 0; i < width; i++)
    row[i] = GUINT32_TO_LE(read_pixel(src + (gsize)i * 4));
}

static guint16
get_width(VncFramebuffer *fb)
{
  return (guint16)((OrielVncFramebuffer *)fb)->width;
}

static guint16
get_height(VncFramebuffer *fb)
{
  return (guint16)((OrielVncFramebuffer *)fb)->height;
}

static int
get_rowstride(VncFramebuffer *fb)
{
  return ORIEL_VNC_FRAMEBUFFER(fb)->stride * 4;
}

static guint8 *
get_buffer(VncFramebuffer *fb)
{
  return (guint8 *)ORIEL_VNC_FRAMEBUFFER(fb)->pixels;
}

static const VncPixelFormat *
get_format(VncFramebuffer *fb)
{
  return oriel_vnc_framebuffer_format();
}

static gboolean
perfect_format_match(VncFramebuffer *fb)
{
  return FALSE;
}

static void
set_pixel_at(VncFramebuffer *fb, guint8 *src, guint16 x, guint16 y)
{
  OrielVncFramebuffer *self = (OrielVncFramebuffer *)fb;

  if (x < self->width && y < self->height)
    *pixel_at(self, x, y) = GUINT32_TO_LE(read_pixel(src));
}

static void
fill(VncFramebuffer *fb, guint8 *src, guint16 x, guint16 y, guint16 width, guint16 height)
{
  OrielVncFramebuffer *self = (OrielVncFramebuffer *)fb;
  OrielRect rect = {x, y, width, height};
  guint32 pixel = GUINT32_TO_LE(read_pixel(src));

  if (!oriel_vnc_framebuffer_clip(self, &rect))
    return;
  for (int row = 0; row < rect.height; row++) {
    guint32 *pixels = pixel_at(self, rect.x, rect.y + row);
    for (int i = 0; i < rect.width; i++)
      pixels[i] = pixel;
  }
}

static void
copyrect(VncFramebuffer *fb,
         guint16 src_x,
         guint16 src_y,
         guint16 x,
         guint16 y,
         guint16 width,
         guint16 height)
{
  OrielVncFramebuffer *self = (OrielVncFramebuffer *)fb;
  OrielRect from = {src_x, src_y, width, height};
  OrielRect to = {x, y, width, height};
  gboolean down = y > src_y; /* then rows are copied from the last one up */

  if (!oriel_vnc_framebuffer_clip(self, &from) || !oriel_vnc_framebuffer_clip(self, &to))
    return;
  to.width = MIN(to.width, from.width);
  to.height = MIN(to.height, from.height);
  for (int i = 0; i < to.height; i++) {
    int row = down ? to.height - 1 - i : i;
    memmove(pixel_at(self, to.x, to.y + row), pixel_at(self, from.x, from.y + row),
            (gsize)to.width * 4);
  }
}

/* @rowstride is in bytes; gvnc passes 0 for a single row. */
static void
blt(VncFramebuffer *fb,
    guint8 *src,
    int rowstride,
    guint16 x,
    guint16 y,
    guint16 width,
    guint16 height)
{
  OrielVncFramebuffer *self = (OrielVncFramebuffer *)fb;
  OrielRect rect = {x, y, width, height};

  if (!oriel_vnc_framebuffer_clip(self, &rect))
    return;
  for (int row = 0; row < rect.height; row++)
    write_row(pixel_at(self, rect.x, rect.y + row), src + (gssize)row * rowstride, rect.width);
}

/* A decoded picture: three bytes a pixel, red first. gvnc does not check that there is one, nor its
 * size. */
static void
rgb24_blt(VncFramebuffer *fb,
          guint8 *src,
          int rowstride,
          guint16 x,
          guint16 y,
          guint16 width,
          guint16 height)
{
  OrielVncFramebuffer *self = (OrielVncFramebuffer *)fb;
  OrielRect rect = {x, y, width, height};
  const char *fault = oriel_vnc_picture_find_fault(width, height);

  if (fault != NULL) {
    self->fault = fault;
    return;
  }
  if (!oriel_vnc_framebuffer_clip(self, &rect))
    return;
  for (int row = 0; row < rect.height; row++) {
    guint32 *pixels = pixel_at(self, rect.x, rect.y + row);
    const guint8 *rgb = src + (gssize)row * rowstride;
    for (int i = 0; i < rect.width; i++, rgb += 3) {
      guint32 pixel = ALPHA | (guint32)rgb[0] << 16 | (guint32)rgb[1] << 8 | rgb[2];
      pixels[i] = GUINT32_TO_LE(pixel);
    }
  }
}

/* Not reached: gvnc refuses a colour map while the format is true colour, and it always is. */
static void
set_color_map(VncFramebuffer *fb, VncColorMap *map)
{
}

static void
oriel_vnc_framebuffer_interface_init(gpointer iface, gpointer data)
{
  VncFramebufferInterface *interface = iface;

  interface->get_width = get_width;
  interface->get_height = get_height;
  interface->get_rowstride = get_rowstride;
  interface->get_buffer = get_buffer;
  interface->get_local_format = get_format;
  interface->get_remote_format = get_format;
  interface->perfect_format_match = perfect_format_match;
  interface->set_pixel_at = set_pixel_at;
  interface->fill = fill;
  interface->copyrect = copyrect;
  interface->blt = blt;
  interface->rgb24_blt = rgb24_blt;
  interface->set_color_map = set_color_map;
}

/*
 * gvnc looks up the interface for each pixel of a compressed rectangle, which costs more than the
 * pixel. It calls the following through the dynamic symbol table, where a program's own
 * definitions come first. Its own framebuffers, for cursors, go on as ever.
 */
static inline gboolean
is_own(VncFramebuffer *fb)
{
  return ((GTypeInstance *)fb)->g_class == own_class;
}

void
vnc_framebuffer_set_pixel_at(VncFramebuffer *fb, guint8 *src, guint16 x, guint16 y)
{
  if (is_own(fb))
    set_pixel_at(fb, src, x, y);
  else
    VNC_FRAMEBUFFER_GET_INTERFACE(fb)->set_pixel_at(fb, src, x, y);
}

void
vnc_framebuffer_fill(
    VncFramebuffer *fb, guint8 *src, guint16 x, guint16 y, guint16 width, guint16 height)
{
  if (is_own(fb))
    fill(fb, src, x, y, width, height);
  else
    VNC_FRAMEBUFFER_GET_INTERFACE(fb)->fill(fb, src, x, y, width, height);
}

guint16
vnc_framebuffer_get_width(VncFramebuffer *fb)
{
  return is_own(fb) ? get_width(fb) : VNC_FRAMEBUFFER_GET_INTERFACE(fb)->get_width(fb);
}

guint16
vnc_framebuffer_get_height(VncFramebuffer *fb)
{
  return is_own(fb) ? get_height(fb) : VNC_FRAMEBUFFER_GET_INTERFACE(fb)->get_height(fb);
}

static void
oriel_vnc_framebuffer_finalize(GObject *object)
{
  OrielVncFramebuffer *self = ORIEL_VNC_FRAMEBUFFER(object);

  g_clear_pointer(&self->target, oriel_framebuffer_unref);
  G_OBJECT_CLASS(oriel_vnc_framebuffer_parent_class)->finalize(object);
}

static void
oriel_vnc_framebuffer_class_init(OrielVncFramebufferClass *klass)
{
  G_OBJECT_CLASS(klass)->finalize = oriel_vnc_framebuffer_finalize;
  own_class = klass;
}

static void
oriel_vnc_framebuffer_init(OrielVncFramebuffer *self)
{
}

/* Draws into @target, of which it takes a reference. */
OrielVncFramebuffer *
oriel_vnc_framebuffer_new(OrielFramebuffer *target)
{
  OrielVncFramebuffer *self = g_object_new(ORIEL_VNC_TYPE_FRAMEBUFFER, NULL);

  self->target = oriel_framebuffer_ref(target);
  self->pixels = (guint32 *)(void *)oriel_framebuffer_peek_writable(target);
  self->width = oriel_framebuffer_get_width(target);
  self->height = oriel_framebuffer_get_height(target);
  self->stride = oriel_framebuffer_get_stride(target) / 4;
  return self;
}

/*
 * The byte at @offset of the pixels of @rect, which lies inside, and in @room how many bytes of
 * @rect follow without a gap, with itself.
 */
guint8 *
oriel_vnc_framebuffer_get_run(OrielVncFramebuffer *self,
                              const OrielRect *rect,
                              gsize offset,
                              gsize *room)
{
  gsize row_size = 4 * (gsize)rect->width;
  gsize row = offset / row_size;
  gsize column = offset % row_size;

  *room = rect->width == self->stride ? row_size * (gsize)rect->height - offset : row_size - column;
  return (guint8 *)pixel_at(self, rect->x, rect->y + (int)row) + column;
}

/* Bytes @from to @to of @rect have been written as they came: sets the fourth byte of their
 * pixels, of those that are not complete yet as well. */
void
oriel_vnc_framebuffer_seal(OrielVncFramebuffer *self, const OrielRect *rect, gsize from, gsize to)
{
  gsize end = (to + 3) / 4;
  gsize width = (gsize)rect->width;

  for (gsize i = from / 4; i < end;) {
    gsize column = i % width;
    gsize count = MIN(width - column, end - i);
    guint32 *row = pixel_at(self, rect->x, rect->y + (int)(i / width)) + column;
    for (gsize n = 0; n < count; n++)
      row[n] |= GUINT32_TO_LE(ALPHA);
    i += count;
  }
}

/* Draws @bytes, which follow the first @offset bytes of @rect and fit. Nobody who looks at the
 * framebuffer meanwhile sees a pixel without its fourth byte. */
void
oriel_vnc_framebuffer_put(
    OrielVncFramebuffer *self, const OrielRect *rect, gsize offset, const guint8 *bytes, gsize size)
{
  while (size > 0) {
    gsize room, torn = offset % 4, n;
    guint8 *target = oriel_vnc_framebuffer_get_run(self, rect, offset, &room);

    n = MIN(room, size);
    if (torn == 0 && n >= 4) {
      n -= n % 4;
      write_row((guint32 *)(void *)target, bytes, (int)(n / 4));
    } else {
      n = MIN(n, 4 - torn);
      memcpy(target, bytes, n);
      oriel_vnc_framebuffer_seal(self, rect, offset, offset + n);
    }
    offset += n;
    bytes += n;
    size -= n;
  }
}

/* The framebuffer drawn into; borrowed. */
OrielFramebuffer *
oriel_vnc_framebuffer_get_target(OrielVncFramebuffer *self)
{
  return self->target;
}

/* What is wrong with a picture that the server has sent; NULL = nothing. */
const char *
oriel_vnc_framebuffer_get_fault(OrielVncFramebuffer *self)
{
  return self->fault;
}
