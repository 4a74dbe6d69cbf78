// SPDX-License-Identifier: LGPL-2.1-or-later
/* Sessions with made-up servers, which are slow or terse within what is allowed; in clear, and
 * under TLS. */
#include <oriel.h>

#include "test-certificates.h"
#include "test-server.h"
#include "test-viewer.h"
#include "test-wait.h"

#define QNUM_A 0x1e

static char *certificates; /* a directory, see real-server */

/* A made-up server (tests/servers/rfb_cases.py) with a certificate, and who looks at it. */
typedef struct {
  TestServer *server;
  TestViewer *viewer;
} Made;

static void
made_start(Made *self, const char *id)
{
  g_autofree char *certificate = g_strdup_printf("%s/server.pem", certificates);
  g_autofree char *key = g_strdup_printf("%s/server-key.pem", certificates);
  g_autofree char *uri = g_strdup_printf("vnc+unix://%s/%s", certificates, id);
  g_autofree char *authority = g_strdup_printf("%s/ca.pem", certificates);
  const char *argv[] = {g_getenv("ORIEL_TEST_RFB_SCRIPT"),
                        "--unix",
                        certificates,
                        "--certificate",
                        certificate,
                        key,
                        id,
                        NULL};

  self->server = test_server_start(argv);
  self->viewer = test_viewer_new(uri);
  oriel_session_set_ca_file(self->viewer->session, authority);
}

static void
made_stop(Made *self)
{
  test_viewer_free(self->viewer);
  test_server_stop(self->server);
}

/* An answer of that size, but with a status, in clear and under TLS: gvnc drops the status. */
static void
test_refusal_repeats_size(gconstpointer id)
{
  Made made;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  OrielDisplay *display;

  made_start(&made, id);
  test_viewer_connect_and_see(made.viewer);
  display = test_viewer_get_display(made.viewer);
  oriel_display_request_size_async(display, 800, 600, NULL, test_keep_result, &result);
  test_wait_for_result(&result);
  oriel_display_request_size_finish(display, result, &error);
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED);
  test_viewer_wait_for_pixel(made.viewer, 63, 63, 0x13579b);
  test_viewer_wait_for_size(made.viewer, 64, 64);
  made_stop(&made);
}

static gboolean
has_begun(gpointer data)
{
  OrielFramebuffer *framebuffer = oriel_display_get_framebuffer(test_viewer_get_display(data));

  return *(const guint32 *)(gconstpointer)oriel_framebuffer_peek_pixels(framebuffer) ==
         GUINT32_TO_LE(0xff13579b);
}

/* A picture that is slow to come holds no key back: this one ends when there was one. */
static void
test_key_within_picture(gconstpointer id)
{
  Made made;

  made_start(&made, id);
  test_viewer_connect_and_see(made.viewer);
  g_assert_true(test_poll_until(has_begun, made.viewer));
  oriel_display_key(test_viewer_get_display(made.viewer), QNUM_A, 'a', TRUE);
  oriel_display_key(test_viewer_get_display(made.viewer), QNUM_A, 'a', FALSE);
  test_viewer_wait_for_pixel(made.viewer, 63, 63, 0x13579b);
  made_stop(&made);
}

/* Nothing is an answer as well: the picture comes with the fourth. */
static void
test_empty_updates(gconstpointer id)
{
  Made made;

  made_start(&made, id);
  g_assert_true(test_viewer_connect(made.viewer));
  test_viewer_wait_for_pixel(made.viewer, 63, 63, 0x13579b);
  made_stop(&made);
}

int
main(int argc, char **argv)
{
  int status;

  g_test_init(&argc, &argv, NULL);
  certificates = test_certificates_make();
  g_test_add_data_func("/vnc/made-up/refusal-repeats-size/clear", "refuse",
                       test_refusal_repeats_size);
  g_test_add_data_func("/vnc/made-up/refusal-repeats-size/tls", "refuse-tls",
                       test_refusal_repeats_size);
  g_test_add_data_func("/vnc/made-up/key-within-picture/clear", "half", test_key_within_picture);
  g_test_add_data_func("/vnc/made-up/key-within-picture/tls", "half-tls", test_key_within_picture);
  g_test_add_data_func("/vnc/made-up/empty-updates/clear", "nothing", test_empty_updates);
  g_test_add_data_func("/vnc/made-up/empty-updates/tls", "nothing-tls", test_empty_updates);
  status = g_test_run();
  test_certificates_remove(certificates);
  return status;
}
