// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/sample.h"

#include <string.h>

/* So many rows of bytes add up to 16 bits; of higher dots, rows are left out. */
#define MAX_ROWS 256

#define BYTES_PER_PIXEL 4

typedef gint32 Channels __attribute__((vector_size(16)));
typedef float Means __attribute__((vector_size(16)));
typedef guint16 Sums __attribute__((vector_size(8)));

void
sampler_init(Sampler *self, int dots_x, int dots_y)
{
  *self = (Sampler){.dots_x = dots_x, .dots_y = dots_y};
}

void
sampler_clear(Sampler *self)
{
  g_clear_pointer(&self->columns, g_free);
  g_clear_pointer(&self->rows, g_free);
  g_clear_pointer(&self->sums, g_free);
}

/* Ends at @count + 1 edges. Where dots are smaller than pixels, several start at the same one. */
static int *
list_edges(int *edges, int start, int length, int count)
{
  edges = g_renew(int, edges, (gsize)count + 1);
  for (int i = 0; i <= count; i++)
    edges[i] = start + placement_edge(i, count, length);
  return edges;
}

gboolean
sampler_set(Sampler *self, const Placement *placement, const OrielFramebuffer *framebuffer)
{
  int width = oriel_framebuffer_get_width(framebuffer);
  int height = oriel_framebuffer_get_height(framebuffer);
  const OrielRect *source = &placement->source, *target = &placement->target;

  if (!placement_is_inside(placement, framebuffer))
    return FALSE;
  if (self->columns != NULL && self->width == width && self->height == height &&
      placement_is_same(&self->placement, placement))
    return TRUE;
  self->placement = *placement;
  self->width = width;
  self->height = height;
  self->columns = list_edges(self->columns, source->x, source->width, target->width * self->dots_x);
  self->rows = list_edges(self->rows, source->y, source->height, target->height * self->dots_y);
  self->sums = g_renew(guint16, self->sums, (gsize)width * BYTES_PER_PIXEL);
  return TRUE;
}

/* The inner loops, plain so that they become vector code; four rows at a time. */
static void
add_four(guint16 *restrict sums, const guint8 *restrict row, gsize stride, gsize n_bytes)
{
  const guint8 *second = row + stride, *third = second + stride, *fourth = third + stride;

  for (gsize i = 0; i < n_bytes; i++)
    sums[i] = (guint16)(sums[i] + row[i] + second[i] + third[i] + fourth[i]);
}

static void
add_one(guint16 *restrict sums, const guint8 *restrict row, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    sums[i] = (guint16)(sums[i] + row[i]);
}

static void
set_one(guint16 *restrict sums, const guint8 *restrict row, gsize n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    sums[i] = row[i];
}

static void
add_rows(guint16 *sums, const guint8 *row, gsize stride, int n_rows, gsize n_bytes)
{
  int n = 1;

  set_one(sums, row, n_bytes);
  for (; n + 4 <= n_rows; n += 4)
    add_four(sums, row + (gsize)n * stride, stride, n_bytes);
  for (; n < n_rows; n++)
    add_one(sums, row + (gsize)n * stride, n_bytes);
}

static guint32
find_mean(const guint16 *sums, int n_columns, float factor)
{
  Channels total = {0};
  Means means;

  for (int i = 0; i < n_columns; i++, sums += BYTES_PER_PIXEL) {
    Sums values;

    memcpy(&values, sums, sizeof values);
    total += __builtin_convertvector(values, Channels);
  }
  means = __builtin_convertvector(total, Means) * factor + 0.5f;
  total = __builtin_convertvector(means, Channels);
  return (guint32)(total[2] << 16 | total[1] << 8 | total[0]);
}

void
sampler_read(Sampler *self,
             const OrielFramebuffer *framebuffer,
             int dot_row,
             int first,
             int count,
             guint32 *dots)
{
  gsize stride = (gsize)oriel_framebuffer_get_stride(framebuffer);
  const OrielRect *source = &self->placement.source;
  int right = source->x + source->width, bottom = source->y + source->height;
  int top = MIN(self->rows[dot_row], bottom - 1);
  int n_rows = MAX(self->rows[dot_row + 1] - top, 1);
  int step = (n_rows + MAX_ROWS - 1) / MAX_ROWS;
  int left = MIN(self->columns[first], right - 1);
  int last = MIN(self->columns[first + count - 1], right - 1);
  int end = MAX(self->columns[first + count], last + 1);
  const guint8 *row = oriel_framebuffer_peek_pixels(framebuffer) + (gsize)top * stride +
                      (gsize)left * BYTES_PER_PIXEL;

  n_rows /= step;
  add_rows(self->sums, row, stride * (gsize)step, n_rows, (gsize)(end - left) * BYTES_PER_PIXEL);
  for (int i = 0; i < count; i++) {
    int x = MIN(self->columns[first + i], right - 1);
    int n_columns = MAX(self->columns[first + i + 1] - x, 1);

    dots[i] = find_mean(self->sums + (gsize)(x - left) * BYTES_PER_PIXEL, n_columns,
                        1.0f / (float)(n_columns * n_rows));
  }
}
