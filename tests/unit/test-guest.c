// SPDX-License-Identifier: LGPL-2.1-or-later
#include "fake-host.h"
#include "oriel-guest-private.h"

#include <string.h>

typedef struct {
  OrielHost *host;
  OrielGuest *guest;
  OrielGuest *bare;
  GPtrArray *log; /* which properties were notified, and how lists changed */
} Fixture;

static void
on_notify(GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_ptr_array_add(user_data, g_strdup(pspec->name));
}

static void
on_items_changed(GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_ptr_array_add(user_data, g_strdup_printf("%u-%u+%u", position, removed, added));
}

static void
setup(Fixture *f, gconstpointer data)
{
  f->host = fake_host_new("fake:///");
  f->guest = fake_host_add_guest(f->host, FALSE, "web", "uuid-1", -1);
  f->bare = fake_host_add_guest(f->host, TRUE, "bare", "uuid-2", -1);
  f->log = g_ptr_array_new_with_free_func(g_free);
  g_signal_connect(f->guest, "notify", G_CALLBACK(on_notify), f->log);
}

static void
teardown(Fixture *f, gconstpointer data)
{
  g_object_unref(f->host);
  g_assert_finalize_object(f->guest);
  g_assert_finalize_object(f->bare);
  g_ptr_array_unref(f->log);
}

static gint
compare_strings(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* In alphabetical order: GObject promises none for what changed together. */
static void
assert_log(Fixture *f, const char *expected)
{
  g_autofree char *log = NULL;

  g_ptr_array_sort(f->log, compare_strings);
  g_ptr_array_add(f->log, NULL);
  log = g_strjoinv(" ", (char **)f->log->pdata);
  g_assert_cmpstr(log, ==, expected);
  g_ptr_array_set_size(f->log, 0);
}

static void
on_done(GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref(result);
}

static void
wait_for(GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration(NULL, TRUE);
}

static gboolean
load(OrielGuest *guest, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  oriel_guest_load_details_async(guest, NULL, on_done, &result);
  wait_for(&result);
  return oriel_guest_load_details_finish(guest, result, error);
}

static void
test_state(Fixture *f, gconstpointer data)
{
  oriel_guest_report_state(f->guest, ORIEL_GUEST_RUNNING, 3);
  assert_log(f, "id state");
  oriel_guest_report_state(f->guest, ORIEL_GUEST_RUNNING, 3);
  assert_log(f, "");
  oriel_guest_report_state(f->guest, ORIEL_GUEST_PAUSED, 3);
  assert_log(f, "state");
  oriel_guest_report_resources(f->guest, 1024, 2);
  oriel_guest_report_resources(f->guest, 1024, 4);
  assert_log(f, "memory vcpus vcpus");
  oriel_guest_report_name(f->guest, "new\xff");
  oriel_guest_report_name(f->guest, "new\xff");
  assert_log(f, "name");
  g_assert_cmpstr(oriel_guest_get_name(f->guest), ==, "new\\xff");
}

static void
test_state_names(Fixture *f, gconstpointer data)
{
  g_autoptr(GEnumClass) states = g_type_class_ref(ORIEL_TYPE_GUEST_STATE);

  for (guint i = 0; i < states->n_values; i++) {
    const char *name = oriel_guest_state_to_string((OrielGuestState)states->values[i].value);

    g_assert_nonnull(name);
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr(name, !=,
                      oriel_guest_state_to_string((OrielGuestState)states->values[j].value));
  }
}

static void
test_details(Fixture *f, gconstpointer data)
{
  g_autoptr(GError) error = NULL;

  g_assert_false(oriel_guest_has_details(f->guest));
  g_assert_cmpuint(g_list_model_get_n_items(oriel_guest_get_graphics(f->guest)), ==, 0);
  g_assert_true(load(f->guest, &error));
  g_assert_no_error(error);
  assert_log(f, "description has-details title");
  g_assert_cmpstr(oriel_guest_get_title(f->guest), ==, "Title");
  g_assert_null(oriel_guest_get_metadata(f->guest));

  /* Not asked for again until they are out of date. */
  g_assert_true(load(f->guest, &error));
  g_assert_cmpuint(fake_guest_get_n_loads(FAKE_GUEST(f->guest)), ==, 1);
  oriel_guest_forget_details(f->guest);
  oriel_guest_forget_details(f->guest);
  assert_log(f, "has-details");
  g_assert_cmpstr(oriel_guest_get_title(f->guest), ==, "Title");
  g_assert_true(load(f->guest, &error));
  g_assert_cmpuint(fake_guest_get_n_loads(FAKE_GUEST(f->guest)), ==, 2);
  assert_log(f, "has-details");

  g_assert_false(load(f->bare, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE);
}

static void
report(OrielGuest *guest, const char *title, const char *description, const char *aliases)
{
  g_autoptr(GPtrArray) graphics = g_ptr_array_new_with_free_func(g_object_unref);
  g_autoptr(GPtrArray) consoles = g_ptr_array_new_with_free_func(g_object_unref);

  for (; *aliases != '\0'; aliases++) {
    g_autofree char *alias = g_strdup_printf("serial%c", *aliases);
    g_ptr_array_add(consoles, oriel_console_new(alias, "serial", 0));
  }
  oriel_guest_report_details(guest, title, description, NULL, graphics, consoles);
}

static void
test_lists_change_where_they_differ(Fixture *f, gconstpointer data)
{
  g_signal_connect(oriel_guest_get_consoles(f->guest), "items-changed",
                   G_CALLBACK(on_items_changed), f->log);
  report(f->guest, NULL, NULL, "01");
  assert_log(f, "0-0+2 has-details");
  report(f->guest, NULL, NULL, "01");
  assert_log(f, "");
  report(f->guest, NULL, NULL, "02");
  assert_log(f, "1-1+1");
  report(f->guest, NULL, NULL, "0");
  assert_log(f, "1-1+0");
  report(f->guest, NULL, NULL, "");
  assert_log(f, "0-1+0");
}

static void
test_text_is_cleaned(Fixture *f, gconstpointer data)
{
  g_autofree char *lines = g_strnfill(1024 * 1024, '\n');

  report(f->guest, "\033]0;x\a", "one\ntwo\033\r\n", "");
  g_assert_cmpstr(oriel_guest_get_title(f->guest), ==, "\\x1b]0;x\\x07");
  g_assert_cmpstr(oriel_guest_get_description(f->guest), ==, "one\ntwo\\x1b\\x0d\n");
  report(f->guest, lines, lines, "");
  g_assert_cmpuint(strlen(oriel_guest_get_title(f->guest)), <=, ORIEL_GUEST_MAX_NAME);
  g_assert_cmpuint(strlen(oriel_guest_get_description(f->guest)), ==, ORIEL_GUEST_MAX_DESCRIPTION);
}

static void
test_perform(Fixture *f, gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) bare_result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_guest_perform_async(f->guest, ORIEL_GUEST_START, NULL, on_done, &result);
  wait_for(&result);
  g_assert_true(oriel_guest_perform_finish(f->guest, result, &error));
  g_assert_cmpint(oriel_guest_get_id(f->guest), ==, 7);

  oriel_guest_perform_async(f->bare, ORIEL_GUEST_START, NULL, on_done, &bare_result);
  wait_for(&bare_result);
  g_assert_false(oriel_guest_perform_finish(f->bare, bare_result, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  g_assert_nonnull(strstr(error->message, "bare"));
}

static void
test_screenshot(Fixture *f, gconstpointer data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) bare_result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) picture = NULL;
  g_autofree char *mime = NULL;

  oriel_guest_screenshot_async(f->guest, 0, NULL, on_done, &result);
  wait_for(&result);
  picture = oriel_guest_screenshot_finish(f->guest, result, &mime, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(g_bytes_get_size(picture), ==, 7);
  g_assert_cmpstr(mime, ==, "image/png");

  oriel_guest_screenshot_async(f->bare, 0, NULL, on_done, &bare_result);
  wait_for(&bare_result);
  g_clear_pointer(&mime, g_free);
  g_assert_null(oriel_guest_screenshot_finish(f->bare, bare_result, &mime, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  g_assert_null(mime);
}

static void
test_no_ways_in(Fixture *f, gconstpointer data)
{
  g_autoptr(OrielConsole) console = oriel_console_new("serial0", "serial", 0);
  g_autoptr(OrielGraphics) graphics = oriel_graphics_new(0, "vnc", NULL, "secret", NULL);
  g_autoptr(GAsyncResult) console_result = NULL;
  g_autoptr(GAsyncResult) graphics_result = NULL;
  g_autoptr(GError) error = NULL;

  oriel_guest_open_console_async(f->guest, console, FALSE, NULL, on_done, &console_result);
  wait_for(&console_result);
  g_assert_null(oriel_guest_open_console_finish(f->guest, console_result, &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  g_clear_error(&error);

  oriel_guest_open_graphics_async(f->guest, graphics, NULL, on_done, &graphics_result);
  wait_for(&graphics_result);
  g_assert_cmpint(oriel_guest_open_graphics_finish(f->guest, graphics_result, &error), ==, -1);
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, setup, function, teardown)

static void
finish_not_supported(GObject *source, GAsyncResult *result, gpointer count)
{
  g_autoptr(GError) error = NULL;

  g_assert_false(g_task_propagate_boolean(G_TASK(result), &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  (*(guint *)count)++;
}

/* What a class has no slot for says so. */
static void
test_control_not_supported(Fixture *f, gconstpointer data)
{
  guint n = 0;
  guint key = 0x1c;

  oriel_guest_set_autostart_async(f->guest, TRUE, NULL, finish_not_supported, &n);
  oriel_guest_send_keys_async(f->guest, &key, 1, NULL, finish_not_supported, &n);
  oriel_guest_create_snapshot_async(f->guest, NULL, NULL, NULL, finish_not_supported, &n);
  oriel_guest_revert_snapshot_async(f->guest, "s", NULL, finish_not_supported, &n);
  oriel_guest_delete_snapshot_async(f->guest, "s", NULL, finish_not_supported, &n);
  oriel_host_load_statistics_async(f->host, &f->guest, 1, NULL, finish_not_supported, &n);
  while (n < 6)
    g_main_context_iteration(NULL, TRUE);
}

static void
count_changes(OrielHost *host, OrielGuest *guest, gpointer count)
{
  (*(guint *)count)++;
}

/* A share needs two samples of one run; the host hears of each change, and of nothing else. */
static void
test_statistics(Fixture *f, gconstpointer data)
{
  const guint64 second = 1000000000;
  guint n = 0;

  oriel_guest_report_state(f->guest, ORIEL_GUEST_RUNNING, 3);
  oriel_guest_report_resources(f->guest, 2048, 2);
  g_signal_connect(f->host, "guest-changed", G_CALLBACK(count_changes), &n);
  oriel_guest_report_statistics(f->guest, 5 * second, 0, 10 * G_USEC_PER_SEC);
  g_assert_cmpfloat(oriel_guest_get_cpu_share(f->guest), ==, -1);
  g_assert_cmpuint(n, ==, 0);
  oriel_guest_report_statistics(f->guest, 6 * second, 1024, 12 * G_USEC_PER_SEC);
  g_assert_cmpfloat_with_epsilon(oriel_guest_get_cpu_share(f->guest), 0.25, 0.0001);
  g_assert_cmpuint(oriel_guest_get_memory_used(f->guest), ==, 1024);
  g_assert_cmpuint(n, ==, 1);
  oriel_guest_report_statistics(f->guest, 7 * second, 1024, 14 * G_USEC_PER_SEC);
  g_assert_cmpuint(n, ==, 1);
  oriel_guest_report_state(f->guest, ORIEL_GUEST_OFF, -1);
  g_assert_cmpfloat(oriel_guest_get_cpu_share(f->guest), ==, -1);
  g_assert_cmpuint(oriel_guest_get_memory_used(f->guest), ==, 0);
  n = 0;
  oriel_guest_report_state(f->guest, ORIEL_GUEST_OFF, -1);
  oriel_guest_report_resources(f->guest, 2048, 2);
  g_assert_cmpuint(n, ==, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  ADD("/guest/state", test_state);
  ADD("/guest/state-names", test_state_names);
  ADD("/guest/details", test_details);
  ADD("/guest/lists-change-where-they-differ", test_lists_change_where_they_differ);
  ADD("/guest/text-is-cleaned", test_text_is_cleaned);
  ADD("/guest/perform", test_perform);
  ADD("/guest/screenshot", test_screenshot);
  ADD("/guest/no-ways-in", test_no_ways_in);
  ADD("/guest/control-not-supported", test_control_not_supported);
  ADD("/guest/statistics", test_statistics);
  return g_test_run();
}
