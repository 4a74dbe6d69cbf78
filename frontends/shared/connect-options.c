// SPDX-License-Identifier: LGPL-2.1-or-later
#include "shared/connect-options.h"

/**
 * connect_options_clear:
 * @self: options
 *
 * Frees what they hold.
 */
void
connect_options_clear(ConnectOptions *self)
{
  g_clear_pointer(&self->ca_file, g_free);
  g_clear_pointer(&self->host_subject, g_free);
  g_clear_pointer(&self->tls_ciphers, g_free);
  g_clear_pointer(&self->secure_channels, g_free);
  g_clear_pointer(&self->proxy, g_free);
}

/**
 * connect_options_add:
 * @self: options
 * @context: what parses the command line
 */
void
connect_options_add(ConnectOptions *self, GOptionContext *context)
{
  const GOptionEntry entries[] = {
      {"ca-file", 0, 0, G_OPTION_ARG_FILENAME, &self->ca_file,
       "trust the authorities in this file (PEM) instead of the system's", "FILE"},
      {"host-subject", 0, 0, G_OPTION_ARG_STRING, &self->host_subject,
       "the subject that the server's certificate has to have, instead of the host's name",
       "SUBJECT"},
      {"tls-ciphers", 0, 0, G_OPTION_ARG_STRING, &self->tls_ciphers,
       "the ciphers that are acceptable, in the words of OpenSSL", "LIST"},
      {"secure-channels", 0, 0, G_OPTION_ARG_STRING, &self->secure_channels,
       "what has to be encrypted: all, or main, display, inputs and so on", "LIST"},
      {"proxy", 0, 0, G_OPTION_ARG_STRING, &self->proxy,
       "connect by way of this proxy: http://HOST:PORT, socks5://HOST:PORT", "URI"},
      {"allow-weak", 0, 0, G_OPTION_ARG_NONE, &self->allow_weak,
       "accept passwords in clear and servers that prove nothing, on any link", NULL},
      G_OPTION_ENTRY_NULL,
  };

  g_option_context_add_main_entries(context, entries, NULL);
}

/**
 * connect_options_add_spice:
 * @self: options
 * @group: a group of options
 */
void
connect_options_add_spice(ConnectOptions *self, GOptionGroup *group)
{
  const GOptionEntry entries[] = {
      {"spice-ca-file", 0, 0, G_OPTION_ARG_FILENAME, &self->ca_file, "as --ca-file", "FILE"},
      {"spice-host-subject", 0, 0, G_OPTION_ARG_STRING, &self->host_subject, "as --host-subject",
       "SUBJECT"},
      {"spice-secure-channels", 0, 0, G_OPTION_ARG_STRING, &self->secure_channels,
       "as --secure-channels", "LIST"},
      G_OPTION_ENTRY_NULL,
  };

  g_option_group_add_entries(group, entries);
}

gboolean
connect_options_check_list(const char *option,
                           const char *list,
                           const char *const *known,
                           GError **error)
{
  g_auto(GStrv) words = g_strsplit(list != NULL ? list : "", ",", -1);
  g_autofree char *names = NULL;

  for (char **word = words; *word != NULL; word++) {
    if (g_strv_contains(known, g_strstrip(*word)))
      continue;
    names = g_strjoinv(", ", (char **)known);
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "--%s takes a list of %s, not '%s'",
                option, names, *word);
    return FALSE;
  }
  return TRUE;
}

gboolean
connect_options_check(const ConnectOptions *self, GError **error)
{
  static const char *const channels[] = {"all",      "main",   "display",  "inputs",
                                         "cursor",   "record", "playback", "smartcard",
                                         "usbredir", "port",   "webdav",   NULL};

  return connect_options_check_list("secure-channels", self->secure_channels, channels, error);
}

/**
 * connect_options_apply:
 * @self: options
 * @session: a session that is not connected yet
 *
 * Files are those of the present directory.
 */
void
connect_options_apply(const ConnectOptions *self, OrielSession *session)
{
  g_autofree char *ca_file =
      self->ca_file != NULL ? g_canonicalize_filename(self->ca_file, NULL) : NULL;

  oriel_session_set_ca_file(session, ca_file);
  oriel_session_set_host_subject(session, self->host_subject);
  oriel_session_set_tls_ciphers(session, self->tls_ciphers);
  oriel_session_set_secure_channels(session, self->secure_channels);
  oriel_session_set_proxy(session, self->proxy);
  oriel_session_set_security(session, self->allow_weak ? ORIEL_SECURITY_ALLOW_WEAK
                                                       : ORIEL_SECURITY_AUTOMATIC);
}
