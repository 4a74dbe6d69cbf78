// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * spice-client-glib gives OpenSSL a function that judges certificates, by SSL_set_verify() through
 * the dynamic symbol table, where a program's own definitions come first. So this program hears of
 * its verdict, can tell the viewer of what was refused, and lets pass the one certificate that a
 * person has trusted: whoever shows it has to prove, by the handshake, to have its key.
 */
#include "oriel-spice-certificate.h"

#include <dlfcn.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <time.h>

/* One session a process. */
static struct {
  char *host;         /* (owned) */
  char *trusted;      /* (owned) (nullable) a digest */
  SSL_verify_cb next; /* the function of spice-client-glib, the same for all channels */
  X509 *refused;      /* (owned) (nullable) */
  guint flaws;        /* of that */
} shown;

void
oriel_spice_certificate_expect(const char *host, const char *trusted)
{
  shown.host = g_strdup(host);
  shown.trusted = g_strdup(trusted);
}

static gboolean
is_trusted(X509 *leaf)
{
  unsigned char *der = NULL;
  int size = leaf != NULL ? i2d_X509(leaf, &der) : -1;
  g_autofree char *digest = size > 0 ? oriel_certificate_digest(der, (gsize)size) : NULL;

  OPENSSL_free(der);
  return digest != NULL && g_strcmp0(digest, shown.trusted) == 0;
}

static gboolean
has_name(X509 *leaf)
{
  return g_hostname_is_ip_address(shown.host)
             ? X509_check_ip_asc(leaf, shown.host, 0) == 1
             : X509_check_host(leaf, shown.host, strlen(shown.host), 0, NULL) == 1;
}

/* What a person may overlook; 0 = there is something that is not to be forgiven. @code: what
 * OpenSSL found, X509_V_OK where the library alone was not content. */
static guint
find_flaws(X509 *leaf, int code)
{
  guint flaws = has_name(leaf) ? 0 : ORIEL_FLAW_OTHER_NAME;

  if (X509_cmp_current_time(X509_get0_notAfter(leaf)) < 0)
    flaws |= ORIEL_FLAW_EXPIRED;
  if (X509_cmp_current_time(X509_get0_notBefore(leaf)) > 0)
    flaws |= ORIEL_FLAW_NOT_YET;
  switch (code) {
  case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
  case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
  case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
  case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
  case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    return flaws | ORIEL_FLAW_UNKNOWN;
  case X509_V_OK:
  case X509_V_ERR_CERT_HAS_EXPIRED:
  case X509_V_ERR_CERT_NOT_YET_VALID:
    return flaws;
  default:
    return 0;
  }
}

static void
note(X509 *leaf, int code)
{
  guint flaws = leaf != NULL ? find_flaws(leaf, code) : 0;

  X509_free(g_steal_pointer(&shown.refused));
  shown.flaws = flaws;
  if (flaws != 0 && X509_up_ref(leaf) == 1)
    shown.refused = leaf;
}

/* Called for each certificate of the chain, from that of the authority to the server's. */
static int
judge(int preverified, X509_STORE_CTX *context)
{
  X509 *leaf = X509_STORE_CTX_get0_cert(context);
  int code = X509_STORE_CTX_get_error(context);
  int verdict;

  if (is_trusted(leaf)) {
    X509_STORE_CTX_set_error(context, X509_V_OK);
    return 1;
  }
  verdict = shown.next(preverified, context);
  if (verdict == 0)
    note(leaf, code);
  return verdict;
}

void
SSL_set_verify(SSL *ssl, int mode, SSL_verify_cb callback)
{
  void (*next)(SSL *, int, SSL_verify_cb);

  *(void **)&next = dlsym(RTLD_NEXT, "SSL_set_verify");
  shown.next = callback;
  next(ssl, mode, callback != NULL ? judge : NULL);
}

/* (transfer full) */
static char *
read_name(const X509_NAME *name)
{
  BIO *bio = BIO_new(BIO_s_mem());
  char *bytes = NULL;
  char *text = NULL;
  long size;

  if (bio == NULL)
    return g_strdup("");
  X509_NAME_print_ex(bio, name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  size = BIO_get_mem_data(bio, &bytes);
  text = g_strndup(bytes, size > 0 ? (gsize)size : 0);
  BIO_free(bio);
  return text;
}

static gint64
read_time(const ASN1_TIME *when)
{
  struct tm parts;

  return ASN1_TIME_to_tm(when, &parts) == 1 ? (gint64)timegm(&parts) : 0;
}

void
oriel_spice_certificate_report(OrielSpiceBackend *self)
{
  g_autofree char *subject = NULL, *issuer = NULL;
  unsigned char *der = NULL;
  OrielCertificate report;
  int size;

  if (shown.refused == NULL)
    return;
  size = i2d_X509(shown.refused, &der);
  if (size <= 0)
    return;
  subject = read_name(X509_get_subject_name(shown.refused));
  issuer = read_name(X509_get_issuer_name(shown.refused));
  report = (OrielCertificate){
      .der = der,
      .size = (gsize)size,
      .subject = subject,
      .issuer = issuer,
      .not_before = read_time(X509_get0_notBefore(shown.refused)),
      .not_after = read_time(X509_get0_notAfter(shown.refused)),
      .flaws = shown.flaws,
  };
  oriel_backend_untrusted(ORIEL_BACKEND(self), &report);
  OPENSSL_free(der);
}
