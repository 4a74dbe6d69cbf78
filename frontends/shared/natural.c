// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/natural.h"

#include <string.h>

/* Compares the numbers that @a and @b begin with, and steps over them. */
static int
compare_numbers(const char **a, const char **b)
{
  gsize length_a, length_b;
  int order;

  *a += strspn(*a, "0");
  *b += strspn(*b, "0");
  length_a = strspn(*a, "0123456789");
  length_b = strspn(*b, "0123456789");
  if (length_a != length_b)
    return length_a < length_b ? -1 : 1;
  order = memcmp(*a, *b, length_a);
  *a += length_a;
  *b += length_b;
  return order;
}

int
natural_compare(const char *a, const char *b)
{
  const char *first = a, *second = b;

  while (*a != '\0' && *b != '\0') {
    int order;

    if (g_ascii_isdigit(*a) && g_ascii_isdigit(*b)) {
      order = compare_numbers(&a, &b);
    } else {
      order = (guchar)g_ascii_tolower(*a) - (guchar)g_ascii_tolower(*b);
      a++;
      b++;
    }
    if (order != 0)
      return order;
  }
  if (*a != *b)
    return *a == '\0' ? -1 : 1;
  return strcmp(first, second);
}
