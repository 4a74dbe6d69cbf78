// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * Security types (RFC 6143 section 7.2; the registry of the rfbproto project for the rest), best
 * first. VeNCrypt's own types have numbers from 256 on, so one table holds both.
 *
 * Strong enough for any link are those that show a certificate, and the two that every server has:
 * the VNC password, and none. A person knows what to think of those two; the others look like
 * protection and are not: anonymous TLS shows no certificate, Plain and ARD give the account's
 * password to whoever sits in between, MSLogon's numbers are too small. They are taken on a link
 * that is private already, or when the user says so.
 *
 * VeNCrypt is preferred to a bare VNC password even if it may turn out to offer nothing
 * acceptable: to take the weaker one would let anybody on the way choose for us.
 *
 * Only types that gvnc has are listed: it aborts when it is told to use another.
 */
#include "oriel-vnc-auth.h"

#include <gvnc.h>

typedef struct {
  guint type;
  gboolean weak;
  gboolean hides_wire; /* what follows is encrypted */
  const char *name;
} AuthType;

static const AuthType types[] = {
    {VNC_CONNECTION_AUTH_VENCRYPT, FALSE, FALSE, "VeNCrypt"},
    {VNC_CONNECTION_AUTH_SASL, TRUE, TRUE, "SASL"},
    {VNC_CONNECTION_AUTH_TLS, TRUE, TRUE, "anonymous TLS"},
    {VNC_CONNECTION_AUTH_VNC, FALSE, FALSE, "VNC password"},
    {VNC_CONNECTION_AUTH_NONE, FALSE, FALSE, "none"},
    {VNC_CONNECTION_AUTH_ARD, TRUE, FALSE, "Apple Remote Desktop"},
    {VNC_CONNECTION_AUTH_MSLOGONII, TRUE, FALSE, "MSLogon II"},
    {VNC_CONNECTION_AUTH_MSLOGON, TRUE, FALSE, "MSLogon"},
};

static const AuthType vencrypt_types[] = {
    {VNC_CONNECTION_AUTH_VENCRYPT_X509SASL, FALSE, TRUE, "X509SASL"},
    {VNC_CONNECTION_AUTH_VENCRYPT_X509PLAIN, FALSE, TRUE, "X509Plain"},
    {VNC_CONNECTION_AUTH_VENCRYPT_X509VNC, FALSE, TRUE, "X509Vnc"},
    {VNC_CONNECTION_AUTH_VENCRYPT_X509NONE, FALSE, TRUE, "X509None"},
    {VNC_CONNECTION_AUTH_VENCRYPT_TLSSASL, TRUE, TRUE, "TLSSASL (anonymous)"},
    {VNC_CONNECTION_AUTH_VENCRYPT_TLSPLAIN, TRUE, TRUE, "TLSPlain (anonymous)"},
    {VNC_CONNECTION_AUTH_VENCRYPT_TLSVNC, TRUE, TRUE, "TLSVnc (anonymous)"},
    {VNC_CONNECTION_AUTH_VENCRYPT_TLSNONE, TRUE, TRUE, "TLSNone (anonymous)"},
    {VNC_CONNECTION_AUTH_VENCRYPT_PLAIN, TRUE, FALSE, "Plain (in clear)"},
};

/* What may follow inside of anonymous TLS (18), as gvnc has it. */
static const AuthType tls_types[] = {
    {VNC_CONNECTION_AUTH_SASL, TRUE, TRUE, "SASL"},
    {VNC_CONNECTION_AUTH_VNC, TRUE, TRUE, "VNC password"},
    {VNC_CONNECTION_AUTH_NONE, TRUE, TRUE, "none"},
};

static const AuthType *
find(const AuthType *table, guint n_table, guint type)
{
  for (guint i = 0; i < n_table; i++)
    if (table[i].type == type)
      return &table[i];
  return NULL;
}

static const AuthType *
find_any(guint type)
{
  const AuthType *found = find(types, G_N_ELEMENTS(types), type);

  return found != NULL ? found : find(vencrypt_types, G_N_ELEMENTS(vencrypt_types), type);
}

static guint
choose(const AuthType *table, guint n_table, const guint *offered, guint n_offered, gboolean weak)
{
  for (guint i = 0; i < n_table; i++) {
    if (table[i].weak && !weak)
      continue;
    for (guint j = 0; j < n_offered; j++)
      if (offered[j] == table[i].type)
        return table[i].type;
  }
  return VNC_CONNECTION_AUTH_INVALID;
}

/* gvnc reads security types as bytes, so MSLogon arrives as 250; its own constant has the sign
 * extended. Returns the offered type to use, or 0. */
guint
oriel_vnc_auth_choose_type(const guint *offered, guint n_offered, gboolean weak)
{
  return choose(types, G_N_ELEMENTS(types), offered, n_offered, weak);
}

/* The same for what VeNCrypt offers inside. */
guint
oriel_vnc_auth_choose_vencrypt(const guint *offered, guint n_offered, gboolean weak)
{
  return choose(vencrypt_types, G_N_ELEMENTS(vencrypt_types), offered, n_offered, weak);
}

/* The same inside of anonymous TLS, which was chosen because weak is acceptable. */
guint
oriel_vnc_auth_choose_tls(const guint *offered, guint n_offered)
{
  return choose(tls_types, G_N_ELEMENTS(tls_types), offered, n_offered, TRUE);
}

/* The name of a type, NULL for one that gvnc has not. */
const char *
oriel_vnc_auth_get_name(guint type)
{
  const AuthType *found = find_any(type);

  return found != NULL ? found->name : NULL;
}

/* Whether everything after the login with @type is encrypted. VeNCrypt itself decides nothing. */
gboolean
oriel_vnc_auth_hides_wire(guint type)
{
  const AuthType *found = find_any(type);

  return found == NULL || found->hides_wire;
}

/* Leaves only types that encrypt, or may turn out to, at the beginning of @offered. Returns how
 * many there are. */
guint
oriel_vnc_auth_keep_hidden(guint *offered, guint n_offered)
{
  guint n = 0;

  for (guint i = 0; i < n_offered; i++)
    if (offered[i] == VNC_CONNECTION_AUTH_VENCRYPT || oriel_vnc_auth_hides_wire(offered[i]))
      offered[n++] = offered[i];
  return n;
}

/* Returns: (transfer full): the offered types as words for a person */
char *
oriel_vnc_auth_describe(const guint *offered, guint n_offered)
{
  GString *text = g_string_new(NULL);

  for (guint i = 0; i < n_offered; i++) {
    const char *name = oriel_vnc_auth_get_name(offered[i]);
    if (i > 0)
      g_string_append(text, ", ");
    if (name != NULL)
      g_string_append(text, name);
    else
      g_string_append_printf(text, "type %u", offered[i]);
  }
  return g_string_free(text, FALSE);
}
