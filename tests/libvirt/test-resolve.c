// SPDX-License-Identifier: LGPL-2.1-or-later
/* How a person names a guest, on the host that libvirt's test driver makes up. */
#include "shared/target-resolve.h"
#include "support.h"

#define HOST "test:///default" /* one guest: test, id 1 */
#define GUEST_UUID "6695eb01-f6a4-8304-79aa-97f2502e193f"

static char *
resolve(const char *name, TargetBy by, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(OrielGuest) guest = NULL;
  g_autoptr(OrielHost) host = NULL;

  target_resolve_guest_async(name, by, HOST, NULL, keep_result, &result);
  wait_until(result != NULL);
  guest = target_resolve_guest_finish(result, error);
  if (guest == NULL)
    return NULL;
  host = g_object_ref(oriel_guest_get_host(guest));
  return g_strdup(oriel_guest_get_name(guest));
}

static void
test_found(gconstpointer data)
{
  const char *const *words = data;

  for (TargetBy by = TARGET_BY_ANY; by <= TARGET_BY_NAME; by++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *name = resolve(words[by], by, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(name, ==, "test");
  }
}

static void
test_not_found(gconstpointer data)
{
  const char *const *words = data;

  for (TargetBy by = TARGET_BY_ANY; by <= TARGET_BY_NAME; by++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *name = resolve(words[by], by, &error);

    g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND);
    g_assert_null(name);
  }
}

int
main(int argc, char **argv)
{
  static const char *const found[] = {"1", "1", GUEST_UUID, "test"};
  static const char *const not_found[] = {"2", "test", "1", GUEST_UUID};

  g_test_init(&argc, &argv, NULL);
  g_test_add_data_func("/resolve/found", found, test_found);
  g_test_add_data_func("/resolve/not-found", not_found, test_not_found);
  return g_test_run();
}
