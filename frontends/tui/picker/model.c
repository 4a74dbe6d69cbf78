// SPDX-License-Identifier: LGPL-2.1-or-later
#include "picker/model-private.h"

#define FEW 16 /* guests that are put in their places one by one */

static void
rows_changed(Model *self)
{
  self->stale = TRUE;
  self->hooks.rows_changed(self->user_data);
}

/* Consoles of a guest that is unfolded */

static void
console_row_free(gpointer data)
{
  ConsoleRow *row = data;
  Model *model = row->guest->host->model;

  model->hooks.row_removed(&row->row, model->user_data);
  g_clear_object(&row->graphics);
  g_clear_object(&row->console);
  g_free(row);
}

static ConsoleRow *
console_row_new(GuestRow *guest)
{
  ConsoleRow *row = g_new0(ConsoleRow, 1);

  row->row.kind = ROW_CONSOLE;
  row->guest = guest;
  return row;
}

/* Makes the rows of the consoles of @row what the guest has. */
static void
refresh_devices(GuestRow *row)
{
  GListModel *graphics = oriel_guest_get_graphics(row->guest);
  GListModel *consoles = oriel_guest_get_consoles(row->guest);

  row->host->model->stale = TRUE;
  g_clear_pointer(&row->devices, g_ptr_array_unref);
  if (!row->unfolded)
    return;
  row->devices = g_ptr_array_new_with_free_func(console_row_free);
  for (guint i = 0; i < g_list_model_get_n_items(graphics); i++) {
    ConsoleRow *device = console_row_new(row);

    device->graphics = g_list_model_get_item(graphics, i);
    g_ptr_array_add(row->devices, device);
  }
  for (guint i = 0; i < g_list_model_get_n_items(consoles); i++) {
    ConsoleRow *device = console_row_new(row);

    device->console = g_list_model_get_item(consoles, i);
    g_ptr_array_add(row->devices, device);
  }
}

/* Guests */

static gboolean
is_running(OrielGuest *guest)
{
  OrielGuestState state = oriel_guest_get_state(guest);

  return state != ORIEL_GUEST_OFF && state != ORIEL_GUEST_CRASHED && state != ORIEL_GUEST_UNKNOWN;
}

static gboolean
fits(Model *self, OrielGuest *guest, OrielHost *host)
{
  FilterSubject subject;

  if (filter_is_empty(self->filter))
    return TRUE;
  subject = (FilterSubject){.name = oriel_guest_get_name(guest),
                            .title = oriel_guest_get_title(guest),
                            .description = oriel_guest_get_description(guest),
                            .host = oriel_host_get_name(host),
                            .state = oriel_guest_get_state(guest)};
  return filter_matches(self->filter, &subject);
}

/* Takes what counts of a guest; returns whether it is shown where it was not, or no more. */
static gboolean
count(Model *self, GuestRow *row, bool running, bool matching)
{
  gboolean changed = row->matching != matching;

  self->n_running += (guint)running - (guint)row->running;
  row->host->n_matching += (guint)matching - (guint)row->matching;
  row->running = running;
  row->matching = matching;
  return changed;
}

static void
take_name(GuestRow *row)
{
  const char *name = oriel_guest_get_name(row->guest);
  Model *model = row->host->model;

  row->name_hash = g_str_hash(name);
  model->longest_name = MAX(model->longest_name, (int)g_utf8_strlen(name, -1));
}

static GuestRow *
guest_row_new(HostRow *host, OrielGuest *guest)
{
  GuestRow *row = g_new0(GuestRow, 1);

  row->row.kind = ROW_GUEST;
  row->host = host;
  row->guest = guest;
  take_name(row);
  host->model->n_guests++;
  g_hash_table_insert(host->guests, guest, row);
  count(host->model, row, is_running(guest), fits(host->model, guest, host->host));
  return row;
}

static void
guest_row_free(gpointer data)
{
  GuestRow *row = data;
  Model *model = row->host->model;

  g_clear_pointer(&row->devices, g_ptr_array_unref);
  model->hooks.row_removed(&row->row, model->user_data);
  count(model, row, FALSE, FALSE);
  model->n_guests--;
  model->n_marked -= row->marked;
  g_object_unref(row->guest);
  g_free(row->samples);
  g_free(row);
}

static guint
position_of(GPtrArray *rows, const GuestRow *row)
{
  guint position = 0;

  return g_ptr_array_find(rows, row, &position) ? position : rows->len;
}

static gboolean
is_in_place(const Order *order, GPtrArray *rows, guint position)
{
  if (position > 0 && order_compare(order, rows->pdata[position - 1], rows->pdata[position]) > 0)
    return FALSE;
  return position + 1 >= rows->len ||
         order_compare(order, rows->pdata[position], rows->pdata[position + 1]) < 0;
}

/* Moves @row where it belongs now; returns whether it had to be moved. */
static gboolean
put_in_place(Model *self, GuestRow *row)
{
  GPtrArray *rows = row->host->sorted;
  guint position = position_of(rows, row);

  if (is_in_place(&self->order, rows, position))
    return FALSE;
  g_ptr_array_remove_index(rows, position);
  g_ptr_array_insert(rows, (int)order_find_place(&self->order, rows, row), row);
  return TRUE;
}

static void
on_guest_changed(OrielHost *host, OrielGuest *guest, gpointer user_data)
{
  HostRow *host_row = user_data;
  Model *self = host_row->model;
  GuestRow *row = g_hash_table_lookup(host_row->guests, guest);
  gboolean moved = FALSE;
  guint old_hash;

  if (row == NULL)
    return;
  old_hash = row->name_hash;
  take_name(row);
  if (self->order.column != COLUMN_NAME || row->name_hash != old_hash)
    moved = put_in_place(self, row);
  if (row->unfolded && oriel_guest_has_details(guest)) {
    refresh_devices(row);
    moved = TRUE;
  }
  moved |= count(self, row, is_running(guest), fits(self, guest, host));
  if (moved)
    rows_changed(self);
  else
    self->hooks.row_changed(&row->row, self->user_data);
}

static void
add_guests(HostRow *self, guint position, guint n_added)
{
  GListModel *list = oriel_host_get_guests(self->host);
  Order *order = &self->model->order;

  for (guint i = 0; i < n_added; i++) {
    GuestRow *row = guest_row_new(self, g_list_model_get_item(list, position + i));

    if (position + i == self->listed->len)
      g_ptr_array_add(self->listed, row);
    else
      g_ptr_array_insert(self->listed, (int)(position + i), row);
    if (n_added <= FEW)
      g_ptr_array_insert(self->sorted, (int)order_find_place(order, self->sorted, row), row);
    else
      g_ptr_array_add(self->sorted, row);
  }
  if (n_added > FEW)
    order_sort(order, self->sorted);
}

static void
remove_guests(HostRow *self, guint position, guint n_removed)
{
  if (n_removed == self->listed->len) {
    g_ptr_array_set_size(self->sorted, 0);
    g_hash_table_remove_all(self->guests);
  } else
    for (guint i = 0; i < n_removed; i++) {
      GuestRow *row = self->listed->pdata[position + i];

      g_ptr_array_remove(self->sorted, row);
      g_hash_table_remove(self->guests, row->guest);
    }
  if (n_removed > 0)
    g_ptr_array_remove_range(self->listed, position, n_removed);
}

static void
on_items_changed(
    GListModel *list, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  HostRow *self = user_data;

  self->model->stale = TRUE;
  remove_guests(self, position, n_removed);
  add_guests(self, position, n_added);
  rows_changed(self->model);
}

/* Hosts */

static void
on_host_notify(GObject *object, GParamSpec *pspec, gpointer user_data)
{
  HostRow *self = user_data;

  self->model->hooks.row_changed(&self->row, self->model->user_data);
}

HostRow *
model_add_host(Model *self, OrielHost *host)
{
  HostRow *row = g_new0(HostRow, 1);

  row->row.kind = ROW_HOST;
  row->model = self;
  row->host = g_object_ref(host);
  row->listed = g_ptr_array_new_with_free_func(guest_row_free);
  row->sorted = g_ptr_array_new();
  row->guests = g_hash_table_new(NULL, NULL);
  g_ptr_array_add(self->hosts, row);
  add_guests(row, 0, g_list_model_get_n_items(oriel_host_get_guests(host)));
  g_signal_connect(oriel_host_get_guests(host), "items-changed", G_CALLBACK(on_items_changed), row);
  g_signal_connect(host, "guest-changed", G_CALLBACK(on_guest_changed), row);
  g_signal_connect(host, "notify", G_CALLBACK(on_host_notify), row);
  rows_changed(self);
  return row;
}

static void
host_row_free(gpointer data)
{
  HostRow *row = data;
  Model *model = row->model;

  g_signal_handlers_disconnect_by_data(oriel_host_get_guests(row->host), row);
  g_signal_handlers_disconnect_by_data(row->host, row);
  model->stale = TRUE;
  g_ptr_array_unref(row->sorted);
  g_ptr_array_unref(row->listed);
  g_hash_table_unref(row->guests);
  model->hooks.row_removed(&row->row, model->user_data);
  g_object_unref(row->host);
  g_free(row);
}

void
model_remove_host(Model *self, HostRow *row)
{
  g_ptr_array_remove(self->hosts, row);
  rows_changed(self);
}

GPtrArray *
model_get_hosts(Model *self)
{
  return self->hosts;
}

Model *
model_new(const ModelHooks *hooks, gpointer user_data)
{
  Model *self = g_new0(Model, 1);

  self->hooks = *hooks;
  self->user_data = user_data;
  self->hosts = g_ptr_array_new_with_free_func(host_row_free);
  self->rows = g_ptr_array_new();
  self->filter = filter_new("");
  self->tree = TRUE;
  return self;
}

void
model_free(Model *self)
{
  g_ptr_array_unref(self->hosts);
  g_ptr_array_unref(self->rows);
  filter_free(self->filter);
  g_free(self);
}

/* What is shown */

void
model_set_filter(Model *self, const char *text)
{
  filter_free(self->filter);
  self->filter = filter_new(text);
  for (guint i = 0; i < self->hosts->len; i++) {
    HostRow *host = self->hosts->pdata[i];

    for (guint j = 0; j < host->listed->len; j++) {
      GuestRow *row = host->listed->pdata[j];

      count(self, row, row->running, fits(self, row->guest, host->host));
    }
  }
  rows_changed(self);
}

gboolean
model_is_filtered(const Model *self)
{
  return !filter_is_empty(self->filter);
}

gboolean
model_filter_searches_details(const Model *self)
{
  return filter_searches_details(self->filter);
}

void
model_set_sort(Model *self, Column column, gboolean reverse)
{
  self->order = (Order){.column = column, .reverse = reverse};
  for (guint i = 0; i < self->hosts->len; i++)
    order_sort(&self->order, ((HostRow *)self->hosts->pdata[i])->sorted);
  rows_changed(self);
}

void
model_set_tree(Model *self, gboolean tree)
{
  self->tree = tree;
  rows_changed(self);
}

gboolean
model_get_tree(const Model *self)
{
  return self->tree;
}

void
model_set_folded(Model *self, Row *row, gboolean folded)
{
  if (row->kind == ROW_HOST)
    ((HostRow *)row)->folded = folded;
  if (row->kind == ROW_GUEST) {
    GuestRow *guest = (GuestRow *)row;

    guest->unfolded = !folded;
    refresh_devices(guest);
  }
  rows_changed(self);
}

gboolean
model_is_folded(const Row *row)
{
  return row->kind == ROW_HOST    ? ((const HostRow *)row)->folded
         : row->kind == ROW_GUEST ? !((const GuestRow *)row)->unfolded
                                  : FALSE;
}

GuestRow *
model_get_guest(Row *row)
{
  if (row == NULL || row->kind == ROW_HOST)
    return NULL;
  return row->kind == ROW_GUEST ? (GuestRow *)row : ((ConsoleRow *)row)->guest;
}

GuestRow *
model_find_guest(Model *self, OrielGuest *guest)
{
  for (guint i = 0; i < self->hosts->len; i++) {
    GuestRow *row = g_hash_table_lookup(((HostRow *)self->hosts->pdata[i])->guests, guest);

    if (row != NULL)
      return row;
  }
  return NULL;
}

int
model_get_longest_name(const Model *self)
{
  return self->longest_name;
}

guint
model_get_n_guests(const Model *self)
{
  return self->n_guests;
}

guint
model_get_n_running(const Model *self)
{
  return self->n_running;
}
