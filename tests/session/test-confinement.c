// SPDX-License-Identifier: LGPL-2.1-or-later
/* What a session process cannot do, tried by one that wants to (prisoner.c). */
#include <string.h>

#include "test-text.h"
#include "test-viewer.h"
#include "test-wait.h"

static void
test_attempt(gconstpointer name)
{
  g_autofree char *uri = g_strdup_printf("test://?try=%s", (const char *)name);
  g_autoptr(TestViewer) viewer = test_viewer_new(uri);

  g_assert_false(test_viewer_connect(viewer));
  test_assert_clear_error(viewer->result);
  g_test_message("%s: %s", (const char *)name, viewer->result->message);

  /* What no honest decoder does by mistake ends it on the spot: SIGSYS. */
  if (g_error_matches(viewer->result, ORIEL_ERROR, ORIEL_ERROR_DIED))
    g_assert_nonnull(strstr(viewer->result->message, "signal 31"));
  else
    g_assert_true(g_str_has_prefix(viewer->result->message, "denied"));
  test_assert_no_session_process();
}

static void
assert_allowed(TestViewer *viewer)
{
  g_assert_false(test_viewer_connect(viewer));
  g_assert_cmpstr(viewer->result->message, ==, "allowed");
  test_assert_no_session_process();
}

/* A session that is to be sent devices can use them, and do nothing more. */
static void
test_usb_opened(void)
{
  g_autoptr(TestViewer) viewer = test_viewer_new("test://?try=usb");

  oriel_session_set_enable_usb(viewer->session, TRUE);
  assert_allowed(viewer);
}

/* And one that has a smartcard can lock the database of its certificates. */
static void
test_smartcard_opened(void)
{
  g_autoptr(TestViewer) viewer = test_viewer_new("test://?try=lock");

  oriel_session_set_smartcard_certificates(viewer->session, "one,two,three");
  assert_allowed(viewer);
}

int
main(int argc, char **argv)
{
  g_autofree char *prisoner =
      g_build_filename(g_getenv("ORIEL_LIBEXEC_PATH"), "oriel-session-test", NULL);
  const char *list[] = {prisoner, "--list", NULL};
  g_autofree char *output = NULL;
  g_auto(GStrv) names = NULL;

  g_test_init(&argc, &argv, NULL);
  g_test_set_nonfatal_assertions(); /* every door that is open has to be known */
  g_assert_true(g_spawn_sync(NULL, (char **)list, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, NULL,
                             NULL, NULL));
  names = g_strsplit(g_strchomp(output), "\n", -1);
  g_assert_cmpuint(g_strv_length(names), >, 0);
  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *path = g_strdup_printf("/confinement/%s", names[i]);
    g_test_add_data_func(path, names[i], test_attempt);
  }
  g_test_add_func("/confinement-opened/usb", test_usb_opened);
  g_test_add_func("/confinement-opened/smartcard", test_smartcard_opened);
  return g_test_run();
}
