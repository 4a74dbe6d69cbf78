// SPDX-License-Identifier: LGPL-2.1-or-later
/* The keys under which clients send their passwords. libspice-server makes one for each channel of
 * each client, which is most of what a short session costs; for tests one is good enough. */
#include <dlfcn.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <glib.h>

#define BITS 1024 /* of the protocol */

/* In place of OpenSSL's, which the server finds here, as it calls it: for RSA of that size. */
EVP_PKEY *
EVP_PKEY_Q_keygen(OSSL_LIB_CTX *context, const char *query, const char *type, ...)
{
  static EVP_PKEY *key;

  g_assert(g_str_equal(type, "RSA"));
  if (key == NULL) {
    EVP_PKEY *(*generate)(OSSL_LIB_CTX *, const char *, const char *, ...) = NULL;
    *(void **)&generate = dlsym(RTLD_NEXT, "EVP_PKEY_Q_keygen");
    key = generate(context, query, type, (gsize)BITS);
  }
  EVP_PKEY_up_ref(key);
  return key;
}
