// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/libvirt-conf.h"

#include <string.h>
#include <unistd.h>

char *
libvirt_conf_dup_path(void)
{
  if (geteuid() == 0)
    return g_strdup("/etc/libvirt/libvirt.conf");
  return g_build_filename(g_get_user_config_dir(), "libvirt", "libvirt.conf", NULL);
}

/* NAME = "text", or NAME = [ "text", ... ], with either kind of quotes. */
static GScanner *
make_scanner(const char *text)
{
  GScanner *scanner = g_scanner_new(NULL);

  scanner->config->cset_skip_characters = " \t\r\n";
  scanner->config->cpair_comment_single = "#\n";
  scanner->config->skip_comment_multi = FALSE;
  scanner->config->scan_identifier_1char = TRUE;
  g_scanner_input_text(scanner, text, (guint)strlen(text));
  return scanner;
}

/* The first of the texts of the setting that the scanner has come to that begins with @prefix,
 * without it. (transfer full) (nullable) */
static char *
find_text(GScanner *scanner, const char *prefix)
{
  GTokenType token = g_scanner_get_next_token(scanner);

  if (token != '=')
    return NULL;
  while ((token = g_scanner_peek_next_token(scanner)) == G_TOKEN_STRING || token == '[' ||
         token == ',') {
    g_scanner_get_next_token(scanner);
    if (token == G_TOKEN_STRING && g_str_has_prefix(scanner->value.v_string, prefix))
      return g_strdup(scanner->value.v_string + strlen(prefix));
  }
  return NULL;
}

char *
libvirt_conf_find_uri(const char *text, const char *alias)
{
  const char *key = alias != NULL ? "uri_aliases" : "uri_default";
  g_autofree char *prefix = alias != NULL ? g_strconcat(alias, "=", NULL) : g_strdup("");
  GScanner *scanner = make_scanner(text);
  char *uri = NULL;
  GTokenType token;

  while (uri == NULL && (token = g_scanner_get_next_token(scanner)) != G_TOKEN_EOF)
    if (token == G_TOKEN_IDENTIFIER && g_str_equal(scanner->value.v_identifier, key))
      uri = find_text(scanner, prefix);
  g_scanner_destroy(scanner);
  return uri;
}
