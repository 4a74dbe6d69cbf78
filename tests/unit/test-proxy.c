// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-proxy.h"

#include "oriel.h"

static void
test_normalize(void)
{
  static const struct {
    const char *text, *uri, *shown;
  } rows[] = {
      {"far.example", "http://far.example:3128", "http://far.example:3128"},
      {"far.example:80", "http://far.example:80", "http://far.example:80"},
      {"http://far.example", "http://far.example:3128", "http://far.example:3128"},
      {"HTTP://far.example:1/path?a#b", "http://far.example:1", "http://far.example:1"},
      {"socks5://[::1]", "socks5://[::1]:1080", "socks5://[::1]:1080"},
      {"socks4a://fred@far", "socks4a://fred@far:1080", "socks4a://far:1080"},
      {"http://fred:a%40b@far:8", "http://fred:a%40b@far:8", "http://far:8"},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;
    g_autofree char *uri = oriel_proxy_normalize(rows[i].text, &error);
    g_autofree char *shown = NULL;

    g_assert_no_error(error);
    g_assert_cmpstr(uri, ==, rows[i].uri);
    shown = oriel_proxy_describe(uri);
    g_assert_cmpstr(shown, ==, rows[i].shown);
  }
}

static void
test_refused(void)
{
  static const struct {
    const char *text;
    OrielError code;
  } rows[] = {
      {"", ORIEL_ERROR_INVALID},
      {"http://", ORIEL_ERROR_INVALID},
      {"http://canary@", ORIEL_ERROR_INVALID},
      {"http://far:canary", ORIEL_ERROR_INVALID},
      {"http://user:pass@canary@far", ORIEL_ERROR_INVALID},
      {"ftp://canary@far", ORIEL_ERROR_NOT_SUPPORTED},
      {"https://canary@far", ORIEL_ERROR_NOT_SUPPORTED},
  };

  for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
    g_autoptr(GError) error = NULL;

    g_assert_null(oriel_proxy_normalize(rows[i].text, &error));
    g_assert_error(error, ORIEL_ERROR, (int)rows[i].code);
    g_assert_null(strstr(error->message, "canary"));
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/proxy/normalize", test_normalize);
  g_test_add_func("/proxy/refused", test_refused);
  return g_test_run();
}
