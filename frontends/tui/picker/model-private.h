// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the files of the model share. */
#pragma once

#include "picker/model-order.h"

struct _Model {
  ModelHooks hooks;
  gpointer user_data;
  GPtrArray *hosts; /* (owned) of HostRow (owned) */
  GPtrArray *rows;  /* (owned) of Row (unowned): what is shown, unless @stale */
  Filter *filter;   /* (owned) */
  Order order;
  gboolean tree;
  gboolean stale;
  guint n_guests;
  guint n_running;
  guint n_marked;
  int longest_name; /* of any guest so far, in characters */
};
