// SPDX-License-Identifier: LGPL-2.1-or-later
#include "draw.h"

#include "../../servers/test-pattern.h"
#include "bitmap.h"

#define OP_OVER 3 /* of the operators of the X Rendering Extension, which composites have */

typedef struct {
  ScreenCommand command;
  QXLDrawable drawable;
  QXLImage image; /* of copies; of what is blended, where and how much */
  QXLImage paint; /* of what is blended, the colour */
  guint32 colour; /* of that, with its alpha */
} Drawing;

static Drawing *
new_drawing(Screen *screen, guint8 type, int x, int y, int width, int height)
{
  Drawing *self = g_new0(Drawing, 1);

  self->drawable.release_info.id = (guintptr)self;
  self->drawable.surface_id = screen_get_drawn_on(screen);
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
  Drawing *self = new_drawing(screen, QXL_DRAW_FILL, x, y, width, height);
  QXLFill *fill = &self->drawable.u.fill;

  fill->brush.type = SPICE_BRUSH_TYPE_SOLID;
  fill->brush.u.color = colour_for(screen_get_format(screen), colour);
  fill->rop_descriptor = SPICE_ROPD_OP_PUT;
  push(screen, self);
}

/* The bitmap of an image is still to be filled in. */
static void
set_image(Screen *screen, QXLImage *image, int width, int height)
{
  QXL_SET_IMAGE_ID(image, QXL_IMAGE_GROUP_DEVICE, screen_next_unique(screen));
  image->descriptor.type = SPICE_IMAGE_TYPE_BITMAP;
  image->descriptor.width = image->bitmap.x = (guint)width;
  image->descriptor.height = image->bitmap.y = (guint)height;
}

/* What is drawn takes pixels of the surface aside, from there on, as its image. */
static void
take_from_aside(Drawing *self, int x, int y, int width, int height)
{
  self->image.descriptor.type = SPICE_IMAGE_TYPE_SURFACE;
  self->image.surface_image.surface_id = SCREEN_ASIDE;
  self->drawable.surfaces_dest[0] = SCREEN_ASIDE;
  self->drawable.surfaces_rects[0] =
      (QXLRect){.left = x, .top = y, .right = x + width, .bottom = y + height};
}

/* The copy of an image that is still to be filled in. */
static Drawing *
new_copy(Screen *screen, int x, int y, int width, int height)
{
  Drawing *self = new_drawing(screen, QXL_DRAW_COPY, x, y, width, height);
  QXLCopy *copy = &self->drawable.u.copy;
  QXLImage *image = &self->image;

  set_image(screen, image, width, height);
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
draw_bitmap(Screen *screen, int x, int y, int width, int height, int format)
{
  Drawing *self = new_copy(screen, x, y, width, height);

  self->command.pixels = bitmap_new_picture(&self->image.bitmap, format);
  push(screen, self);
}

void
draw_copy_bits(Screen *screen, int x, int y, int width, int height, int from_x, int from_y)
{
  Drawing *self = new_drawing(screen, QXL_COPY_BITS, x, y, width, height);

  self->drawable.u.copy_bits.src_pos = (QXLPoint){.x = from_x, .y = from_y};
  push(screen, self);
}

void
draw_from_aside(Screen *screen, int x, int y, int width, int height, int from_x, int from_y)
{
  Drawing *self = new_copy(screen, x, y, width, height);

  take_from_aside(self, from_x, from_y, width, height);
  self->drawable.u.copy.src_area = self->drawable.surfaces_rects[0];
  push(screen, self);
}

void
draw_blend(Screen *screen, int x, int y, int width, int height, guint32 colour)
{
  Drawing *self = new_drawing(screen, QXL_DRAW_COMPOSITE, x, y, width, height);
  QXLComposite *composite = &self->drawable.u.composite;
  QXLBitmap *paint = &self->paint.bitmap;

  self->drawable.effect = QXL_EFFECT_BLEND;
  set_image(screen, &self->paint, 1, 1);
  self->colour = GUINT32_TO_LE(0xff000000u | colour);
  paint->format = SPICE_BITMAP_FMT_RGBA;
  paint->flags = QXL_BITMAP_DIRECT | QXL_BITMAP_TOP_DOWN;
  paint->stride = sizeof self->colour;
  paint->data = (guintptr)&self->colour;
  set_image(screen, &self->image, width, height);
  take_from_aside(self, 0, 0, width, height);
  composite->flags = OP_OVER | SPICE_COMPOSITE_SRC_REPEAT0 | SPICE_COMPOSITE_HAS_MASK |
                     SPICE_COMPOSITE_DEST_OPAQUE;
  composite->src = (guintptr)&self->paint;
  composite->mask = (guintptr)&self->image;
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
