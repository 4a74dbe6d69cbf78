// SPDX-License-Identifier: LGPL-2.1-or-later
/* The picture beside the list, of a host that at first fails to describe its guest, and then to
 * make a picture. */
#include "picker/preview-source.h"

#include <impl/oriel-guest-impl.h>

#define TEST_TYPE_GUEST (test_guest_get_type())
G_DECLARE_FINAL_TYPE(TestGuest, test_guest, TEST, GUEST, OrielGuest)

struct _TestGuest {
  OrielGuest parent_instance;
  guint n_loads, n_pictures;
};

G_DEFINE_FINAL_TYPE(TestGuest, test_guest, ORIEL_TYPE_GUEST)

static void
test_guest_load_details(OrielGuest *guest, GTask *task)
{
  g_autoptr(GPtrArray) graphics = g_ptr_array_new();
  g_autoptr(GPtrArray) consoles = g_ptr_array_new();

  if (TEST_GUEST(guest)->n_loads++ == 0) {
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_BUSY, "no description");
    return;
  }
  oriel_guest_report_details(guest, NULL, NULL, NULL, graphics, consoles);
  g_task_return_boolean(task, TRUE);
}

static void
test_guest_screenshot(OrielGuest *guest, guint screen, GTask *task)
{
  static const char picture[] = "P6 1 1 255\nabc";

  if (TEST_GUEST(guest)->n_pictures++ == 0)
    g_task_return_new_error(task, ORIEL_ERROR, ORIEL_ERROR_BUSY, "no picture");
  else
    g_task_return_pointer(task, g_bytes_new_static(picture, sizeof picture - 1),
                          (GDestroyNotify)g_bytes_unref);
}

static void
test_guest_class_init(TestGuestClass *klass)
{
  ORIEL_GUEST_CLASS(klass)->load_details = test_guest_load_details;
  ORIEL_GUEST_CLASS(klass)->screenshot = test_guest_screenshot;
}

static void
test_guest_init(TestGuest *self)
{
}

static void
on_changed(gpointer user_data)
{
  ++*(guint *)user_data;
}

/* Until it says so; NULL = nothing is wrong. */
static void
wait_for_trouble(PreviewSource *source, const char *trouble)
{
  while (g_strcmp0(preview_source_get_trouble(source), trouble) != 0)
    g_main_context_iteration(NULL, TRUE);
}

static void
test_tries_again(void)
{
  g_autoptr(OrielGuest) guest = g_object_new(TEST_TYPE_GUEST, NULL);
  guint n_changes = 0;
  PreviewSourceHooks hooks = {on_changed};
  g_autoptr(PreviewSource) source = preview_source_new(guest, &hooks, &n_changes);
  OrielFramebuffer *picture = NULL;
  OrielRegion *damage;

  wait_for_trouble(source, "no description");
  wait_for_trouble(source, "no picture");
  wait_for_trouble(source, NULL);
  picture = preview_source_take(source, &damage);
  g_assert_nonnull(picture);
  g_assert_cmpint(oriel_framebuffer_get_width(picture), ==, 1);
  g_assert_false(preview_source_is_live(source));
  g_assert_cmpuint(n_changes, >=, 3);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/picker/preview/tries-again", test_tries_again);
  return g_test_run();
}
