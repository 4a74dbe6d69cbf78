// SPDX-License-Identifier: LGPL-2.1-or-later
#include "cli/guest-table.h"

static GuestRow *
make_row(const char *name, int id, OrielGuestState state, guint64 memory, const char *display)
{
  const char *displays[] = {display, NULL};
  GuestRow *row = g_new0(GuestRow, 1);

  row->host = g_strdup("test:///default");
  row->name = g_strdup(name);
  row->uuid = g_strdup("6695eb01-f6a4-8304-79aa-97f2502e193f");
  row->id = id;
  row->state = state;
  row->vcpus = 2;
  row->memory = memory;
  row->displays = g_strdupv((char **)displays);
  return row;
}

static GPtrArray *
make_rows(void)
{
  return g_ptr_array_new_with_free_func((GDestroyNotify)guest_row_free);
}

static void
test_aligned(void)
{
  g_autoptr(GPtrArray) rows = make_rows();
  g_autofree char *text = NULL;

  g_ptr_array_add(rows, make_row("web", 12, ORIEL_GUEST_RUNNING, 2097152, "vnc://127.0.0.1:5901"));
  g_ptr_array_add(rows, make_row("日本", -1, ORIEL_GUEST_OFF, 524288, NULL));
  text = guest_table_format(rows, FALSE);
  g_assert_cmpstr(text, ==,
                  "ID  NAME  STATE    VCPUS  MEMORY   DISPLAYS\n"
                  "12  web   running  2      2 GiB    vnc://127.0.0.1:5901\n"
                  "-   日本  off      2      512 MiB  -\n");
}

static void
test_empty(void)
{
  g_autoptr(GPtrArray) rows = make_rows();
  g_autofree char *text = guest_table_format(rows, TRUE);
  g_autofree char *json = guest_table_to_json(rows);

  g_assert_cmpstr(text, ==, "ID  NAME  STATE  VCPUS  MEMORY  DISPLAYS  HOST\n");
  g_assert_cmpstr(json, ==, "[]\n");
}

/* A guest's name moves no cursor, and starts no line of its own. */
static void
test_harmless(void)
{
  g_autoptr(GPtrArray) rows = make_rows();
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;

  g_ptr_array_add(rows,
                  make_row("a\033[2J\nb\302\233c\342\200\256d", -1, ORIEL_GUEST_OFF, 0, NULL));
  text = guest_table_format(rows, FALSE);
  g_assert_null(strchr(text, '\033'));
  g_assert_null(strstr(text, "\302\233"));
  g_assert_null(strstr(text, "\342\200\256"));
  json = guest_table_to_json(rows);
  g_assert_nonnull(strstr(json, "\"name\": \"a\\u001b[2J\\u000ab\\u009bc\\u202ed\""));
}

static void
test_json(void)
{
  g_autoptr(GPtrArray) rows = make_rows();
  g_autofree char *json = NULL;

  g_ptr_array_add(rows, make_row("a\"b\\😀", 3, ORIEL_GUEST_PAUSED, 1024, "vnc+unix:///run/x"));
  json = guest_table_to_json(rows);
  g_assert_cmpstr(json, ==,
                  "[\n  {\"host\": \"test:///default\", \"name\": \"a\\\"b\\\\\\ud83d\\ude00\", "
                  "\"uuid\": \"6695eb01-f6a4-8304-79aa-97f2502e193f\", \"title\": null, \"id\": 3, "
                  "\"state\": \"paused\", \"vcpus\": 2, \"memory_kib\": 1024, "
                  "\"displays\": [\"vnc+unix:///run/x\"]}\n]\n");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/guest-table/aligned", test_aligned);
  g_test_add_func("/guest-table/empty", test_empty);
  g_test_add_func("/guest-table/harmless", test_harmless);
  g_test_add_func("/guest-table/json", test_json);
  return g_test_run();
}
