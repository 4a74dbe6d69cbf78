// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-errors.h"

#include <string.h>

/* What OpenSSL found wrong with a certificate; the library tells it to the log alone. */
static char *complaint; /* (owned) (nullable) */

/* The words of OpenSSL in a message of spice-common's ssl_verify.c. (transfer full) (nullable) */
static char *
read_complaint(const char *message)
{
  const char *words = strstr(message, "verification: ");
  const char *end;

  if (words == NULL)
    return NULL;
  words += strlen("verification: ");
  end = strstr(words, " (num=");
  return end != NULL ? g_strndup(words, (gsize)(end - words)) : g_strdup(words);
}

static GLogWriterOutput
writer(GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  const char *domain = NULL, *message = NULL;

  for (gsize i = 0; i < n_fields; i++) {
    if (g_str_equal(fields[i].key, "GLIB_DOMAIN"))
      domain = fields[i].value;
    else if (g_str_equal(fields[i].key, "MESSAGE"))
      message = fields[i].value;
  }
  if (g_strcmp0(domain, "Spice") == 0 && message != NULL && complaint == NULL)
    complaint = read_complaint(message);
  return g_log_writer_default(level, fields, n_fields, user_data);
}

void
oriel_spice_errors_listen(void)
{
  g_log_set_writer_func(writer, NULL, NULL);
}

static GError *
describe_connect(SpiceChannel *channel)
{
  const GError *error = spice_channel_get_error(channel);

  if (error != NULL && error->domain == ORIEL_ERROR)
    return g_error_copy(error);
  /* The library fails without an error where it knows no port to connect to. */
  if (error == NULL)
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_INSECURE,
                               "the server wants TLS, and the address has no port for it: add "
                               "?tls-port=PORT");
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "cannot connect to the server: %s",
                     error->message);
}

static GError *
describe_tls(void)
{
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_INSECURE,
                     "the server's certificate is not trusted: %s. Name the authority that signed "
                     "it with --ca-file",
                     complaint != NULL ? complaint : "the TLS handshake failed");
}

static GError *
describe_loss(SpiceChannel *channel, const char *what)
{
  const GError *error = spice_channel_get_error(channel);

  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "%s%s%s", what,
                     error != NULL ? ": " : "", error != NULL ? error->message : "");
}

GError *
oriel_spice_errors_describe(SpiceChannel *channel, SpiceChannelEvent event)
{
  switch (event) {
  case SPICE_CHANNEL_ERROR_CONNECT:
    return describe_connect(channel);
  case SPICE_CHANNEL_ERROR_TLS:
    return describe_tls();
  case SPICE_CHANNEL_ERROR_LINK:
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
                       "the server does not speak SPICE, or refused the connection");
  case SPICE_CHANNEL_ERROR_AUTH:
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_AUTH, "the server refused the login");
  case SPICE_CHANNEL_ERROR_IO:
    return describe_loss(channel, "the connection to the server was lost");
  case SPICE_CHANNEL_CLOSED:
    return describe_loss(channel, "the server closed the connection");
  case SPICE_CHANNEL_NONE:
  case SPICE_CHANNEL_OPENED:
  case SPICE_CHANNEL_SWITCHING:
  default:
    return NULL;
  }
}

GError *
oriel_spice_errors_silent(const char *step, guint seconds)
{
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT, "the server did not %s within %u seconds",
                     step, seconds);
}
