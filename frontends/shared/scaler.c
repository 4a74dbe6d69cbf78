// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/scaler.h"

#include <string.h>

/* Weights add up to this, so that sums of bytes fit 16 bits and flat colours are exact. */
#define ONE 256

/* How the pixels [first, first + count) of one axis of the image are mixed from the source. */
typedef struct {
  int taps;         /* source pixels that make up one image pixel */
  int *starts;      /* the first of them, for each image pixel */
  guint16 *weights; /* taps for each image pixel */
} Axis;

static void
axis_clear(Axis *axis)
{
  g_free(axis->starts);
  g_free(axis->weights);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Axis, axis_clear)

static void
axis_set(Axis *axis, int index, int start, int source, const guint16 *weights, int n_weights)
{
  guint16 *out = axis->weights + (gsize)index * (gsize)axis->taps;
  int shifted = MIN(start, source - axis->taps);

  axis->starts[index] = shifted;
  memset(out, 0, (gsize)axis->taps * sizeof *out);
  for (int i = 0; i < n_weights; i++) {
    if (weights[i] != 0)
      out[start - shifted + i] = weights[i];
  }
}

/* Linear: between the two source pixels whose middles are nearest. */
static void
axis_set_linear(Axis *axis, int index, int position, int source, int image)
{
  gint64 middle = (2 * (gint64)position + 1) * source - image; /* in 1 / (2 * image) */
  gint64 unit = 2 * (gint64)image;
  int start;
  guint16 weight;

  middle = CLAMP(middle, 0, unit * (source - 1));
  start = (int)(middle / unit);
  weight = (guint16)(((middle % unit) * ONE + image) / unit);
  axis_set(axis, index, start, source, (guint16[]){(guint16)(ONE - weight), weight}, 2);
}

/* Mean: by how much of each source pixel is covered. Rounded sums keep the total at ONE. */
static void
axis_set_mean(Axis *axis, int index, int position, int source, int image, guint16 *scratch)
{
  gint64 from = (gint64)position * source; /* in 1 / image */
  gint64 to = from + source;
  int start = (int)(from / image);
  int n = 0, sum = 0;

  for (gint64 pixel = start; pixel * image < to; pixel++) {
    gint64 covered = MIN((pixel + 1) * image, to) - from;
    int total = (int)((covered * ONE + source / 2) / source);

    scratch[n++] = (guint16)(total - sum);
    sum = total;
  }
  axis_set(axis, index, start, source, scratch, n);
}

static void
axis_init(Axis *axis, int source, int image, int first, int count)
{
  gboolean shrinks = image < source;
  int taps = shrinks ? (source + image - 1) / image + 1 : 2;
  g_autofree guint16 *scratch = g_new(guint16, (gsize)taps + 1);

  axis->taps = MIN(taps, source);
  axis->starts = g_new(int, (gsize)count);
  axis->weights = g_new(guint16, (gsize)count * (gsize)axis->taps);
  for (int i = 0; i < count; i++) {
    if (shrinks)
      axis_set_mean(axis, i, first + i, source, image, scratch);
    else
      axis_set_linear(axis, i, first + i, source, image);
  }
}

/* Adds @weight times the bytes of a row: the inner loop, plain so that it becomes vector code. */
static void
add_row(guint16 *restrict sums, const guint8 *restrict row, gsize n_bytes, guint16 weight)
{
  for (gsize i = 0; i < n_bytes; i++)
    sums[i] = (guint16)(sums[i] + row[i] * weight);
}

static void
set_row(guint16 *restrict sums, const guint8 *restrict row, gsize n_bytes, guint16 weight)
{
  for (gsize i = 0; i < n_bytes; i++)
    sums[i] = (guint16)(row[i] * weight);
}

typedef guint32 Channels __attribute__((vector_size(16)));
typedef guint16 Sums __attribute__((vector_size(8)));
typedef guint8 Pixel __attribute__((vector_size(4)));

static void
mix_columns(guint8 *target, const guint16 *sums, const Axis *axis, int first, int count)
{
  const guint16 *weights = axis->weights;

  for (int x = 0; x < count; x++) {
    const guint16 *in = sums + 4 * (gsize)(axis->starts[x] - first);
    Channels total = {ONE * ONE / 2, ONE * ONE / 2, ONE * ONE / 2, ONE * ONE / 2};
    Pixel out;

    for (int tap = 0; tap < axis->taps; tap++, in += 4) {
      Sums values;

      memcpy(&values, in, sizeof values);
      total += __builtin_convertvector(values, Channels) * *weights++;
    }
    out = __builtin_convertvector(total >> 16, Pixel);
    memcpy(target + 4 * (gsize)x, &out, sizeof out);
  }
}

static void
draw_smooth(const ScalerSource *source,
            int image_width,
            int image_height,
            const OrielRect *clip,
            guint8 *target,
            int target_stride)
{
  g_auto(Axis) columns = {0};
  g_auto(Axis) rows = {0};
  g_autofree guint16 *sums = NULL;
  int first, last;
  gsize n_bytes;

  axis_init(&columns, source->width, image_width, clip->x, clip->width);
  axis_init(&rows, source->height, image_height, clip->y, clip->height);
  first = columns.starts[0];
  last = columns.starts[clip->width - 1] + columns.taps;
  n_bytes = 4 * (gsize)(last - first);
  sums = g_new(guint16, n_bytes);

  for (int y = 0; y < clip->height; y++) {
    const guint16 *weights = rows.weights + (gsize)y * (gsize)rows.taps;
    const guint8 *row =
        source->pixels + (gsize)rows.starts[y] * (gsize)source->stride + 4 * (gsize)first;

    set_row(sums, row, n_bytes, weights[0]);
    for (int tap = 1; tap < rows.taps; tap++) {
      row += source->stride;
      if (weights[tap] != 0)
        add_row(sums, row, n_bytes, weights[tap]);
    }
    mix_columns(target + (gsize)y * (gsize)target_stride, sums, &columns, first, clip->width);
  }
}

static void
draw_same(const ScalerSource *source, const OrielRect *clip, guint8 *target, int target_stride)
{
  const guint8 *row = source->pixels + (gsize)clip->y * (gsize)source->stride + 4 * (gsize)clip->x;

  for (int y = 0; y < clip->height; y++, row += source->stride, target += target_stride)
    memcpy(target, row, 4 * (gsize)clip->width);
}

static void
repeat_columns(guint32 *target, const guint32 *row, const OrielRect *clip, int factor)
{
  int column = clip->x / factor;
  int left = factor - clip->x % factor;

  for (int x = 0; x < clip->width; x++) {
    target[x] = row[column];
    if (--left == 0) {
      column++;
      left = factor;
    }
  }
}

static void
draw_repeated(const ScalerSource *source,
              int x_factor,
              int y_factor,
              const OrielRect *clip,
              guint8 *target,
              int target_stride)
{
  for (int y = 0; y < clip->height; y++, target += target_stride) {
    int row = (clip->y + y) / y_factor;

    if (y > 0 && (clip->y + y) % y_factor != 0)
      memcpy(target, target - target_stride, 4 * (gsize)clip->width);
    else
      repeat_columns(
          (guint32 *)(void *)target,
          (const guint32 *)(const void *)(source->pixels + (gsize)row * (gsize)source->stride),
          clip, x_factor);
  }
}

/**
 * scaler_draw:
 * @source: the picture
 * @image_width: the width it is scaled to, in pixels
 * @image_height: the height it is scaled to, in pixels
 * @clip: the part of the scaled picture to draw, inside it and not empty
 * @target: where the first pixel of @clip goes, aligned to 4 bytes
 * @target_stride: bytes from one row of the target to the next
 *
 * Draws a part of the scaled picture.
 */
void
scaler_draw(const ScalerSource *source,
            int image_width,
            int image_height,
            const OrielRect *clip,
            guint8 *target,
            int target_stride)
{
  g_return_if_fail(clip->x >= 0 && clip->y >= 0 && clip->width > 0 && clip->height > 0);
  g_return_if_fail(clip->width <= image_width - clip->x && clip->height <= image_height - clip->y);

  if (image_width == source->width && image_height == source->height)
    draw_same(source, clip, target, target_stride);
  else if (image_width % source->width == 0 && image_height % source->height == 0)
    draw_repeated(source, image_width / source->width, image_height / source->height, clip, target,
                  target_stride);
  else
    draw_smooth(source, image_width, image_height, clip, target, target_stride);
}
