// SPDX-License-Identifier: LGPL-2.1-or-later
/* The rows of the picker, over hosts and guests that exist only here. */
#include "picker/columns.h"
#include "picker/model.h"
#include "unit/fake-host.h"

#include <string.h>

typedef struct {
  OrielHost *one;
  OrielHost *two;
  Model *model;
  guint n_rows_changed;
  guint n_row_changed;
  guint n_removed;
} Fixture;

static void
on_rows_changed(gpointer user_data)
{
  ((Fixture *)user_data)->n_rows_changed++;
}

static void
on_row_changed(Row *row, gpointer user_data)
{
  ((Fixture *)user_data)->n_row_changed++;
}

static void
on_row_removed(Row *row, gpointer user_data)
{
  ((Fixture *)user_data)->n_removed++;
}

static void
add_guest(OrielHost *host, const char *name, int id)
{
  g_autofree char *uuid = g_strconcat("uuid of ", name, NULL);

  g_object_unref(fake_host_add_guest(host, FALSE, name, uuid, id));
}

static OrielGuest *
get_guest(OrielHost *host, const char *name)
{
  OrielGuest *guest = oriel_host_find_guest(host, name);

  g_assert_nonnull(guest);
  g_object_unref(guest); /* the host has it */
  return guest;
}

static void
setup(Fixture *f, gconstpointer data)
{
  const ModelHooks hooks = {on_rows_changed, on_row_changed, on_row_removed};

  f->one = fake_host_new("fake:///one");
  f->two = fake_host_new("fake:///two");
  add_guest(f->one, "vm10", 1);
  add_guest(f->one, "vm2", -1);
  add_guest(f->one, "web", 2);
  add_guest(f->two, "vm3", -1);
  f->model = model_new(&hooks, f);
  model_add_host(f->model, f->one);
  model_add_host(f->model, f->two);
}

static void
teardown(Fixture *f, gconstpointer data)
{
  model_free(f->model);
  g_assert_finalize_object(f->one);
  g_assert_finalize_object(f->two);
}

static const char *
name_of(Row *row)
{
  ConsoleRow *console = (ConsoleRow *)row;

  switch (row->kind) {
  case ROW_HOST:
    return oriel_host_get_name(((HostRow *)row)->host);
  case ROW_GUEST:
    return oriel_guest_get_name(((GuestRow *)row)->guest);
  default:
    return console->graphics != NULL ? oriel_graphics_get_protocol(console->graphics)
                                     : oriel_console_get_alias(console->console);
  }
}

static void
check_rows(Fixture *f, const char *expected)
{
  g_autoptr(GString) rows = g_string_new(NULL);

  for (guint i = 0; i < model_get_n_rows(f->model); i++)
    g_string_append_printf(rows, "%s%s", i > 0 ? " " : "", name_of(model_get_row(f->model, i)));
  g_assert_cmpstr(rows->str, ==, expected);
}

static Row *
row_of(Fixture *f, OrielHost *host, const char *name)
{
  GuestRow *row = model_find_guest(f->model, get_guest(host, name));

  g_assert_nonnull(row);
  return &row->row;
}

static void
test_shapes(Fixture *f, gconstpointer data)
{
  check_rows(f, "fake:///one vm2 vm10 web fake:///two vm3");
  model_set_tree(f->model, FALSE);
  check_rows(f, "vm2 vm3 vm10 web");
  model_set_tree(f->model, TRUE);
  model_set_folded(f->model, model_get_row(f->model, 0), TRUE);
  check_rows(f, "fake:///one fake:///two vm3");
  g_assert_true(model_is_folded(model_get_row(f->model, 0)));
  g_assert_cmpuint(model_get_n_guests(f->model), ==, 4);
  g_assert_cmpuint(model_get_n_running(f->model), ==, 2);
}

static void
test_sort(Fixture *f, gconstpointer data)
{
  model_set_tree(f->model, FALSE);
  model_set_sort(f->model, COLUMN_NAME, TRUE);
  check_rows(f, "web vm10 vm3 vm2");
  model_set_sort(f->model, COLUMN_STATE, FALSE);
  check_rows(f, "vm10 web vm2 vm3");
  model_set_sort(f->model, COLUMN_HOST, TRUE);
  check_rows(f, "vm3 web vm10 vm2");
  oriel_guest_report_resources(get_guest(f->one, "web"), 4096, 1);
  oriel_guest_report_resources(get_guest(f->two, "vm3"), 8192, 1);
  model_set_sort(f->model, COLUMN_MEMORY, FALSE);
  check_rows(f, "vm3 web vm2 vm10");
}

/* What changes moves to where it belongs, and nothing else is touched. */
static void
test_live_order(Fixture *f, gconstpointer data)
{
  OrielGuest *vm2 = get_guest(f->one, "vm2");

  model_set_sort(f->model, COLUMN_STATE, FALSE);
  check_rows(f, "fake:///one vm10 web vm2 fake:///two vm3");
  oriel_guest_report_state(vm2, ORIEL_GUEST_CRASHED, -1);
  check_rows(f, "fake:///one vm2 vm10 web fake:///two vm3");
  oriel_guest_report_state(vm2, ORIEL_GUEST_RUNNING, 9);
  g_assert_cmpuint(model_get_n_running(f->model), ==, 3);
  model_set_sort(f->model, COLUMN_NAME, FALSE);
  check_rows(f, "fake:///one vm2 vm10 web fake:///two vm3");
  f->n_rows_changed = f->n_row_changed = 0;
  oriel_guest_report_state(vm2, ORIEL_GUEST_PAUSED, 9);
  g_assert_cmpuint(f->n_rows_changed, ==, 0);
  g_assert_cmpuint(f->n_row_changed, >=, 1);
  oriel_guest_report_name(vm2, "zulu");
  check_rows(f, "fake:///one vm10 web zulu fake:///two vm3");
}

static void
test_come_and_go(Fixture *f, gconstpointer data)
{
  Row *marked = row_of(f, f->one, "vm10");

  model_mark(f->model, (GuestRow *)marked, TRUE);
  add_guest(f->one, "aaa", 4);
  check_rows(f, "fake:///one aaa vm2 vm10 web fake:///two vm3");
  g_assert_cmpint(model_find(f->model, marked), ==, 3);
  oriel_host_splice_guests(f->one, 0, 1, NULL, 0); /* vm10, the first it listed */
  check_rows(f, "fake:///one aaa vm2 web fake:///two vm3");
  g_assert_cmpuint(f->n_removed, ==, 1);
  g_assert_cmpuint(model_get_n_marked(f->model), ==, 0);
  oriel_host_disconnect(f->one);
  check_rows(f, "fake:///one fake:///two vm3");
  g_assert_cmpuint(model_get_n_guests(f->model), ==, 1);
  g_assert_cmpuint(model_get_n_running(f->model), ==, 0);
  model_remove_host(f->model, model_get_hosts(f->model)->pdata[0]);
  check_rows(f, "fake:///two vm3");
}

static void
test_filter(Fixture *f, gconstpointer data)
{
  model_set_filter(f->model, "vm");
  check_rows(f, "fake:///one vm2 vm10 fake:///two vm3");
  model_set_filter(f->model, "state:on");
  check_rows(f, "fake:///one vm10 web fake:///two");
  oriel_guest_report_state(get_guest(f->two, "vm3"), ORIEL_GUEST_RUNNING, 8);
  check_rows(f, "fake:///one vm10 web fake:///two vm3");
  oriel_guest_report_state(get_guest(f->one, "web"), ORIEL_GUEST_OFF, -1);
  check_rows(f, "fake:///one vm10 fake:///two vm3");
  model_set_filter(f->model, "");
  g_assert_false(model_is_filtered(f->model));
  check_rows(f, "fake:///one vm2 vm10 web fake:///two vm3");
}

static void
on_loaded(GObject *source, GAsyncResult *result, gpointer done)
{
  g_assert_true(oriel_guest_load_details_finish(ORIEL_GUEST(source), result, NULL));
  *(gboolean *)done = TRUE;
}

/* Titles are found once they are known, and consoles are rows. */
static void
test_details(Fixture *f, gconstpointer data)
{
  Row *web = row_of(f, f->one, "web");
  gboolean done = FALSE;

  model_set_filter(f->model, "title");
  check_rows(f, "fake:///one fake:///two");
  g_assert_true(model_filter_searches_details(f->model));
  oriel_guest_load_details_async(get_guest(f->one, "web"), NULL, on_loaded, &done);
  while (!done)
    g_main_context_iteration(NULL, TRUE);
  check_rows(f, "fake:///one web fake:///two");
  model_set_folded(f->model, web, FALSE);
  check_rows(f, "fake:///one web vnc serial0 fake:///two");
  g_assert_true(model_get_guest(model_get_row(f->model, 2)) == (GuestRow *)web);
  model_set_tree(f->model, FALSE);
  check_rows(f, "web vnc serial0");
  model_set_folded(f->model, web, TRUE);
  check_rows(f, "web");
}

static void
check_victims(Fixture *f, Row *row, const char *expected)
{
  g_autoptr(GPtrArray) victims = model_list_victims(f->model, row);
  g_autoptr(GString) names = g_string_new(NULL);

  for (guint i = 0; i < victims->len; i++)
    g_string_append_printf(names, "%s%s", i > 0 ? " " : "",
                           oriel_guest_get_name(victims->pdata[i]));
  g_assert_cmpstr(names->str, ==, expected);
}

static void
test_marks(Fixture *f, gconstpointer data)
{
  Row *web = row_of(f, f->one, "web");

  check_victims(f, web, "web");
  check_victims(f, model_get_row(f->model, 0), "");
  model_set_filter(f->model, "vm");
  model_mark_matching(f->model);
  model_set_filter(f->model, "");
  g_assert_cmpuint(model_get_n_marked(f->model), ==, 3);
  check_victims(f, web, "vm2 vm10 vm3");
  model_unmark_all(f->model);
  g_assert_cmpuint(model_get_n_marked(f->model), ==, 0);
  model_mark_range(f->model, 3, 1); /* upwards, over rows of three guests */
  check_victims(f, NULL, "vm2 vm10 web");
  model_mark(f->model, (GuestRow *)web, FALSE);
  model_mark(f->model, (GuestRow *)web, FALSE);
  check_victims(f, web, "vm2 vm10");
}

static void
test_columns(void)
{
  static const ColumnNeeds none = {0}, long_name = {.name = 30, .host = 5, .tree = TRUE},
                           endless = {.name = 300};
  Columns wide = columns_place(80, COLUMNS_ALL, &none);
  Columns narrow = columns_place(40, COLUMNS_ALL, &none);
  Columns tiny = columns_place(1, COLUMNS_ALL, &none), chosen;

  for (int i = 0; i < N_COLUMNS; i++)
    g_assert_cmpint(wide.places[i].width, >, 0);
  g_assert_cmpint(wide.places[COLUMN_DISPLAY].x + wide.places[COLUMN_DISPLAY].width, <=, 80);
  g_assert_cmpint(wide.places[COLUMN_NAME].width, >=, 12);
  g_assert_cmpint(narrow.places[COLUMN_STATE].width, >, 0);
  g_assert_cmpint(narrow.places[COLUMN_NAME].width, >=, 12);
  g_assert_cmpint(narrow.places[COLUMN_HOST].width, ==, 0);
  g_assert_cmpint(tiny.places[COLUMN_NAME].width, ==, 1);
  g_assert_cmpint(tiny.places[COLUMN_STATE].width, ==, 0);
  g_assert_cmpint(columns_at(&wide, 3), ==, COLUMN_NAME);
  g_assert_cmpint(columns_at(&wide, wide.places[COLUMN_CPU].x), ==, COLUMN_CPU);
  g_assert_cmpint(columns_at(&wide, wide.places[COLUMN_CPU].x - 1), ==, -1);
  chosen = columns_place(80, 1u << COLUMN_MEMORY, &none);
  g_assert_cmpint(chosen.places[COLUMN_STATE].width, ==, 0);
  g_assert_cmpint(chosen.places[COLUMN_MEMORY].width, >, 0);
  g_assert_cmpint(chosen.places[COLUMN_NAME].width, >, 60);
  /* The host that stands above goes first, then what matters least, until the names are whole. */
  wide = columns_place(80, COLUMNS_ALL, &long_name);
  g_assert_cmpint(wide.places[COLUMN_NAME].width, >=, 30);
  g_assert_cmpint(wide.places[COLUMN_HOST].width, ==, 0);
  g_assert_cmpint(wide.places[COLUMN_MEMORY].width, >, 0);
  /* Of a name without an end a part is enough. */
  wide = columns_place(80, COLUMNS_ALL, &endless);
  g_assert_cmpint(wide.places[COLUMN_NAME].width, >=, 32);
  g_assert_cmpint(wide.places[COLUMN_CPU].width, >, 0);
  narrow = columns_place(36, COLUMNS_ALL, &endless);
  g_assert_cmpint(narrow.places[COLUMN_STATE].width, >, 0);
}

static void
test_formats(void)
{
  static const struct {
    guint64 kib;
    const char *text;
  } sizes[] = {{512, "512K"},
               {1024, "1.0M"},
               {8 * 1024 * 1024, "8.0G"},
               {130 * 1024, "130M"},
               {G_MAXUINT64, "16384E"}};
  const guint8 samples[MODEL_SAMPLES] = {255, 255, 255, 255, 255, 0, 50, 100};
  g_autofree char *blocks = column_format_samples(samples, 3, FALSE);
  g_autofree char *letters = column_format_samples(samples, 4, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
    g_autofree char *text = column_format_memory(sizes[i].kib);

    if (i + 1 < G_N_ELEMENTS(sizes))
      g_assert_cmpstr(text, ==, sizes[i].text);
    g_assert_cmpuint(strlen(text), <=, 8);
  }
  g_assert_cmpstr(blocks, ==, "▁▄█");
  g_assert_cmpstr(letters, ==, " _-@");
  /* States are told by glyph and word, never by colour alone. */
  for (int i = ORIEL_GUEST_UNKNOWN; i <= ORIEL_GUEST_SLEEPING; i++)
    for (int j = i + 1; j <= ORIEL_GUEST_SLEEPING; j++)
      for (int ascii = 0; ascii < 2; ascii++)
        g_assert_cmpstr(column_get_glyph((OrielGuestState)i, ascii), !=,
                        column_get_glyph((OrielGuestState)j, ascii));
}

int
main(int argc, char **argv)
{
#define ADD(name, function) g_test_add(name, Fixture, NULL, setup, function, teardown)
  g_test_init(&argc, &argv, NULL);
  ADD("/picker/model/shapes", test_shapes);
  ADD("/picker/model/sort", test_sort);
  ADD("/picker/model/live-order", test_live_order);
  ADD("/picker/model/come-and-go", test_come_and_go);
  ADD("/picker/model/filter", test_filter);
  ADD("/picker/model/details", test_details);
  ADD("/picker/model/marks", test_marks);
  g_test_add_func("/picker/columns", test_columns);
  g_test_add_func("/picker/formats", test_formats);
  return g_test_run();
}
