// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * gvnc 1.3.1 believes the authorities in /etc/pki/CA or ~/.pki/CA, else the system's, and has no
 * way to name others. It calls GnuTLS through the dynamic symbol table, where a program's own
 * definitions come first; so this program defines the two calls by which a set of authorities is
 * loaded, and uses the user's file when there is one. Checking stays with gvnc and GnuTLS.
 *
 * Two more of its calls would go wrong in here:
 * - getpwuid(), to find ~/.pki: in confinement it finds nobody, and gvnc then waits for ever for a
 *   credential that it has been given.
 * - gnutls_dh_params_generate2(), 8 to 28 ms of work for numbers that only a server uses.
 */
#include "oriel-vnc-trust.h"

#include "oriel.h"

#include <dlfcn.h>
#include <gnutls/gnutls.h>
#include <pwd.h>

static char *chosen; /* PEM of the user's authorities, NULL = gvnc's own search */
static gsize chosen_size;
static char *home;

/* To be called before confinement. */
void
oriel_vnc_trust_prepare(void)
{
  home = g_strdup(g_get_home_dir());
}

/* The directory of the user's certificates, which has to be readable. */
const char *
oriel_vnc_trust_get_user_dir(void)
{
  static char *dir;

  if (dir == NULL)
    dir = g_build_filename(g_get_home_dir(), ".pki", NULL);
  return dir;
}

/* Believes only the authorities in the PEM file @path and those of the text @pem; NULL, both =
 * those of the user and the system. */
gboolean
oriel_vnc_trust_use(const char *path, const char *pem, GError **error)
{
  g_autoptr(GError) local = NULL;
  g_autofree char *file = NULL;

  g_clear_pointer(&chosen, g_free);
  if (path == NULL && pem == NULL)
    return TRUE;
  if (path != NULL && !g_file_get_contents(path, &file, NULL, &local)) {
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID,
                "The file of trusted authorities cannot be read: %s", local->message);
    return FALSE;
  }
  chosen = g_strconcat(file != NULL ? file : "", "\n", pem, NULL);
  chosen_size = strlen(chosen);
  return TRUE;
}

static int
use_chosen(gnutls_certificate_credentials_t credentials)
{
  const gnutls_datum_t pem = {(unsigned char *)chosen, (unsigned int)chosen_size};
  int n = gnutls_certificate_set_x509_trust_mem(credentials, &pem, GNUTLS_X509_FMT_PEM);

  /* A file without a certificate must not mean that nothing has to be checked. */
  return n == 0 ? GNUTLS_E_NO_CERTIFICATE_FOUND : n;
}

int
gnutls_certificate_set_x509_trust_file(gnutls_certificate_credentials_t credentials,
                                       const char *file,
                                       gnutls_x509_crt_fmt_t type)
{
  int (*next)(gnutls_certificate_credentials_t, const char *, gnutls_x509_crt_fmt_t);

  if (chosen != NULL)
    return use_chosen(credentials);
  *(void **)&next = dlsym(RTLD_NEXT, "gnutls_certificate_set_x509_trust_file");
  return next(credentials, file, type);
}

int
gnutls_certificate_set_x509_system_trust(gnutls_certificate_credentials_t credentials)
{
  int (*next)(gnutls_certificate_credentials_t);

  if (chosen != NULL)
    return use_chosen(credentials);
  *(void **)&next = dlsym(RTLD_NEXT, "gnutls_certificate_set_x509_system_trust");
  return next(credentials);
}

int
gnutls_dh_params_generate2(gnutls_dh_params_t params, unsigned int bits)
{
  return 0;
}

/* Which were not generated. */
void
gnutls_certificate_set_dh_params(gnutls_certificate_credentials_t credentials,
                                 gnutls_dh_params_t params)
{
}

/* Only the home directory of the own user is ever asked for. */
struct passwd *
getpwuid(uid_t uid)
{
  static char empty[] = "";
  static struct passwd self;

  self = (struct passwd){.pw_name = empty,
                         .pw_passwd = empty,
                         .pw_gecos = empty,
                         .pw_shell = empty,
                         .pw_dir = home != NULL ? home : empty,
                         .pw_uid = uid};
  return &self;
}
