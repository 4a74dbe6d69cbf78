// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-spice-errors.h"

#include "oriel-spice-peer.h"
#include "oriel-spice-sockets.h"
#include "worker/oriel-peer.h"

#include <openssl/x509_vfy.h>
#include <stdlib.h>
#include <string.h>

/* What was found wrong with a certificate; the library tells it to the log alone, in the messages
 * of spice-common's ssl_verify.c. */
static struct {
  gboolean any;
  int code;    /* X509_V_ERR_*; 0 = it is good, but of another server */
  char *words; /* (owned) (nullable) OpenSSL's for the code */
} complaint;

static void
read_complaint(const char *message)
{
  const char *words = strstr(message, "verification: ");
  const char *end = words != NULL ? strstr(words, " (num=") : NULL;

  if (end != NULL) {
    words += strlen("verification: ");
    complaint.any = TRUE;
    complaint.code = atoi(end + strlen(" (num="));
    complaint.words = g_strndup(words, (gsize)(end - words));
  } else if (strstr(message, "ssl: ") != NULL && strstr(message, "verification failed") != NULL) {
    complaint.any = TRUE;
  }
}

/* What the server answered to the greeting (SPICE_LINK_ERR_*), of which the log alone tells as
 * well.
 */
static guint refusal;

static void
read_refusal(const char *message)
{
  const char *number = strstr(message, "unhandled error ");

  if (number != NULL)
    refusal = (guint)strtoul(number + strlen("unhandled error "), NULL, 10);
}

/* Of the ways to log in that the server has, none is good enough for the library on this link. */
static gboolean no_mechanism;

gboolean
oriel_spice_errors_read_log(GLogLevelFlags level, const char *domain, const char *message)
{
  if (g_str_equal(domain, "Spice") && !complaint.any)
    read_complaint(message);
  if (g_str_equal(domain, "GSpice")) {
    read_refusal(message);
    no_mechanism |= strstr(message, "no mechanism available") != NULL;
  }
  /* spice-common aborts at what it calls critical; spice-client-glib, "GSpice", goes on. */
  return g_str_equal(domain, "Spice") && (level & G_LOG_LEVEL_CRITICAL) != 0;
}

void
oriel_spice_errors_forget(void)
{
  g_clear_pointer(&complaint.words, g_free);
  complaint.any = FALSE;
  complaint.code = 0;
}

GError *
oriel_spice_errors_no_tls(void)
{
  const OrielTarget *target = oriel_spice_sockets_get_target();

  if (target == NULL || oriel_target_get_path(target) != NULL)
    return g_error_new_literal(
        ORIEL_ERROR, ORIEL_ERROR_INSECURE,
        "TLS is wanted, and is not spoken by way of ssh, nor on this machine's own connections: "
        "connect to the server's port for TLS");
  return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_INSECURE,
                             "TLS is wanted, and the address has no port for it: add "
                             "?tls-port=PORT");
}

static GError *
describe_connect(SpiceChannel *channel)
{
  const GError *error = spice_channel_get_error(channel);

  if (error != NULL && error->domain == ORIEL_ERROR)
    return g_error_copy(error);
  /* The library fails without an error where it knows no port to connect to. */
  if (error == NULL)
    return oriel_spice_errors_no_tls();
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "cannot connect to the server: %s",
                     error->message);
}

/* The certificate is good, but not of whom it should be. (transfer full) */
static char *
describe_stranger(SpiceSession *session)
{
  g_autofree char *host = NULL, *subject = NULL;

  g_object_get(session, "host", &host, "cert-subject", &subject, NULL);
  if (subject != NULL)
    return g_strdup_printf("it does not have the subject '%s'", subject);
  return g_strdup_printf("it is for another name than '%s'. Connect by the name in it, or give its "
                         "subject with --host-subject",
                         host);
}

/* (transfer full) */
static char *
describe_complaint(SpiceSession *session)
{
  switch (complaint.code) {
  case X509_V_OK:
    return describe_stranger(session);
  case X509_V_ERR_CERT_HAS_EXPIRED:
    return g_strdup("it has expired");
  case X509_V_ERR_CERT_NOT_YET_VALID:
    return g_strdup("it is not valid yet. Is the clock of this machine right?");
  case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
  case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
  case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
  case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
  case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
  case X509_V_ERR_CERT_SIGNATURE_FAILURE:
    return g_strdup_printf("the authority that signed it is not known (%s). Name it with --ca-file",
                           complaint.words);
  default:
    return g_strdup(complaint.words);
  }
}

static GError *
describe_tls(SpiceChannel *channel)
{
  g_autofree char *reason = NULL;
  g_autoptr(GObject) session = NULL;

  if (!complaint.any)
    return g_error_new_literal(
        ORIEL_ERROR, ORIEL_ERROR_INSECURE,
        "the server and this program cannot agree on TLS. Is it the port for "
        "TLS, and does the server have a cipher that is asked for?");
  g_object_get(channel, "spice-session", &session, NULL);
  reason = describe_complaint(SPICE_SESSION(session));
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_INSECURE,
                     "the server's certificate is not trusted: %s", reason);
}

static GError *
describe_loss(SpiceChannel *channel, const char *what)
{
  const GError *error = spice_channel_get_error(channel);

  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "%s%s%s", what,
                     error != NULL ? ": " : "", error != NULL ? error->message : "");
}

GError *
oriel_spice_errors_no_login(void)
{
  if (!no_mechanism)
    return NULL;
  return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_INSECURE,
                             "the server has no way to log in (SASL) that is safe on this "
                             "connection: connect to its port for TLS");
}

static GError *
describe_refusal(void)
{
  switch (refusal) {
  case SPICE_LINK_ERR_PERMISSION_DENIED:
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_AUTH,
                               "the server refused the connection: permission denied");
  case SPICE_LINK_ERR_NEED_UNSECURED:
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_INSECURE,
                               "the server wants to be spoken to without TLS");
  case SPICE_LINK_ERR_VERSION_MISMATCH:
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
                               "the server speaks another version of SPICE");
  case SPICE_LINK_ERR_OK:
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
                               "the server does not speak SPICE, or broke off");
  default:
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
                       "the server refused the connection (reason %u)", refusal);
  }
}

GError *
oriel_spice_errors_describe(SpiceChannel *channel, SpiceChannelEvent event)
{
  const gboolean ended = event == SPICE_CHANNEL_ERROR_LINK || event == SPICE_CHANNEL_ERROR_IO ||
                         event == SPICE_CHANNEL_CLOSED;

  if (ended && oriel_spice_peer_is_dead())
    return oriel_peer_describe_death();
  switch (event) {
  case SPICE_CHANNEL_ERROR_CONNECT:
    return describe_connect(channel);
  case SPICE_CHANNEL_ERROR_TLS:
    return describe_tls(channel);
  case SPICE_CHANNEL_ERROR_LINK:
    return describe_refusal();
  case SPICE_CHANNEL_ERROR_AUTH:
    /* The first channel was let in: the server has ended that session since. */
    if (!SPICE_IS_MAIN_CHANNEL(channel))
      return describe_loss(channel, "the server closed the connection");
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

/* libspice-server shows clients that do not map the memory of graphics cards nothing of what is
 * there, without a word; and closes the screen's channel when that changes. */
#define CARD                                                                                       \
  "as when its picture is in the memory of a graphics card (gl=on), which is not shown here. Run " \
  "the guest with gl=off, or with QEMU's -display egl-headless for OpenGL"

GError *
oriel_spice_errors_no_screen(void)
{
  return g_error_new_literal(
      ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
      "the server closed the channel of the guest's screen and no other, " CARD);
}

GError *
oriel_spice_errors_silent(const char *step, guint seconds, gboolean has_screen)
{
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT,
                     "the server did not %s within %u seconds%s", step, seconds,
                     has_screen ? ", " CARD : "");
}
