// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/quantize.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
  guint32 n;       /* pixels */
  guint32 sums[3]; /* of red, green, blue; a picture has less than 2^24 pixels */
} Bin;

/* Some of the bins, which become one color. */
typedef struct {
  int first; /* in the list of bins that have pixels */
  int n;
  int axis;   /* along which it is widest: 0 = red */
  int spread; /* its width there, times how much it matters */
} Box;

#define CHANNEL(bin, axis) ((int)((bin) >> (10 - 5 * (axis)) & 31))

static void
measure(Box *box, const guint16 *list, const Bin *bins)
{
  /* How well eyes tell the channels apart. */
  static const int weights[3] = {3, 4, 2};
  int low[3] = {31, 31, 31}, high[3] = {0};
  guint64 n = 0;

  for (int i = box->first; i < box->first + box->n; i++) {
    n += bins[list[i]].n;
    for (int axis = 0; axis < 3; axis++) {
      low[axis] = MIN(low[axis], CHANNEL(list[i], axis));
      high[axis] = MAX(high[axis], CHANNEL(list[i], axis));
    }
  }
  box->spread = 0;
  for (int axis = 0; axis < 3; axis++) {
    int width = (high[axis] - low[axis]) * weights[axis];

    if (width > box->spread) {
      box->spread = width;
      box->axis = axis;
    }
  }
  /* Large areas are worth a colour before small ones, but not by as much as they are larger. */
  box->spread *= 8 + g_bit_storage((gulong)n);
}

static int
compare_red(const void *a, const void *b)
{
  return CHANNEL(*(const guint16 *)a, 0) - CHANNEL(*(const guint16 *)b, 0);
}

static int
compare_green(const void *a, const void *b)
{
  return CHANNEL(*(const guint16 *)a, 1) - CHANNEL(*(const guint16 *)b, 1);
}

static int
compare_blue(const void *a, const void *b)
{
  return CHANNEL(*(const guint16 *)a, 2) - CHANNEL(*(const guint16 *)b, 2);
}

/* Cuts @box where half of its pixels are on either side; the second half becomes @other. */
static void
cut(Box *box, Box *other, guint16 *list, const Bin *bins)
{
  static int (*const compare[3])(const void *, const void *) = {compare_red, compare_green,
                                                                compare_blue};
  guint64 total = 0, sum = 0;
  int n;

  qsort(list + box->first, (gsize)box->n, sizeof *list, compare[box->axis]);
  for (int i = 0; i < box->n; i++)
    total += bins[list[box->first + i]].n;
  for (n = 1; n < box->n - 1; n++) {
    sum += bins[list[box->first + n - 1]].n;
    if (2 * sum >= total)
      break;
  }
  *other = (Box){.first = box->first + n, .n = box->n - n};
  box->n = n;
  measure(box, list, bins);
  measure(other, list, bins);
}

static int
split_boxes(Box *boxes, int max_boxes, guint16 *list, int n_list, const Bin *bins)
{
  int n = 1;

  boxes[0] = (Box){.n = n_list};
  measure(&boxes[0], list, bins);
  while (n < max_boxes) {
    int widest = 0;

    for (int i = 1; i < n; i++)
      if (boxes[i].spread > boxes[widest].spread)
        widest = i;
    if (boxes[widest].n < 2)
      break;
    cut(&boxes[widest], &boxes[n], list, bins);
    n++;
  }
  return n;
}

static guint32
find_mean(const Box *box, const guint16 *list, const Bin *bins)
{
  guint64 n = 0, sums[3] = {0};
  guint32 color = 0;

  for (int i = box->first; i < box->first + box->n; i++) {
    const Bin *bin = &bins[list[i]];

    n += bin->n;
    for (int axis = 0; axis < 3; axis++)
      sums[axis] += bin->sums[axis];
  }
  for (int axis = 0; axis < 3; axis++)
    color = color << 8 | (guint32)((sums[axis] + n / 2) / n);
  return color;
}

static int
gather(Bin *bins, guint16 *list, const guint32 *pixels, gsize n)
{
  int n_list = 0;

  for (gsize i = 0; i < n; i++) {
    guint index = quantize_bin(pixels[i]);
    Bin *bin = &bins[index];

    if (bin->n++ == 0)
      list[n_list++] = (guint16)index;
    bin->sums[0] += pixels[i] >> 16 & 0xff;
    bin->sums[1] += pixels[i] >> 8 & 0xff;
    bin->sums[2] += pixels[i] & 0xff;
  }
  return n_list;
}

void
quantize(Palette *palette, const guint32 *pixels, gsize n, int max_colors)
{
  g_autofree Bin *bins = g_new0(Bin, QUANTIZE_BINS);
  g_autofree guint16 *list = g_new(guint16, QUANTIZE_BINS);
  Box boxes[QUANTIZE_MAX_COLORS];
  int n_list = gather(bins, list, pixels, n);

  palette->n_colors = 0;
  if (n_list == 0)
    return;
  palette->n_colors = split_boxes(boxes, max_colors, list, n_list, bins);
  for (int i = 0; i < palette->n_colors; i++) {
    palette->colors[i] = find_mean(&boxes[i], list, bins);
    for (int k = boxes[i].first; k < boxes[i].first + boxes[i].n; k++)
      palette->indices[list[k]] = (guint8)i;
  }
}
