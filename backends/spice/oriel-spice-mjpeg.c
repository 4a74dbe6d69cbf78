// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-mjpeg.h"

#include <dlfcn.h>
#include <pixman.h>
#include <stdio.h>

#include <jpeglib.h> /* after stdio.h */

#define BYTES_PER_PIXEL 4
/* As many rows as libjpeg has ready at a time. */
#define MAX_ROWS 16

/* The picture whose decoding was put off. One call of the library's begins and ends it, so that
 * there is one at a time. */
static struct {
  j_decompress_ptr decoder; /* NULL = none */
  guint8 *frame;            /* where the library wants it: rows without gaps */
  OrielRect clip;           /* what of the surface is drawn on at all */
} waiting;

/* What was drawn last. */
static struct {
  gconstpointer data; /* of the surface */
  OrielRect rect;
} drawn;

/* The pictures of a guest's drawing are asked for as JCS_RGB. */
static gboolean
is_video(j_decompress_ptr decoder)
{
  return decoder->out_color_space == JCS_EXT_BGRA;
}

/* Here and below: in place of libjpeg's and pixman's, with the same contracts. Of JCS_EXT_BGRX the
 * fourth bytes may be anything. */
boolean
jpeg_start_decompress(j_decompress_ptr decoder)
{
  static boolean (*start)(j_decompress_ptr);

  if (start == NULL)
    *(void **)&start = dlsym(RTLD_NEXT, "jpeg_start_decompress");
  if (decoder->out_color_space == JCS_EXT_BGRX)
    decoder->out_color_space = JCS_EXT_BGRA;
  return start(decoder);
}

static JDIMENSION
read_rows(j_decompress_ptr decoder, JSAMPARRAY rows, JDIMENSION n)
{
  static JDIMENSION (*read)(j_decompress_ptr, JSAMPARRAY, JDIMENSION);

  if (read == NULL)
    *(void **)&read = dlsym(RTLD_NEXT, "jpeg_read_scanlines");
  return read(decoder, rows, n);
}

JDIMENSION
jpeg_read_scanlines(j_decompress_ptr decoder, JSAMPARRAY rows, JDIMENSION n)
{
  if (!is_video(decoder) || decoder->output_scanline > 0)
    return read_rows(decoder, rows, n);
  waiting.decoder = decoder;
  waiting.frame = rows[0];
  waiting.clip = (OrielRect){0, 0, G_MAXINT, G_MAXINT};
  return decoder->output_scanline = decoder->output_height;
}

boolean
jpeg_finish_decompress(j_decompress_ptr decoder)
{
  static boolean (*finish)(j_decompress_ptr);

  if (finish == NULL)
    *(void **)&finish = dlsym(RTLD_NEXT, "jpeg_finish_decompress");
  return decoder == waiting.decoder || finish(decoder);
}

/* Of a picture that ends too early the rest is left as it was. */
static void
decode(guint8 *target, gssize stride)
{
  j_decompress_ptr decoder = g_steal_pointer(&waiting.decoder);
  JSAMPROW rows[MAX_ROWS];
  JDIMENSION n;

  decoder->output_scanline = 0;
  do {
    JDIMENSION left = MIN(decoder->output_height - decoder->output_scanline, MAX_ROWS);
    for (JDIMENSION i = 0; i < left; i++)
      rows[i] = target + (gssize)(decoder->output_scanline + i) * stride;
    n = read_rows(decoder, rows, left);
  } while (n > 0 && decoder->output_scanline < decoder->output_height);
  if (n > 0)
    jpeg_finish_decompress(decoder);
  else
    jpeg_abort_decompress(decoder);
}

pixman_bool_t
pixman_image_set_clip_region32(pixman_image_t *image, pixman_region32_t *region)
{
  static pixman_bool_t (*set)(pixman_image_t *, pixman_region32_t *);
  const pixman_box32_t *box;

  if (set == NULL)
    *(void **)&set = dlsym(RTLD_NEXT, "pixman_image_set_clip_region32");
  if (waiting.decoder != NULL && region != NULL) {
    box = pixman_region32_extents(region);
    waiting.clip = (OrielRect){0};
    if (pixman_region32_n_rects(region) == 1)
      waiting.clip = (OrielRect){box->x1, box->y1, box->x2 - box->x1, box->y2 - box->y1};
  }
  return set(image, region);
}

static gboolean
contains(const OrielRect *outer, const OrielRect *inner)
{
  OrielRect cut;

  return oriel_rect_intersect(outer, inner, &cut) && cut.width == inner->width &&
         cut.height == inner->height;
}

/* Whether the picture that waits is @source, and all of it is drawn at @rect of @target as it is.
 */
static gboolean
is_plain(pixman_image_t *source, pixman_image_t *target, const OrielRect *rect)
{
  const OrielRect surface = {0, 0, pixman_image_get_width(target), pixman_image_get_height(target)};
  gssize stride = pixman_image_get_stride(source);
  const guint8 *first = (const guint8 *)pixman_image_get_data(source);

  if (stride < 0) /* lowest row first */
    first += (pixman_image_get_height(source) - 1) * stride;
  return first == waiting.frame && pixman_image_get_format(target) == PIXMAN_x8r8g8b8 &&
         rect->width == (int)waiting.decoder->output_width &&
         rect->height == (int)waiting.decoder->output_height && contains(&surface, rect) &&
         contains(&waiting.clip, rect);
}

static void
decode_onto(pixman_image_t *target, const OrielRect *rect, gboolean upside_down)
{
  gssize stride = pixman_image_get_stride(target);
  guint8 *data = (guint8 *)pixman_image_get_data(target);
  guint8 *place = data + rect->y * stride + (gssize)rect->x * BYTES_PER_PIXEL;

  if (upside_down)
    decode(place + (rect->height - 1) * stride, -stride);
  else
    decode(place, stride);
  drawn.data = data;
  drawn.rect = *rect;
}

void
pixman_image_composite32(pixman_op_t op,
                         pixman_image_t *source,
                         pixman_image_t *mask,
                         pixman_image_t *target,
                         int32_t source_x,
                         int32_t source_y,
                         int32_t mask_x,
                         int32_t mask_y,
                         int32_t x,
                         int32_t y,
                         int32_t width,
                         int32_t height)
{
  static typeof(pixman_image_composite32) *composite;
  const OrielRect rect = {x, y, width, height};

  if (composite == NULL)
    *(void **)&composite = dlsym(RTLD_NEXT, "pixman_image_composite32");
  if (waiting.decoder != NULL && is_plain(source, target, &rect)) {
    decode_onto(target, &rect, pixman_image_get_stride(source) < 0);
    return;
  }
  if (waiting.decoder != NULL)
    decode(waiting.frame, (gssize)waiting.decoder->output_width * BYTES_PER_PIXEL);
  composite(op, source, mask, target, source_x, source_y, mask_x, mask_y, x, y, width, height);
}

gboolean
oriel_spice_mjpeg_take(gconstpointer data, const OrielRect *rect)
{
  gboolean is_it = drawn.data == data && memcmp(&drawn.rect, rect, sizeof *rect) == 0;

  drawn.data = NULL;
  return is_it;
}
