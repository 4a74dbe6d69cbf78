// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-proxy.h"

#include "oriel.h"

/* What is between the user's name and password and their neighbours stays encoded. */
#define FLAGS (G_URI_FLAGS_ENCODED | G_URI_FLAGS_NON_DNS)

/* Schemes, and the ports that are usual; a proxy without a scheme is the first. */
static const struct {
  const char *scheme;
  int port;
} kinds[] = {
    {"http", 3128}, {"socks", 1080}, {"socks4", 1080}, {"socks4a", 1080}, {"socks5", 1080},
};

static int
usual_port(const char *scheme)
{
  for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (g_str_equal(kinds[i].scheme, scheme))
      return kinds[i].port;
  return -1;
}

static GUri *
parse(const char *text, GError **error)
{
  g_autofree char *full =
      strstr(text, "://") == NULL ? g_strconcat(kinds[0].scheme, "://", text, NULL) : NULL;
  g_autoptr(GUri) uri = g_uri_parse(full != NULL ? full : text, FLAGS, NULL);

  /* The text may hold a password: it is not repeated. */
  if (uri == NULL || g_uri_get_host(uri) == NULL || *g_uri_get_host(uri) == '\0' ||
      strchr(g_uri_get_host(uri), '@') != NULL) {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                        "a proxy is named as http://HOST:PORT or socks5://HOST:PORT");
    return NULL;
  }
  if (usual_port(g_uri_get_scheme(uri)) < 0) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
                "there are no proxies of the kind %s, but http, socks4, socks4a and socks5",
                g_uri_get_scheme(uri));
    return NULL;
  }
  return g_steal_pointer(&uri);
}

char *
oriel_proxy_normalize(const char *text, GError **error)
{
  g_autoptr(GUri) uri = parse(text, error);
  int port;

  if (uri == NULL)
    return NULL;
  port = g_uri_get_port(uri) > 0 ? g_uri_get_port(uri) : usual_port(g_uri_get_scheme(uri));
  return g_uri_join(FLAGS, g_uri_get_scheme(uri), g_uri_get_userinfo(uri), g_uri_get_host(uri),
                    port, "", NULL, NULL);
}

char *
oriel_proxy_describe(const char *uri)
{
  g_autoptr(GUri) parsed = g_uri_parse(uri, FLAGS, NULL);

  return g_uri_join(FLAGS, g_uri_get_scheme(parsed), NULL, g_uri_get_host(parsed),
                    g_uri_get_port(parsed), "", NULL, NULL);
}
