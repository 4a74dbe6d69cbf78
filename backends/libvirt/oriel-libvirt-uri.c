// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-libvirt-uri.h"

#include <string.h>

/* All the transports there are, but "ext", which runs a program that the URI names. */
static const struct {
  const char *name;
  gboolean local;
  gboolean ssh;
} transports[] = {
    {"unix", TRUE, FALSE}, {"tls", FALSE, FALSE},   {"tcp", FALSE, FALSE},
    {"ssh", FALSE, TRUE},  {"libssh", FALSE, TRUE}, {"libssh2", FALSE, TRUE},
};

/* The parameters that choose an address or a key, and nothing else. Others run programs ("command",
 * "netcat"), turn off checks ("no_verify", "known_hosts_verify") or are not known. */
static const char *const parameters[] = {"socket",  "mode",        "proxy", "keyfile",
                                         "sshauth", "known_hosts", NULL};

#define HOST_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._:-"
#define VALUE_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._:-/@+,~"

static gboolean
consists_of(const char *text, const char *characters)
{
  return *text != '\0' && *text != '-' && text[strspn(text, characters)] == '\0';
}

G_GNUC_PRINTF(4, 5)
static gboolean
refuse(GError **error, OrielError code, const char *uri, const char *format, ...)
{
  g_autofree char *shown = oriel_text_sanitize(uri, -1, 256);
  g_autofree char *why = NULL;
  va_list args;

  va_start(args, format);
  why = g_strdup_vprintf(format, args);
  va_end(args);
  g_set_error(error, ORIEL_ERROR, code, "The host “%s” is refused: %s", shown, why);
  return FALSE;
}

static gboolean
read_transport(OrielLibvirtUri *self, GUri *parsed, const char *uri, GError **error)
{
  const char *plus = strchr(g_uri_get_scheme(parsed), '+');
  const char *host = g_uri_get_host(parsed);
  gboolean has_host = host != NULL && *host != '\0';

  self->local = !has_host;
  if (plus == NULL) {
    self->host = has_host ? g_strdup(host) : NULL;
    return TRUE;
  }
  for (gsize i = 0; i < G_N_ELEMENTS(transports); i++)
    if (strcmp(plus + 1, transports[i].name) == 0) {
      self->local = transports[i].local;
      self->ssh = transports[i].ssh;
      self->tunnel = strcmp(transports[i].name, "ssh") == 0 && has_host;
      self->host = has_host && !self->local ? g_strdup(host) : NULL;
      return TRUE;
    }
  if (strcmp(plus + 1, "ext") == 0)
    return refuse(error, ORIEL_ERROR_INSECURE, uri,
                  "the transport “ext” runs a program; use ssh, tls or unix");
  return refuse(error, ORIEL_ERROR_INVALID, uri, "there is no transport “%s”; use ssh, tls or unix",
                plus + 1);
}

static gboolean
check_authority(GUri *parsed, const char *uri, GError **error)
{
  const char *host = g_uri_get_host(parsed), *user = g_uri_get_userinfo(parsed);

  if (host != NULL && *host != '\0' && !consists_of(host, HOST_CHARACTERS))
    return refuse(error, ORIEL_ERROR_INSECURE, uri,
                  "its machine has characters that names and addresses do not have");
  if (user != NULL && strchr(user, ':') != NULL)
    return refuse(error, ORIEL_ERROR_INSECURE, uri,
                  "a password in a URI is there for everybody to see; leave it out");
  if (user != NULL && !consists_of(user, HOST_CHARACTERS))
    return refuse(error, ORIEL_ERROR_INSECURE, uri,
                  "its user has characters that user names do not have");
  if (g_uri_get_fragment(parsed) != NULL)
    return refuse(error, ORIEL_ERROR_INVALID, uri, "a host has no part after “#”");
  return TRUE;
}

/* Keeps what the ssh that is run here has to know. */
static void
keep_parameter(OrielLibvirtUri *self, const char *name, const char *value)
{
  char **place = strcmp(name, "keyfile") == 0       ? &self->keyfile
                 : strcmp(name, "known_hosts") == 0 ? &self->known_hosts
                 : strcmp(name, "socket") == 0      ? &self->socket
                                                    : NULL;

  if (place == NULL)
    return;
  g_free(*place);
  *place = g_strdup(value);
}

/* Appends the parameters of @parsed to @connect, when all are harmless. */
static gboolean
append_parameters(
    OrielLibvirtUri *self, GUri *parsed, GString *connect, const char *uri, GError **error)
{
  const char *query = g_uri_get_query(parsed);
  char separator = '?';
  GUriParamsIter iter;
  g_autoptr(GError) local_error = NULL;

  g_uri_params_iter_init(&iter, query != NULL ? query : "", -1, "&;", G_URI_PARAMS_NONE);
  for (;;) {
    g_autofree char *name = NULL, *value = NULL;

    if (!g_uri_params_iter_next(&iter, &name, &value, &local_error))
      break;
    if (!g_strv_contains(parameters, name))
      return refuse(error, ORIEL_ERROR_INSECURE, uri,
                    "its parameter “%s” is not among those known to be harmless (it may run a "
                    "program or turn off a check); leave it out",
                    name);
    if (!consists_of(value, VALUE_CHARACTERS) ||
        (strcmp(name, "socket") == 0 && !g_path_is_absolute(value)))
      return refuse(error, ORIEL_ERROR_INVALID, uri, "the value of its parameter “%s” is malformed",
                    name);
    keep_parameter(self, name, value);
    g_string_append_printf(connect, "%c%s=%s", separator, name, value);
    separator = '&';
  }
  if (local_error != NULL)
    return refuse(error, ORIEL_ERROR_INVALID, uri, "its parameters are malformed");
  return TRUE;
}

/* What libvirt is given is made of the checked parts, so that no second parser reads anything else
 * into the URI. */
static gboolean
rebuild(OrielLibvirtUri *self, GUri *parsed, const char *uri, gboolean ssh_may_ask, GError **error)
{
  g_autoptr(GString) connect = g_string_new(g_uri_get_scheme(parsed));
  const char *host = g_uri_get_host(parsed), *user = g_uri_get_userinfo(parsed);
  g_autofree char *path = g_uri_escape_string(g_uri_get_path(parsed), "/", FALSE);

  g_string_append(connect, "://");
  if (user != NULL)
    g_string_append_printf(connect, "%s@", user);
  if (host != NULL)
    g_string_append_printf(connect, strchr(host, ':') != NULL ? "[%s]" : "%s", host);
  if (g_uri_get_port(parsed) > 0)
    g_string_append_printf(connect, ":%d", g_uri_get_port(parsed));
  self->port = (guint16)MAX(g_uri_get_port(parsed), 0);
  self->user = g_strdup(user);
  g_string_append(connect, path);
  if (!append_parameters(self, parsed, connect, uri, error))
    return FALSE;
  /* Else ssh asks on the program's terminal, where somebody else reads what is typed. */
  if (self->ssh && !ssh_may_ask)
    g_string_append_printf(connect, "%cno_tty=1", strchr(connect->str, '?') != NULL ? '&' : '?');
  if (self->tunnel)
    self->near =
        g_strdup_printf("%.*s+unix://%s?socket=", (int)strcspn(g_uri_get_scheme(parsed), "+"),
                        g_uri_get_scheme(parsed), path);
  self->connect = g_string_free(g_steal_pointer(&connect), FALSE);
  return TRUE;
}

static char *
make_name(GUri *parsed, const char *host)
{
  static const struct {
    const char *driver;
    const char *name;
  } drivers[] = {
      {"qemu", "QEMU/KVM"},       {"lxc", "LXC"},     {"xen", "Xen"},
      {"vbox", "VirtualBox"},     {"bhyve", "bhyve"}, {"esx", "VMware"},
      {"ch", "Cloud Hypervisor"},
  };
  const char *scheme = g_uri_get_scheme(parsed);
  g_autofree char *driver = g_strndup(scheme, strcspn(scheme, "+"));
  const char *name = driver;
  gboolean session = strcmp(g_uri_get_path(parsed), "/session") == 0;

  for (gsize i = 0; i < G_N_ELEMENTS(drivers); i++)
    if (strcmp(driver, drivers[i].driver) == 0)
      name = drivers[i].name;
  return g_strdup_printf("%s%s%s%s", name, session ? " (session)" : "", host != NULL ? " on " : "",
                         host != NULL ? host : "");
}

OrielLibvirtUri *
oriel_libvirt_uri_parse(const char *uri, gboolean ssh_may_ask, GError **error)
{
  g_autoptr(OrielLibvirtUri) self = g_new0(OrielLibvirtUri, 1);
  g_autoptr(GUri) parsed = g_uri_parse(uri, G_URI_FLAGS_NONE, NULL);

  if (parsed == NULL || strstr(uri, "://") == NULL) {
    refuse(error, ORIEL_ERROR_INVALID, uri,
           "it is not the URI of a host; one looks like qemu:///system");
    return NULL;
  }
  if (!read_transport(self, parsed, uri, error) || !check_authority(parsed, uri, error) ||
      !rebuild(self, parsed, uri, ssh_may_ask, error))
    return NULL;
  self->name = make_name(parsed, self->host);
  return g_steal_pointer(&self);
}

void
oriel_libvirt_uri_free(OrielLibvirtUri *self)
{
  g_free(self->connect);
  g_free(self->host);
  g_free(self->name);
  g_free(self->near);
  g_free(self->user);
  g_free(self->keyfile);
  g_free(self->known_hosts);
  g_free(self->socket);
  g_free(self);
}
