// SPDX-License-Identifier: LGPL-2.1-or-later
/* What was received or drawn, in a number that tests can compute as well: 32 bit FNV-1a. */
#pragma once

#include <glib.h>

#define CHECKSUM_START 2166136261u

static inline guint32
checksum_add(guint32 sum, const guint8 *data, gsize size)
{
  for (gsize i = 0; i < size; i++)
    sum = (sum ^ data[i]) * 16777619u;
  return sum;
}
