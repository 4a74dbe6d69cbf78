// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/model-order.h"

#include "shared/natural.h"

#include <string.h>

char *
order_describe_displays(OrielGuest *guest)
{
  GListModel *list = oriel_guest_get_graphics(guest);
  guint n = g_list_model_get_n_items(list);
  GString *text = g_string_new(NULL);

  for (guint i = 0; i < n; i++) {
    g_autoptr(OrielGraphics) graphics = g_list_model_get_item(list, i);

    g_string_append_printf(text, "%s%s", i > 0 ? " " : "", oriel_graphics_get_protocol(graphics));
  }
  return g_string_free(text, FALSE);
}

static int
compare_numbers(guint64 a, guint64 b)
{
  return a < b ? -1 : a > b;
}

/* Those that need attention or do something come first. */
static guint
rank(const GuestRow *row)
{
  static const guint8 ranks[] = {
      [ORIEL_GUEST_CRASHED] = 0,       [ORIEL_GUEST_RUNNING] = 1, [ORIEL_GUEST_BLOCKED] = 2,
      [ORIEL_GUEST_SHUTTING_DOWN] = 3, [ORIEL_GUEST_PAUSED] = 4,  [ORIEL_GUEST_SLEEPING] = 5,
      [ORIEL_GUEST_OFF] = 6,           [ORIEL_GUEST_UNKNOWN] = 7,
  };
  guint state = oriel_guest_get_state(row->guest);

  return state < G_N_ELEMENTS(ranks) ? ranks[state] : G_N_ELEMENTS(ranks);
}

static int
compare_hosts(const GuestRow *a, const GuestRow *b)
{
  if (a->host == b->host)
    return 0;
  return natural_compare(oriel_host_get_name(a->host->host), oriel_host_get_name(b->host->host));
}

static int
compare_displays(const GuestRow *a, const GuestRow *b)
{
  g_autofree char *first = order_describe_displays(a->guest);
  g_autofree char *second = order_describe_displays(b->guest);

  return strcmp(second, first);
}

/* The busiest and the largest first: that is what one looks for. */
static int
compare_column(Column column, const GuestRow *a, const GuestRow *b)
{
  double share_a, share_b;

  switch (column) {
  case COLUMN_STATE:
    return compare_numbers(rank(a), rank(b));
  case COLUMN_HOST:
    return compare_hosts(a, b);
  case COLUMN_VCPUS:
    return compare_numbers(oriel_guest_get_vcpus(b->guest), oriel_guest_get_vcpus(a->guest));
  case COLUMN_MEMORY:
    return compare_numbers(oriel_guest_get_memory(b->guest), oriel_guest_get_memory(a->guest));
  case COLUMN_CPU:
    share_a = oriel_guest_get_cpu_share(a->guest);
    share_b = oriel_guest_get_cpu_share(b->guest);
    return share_a > share_b ? -1 : share_a < share_b;
  case COLUMN_DISPLAY:
    return compare_displays(a, b);
  default:
    return 0;
  }
}

int
order_compare(const Order *self, const GuestRow *a, const GuestRow *b)
{
  int order = compare_column(self->column, a, b);

  if (order == 0)
    order = natural_compare(oriel_guest_get_name(a->guest), oriel_guest_get_name(b->guest));
  if (order == 0)
    order = compare_hosts(a, b);
  if (order == 0)
    order = strcmp(oriel_guest_get_uuid(a->guest), oriel_guest_get_uuid(b->guest));
  if (order == 0)
    order = a < b ? -1 : a > b;
  return self->reverse ? -order : order;
}

static int
compare_pointers(gconstpointer a, gconstpointer b, gpointer order)
{
  return order_compare(order, *(GuestRow *const *)a, *(GuestRow *const *)b);
}

void
order_sort(const Order *self, GPtrArray *rows)
{
  for (guint i = 1; i < rows->len; i++)
    if (order_compare(self, rows->pdata[i - 1], rows->pdata[i]) > 0) {
      g_ptr_array_sort_with_data(rows, compare_pointers, (gpointer)self);
      return;
    }
}

guint
order_find_place(const Order *self, GPtrArray *rows, const GuestRow *row)
{
  guint low = 0, high = rows->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (order_compare(self, rows->pdata[middle], row) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}
