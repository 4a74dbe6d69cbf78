// SPDX-License-Identifier: LGPL-2.1-or-later
/* How the picker orders guests. */
#pragma once

#include "picker/model.h"

G_BEGIN_DECLS

typedef struct {
  Column column;
  gboolean reverse;
} Order;

/* Never 0 for two guests: what is alike is ordered by name, and then for good. */
int order_compare(const Order *self, const GuestRow *a, const GuestRow *b);
/* Sorts @rows, of GuestRow; what is in order already is left alone. */
void order_sort(const Order *self, GPtrArray *rows);
/* Where @row belongs in @rows, which are in order without it. */
guint order_find_place(const Order *self, GPtrArray *rows, const GuestRow *row);

/* What a guest's displays are called, as "spice vnc", for people and for sorting. "" until it is
 * known. (transfer full) */
char *order_describe_displays(OrielGuest *guest);

G_END_DECLS
