// SPDX-License-Identifier: LGPL-2.1-or-later
/* Guests that move from one QEMU to another under a session, which stays. */
#include <oriel.h>

#include "test-server.h"
#include "test-viewer.h"
#include "test-wait.h"

#define QNUM_A 0x1e

static char *certificates; /* a directory of them */

typedef struct {
  TestServer *server;
  TestViewer *viewer;
  guint picture;  /* a hash of what is seen */
  guint n_blacks; /* how often nothing was to be seen */
} Scene;

static void
look(OrielDisplay *display, gpointer data)
{
  Scene *self = data;
  g_autoptr(OrielRegion) damage = oriel_display_take_damage(display);
  OrielFramebuffer *framebuffer = oriel_display_get_framebuffer(display);
  const guint32 *pixels = (const guint32 *)(const void *)oriel_framebuffer_peek_pixels(framebuffer);
  gsize n = (gsize)oriel_framebuffer_get_stride(framebuffer) / 4 *
            (gsize)oriel_framebuffer_get_height(framebuffer);
  gboolean black = TRUE;

  self->picture = 5381;
  for (gsize i = 0; i < n; i++) {
    black &= (pixels[i] & 0xffffff) == 0;
    self->picture = self->picture * 33 + pixels[i];
  }
  self->n_blacks += black;
}

/* Connects, and waits until the guest has booted. */
static void
begin(Scene *self, const char *const *options)
{
  g_autofree char *program =
      g_test_build_filename(G_TEST_DIST, "spice", "qemu", "real-server", NULL);
  g_autoptr(GPtrArray) argv = g_ptr_array_new();

  g_ptr_array_add(argv, program);
  for (; *options != NULL; options++)
    g_ptr_array_add(argv, (char *)*options);
  g_ptr_array_add(argv, NULL);
  self->server = test_server_start((const char *const *)argv->pdata);
  self->viewer = test_viewer_new(test_server_get_ready(self->server));
  self->viewer->password = "secret";
  if (certificates != NULL) {
    g_autofree char *authority = g_build_filename(certificates, "ca.pem", NULL);
    oriel_session_set_ca_file(self->viewer->session, authority);
    oriel_session_set_secure_channels(self->viewer->session, "all");
  }
  test_viewer_connect_and_see(self->viewer);
  g_signal_connect(test_viewer_get_display(self->viewer), "damaged", G_CALLBACK(look), self);
  look(test_viewer_get_display(self->viewer), self);
}

static void
end(Scene *self)
{
  test_viewer_free(self->viewer);
  test_server_stop(self->server);
}

typedef struct {
  Scene *scene;
  guint before;
} Change;

static gboolean
has_changed(gpointer data)
{
  Change *change = data;

  return change->scene->picture != change->before;
}

static void
press(Scene *self, guint qnum, gboolean pressed)
{
  oriel_display_key(test_viewer_get_display(self->viewer), qnum, 0, pressed);
}

/* What is typed is seen. */
static void
type(Scene *self)
{
  Change change = {self, self->picture};

  press(self, QNUM_A, TRUE);
  press(self, QNUM_A, FALSE);
  test_assert_wait(has_changed, &change);
}

static void
assert_stayed(Scene *self)
{
  TestViewer *viewer = self->viewer;

  g_assert_no_error(oriel_session_get_error(viewer->session));
  g_assert_cmpint(oriel_session_get_state(viewer->session), ==, ORIEL_SESSION_CONNECTED);
  g_assert_cmpuint(test_viewer_count_state(viewer, ORIEL_SESSION_CONNECTED), ==, 1);
  g_assert_cmpuint(g_list_model_get_n_items(oriel_session_get_displays(viewer->session)), ==, 1);
  g_assert_cmpuint(self->n_blacks, ==, 0);
}

static void
migrate(const char *order, const char *const *options, guint times)
{
  Scene scene = {0};

  begin(&scene, options);
  type(&scene);
  scene.n_blacks = 0;
  for (guint i = 0; i < times; i++) {
    test_server_tell(scene.server, "%s", order);
    assert_stayed(&scene);
    type(&scene);
    assert_stayed(&scene);
  }
  end(&scene);
}

static void
test_often(void)
{
  static const char *const options[] = {"--tcp", NULL};

  migrate("migrate", options, 10);
}

static void
test_seamless(void)
{
  static const char *const options[] = {"--tcp", "--seamless", NULL};

  migrate("migrate", options, 10);
}

/* Clients that were not there in time begin again. */
static void
test_switch(void)
{
  static const char *const options[] = {"--tcp", NULL};

  migrate("migrate-at-once", options, 10);
}

static void
test_with_ticket(void)
{
  static const char *const options[] = {"--tcp", "--password", "secret", NULL};

  migrate("migrate", options, 2);
}

/* Every channel is encrypted at either server. */
static void
test_tls(void)
{
  g_autofree char *program =
      g_test_build_filename(G_TEST_DIST, "spice", "qemu", "real-server", NULL);
  g_autofree char *directory = g_dir_make_tmp("oriel-XXXXXX", NULL);
  const char *make[] = {program, "--certificates", directory, NULL};
  const char *options[] = {"--seamless", "--tls", directory, "server", NULL};
  const char *clear[] = {"rm", "-r", directory, NULL};

  g_assert_true(g_spawn_sync(NULL, (char **)make, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL));
  certificates = directory;
  migrate("migrate", options, 2);
  certificates = NULL;
  g_spawn_sync(NULL, (char **)clear, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

/* The guest stays where it is. */
static void
test_failure(void)
{
  static const char *const options[] = {"--tcp", NULL};

  migrate("migrate-fail", options, 2);
}

static gboolean
is_closed(gpointer data)
{
  return oriel_session_get_state(((Scene *)data)->viewer->session) == ORIEL_SESSION_CLOSED;
}

/* The guest goes where its viewers cannot. */
static void
test_nowhere(void)
{
  static const char *const options[] = {"--tcp", NULL};
  Scene scene = {0};

  begin(&scene, options);
  test_server_tell(scene.server, "migrate-nowhere");
  test_assert_wait(is_closed, &scene);
  g_assert_error(oriel_session_get_error(scene.viewer->session), ORIEL_ERROR,
                 ORIEL_ERROR_UNREACHABLE);
  g_assert_true(g_str_has_prefix(oriel_session_get_error(scene.viewer->session)->message,
                                 "the guest has moved to another server: cannot connect to "
                                 "spice://localhost:1: "));
  end(&scene);
}

/* Only the new server's address leads anywhere. */
static void
test_from_unix(void)
{
  static const char *const options[] = {"--seamless", NULL};

  migrate("migrate", options, 2);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spice/migration/often", test_often);
  g_test_add_func("/spice/migration/seamless", test_seamless);
  g_test_add_func("/spice/migration/switch", test_switch);
  g_test_add_func("/spice/migration/with-ticket", test_with_ticket);
  g_test_add_func("/spice/migration/tls", test_tls);
  g_test_add_func("/spice/migration/failure", test_failure);
  g_test_add_func("/spice/migration/nowhere", test_nowhere);
  g_test_add_func("/spice/migration/from-unix", test_from_unix);
  return g_test_run();
}
