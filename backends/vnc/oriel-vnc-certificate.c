// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * gvnc 1.3.1 asks GnuTLS what it thinks of the server's certificate, by four calls through the
 * dynamic symbol table, where a program's own definitions come first. So this program hears of the
 * verdict, can tell the viewer of what was refused, and lets pass the one certificate that a person
 * has trusted: whoever shows it has proved, by the handshake, to have its key.
 */
#include "oriel-vnc-certificate.h"

#include "oriel-vnc-private.h"

#include <dlfcn.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

/* What GnuTLS finds that a person may overlook; anything else is not to be forgiven. */
#define FORGIVABLE                                                                                 \
  (GNUTLS_CERT_INVALID | GNUTLS_CERT_SIGNER_NOT_FOUND | GNUTLS_CERT_SIGNER_NOT_CA |                \
   GNUTLS_CERT_EXPIRED | GNUTLS_CERT_NOT_ACTIVATED)

/* One session a process. */
static struct {
  char *host;    /* (owned) */
  char *trusted; /* (owned) (nullable) a digest */
  gboolean believed;
  gnutls_x509_crt_t refused; /* (owned) (nullable) */
  guint flaws;               /* of that */
} shown;

void
oriel_vnc_certificate_expect(const char *host, const char *trusted)
{
  shown.host = g_strdup(host);
  shown.trusted = g_strdup(trusted);
}

/* The server's own certificate. (transfer full) (nullable) */
static gnutls_x509_crt_t
read_leaf(gnutls_session_t session)
{
  unsigned int n = 0;
  const gnutls_datum_t *chain = gnutls_certificate_type_get(session) == GNUTLS_CRT_X509
                                    ? gnutls_certificate_get_peers(session, &n)
                                    : NULL;
  gnutls_x509_crt_t leaf = NULL;

  if (chain == NULL || n == 0 || gnutls_x509_crt_init(&leaf) != 0)
    return NULL;
  if (gnutls_x509_crt_import(leaf, &chain[0], GNUTLS_X509_FMT_DER) == 0)
    return leaf;
  gnutls_x509_crt_deinit(leaf);
  return NULL;
}

static gboolean
is_trusted(gnutls_session_t session)
{
  unsigned int n = 0;
  const gnutls_datum_t *chain = gnutls_certificate_get_peers(session, &n);
  g_autofree char *digest = NULL;

  if (shown.trusted == NULL || chain == NULL || n == 0)
    return FALSE;
  digest = oriel_certificate_digest(chain[0].data, chain[0].size);
  return g_str_equal(digest, shown.trusted);
}

/* By the calls of GnuTLS itself, not those below. */
static gboolean
has_name(gnutls_x509_crt_t leaf)
{
  unsigned (*check)(gnutls_x509_crt_t, const char *);

  *(void **)&check = dlsym(RTLD_NEXT, "gnutls_x509_crt_check_hostname");
  return check(leaf, shown.host) != 0;
}

static guint
find_flaws(gnutls_x509_crt_t leaf, unsigned int status)
{
  static const struct {
    unsigned int status;
    OrielFlaws flaw;
  } meanings[] = {
      {GNUTLS_CERT_SIGNER_NOT_FOUND | GNUTLS_CERT_SIGNER_NOT_CA, ORIEL_FLAW_UNKNOWN},
      {GNUTLS_CERT_EXPIRED, ORIEL_FLAW_EXPIRED},
      {GNUTLS_CERT_NOT_ACTIVATED, ORIEL_FLAW_NOT_YET},
  };
  guint flaws = has_name(leaf) ? 0 : ORIEL_FLAW_OTHER_NAME;

  for (gsize i = 0; i < G_N_ELEMENTS(meanings); i++)
    if (status & meanings[i].status)
      flaws |= meanings[i].flaw;
  return flaws;
}

int
gnutls_certificate_verify_peers2(gnutls_session_t session, unsigned int *status)
{
  int (*next)(gnutls_session_t, unsigned int *);
  gnutls_x509_crt_t leaf = NULL;
  int result;

  shown.believed = is_trusted(session);
  if (shown.believed) {
    *status = 0;
    return 0;
  }
  *(void **)&next = dlsym(RTLD_NEXT, "gnutls_certificate_verify_peers2");
  result = next(session, status);
  if (result == 0 && (*status & ~(unsigned int)FORGIVABLE) == 0)
    leaf = read_leaf(session);
  shown.flaws = leaf != NULL ? find_flaws(leaf, *status) : 0;
  if (shown.flaws != 0)
    shown.refused = leaf;
  else if (leaf != NULL)
    gnutls_x509_crt_deinit(leaf);
  return result;
}

unsigned
gnutls_x509_crt_check_hostname(gnutls_x509_crt_t certificate, const char *host)
{
  return shown.believed || has_name(certificate);
}

time_t
gnutls_x509_crt_get_expiration_time(gnutls_x509_crt_t certificate)
{
  time_t (*next)(gnutls_x509_crt_t);

  *(void **)&next = dlsym(RTLD_NEXT, "gnutls_x509_crt_get_expiration_time");
  return shown.believed ? time(NULL) + 1 : next(certificate);
}

time_t
gnutls_x509_crt_get_activation_time(gnutls_x509_crt_t certificate)
{
  time_t (*next)(gnutls_x509_crt_t);

  *(void **)&next = dlsym(RTLD_NEXT, "gnutls_x509_crt_get_activation_time");
  return shown.believed ? 0 : next(certificate);
}

/* A name of a certificate. (transfer full) */
static char *
read_name(gnutls_x509_crt_t certificate,
          int (*get)(gnutls_x509_crt_t, gnutls_datum_t *, unsigned int))
{
  gnutls_datum_t text = {NULL, 0};
  char *name = get(certificate, &text, 0) == 0 ? g_strndup((char *)text.data, text.size) : NULL;

  gnutls_free(text.data);
  return name != NULL ? name : g_strdup("");
}

void
oriel_vnc_certificate_report(OrielVncBackend *self)
{
  g_autofree char *subject = NULL, *issuer = NULL;
  gnutls_datum_t der = {NULL, 0};
  OrielCertificate report;

  if (shown.refused == NULL ||
      gnutls_x509_crt_export2(shown.refused, GNUTLS_X509_FMT_DER, &der) != 0)
    return;
  subject = read_name(shown.refused, gnutls_x509_crt_get_dn3);
  issuer = read_name(shown.refused, gnutls_x509_crt_get_issuer_dn3);
  report = (OrielCertificate){
      .der = der.data,
      .size = der.size,
      .subject = subject,
      .issuer = issuer,
      .not_before = gnutls_x509_crt_get_activation_time(shown.refused),
      .not_after = gnutls_x509_crt_get_expiration_time(shown.refused),
      .flaws = shown.flaws,
  };
  oriel_backend_untrusted(ORIEL_BACKEND(self), &report);
  gnutls_free(der.data);
}
