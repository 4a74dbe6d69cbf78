// SPDX-License-Identifier: LGPL-2.1-or-later
#include "screen/split.h"

/* Divisible by all numbers of dots, so that means can be compared as whole numbers. */
#define SHARES 60

typedef gint32 Sum __attribute__((vector_size(16))); /* blue, green, red, 0 */

static Sum
unpack(guint32 color)
{
  return (Sum){(gint32)(color & 0xff), (gint32)(color >> 8 & 0xff), (gint32)(color >> 16 & 0xff),
               0};
}

static guint32
pack_mean(Sum sum, int n)
{
  guint32 blue = (guint32)((sum[0] + n / 2) / n), green = (guint32)((sum[1] + n / 2) / n);

  return (guint32)((sum[2] + n / 2) / n) << 16 | green << 8 | blue;
}

/* How much of the squares of the colours a mean of @n of them that add up to @sum explains. */
static guint32
explain(Sum sum, int n)
{
  Sum squares = sum * sum;

  return (guint32)(squares[0] + squares[1] + squares[2]) * (guint32)(SHARES / n);
}

Split
split_choose(const guint32 *colors, int n_dots)
{
  Sum all = {0}, in = {0}, best_in = {0}, sums[SPLIT_MAX_DOTS];
  guint32 best = 0;
  guint best_dots = 0, dots = 0;
  int n_in = 0, n_best = 0;

  for (int i = 0; i < n_dots; i++) {
    sums[i] = unpack(colors[i]);
    all += sums[i];
  }
  best = explain(all, n_dots);
  /* Gray's code: each step moves one dot. Dot 0 stays, since the other half is the same. */
  for (guint step = 1; step < 1u << (n_dots - 1); step++) {
    int dot = __builtin_ctz(step) + 1;
    guint32 explained;

    dots ^= 1u << dot;
    if ((dots & 1u << dot) != 0) {
      in += sums[dot];
      n_in++;
    } else {
      in -= sums[dot];
      n_in--;
    }
    explained = explain(in, n_in) + explain(all - in, n_dots - n_in);
    if (explained > best) {
      best = explained;
      best_dots = dots;
      best_in = in;
      n_best = n_in;
    }
  }
  if (best_dots == 0)
    return (Split){0, pack_mean(all, n_dots), pack_mean(all, n_dots)};
  return (Split){best_dots, pack_mean(best_in, n_best), pack_mean(all - best_in, n_dots - n_best)};
}
