// SPDX-License-Identifier: LGPL-2.1-or-later
/* What the guest's desktop is asked to do without. */
#include "guest.h"

#include <string.h>

static const char *const with_agent[] = {"--agent", NULL};

/* Bits of VD_AGENT_DISPLAY_CONFIG_FLAG_*, as the agent reads them. */
static void
assert_flags(const char *effects, guint flags)
{
  g_autoptr(Guest) guest = guest_new(with_agent);
  g_autofree char *line = NULL;
  g_autofree char *found = NULL;

  oriel_session_set_disable_effects(guest->viewer->session, effects);
  test_viewer_connect_and_see(guest->viewer);
  line = g_strdup_printf("agent display-config %u ", flags);
  found = test_server_skip_to(guest->server, "agent display-config ");
  g_assert_true(g_str_has_prefix(found, line));
}

static void
test_each(void)
{
  assert_flags("wallpaper", 1);
  assert_flags("font-smooth", 2);
  assert_flags("animation", 4);
  assert_flags("wallpaper, animation", 5);
  assert_flags("all", 7);
}

static void
test_unknown(void)
{
  g_autoptr(Guest) guest = guest_new(with_agent);
  const GError *error;

  oriel_session_set_disable_effects(guest->viewer->session, "sparkle");
  g_assert_false(test_viewer_connect(guest->viewer));
  error = oriel_session_get_error(guest->viewer->session);
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID);
  g_assert_nonnull(strstr(error->message, "'sparkle'"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/spice/effects/each", test_each);
  g_test_add_func("/spice/effects/unknown", test_unknown);
  return g_test_run();
}
