// SPDX-License-Identifier: LGPL-2.1-or-later
/* Files reach the guest by way of its agent, which may not want them. */
#include <glib/gstdio.h>
#include <unistd.h>

#include "guest.h"

/* Several pieces of the library's, and more tokens of the agent's than one. */
#define SIZE 3000000

static const char *const with_agent[] = {"--agent", NULL};

typedef struct {
  Guest *guest;
  char *from, *to; /* folders */
} Fixture;

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

static Fixture
start(void)
{
  Fixture fixture = {
      .guest = guest_new(with_agent),
      .from = g_dir_make_tmp("oriel-spice-from-XXXXXX", NULL),
      .to = g_dir_make_tmp("oriel-spice-to-XXXXXX", NULL),
  };

  test_server_tell(fixture.guest->server, "files-accept %s", fixture.to);
  test_viewer_connect_and_see(fixture.guest->viewer);
  test_assert_wait(takes_files, fixture.guest->viewer);
  return fixture;
}

static void
remove_folder(char *path)
{
  g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *child = g_build_filename(path, name, NULL);
    g_unlink(child);
  }
  g_assert_cmpint(g_rmdir(path), ==, 0);
  g_free(path);
}

static void
fixture_clear(Fixture *self)
{
  guest_free(self->guest);
  remove_folder(self->from);
  remove_folder(self->to);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fixture, fixture_clear)

/* (transfer full) */
static char *
make_content(gsize size)
{
  char *content = g_malloc(size + 1);

  for (gsize i = 0; i < size; i++)
    content[i] = (char)(i * 31 + i / 4096);
  content[size] = '\0';
  return content;
}

/* (transfer full) */
static OrielTransfer *
send_file(Fixture *fixture, const char *name, gsize size)
{
  g_autofree char *path = g_build_filename(fixture->from, name, NULL);
  g_autofree char *content = make_content(size);
  g_autoptr(GFile) file = g_file_new_for_path(path);

  g_assert_true(g_file_set_contents(path, content, (gssize)size, NULL));
  return oriel_session_send_file(fixture->guest->viewer->session, file);
}

static gboolean
is_over(gpointer data)
{
  return oriel_transfer_get_state(data) > ORIEL_TRANSFER_RUNNING;
}

static void
assert_arrived(Fixture *fixture, OrielTransfer *transfer, gsize size)
{
  g_autofree char *path = g_build_filename(fixture->to, oriel_transfer_get_name(transfer), NULL);
  g_autofree char *sent = make_content(size);
  g_autofree char *got = NULL;
  gsize got_size;

  test_assert_wait(is_over, transfer);
  g_assert_no_error(oriel_transfer_get_error(transfer));
  g_assert_cmpint(oriel_transfer_get_state(transfer), ==, ORIEL_TRANSFER_DONE);
  g_assert_true(g_file_get_contents(path, &got, &got_size, NULL));
  g_assert_cmpmem(got, got_size, sent, size);
}

static void
assert_failed(OrielTransfer *transfer, const char *words)
{
  test_assert_wait(is_over, transfer);
  g_assert_cmpint(oriel_transfer_get_state(transfer), ==, ORIEL_TRANSFER_FAILED);
  g_test_message("%s", oriel_transfer_get_error(transfer)->message);
  g_assert_nonnull(strstr(oriel_transfer_get_error(transfer)->message, words));
}

static void
test_arrive(void)
{
  g_auto(Fixture) fixture = start();
  g_autoptr(OrielTransfer) large = send_file(&fixture, "large \317\206.bin", SIZE);
  g_autoptr(OrielTransfer) small = send_file(&fixture, "small", 1);
  g_autoptr(OrielTransfer) empty = send_file(&fixture, "empty", 0);

  assert_arrived(&fixture, large, SIZE);
  assert_arrived(&fixture, small, 1);
  assert_arrived(&fixture, empty, 0);
}

static void
test_many(void)
{
  g_auto(Fixture) fixture = start();
  g_autoptr(GPtrArray) transfers = g_ptr_array_new_with_free_func(g_object_unref);

  for (guint i = 0; i < 12; i++) {
    g_autofree char *name = g_strdup_printf("file %u", i);
    g_ptr_array_add(transfers, send_file(&fixture, name, 100000 + i));
  }
  for (guint i = 0; i < 12; i++)
    assert_arrived(&fixture, g_ptr_array_index(transfers, i), 100000 + i);
}

/* Each reason of the agent's ends one transfer, in its own words. */
static void
test_refused(void)
{
  g_auto(Fixture) fixture = start();
  static const struct {
    const char *order, *words;
  } cases[] = {
      {"files-refuse cancelled", "cancelled"},
      {"files-refuse error", "error"},
      {"files-refuse full", "space"},
      {"files-refuse locked", "locked"},
      {"files-refuse not-connected", "connected"},
      {"files-refuse disabled", "disabled"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(OrielTransfer) transfer = NULL;
    test_server_tell(fixture.guest->server, "%s", cases[i].order);
    transfer = send_file(&fixture, "file", 5000);
    assert_failed(transfer, cases[i].words);
  }
  test_server_tell(fixture.guest->server, "files-accept");
  test_server_tell(fixture.guest->server, "files-room 4999");
  {
    g_autoptr(OrielTransfer) full = send_file(&fixture, "full", 5000);
    g_autoptr(OrielTransfer) fits = send_file(&fixture, "fits", 4999);
    assert_failed(full, "space");
    test_assert_wait(is_over, fits);
    g_assert_cmpint(oriel_transfer_get_state(fits), ==, ORIEL_TRANSFER_DONE);
  }
}

/* A file that is given up is taken back as soon as the agent says anything about it. */
static void
test_cancel(void)
{
  g_auto(Fixture) fixture = start();
  g_autoptr(OrielTransfer) transfer = NULL, next = NULL;

  test_server_tell(fixture.guest->server, "files-silent on");
  transfer = send_file(&fixture, "file", SIZE);
  guest_expect(fixture.guest, "agent file start 1 file 3000000");
  oriel_transfer_cancel(transfer);
  g_assert_cmpint(oriel_transfer_get_state(transfer), ==, ORIEL_TRANSFER_CANCELLED);
  test_server_tell(fixture.guest->server, "files-accept %s", fixture.to);
  next = send_file(&fixture, "next", SIZE);
  assert_arrived(&fixture, next, SIZE);
}

static gboolean
is_under_way(gpointer data)
{
  return oriel_transfer_get_bytes_done(data) > 0 || is_over(data);
}

/* The session tells how far it is; cancelled in the middle, the guest hears of it. */
static void
test_cancel_midway(void)
{
  g_auto(Fixture) fixture = start();
  g_autoptr(OrielTransfer) transfer = send_file(&fixture, "file", 200 * SIZE / 10);

  test_assert_wait(is_under_way, transfer);
  g_assert_cmpint(oriel_transfer_get_state(transfer), ==, ORIEL_TRANSFER_RUNNING);
  oriel_transfer_cancel(transfer);
  guest_expect(fixture.guest, "agent file client-cancelled 1 file");
}

/* The guest stops its agent in the middle, and starts it again. */
static void
test_agent_leaves(void)
{
  g_auto(Fixture) fixture = start();
  g_autoptr(OrielTransfer) lost = NULL, late = NULL, sent = NULL;

  test_server_tell(fixture.guest->server, "files-silent on");
  lost = send_file(&fixture, "lost", SIZE);
  guest_expect(fixture.guest, "agent file start 1 lost 3000000");
  test_server_tell(fixture.guest->server, "agent off");
  assert_failed(lost, "gent");
  test_assert_wait(takes_no_files, fixture.guest->viewer);
  late = send_file(&fixture, "late", 5);
  assert_failed(late, "runs no agent");
  test_server_tell(fixture.guest->server, "files-accept %s", fixture.to);
  test_server_tell(fixture.guest->server, "agent on");
  test_assert_wait(takes_files, fixture.guest->viewer);
  sent = send_file(&fixture, "sent", SIZE);
  assert_arrived(&fixture, sent, SIZE);
}

/* Bit 13 of an agent's capabilities: it takes no files. */
static void
test_disabled(void)
{
  g_auto(Fixture) fixture = start();

  test_server_tell(fixture.guest->server, "agent-capabilities 3f5f7");
  test_assert_wait(takes_no_files, fixture.guest->viewer);
  g_assert_nonnull(
      strstr(oriel_session_get_files_refusal(fixture.guest->viewer->session), "disabled"));
}

/* A file that becomes shorter has no end that the guest waits for. */
static void
test_shorter(void)
{
  g_auto(Fixture) fixture = start();
  g_autofree char *path = g_build_filename(fixture.from, "file", NULL);
  g_autoptr(OrielTransfer) transfer = NULL;

  test_server_tell(fixture.guest->server, "files-silent on");
  transfer = send_file(&fixture, "file", SIZE);
  guest_expect(fixture.guest, "agent file start 1 file 3000000");
  g_assert_cmpint(truncate(path, 1000), ==, 0);
  /* The status of file 1: it can be sent. */
  test_server_tell(fixture.guest->server, "agent-send 11 0100000000000000");
  assert_failed(transfer, "shorter");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spice-files/arrive", test_arrive);
  g_test_add_func("/spice-files/many", test_many);
  g_test_add_func("/spice-files/refused", test_refused);
  g_test_add_func("/spice-files/cancel", test_cancel);
  g_test_add_func("/spice-files/cancel-midway", test_cancel_midway);
  g_test_add_func("/spice-files/agent-leaves", test_agent_leaves);
  g_test_add_func("/spice-files/disabled", test_disabled);
  g_test_add_func("/spice-files/shorter", test_shorter);
  return g_test_run();
}
