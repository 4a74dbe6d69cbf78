// SPDX-License-Identifier: LGPL-2.1-or-later
#include "draw.h"

#include "../../servers/test-pattern.h"
#include "bitmap.h"

typedef struct {
  ScreenCommand command;
  QXLDrawable drawable;
  QXLImage image; /* of copies */
} Drawing;

static Drawing *
new_drawing(guint8 type, int x, int y, int width, int height)
{
  Drawing *self = g_new0(Drawing, 1);

  self->drawable.release_info.id = (guintptr)self;
  self->drawable.type = type;
  self->drawable.effect = QXL_EFFECT_OPAQUE;
  self->drawable.clip.type = SPICE_CLIP_TYPE_NONE;
  self->drawable.bbox = (QXLRect){.left = x, .top = y, .right = x + width, .bottom = y + height};
  /* Streams are timed by it, in milliseconds of the same clock as the server's. */
  self->drawable.mm_time = (guint32)(g_get_monotonic_time() / 1000);
  for (gsize i = 0; i < G_N_ELEMENTS(self->drawable.surfaces_dest); i++)
    self->drawable.surfaces_dest[i] = -1; /* depends on no other surface */
  return self;
}

static void
push(Screen *screen, Drawing *drawing)
{
  screen_push(screen, &drawing->command, QXL_CMD_DRAW, &drawing->drawable);
}

/* Solid colours are in the format of the surface. */
static guint32
colour_for(guint format, guint32 colour)
{
  guint32 red = colour >> 16 & 0xff, green = colour >> 8 & 0xff, blue = colour & 0xff;

  switch (format) {
  case SPICE_SURFACE_FMT_16_555:
    return red >> 3 << 10 | green >> 3 << 5 | blue >> 3;
  case SPICE_SURFACE_FMT_16_565:
    return red >> 3 << 11 | green >> 2 << 5 | blue >> 3;
  default:
    return colour;
  }
}

void
draw_fill(Screen *screen, int x, int y, int width, int height, guint32 colour)
{
  Drawing *self = new_drawing(QXL_DRAW_FILL, x, y, width, height);
  QXLFill *fill = &self->drawable.u.fill;

  fill->brush.type = SPICE_BRUSH_TYPE_SOLID;
  fill->brush.u.color = colour_for(screen_get_format(screen), colour);
  fill->rop_descriptor = SPICE_ROPD_OP_PUT;
  push(screen, self);
}

/* The copy of an image that is still to be filled in. */
static Drawing *
new_copy(Screen *screen, int x, int y, int width, int height)
{
  Drawing *self = new_drawing(QXL_DRAW_COPY, x, y, width, height);
  QXLCopy *copy = &self->drawable.u.copy;
  QXLImage *image = &self->image;

  QXL_SET_IMAGE_ID(image, QXL_IMAGE_GROUP_DEVICE, screen_next_unique(screen));
  image->descriptor.type = SPICE_IMAGE_TYPE_BITMAP;
  image->descriptor.width = image->bitmap.x = (guint)width;
  image->descriptor.height = image->bitmap.y = (guint)height;
  copy->rop_descriptor = SPICE_ROPD_OP_PUT;
  copy->src_bitmap = (guintptr)image;
  copy->src_area = (QXLRect){.right = width, .bottom = height};
  return self;
}

static void
draw_copy(
    Screen *screen, int x, int y, int width, int height, const guint32 *pixels, gpointer owned)
{
  Drawing *self = new_copy(screen, x, y, width, height);
  QXLBitmap *bitmap = &self->image.bitmap;

  self->command.pixels = owned;
  bitmap->format = SPICE_BITMAP_FMT_32BIT;
  bitmap->flags = QXL_BITMAP_DIRECT | QXL_BITMAP_TOP_DOWN;
  bitmap->stride = (guint)width * 4;
  bitmap->data = (guintptr)pixels;
  push(screen, self);
}

void
draw_image(Screen *screen, int x, int y, int width, int height, guint32 *pixels)
{
  draw_copy(screen, x, y, width, height, pixels, pixels);
}

void
draw_lasting_image(Screen *screen, int x, int y, int width, int height, const guint32 *pixels)
{
  draw_copy(screen, x, y, width, height, pixels, NULL);
}

void
draw_bitmap(Screen *screen, int x, int y, int width, int height, guint depth)
{
  Drawing *self = new_copy(screen, x, y, width, height);

  self->command.pixels = bitmap_new_picture(&self->image.bitmap, depth);
  push(screen, self);
}

void
draw_copy_bits(Screen *screen, int x, int y, int width, int height, int from_x, int from_y)
{
  Drawing *self = new_drawing(QXL_COPY_BITS, x, y, width, height);

  self->drawable.u.copy_bits.src_pos = (QXLPoint){.x = from_x, .y = from_y};
  push(screen, self);
}

void
draw_pattern(Screen *screen, int x, int y, int width, int height)
{
  guint32 *pixels = g_new(guint32, (gsize)width * (gsize)height);

  for (int row = 0; row < height; row++)
    for (int column = 0; column < width; column++)
      pixels[row * width + column] = test_pattern(x + column, y + row);
  draw_image(screen, x, y, width, height, pixels);
}

guint32 *
draw_new_photo(int width, int height, guint frame)
{
  guint32 *pixels = g_new(guint32, (gsize)width * (gsize)height);
  guint32 noise = 2463534242u + frame;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++) {
      guint32 red = (guint32)(x + (int)frame * 3) & 0xff, green = (guint32)(y * 2) & 0xff;
      guint32 blue = (guint32)(x + y) / 2 & 0xff;

      /* xorshift32, of which a little is grain. */
      noise ^= noise << 13;
      noise ^= noise >> 17;
      noise ^= noise << 5;
      pixels[y * width + x] = red << 16 | green << 8 | blue;
      pixels[y * width + x] ^= noise & 0x030303;
    }
  return pixels;
}
