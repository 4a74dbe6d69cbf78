// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * The library only warns where it cannot use what it was given, and goes on with the system's
 * authorities and its own ciphers; so everything is tried here first.
 */
#include "oriel-spice-trust.h"

#include "oriel-spice-errors.h"
#include "oriel-spice-sockets.h"

#include <openssl/ssl.h>

static gboolean
holds_certificates(const char *pem, gsize size)
{
  BIO *bio = BIO_new_mem_buf(pem, (int)MIN(size, G_MAXINT));
  X509 *certificate = bio != NULL ? PEM_read_bio_X509(bio, NULL, NULL, NULL) : NULL;
  gboolean found = certificate != NULL;

  X509_free(certificate);
  BIO_free(bio);
  return found;
}

static gboolean
check_authorities(const OrielBackendOpen *open, GError **error)
{
  g_autofree char *pem = NULL;
  g_autoptr(GError) local = NULL;
  gsize size = 0;

  if (open->ca_file != NULL && !g_file_get_contents(open->ca_file, &pem, &size, &local)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "the file of trusted authorities cannot be read: %s", local->message);
    return FALSE;
  }
  if ((pem != NULL && !holds_certificates(pem, size)) ||
      (open->ca_data != NULL && !holds_certificates(open->ca_data, strlen(open->ca_data)))) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "%s%s holds no certificate (PEM)",
                pem != NULL ? "the file of trusted authorities "
                            : "the text of trusted authorities",
                pem != NULL ? open->ca_file : "");
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_ciphers(const char *ciphers, GError **error)
{
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  gboolean known = context != NULL && SSL_CTX_set_cipher_list(context, ciphers) == 1;

  SSL_CTX_free(context);
  if (!known)
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "there is no cipher in '%s': name some as openssl-ciphers(1) does", ciphers);
  return known;
}

/* (transfer full) (nullable) the channels' names */
static GStrv
read_channels(const char *text, GError **error)
{
  static const char *const known[] = {"all",      "main",     "display", "inputs",
                                      "cursor",   "playback", "record",  "smartcard",
                                      "usbredir", "port",     "webdav",  NULL};
  g_auto(GStrv) names = g_strsplit(text, ",", -1);

  for (char **name = names; *name != NULL; name++) {
    g_strstrip(*name);
    if (!g_strv_contains(known, *name)) {
      g_autofree char *list = g_strjoinv(", ", (char **)known);
      g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                  "there is no channel '%s' to be secured; there are %s", *name, list);
      return NULL;
    }
  }
  return g_steal_pointer(&names);
}

gboolean
oriel_spice_trust_apply(SpiceSession *session, const OrielBackendOpen *open, GError **error)
{
  const OrielTarget *target = oriel_spice_sockets_get_target();
  g_autoptr(GByteArray) authorities = NULL;
  g_auto(GStrv) channels = NULL;

  if (!check_authorities(open, error) ||
      (open->tls_ciphers != NULL && !check_ciphers(open->tls_ciphers, error)))
    return FALSE;
  if (open->secure_channels != NULL) {
    channels = read_channels(open->secure_channels, error);
    if (channels == NULL)
      return FALSE;
    /* The library would leave these channels out, and show a guest that hears no key. */
    if (target == NULL || oriel_target_get_tls_port(target) == 0) {
      g_propagate_error(error, oriel_spice_errors_no_tls());
      return FALSE;
    }
  }
  if (open->ca_data != NULL) {
    authorities = g_byte_array_new();
    g_byte_array_append(authorities, (const guint8 *)open->ca_data, (guint)strlen(open->ca_data));
  }
  g_object_set(session, "ca-file", open->ca_file, "ca", authorities, "ciphers", open->tls_ciphers,
               "cert-subject", open->host_subject, "secure-channels", channels, NULL);
  return TRUE;
}

void
oriel_spice_trust_inherit(SpiceSession *session, SpiceSession *copy)
{
  g_auto(GStrv) channels = NULL;

  g_object_get(session, "secure-channels", &channels, NULL);
  g_object_set(copy, "secure-channels", channels, NULL);
}
