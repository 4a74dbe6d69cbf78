// SPDX-License-Identifier: LGPL-2.1-or-later
/* How a person names a guest and its displays, on hosts that libvirt's test driver makes up. */
#include "node.h"
#include "shared/graphics-name.h"
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

/* @host: (out) (transfer full): a guest does not keep its own */
static OrielGuest *
resolve_many(const char *uri, OrielHost **host)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  OrielGuest *guest;

  target_resolve_guest_async("many", TARGET_BY_NAME, uri, NULL, keep_result, &result);
  wait_until(result != NULL);
  guest = target_resolve_guest_finish(result, &error);
  g_assert_no_error(error);
  *host = g_object_ref(oriel_guest_get_host(guest));
  return guest;
}

/* Each has a name that finds it, those that speak one protocol too. */
static void
test_displays(void)
{
  g_autofree char *xml = node_domain_xml("many", 1,
                                         "<devices><graphics type='vnc' port='5910'/>"
                                         "<graphics type='rdp' port='5911'/>"
                                         "<graphics type='spice' port='5912'/>"
                                         "<graphics type='vnc' port='5913'/></devices>");
  static const char *const names[] = {"vnc", "rdp", "spice", "VNC:2"};
  g_auto(Node) node = node_new(xml);
  g_autoptr(OrielHost) host = NULL;
  g_autoptr(OrielGuest) guest = resolve_many(node.uri, &host);
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) list = graphics_name_list(guest, "spice");
  g_autofree char *listed = g_strjoinv(" ", list);

  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autoptr(OrielGraphics) graphics = graphics_name_find(guest, names[i], &error);

    g_assert_no_error(error);
    g_assert_cmpuint(oriel_graphics_get_index(graphics), ==, i);
  }
  g_assert_null(graphics_name_find(guest, "vnc:3", &error));
  g_assert_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND);
  g_assert_cmpstr(error->message, ==,
                  "the guest 'many' has no vnc:3 display; it has: vnc, rdp, spice, vnc:2");
  g_assert_cmpstr(listed, ==, "spice vnc vnc:2");
}

int
main(int argc, char **argv)
{
  static const char *const found[] = {"1", "1", GUEST_UUID, "test"};
  static const char *const not_found[] = {"2", "test", "1", GUEST_UUID};

  g_test_init(&argc, &argv, NULL);
  g_test_add_data_func("/resolve/found", found, test_found);
  g_test_add_data_func("/resolve/not-found", not_found, test_not_found);
  g_test_add_func("/resolve/displays", test_displays);
  return g_test_run();
}
