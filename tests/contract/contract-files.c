// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files sent to the test pattern, which tells by its name what it got. */
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "contract.h"

#define QNUM_F11 0x57
#define SIZE 1000000

typedef struct {
  char *folder;
  GPtrArray *names; /* in it */
} Files;

static Files
files_new(void)
{
  return (Files){g_dir_make_tmp("oriel-files-XXXXXX", NULL),
                 g_ptr_array_new_with_free_func(g_free)};
}

static void
files_clear(Files *self)
{
  for (guint i = 0; i < self->names->len; i++) {
    g_autofree char *path = g_build_filename(self->folder, g_ptr_array_index(self->names, i), NULL);
    g_remove(path);
  }
  g_assert_cmpint(g_rmdir(self->folder), ==, 0);
  g_ptr_array_unref(self->names);
  g_free(self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Files, files_clear)

/* Bytes of 1, so that their sum is their number. (transfer full) */
static GFile *
make_file(Files *self, const char *name, gsize size)
{
  g_autofree char *path = g_build_filename(self->folder, name, NULL);
  g_autofree char *content = g_strnfill(size, 1);

  g_assert_true(g_file_set_contents(path, content, (gssize)size, NULL));
  g_ptr_array_add(self->names, g_strdup(name));
  return g_file_new_for_path(path);
}

static gboolean
takes_files(gpointer data)
{
  TestViewer *viewer = data;
  return oriel_session_get_files_refusal(viewer->session) == NULL;
}

static gboolean
takes_no_files(gpointer data)
{
  return !takes_files(data);
}

static gboolean
is_over(gpointer data)
{
  return oriel_transfer_get_state(data) > ORIEL_TRANSFER_RUNNING;
}

static guint
count(TestViewer *viewer)
{
  return g_list_model_get_n_items(oriel_session_get_transfers(viewer->session));
}

static void
connect_for_files(TestViewer *viewer)
{
  test_viewer_connect_and_see(viewer);
  test_assert_wait(takes_files, viewer);
}

static gboolean
is_named(gpointer data)
{
  gpointer *both = data;
  TestViewer *viewer = both[0];

  return g_strcmp0(oriel_session_get_name(viewer->session), both[1]) == 0;
}

static void
wait_for_name(TestViewer *viewer, const char *name)
{
  gpointer both[] = {viewer, (gpointer)name};
  test_assert_wait(is_named, both);
}

static void
assert_failed(OrielTransfer *transfer, OrielError code, const char *words)
{
  test_assert_wait(is_over, transfer);
  g_assert_cmpint(oriel_transfer_get_state(transfer), ==, ORIEL_TRANSFER_FAILED);
  contract_assert_error(oriel_transfer_get_error(transfer), code);
  g_assert_nonnull(strstr(oriel_transfer_get_error(transfer)->message, words));
}

/* All bytes arrive, under the name of the file. */
static void
test_send(Contract *contract)
{
  g_auto(Files) files = files_new();
  g_autoptr(GFile) file = make_file(&files, "a file \317\206", SIZE);
  g_autoptr(OrielTransfer) transfer = NULL;

  connect_for_files(contract->viewer);
  transfer = oriel_session_send_file(contract->viewer->session, file);
  g_assert_cmpint(oriel_transfer_get_state(transfer), ==, ORIEL_TRANSFER_RUNNING);
  g_assert_cmpuint(count(contract->viewer), ==, 1);
  test_assert_wait(is_over, transfer);
  g_assert_no_error(oriel_transfer_get_error(transfer));
  g_assert_cmpint(oriel_transfer_get_state(transfer), ==, ORIEL_TRANSFER_DONE);
  g_assert_cmpuint(oriel_transfer_get_size(transfer), ==, SIZE);
  g_assert_cmpuint(oriel_transfer_get_bytes_done(transfer), ==, SIZE);
  g_assert_cmpstr(oriel_transfer_get_name(transfer), ==, "a file \317\206");
  g_assert_true(oriel_transfer_get_file(transfer) == file);
  g_assert_cmpuint(count(contract->viewer), ==, 0);
  wait_for_name(contract->viewer, "got a file \317\206: 1000000 bytes, sum 1000000");
}

static void
test_empty(Contract *contract)
{
  g_auto(Files) files = files_new();
  g_autoptr(GFile) file = make_file(&files, "nothing", 0);
  g_autoptr(OrielTransfer) transfer = NULL;

  connect_for_files(contract->viewer);
  transfer = oriel_session_send_file(contract->viewer->session, file);
  test_assert_wait(is_over, transfer);
  g_assert_cmpint(oriel_transfer_get_state(transfer), ==, ORIEL_TRANSFER_DONE);
}

/* More than are sent at once: each has its own outcome, and the others wait. */
static void
test_many(Contract *contract)
{
  g_auto(Files) files = files_new();
  g_autoptr(GPtrArray) transfers = g_ptr_array_new_with_free_func(g_object_unref);

  connect_for_files(contract->viewer);
  for (guint i = 0; i < 20; i++) {
    g_autofree char *name = g_strdup_printf("%s%u", i % 5 == 3 ? "refused" : "file", i);
    g_autoptr(GFile) file = make_file(&files, name, 70000 + i);
    g_ptr_array_add(transfers, oriel_session_send_file(contract->viewer->session, file));
  }
  g_assert_cmpint(oriel_transfer_get_state(g_ptr_array_index(transfers, 19)), ==,
                  ORIEL_TRANSFER_WAITING);
  for (guint i = 0; i < 20; i++) {
    OrielTransfer *transfer = g_ptr_array_index(transfers, i);
    if (i % 5 == 3) {
      assert_failed(transfer, ORIEL_ERROR_FAILED, "refuse");
    } else {
      test_assert_wait(is_over, transfer);
      g_assert_no_error(oriel_transfer_get_error(transfer));
    }
  }
  g_assert_cmpuint(count(contract->viewer), ==, 0);
}

static void
test_full(Contract *contract)
{
  g_auto(Files) files = files_new();
  g_autoptr(GFile) file = make_file(&files, "full", SIZE);
  g_autoptr(OrielTransfer) transfer = NULL;

  connect_for_files(contract->viewer);
  transfer = oriel_session_send_file(contract->viewer->session, file);
  assert_failed(transfer, ORIEL_ERROR_FAILED, "no room");
}

static gboolean
is_half_done(gpointer data)
{
  return oriel_transfer_get_bytes_done(data) >= SIZE / 2;
}

/* A transfer tells how far it is; when the person gives up, the guest hears of it. */
static void
test_cancel(Contract *contract)
{
  g_auto(Files) files = files_new();
  g_autoptr(GFile) file = make_file(&files, "stuck", SIZE);
  g_autoptr(OrielTransfer) transfer = NULL;

  connect_for_files(contract->viewer);
  transfer = oriel_session_send_file(contract->viewer->session, file);
  test_assert_wait(is_half_done, transfer);
  oriel_transfer_cancel(transfer);
  g_assert_cmpint(oriel_transfer_get_state(transfer), ==, ORIEL_TRANSFER_CANCELLED);
  g_assert_null(oriel_transfer_get_error(transfer));
  g_assert_cmpuint(count(contract->viewer), ==, 0);
  wait_for_name(contract->viewer, "gave up on stuck");
}

/* Before the file is even open. */
static void
test_cancel_at_once(Contract *contract)
{
  g_auto(Files) files = files_new();
  g_autoptr(GFile) first = make_file(&files, "first", SIZE);
  g_autoptr(GFile) second = make_file(&files, "second", SIZE);
  g_autoptr(OrielTransfer) given_up = NULL, sent = NULL;

  connect_for_files(contract->viewer);
  given_up = oriel_session_send_file(contract->viewer->session, first);
  oriel_transfer_cancel(given_up);
  oriel_transfer_cancel(given_up);
  sent = oriel_session_send_file(contract->viewer->session, second);
  test_assert_wait(is_over, sent);
  g_assert_cmpint(oriel_transfer_get_state(sent), ==, ORIEL_TRANSFER_DONE);
  g_assert_cmpint(oriel_transfer_get_state(given_up), ==, ORIEL_TRANSFER_CANCELLED);
}

/* What cannot be sent fails alone, in words. */
static void
test_no_files(Contract *contract)
{
  g_auto(Files) files = files_new();
  g_autofree char *pipe_path = g_build_filename(files.folder, "pipe", NULL);
  g_autoptr(GFile) folder = g_file_new_for_path(files.folder);
  g_autoptr(GFile) absent = g_file_get_child(folder, "absent");
  g_autoptr(GFile) pipe = g_file_new_for_path(pipe_path);
  g_autoptr(GFile) foreign = g_file_new_for_uri("https://example.org/file");
  const struct {
    GFile *file;
    OrielError code;
    const char *words;
  } cases[] = {
      {folder, ORIEL_ERROR_INVALID, "folder"},
      {absent, ORIEL_ERROR_NOT_FOUND, "No such file"},
      {pipe, ORIEL_ERROR_INVALID, "regular"},
      {foreign, ORIEL_ERROR_INVALID, "this machine"},
  };

  g_assert_cmpint(mkfifo(pipe_path, 0600), ==, 0);
  g_ptr_array_add(files.names, g_strdup("pipe"));
  connect_for_files(contract->viewer);
  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(OrielTransfer) transfer =
        oriel_session_send_file(contract->viewer->session, cases[i].file);
    assert_failed(transfer, cases[i].code, cases[i].words);
  }
}

static void
test_refusal(Contract *contract)
{
  g_auto(Files) files = files_new();
  g_autoptr(GFile) file = make_file(&files, "file", 10);
  TestViewer *viewer = contract->viewer;
  g_autoptr(OrielTransfer) early = oriel_session_send_file(viewer->session, file);
  g_autoptr(OrielTransfer) late = NULL, watched = NULL;

  assert_failed(early, ORIEL_ERROR_NOT_SUPPORTED, "not connected");
  connect_for_files(viewer);
  oriel_display_key(test_viewer_get_display(viewer), QNUM_F11, 0, TRUE);
  test_assert_wait(takes_no_files, viewer);
  late = oriel_session_send_file(viewer->session, file);
  assert_failed(late, ORIEL_ERROR_NOT_SUPPORTED, "was told to take no files");
  oriel_session_set_view_only(viewer->session, TRUE);
  watched = oriel_session_send_file(viewer->session, file);
  assert_failed(watched, ORIEL_ERROR_NOT_SUPPORTED, "view-only");
  oriel_session_set_view_only(viewer->session, FALSE);
  oriel_display_key(test_viewer_get_display(viewer), QNUM_F11, 0, TRUE);
  test_assert_wait(takes_files, viewer);
}

/* Nothing of the user reaches a guest that is only looked at. */
static void
test_view_only(Contract *contract)
{
  g_auto(Files) files = files_new();
  g_autoptr(GFile) file = make_file(&files, "stuck", SIZE);
  g_autoptr(OrielTransfer) transfer = NULL;

  connect_for_files(contract->viewer);
  transfer = oriel_session_send_file(contract->viewer->session, file);
  test_assert_wait(is_half_done, transfer);
  oriel_session_set_view_only(contract->viewer->session, TRUE);
  assert_failed(transfer, ORIEL_ERROR_NOT_SUPPORTED, "view-only");
  wait_for_name(contract->viewer, "gave up on stuck");
}

/* A session that ends takes its transfers along; those that wait, too. */
static void
test_session_ends(Contract *contract)
{
  g_auto(Files) files = files_new();
  g_autoptr(GFile) file = make_file(&files, "stuck", SIZE);
  OrielTransfer *transfers[6];

  connect_for_files(contract->viewer);
  for (guint i = 0; i < G_N_ELEMENTS(transfers); i++)
    transfers[i] = oriel_session_send_file(contract->viewer->session, file);
  test_assert_wait(is_half_done, transfers[0]);
  oriel_session_disconnect(contract->viewer->session);
  for (guint i = 0; i < G_N_ELEMENTS(transfers); i++) {
    assert_failed(transfers[i], ORIEL_ERROR_UNREACHABLE, "session ended");
    g_object_unref(transfers[i]);
  }
  g_assert_cmpuint(count(contract->viewer), ==, 0);
  test_assert_wait(takes_no_files, contract->viewer);
}

/* A folder that cannot be shared is not passed over. */
static void
test_no_folder(Contract *contract)
{
  oriel_session_set_shared_folder(contract->viewer->session, g_get_tmp_dir());
  g_assert_false(test_viewer_connect(contract->viewer));
  contract_assert_error(contract->viewer->result, ORIEL_ERROR_NOT_SUPPORTED);
}

const Case contract_files[] = {
    {"send", test_send},           {"empty", test_empty},
    {"many", test_many},           {"full", test_full},
    {"cancel", test_cancel},       {"cancel-at-once", test_cancel_at_once},
    {"no-files", test_no_files},   {"refusal", test_refusal},
    {"view-only", test_view_only}, {"session-ends", test_session_ends},
    {"no-folder", test_no_folder}, {NULL},
};
