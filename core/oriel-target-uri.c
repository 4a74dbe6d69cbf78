// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Reads the URIs of targets. Anybody can hand a person a URI, so everything is checked, and an
 * error never repeats a part that could be a secret: messages end up in logs.
 */
#include "impl/oriel-protocol.h"
#include "oriel-target-private.h"

#include <string.h>
#include <sys/un.h>

#define MAX_URI_LENGTH 4096
#define MAX_PARAMETERS 32
/* RFC 1035 section 2.3.4 */
#define MAX_HOST_LENGTH 255

/* RFC 3986 section 3.1 */
#define SCHEME_CHARACTERS G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "+-."

#define EXAMPLE "write for example vnc://host:5900 or vnc+unix:///path"

#define NO_PASSWORD                                                                                \
  "a password cannot be in it, where other users of the machine could read it; leave it out and "  \
  "it will be asked for"

typedef enum {
  TRANSPORT_TCP,
  TRANSPORT_TLS,
  TRANSPORT_UNIX,
  TRANSPORT_LISTEN,
} Transport;

/* A URI taken apart; decoded but for the query. */
typedef struct {
  const OrielProtocol *protocol;
  Transport transport;
  char *username;
  char *password;
  char *host;
  char *path;
  char *query;
  char *fragment;
  int port; /* -1 = none */
} Parts;

static void
parts_clear(Parts *self)
{
  g_free(self->username);
  g_free(self->password);
  g_free(self->host);
  g_free(self->path);
  g_free(self->query);
  g_free(self->fragment);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parts, parts_clear)

static gboolean G_GNUC_PRINTF(2, 3) refuse(GError **error, const char *format, ...)
{
  g_autofree char *problem = NULL;
  va_list arguments;

  va_start(arguments, format);
  problem = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "Not a usable address: %s", problem);
  return FALSE;
}

static gboolean
refuse_protocol(GError **error, const char *name)
{
  g_autoptr(GString) known = g_string_new(NULL);
  const OrielProtocol *row;

  for (guint i = 0; (row = oriel_protocol_get(i)) != NULL; i++)
    g_string_append_printf(known, "%s%s", i > 0 ? ", " : "", row->name);
  g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED,
              "The protocol “%.40s” is not supported; these are: %s", name, known->str);
  return FALSE;
}

/* Whether @text is something a URI can be made of. */
static gboolean
check_characters(const char *text, GError **error)
{
  if (strlen(text) > MAX_URI_LENGTH)
    return refuse(error, "it is longer than %d bytes", MAX_URI_LENGTH);
  for (const char *c = text; *c != '\0'; c++)
    if (*c == ' ' || g_ascii_iscntrl(*c))
      return refuse(error, "it has a space or a control character in it");
  if (!g_utf8_validate(text, -1, NULL))
    return refuse(error, "it is not UTF-8");
  return TRUE;
}

/* PROTOCOL and its transport from what stands before "://". */
static gboolean
parse_scheme(const char *uri, Parts *parts, GError **error)
{
  const char *end = strstr(uri, "://");
  g_autofree char *name = NULL;
  char *transport;

  if (end == NULL || end == uri || *uri == '+' ||
      strspn(uri, SCHEME_CHARACTERS) < (gsize)(end - uri))
    return refuse(error, "it names no protocol; " EXAMPLE);
  name = g_strndup(uri, (gsize)(end - uri));
  transport = strchr(name, '+');
  if (transport != NULL)
    *transport++ = '\0';
  parts->protocol = oriel_protocol_find(name);
  if (parts->protocol == NULL)
    return refuse_protocol(error, name);

  if (transport == NULL)
    parts->transport = TRANSPORT_TCP;
  else if (g_ascii_strcasecmp(transport, "tls") == 0)
    parts->transport = TRANSPORT_TLS;
  else if (g_ascii_strcasecmp(transport, "unix") == 0)
    parts->transport = TRANSPORT_UNIX;
  else if (g_ascii_strcasecmp(transport, "listen") == 0)
    parts->transport = TRANSPORT_LISTEN;
  else
    return refuse(error, "only “+tls”, “+unix” and “+listen” can follow “%s”",
                  parts->protocol->name);
  if (parts->transport != TRANSPORT_TCP && !parts->protocol->needs_address)
    return refuse(error, "“%s” has no address", parts->protocol->name);
  if (parts->transport == TRANSPORT_LISTEN && parts->protocol->reverse_port == 0)
    return refuse(error, "servers of “%s” connect to no viewers", parts->protocol->name);
  return TRUE;
}

static const char *
describe(const GError *error)
{
  switch ((GUriError)error->code) {
  case G_URI_ERROR_BAD_PORT:
    return "the port is not a number from 1 to 65535";
  case G_URI_ERROR_BAD_HOST:
    return "the host is malformed";
  case G_URI_ERROR_BAD_PATH:
    return "the path is malformed";
  case G_URI_ERROR_BAD_USER:
  case G_URI_ERROR_BAD_PASSWORD:
  case G_URI_ERROR_BAD_AUTH_PARAMS:
    return "the user's name is malformed";
  case G_URI_ERROR_BAD_QUERY:
    return "what follows “?” is malformed";
  case G_URI_ERROR_FAILED:
  case G_URI_ERROR_BAD_SCHEME:
  case G_URI_ERROR_BAD_FRAGMENT:
  default:
    return "it is malformed; " EXAMPLE;
  }
}

static gboolean
split(const char *uri, Parts *parts, GError **error)
{
  g_autoptr(GError) problem = NULL;

  if (!g_uri_split_with_user(uri, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_QUERY, NULL,
                             &parts->username, &parts->password, NULL, &parts->host, &parts->port,
                             &parts->path, &parts->query, &parts->fragment, &problem))
    return refuse(error, "%s", describe(problem));
  if (parts->password != NULL)
    return refuse(error, NO_PASSWORD);
  if (parts->fragment != NULL)
    return refuse(error, "it cannot have a part after “#”");
  if (parts->port == 0)
    return refuse(error, "the port is not a number from 1 to 65535");
  return TRUE;
}

static gboolean
has_control(const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_iscntrl(*c))
      return TRUE;
  return FALSE;
}

/* A name of DNS (underscores are in use, too) or an address; never something that a program could
 * take for an option. */
static gboolean
check_host(const char *host, GError **error)
{
  g_autofree char *literal = g_strndup(host, strcspn(host, "%"));
  gboolean is_ipv6 = strchr(host, ':') != NULL;

  if (strlen(host) > MAX_HOST_LENGTH)
    return refuse(error, "the name of the host is too long");
  if (is_ipv6 ? !g_hostname_is_ip_address(literal) : host[0] == '-')
    return refuse(error, "the host is malformed");
  for (const char *c = host; *c != '\0'; c++)
    if (!g_ascii_isalnum(*c) && strchr(is_ipv6 ? ".:%-_" : ".-_", *c) == NULL)
      return refuse(error, "the host is malformed");
  return TRUE;
}

static gboolean
set_socket(OrielTarget *self, Parts *parts, GError **error)
{
  const struct sockaddr_un *address = NULL;

  if ((parts->host != NULL && parts->host[0] != '\0') || parts->username != NULL ||
      parts->port != -1)
    return refuse(error, "a unix socket has a path only, after three slashes: %s+unix:///path",
                  self->protocol);
  if (parts->path[0] != '/' || parts->path[1] == '\0')
    return refuse(error, "it names no unix socket; write %s+unix:///path", self->protocol);
  if (has_control(parts->path))
    return refuse(error, "the path has a control character in it");
  if (strlen(parts->path) >= sizeof address->sun_path)
    return refuse(error, "the path of a unix socket has at most %d bytes",
                  (int)sizeof address->sun_path - 1);
  self->path = g_steal_pointer(&parts->path);
  return TRUE;
}

static gboolean
set_host(OrielTarget *self, Parts *parts, GError **error)
{
  if (parts->path[0] != '\0' && !g_str_equal(parts->path, "/"))
    return refuse(error, "nothing can follow the host but a port and “?”");
  if (parts->host == NULL || parts->host[0] == '\0')
    return refuse(error, "it names no host; " EXAMPLE);
  if (!check_host(parts->host, error))
    return FALSE;
  if (parts->username != NULL && has_control(parts->username))
    return refuse(error, "the user's name is malformed");

  self->host = g_ascii_strdown(parts->host, -1);
  if (parts->username != NULL && parts->username[0] != '\0')
    self->username = g_steal_pointer(&parts->username);
  return TRUE;
}

static gboolean
set_address(OrielTarget *self, Parts *parts, GError **error)
{
  if (parts->transport == TRANSPORT_UNIX)
    return set_socket(self, parts, error);
  if (parts->protocol->needs_address)
    return set_host(self, parts, error);
  if ((parts->host != NULL && parts->host[0] != '\0') || parts->username != NULL ||
      parts->port != -1 || (parts->path[0] != '\0' && !g_str_equal(parts->path, "/")))
    return refuse(error, "“%s” has no address", self->protocol);
  return TRUE;
}

/* Takes the port in the query under @name into *@port. */
static gboolean
set_port(guint16 *port, const char *name, const char *value, GError **error)
{
  guint64 number;

  if (*port != 0)
    return refuse(error, "it has two ports for the same thing");
  if (!g_ascii_string_to_unsigned(value, 10, 1, G_MAXUINT16, &number, NULL))
    return refuse(error, "“%s” is not a number from 1 to 65535", name);
  *port = (guint16)number;
  return TRUE;
}

static gboolean
is_secret(const char *name)
{
  static const char *const secrets[] = {"password", "passwd", "pass", "ticket"};

  for (gsize i = 0; i < G_N_ELEMENTS(secrets); i++)
    if (g_ascii_strcasecmp(name, secrets[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_parameter(GPtrArray *parameters, const char *name, const char *value, GError **error)
{
  gsize length = strlen(name);

  if (is_secret(name))
    return refuse(error, NO_PASSWORD);
  if (length == 0 || strspn(name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-_.") != length)
    return refuse(error, "names of parameters are made of letters, digits, “-”, “_” and “.”");
  if (has_control(value))
    return refuse(error, "the parameter “%s” has a control character in it", name);
  if (parameters->len >= MAX_PARAMETERS)
    return refuse(error, "it has more than %d parameters", MAX_PARAMETERS);
  for (guint i = 0; i < parameters->len; i++) {
    const char *other = g_ptr_array_index(parameters, i);
    if (strncmp(other, name, length) == 0 && other[length] == '=')
      return refuse(error, "the parameter “%s” is there twice", name);
  }
  return TRUE;
}

static gint
compare_strings(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Takes the ports out of the query and the rest of it as parameters. */
static gboolean
set_parameters(OrielTarget *self, const Parts *parts, GError **error)
{
  g_autoptr(GPtrArray) parameters = g_ptr_array_new_with_free_func(g_free);
  gboolean has_ports = self->host != NULL;
  GUriParamsIter iter;

  if (parts->query == NULL)
    return TRUE;
  g_uri_params_iter_init(&iter, parts->query, -1, "&;", G_URI_PARAMS_NONE);
  for (;;) {
    g_autofree char *name = NULL;
    g_autofree char *value = NULL;
    g_autoptr(GError) problem = NULL;
    gboolean valid = TRUE;

    if (!g_uri_params_iter_next(&iter, &name, &value, &problem)) {
      if (problem != NULL)
        return refuse(error, "what follows “?” is not a list of NAME=VALUE");
      break;
    }
    if (has_ports && g_str_equal(name, "port"))
      valid = set_port(&self->port, name, value, error);
    else if (has_ports && g_str_equal(name, "tls-port"))
      valid = set_port(&self->tls_port, name, value, error);
    else if ((valid = check_parameter(parameters, name, value, error)))
      g_ptr_array_add(parameters, g_strdup_printf("%s=%s", name, value));
    if (!valid)
      return FALSE;
  }
  g_ptr_array_sort(parameters, compare_strings);
  g_ptr_array_add(parameters, NULL);
  g_strfreev(self->parameters);
  self->parameters = (GStrv)g_ptr_array_steal(parameters, NULL);
  return TRUE;
}

static gboolean
complete_listening(OrielTarget *self, const Parts *parts, GError **error)
{
  if (self->username != NULL || self->tls_port != 0)
    return refuse(error, "where a server is to connect to there is neither a user nor a TLS port");
  self->listening = TRUE;
  if (self->port == 0)
    self->port = parts->protocol->reverse_port;
  return TRUE;
}

/* After the query: what it did not say. */
static gboolean
complete_ports(OrielTarget *self, const Parts *parts, GError **error)
{
  guint16 usual = parts->protocol->default_port;

  if (parts->transport == TRANSPORT_LISTEN)
    return complete_listening(self, parts, error);
  if (self->host == NULL || self->port != 0 || self->tls_port != 0)
    return parts->transport != TRANSPORT_TLS || self->port == 0 ||
           refuse(error, "“%s+tls” has no port without TLS", self->protocol);
  if (usual == 0)
    return refuse(error, "it names no port; write %s://host:port", self->protocol);
  *(parts->transport == TRANSPORT_TLS ? &self->tls_port : &self->port) = usual;
  return TRUE;
}

/**
 * oriel_target_new_from_uri:
 * @uri: a URI, see #OrielTarget
 * @error: return location of an error
 *
 * Reads a URI. It may come from anybody; the errors repeat no secret in it. A password in it is
 * refused, as command lines can be read by every user of a machine.
 *
 * Returns: (transfer full): a target, or %NULL with %ORIEL_ERROR_NOT_SUPPORTED (no such protocol)
 *   or %ORIEL_ERROR_INVALID
 */
OrielTarget *
oriel_target_new_from_uri(const char *uri, GError **error)
{
  g_autoptr(OrielTarget) self = NULL;
  g_auto(Parts) parts = {.port = -1};

  g_return_val_if_fail(uri != NULL, NULL);

  if (!check_characters(uri, error) || !parse_scheme(uri, &parts, error) ||
      !split(uri, &parts, error))
    return NULL;
  self = oriel_target_alloc(parts.protocol->name);
  if (!set_address(self, &parts, error))
    return NULL;
  if (parts.port > 0)
    *(parts.transport == TRANSPORT_TLS ? &self->tls_port : &self->port) = (guint16)parts.port;
  if (!set_parameters(self, &parts, error) || !complete_ports(self, &parts, error))
    return NULL;
  return g_steal_pointer(&self);
}
