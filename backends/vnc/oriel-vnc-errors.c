// SPDX-License-Identifier: LGPL-2.1-or-later
/*
 * gvnc reports by sentences, in English whatever the locale, and has no codes. The ones that mean
 * something to a program are told apart here by their beginnings; they are those of gvnc 1.3.1.
 */
#include "oriel-vnc-errors.h"

#include "oriel-vnc-auth.h"

#include "oriel.h"

/* The most of a server's words that a message repeats, in bytes. */
#define MAX_WORDS 300

static const struct {
  const char *prefix;
  OrielError code;
} known[] = {
    {"The certificate", ORIEL_ERROR_INSECURE},
    {"Failed to verify peer", ORIEL_ERROR_INSECURE},
    {"Only x509", ORIEL_ERROR_INSECURE},
    {"Unable to query certificate", ORIEL_ERROR_INSECURE},
    {"Server closed the connection", ORIEL_ERROR_UNREACHABLE},
    {"Unable to read from server", ORIEL_ERROR_UNREACHABLE},
    {"Failed to flush data", ORIEL_ERROR_UNREACHABLE},
};

static OrielError
classify(const char *message)
{
  for (gsize i = 0; i < G_N_ELEMENTS(known); i++)
    if (g_str_has_prefix(message, known[i].prefix))
      return known[i].code;
  return ORIEL_ERROR_PROTOCOL;
}

static GError *
new_lost(const char *step)
{
  if (step == NULL)
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                               "The server has closed the connection");
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                     "The server closed the connection when it was to %s. "
                     "Is it a VNC server, and does it accept this viewer?",
                     step);
}

/* The server's part of the key for an ARD login is zero. */
GError *
oriel_vnc_errors_keyless(void)
{
  return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
                             "The server wants to encrypt the password with a key of nothing");
}

/*
 * The connection has ended by itself. @message: (nullable): gvnc's last error; @step: (nullable):
 * what the server owed, during the handshake.
 */
GError *
oriel_vnc_errors_lost(const OrielVncGreeting *greeting, const char *message, const char *step)
{
  g_autofree char *words = NULL;

  if (greeting->step == ORIEL_VNC_GREETING_TOO_MANY_TYPES)
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_PROTOCOL,
                       "The server offers %u ways to log in, which no VNC server has",
                       greeting->n_types);
  if (oriel_vnc_greeting_is_keyless(greeting))
    return oriel_vnc_errors_keyless();
  if (greeting->refused)
    return oriel_vnc_errors_refused(greeting);
  if (message == NULL)
    return new_lost(step);
  words = oriel_text_sanitize(message, -1, MAX_WORDS);
  switch (classify(message)) {
  case ORIEL_ERROR_UNREACHABLE:
    return new_lost(step);
  case ORIEL_ERROR_INSECURE:
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_INSECURE,
                       "The server cannot be trusted: %s. Give the file of the authority that "
                       "signed its certificate, and the host name the certificate is made for",
                       words);
  default:
    return g_error_new(ORIEL_ERROR, ORIEL_ERROR_PROTOCOL, "The server broke the protocol: %s",
                       words);
  }
}

/* The server has not done @step in time. */
GError *
oriel_vnc_errors_silent(const char *step, guint seconds)
{
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_TIMED_OUT,
                     "The server did not answer within %u seconds: it was to %s. "
                     "Is it a VNC server, and is it well?",
                     seconds, step);
}

/* The server let nobody in, before or at the login, and gvnc has not noticed. */
GError *
oriel_vnc_errors_refused(const OrielVncGreeting *greeting)
{
  g_autofree char *words = NULL;

  if (!greeting->refused)
    return oriel_vnc_errors_auth(NULL);
  words = oriel_text_sanitize(greeting->reason, (gssize)greeting->reason_size, MAX_WORDS);
  if (*words == '\0')
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE,
                               "The server refused the connection");
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_UNREACHABLE, "The server refused the connection: %s",
                     words);
}

/* The login failed. @reason: (nullable): the server's words, any bytes */
GError *
oriel_vnc_errors_auth(const char *reason)
{
  g_autofree char *words = oriel_text_sanitize(reason != NULL ? reason : "", -1, MAX_WORDS);

  if (*words == '\0')
    return g_error_new_literal(ORIEL_ERROR, ORIEL_ERROR_AUTH, "The server refused the login");
  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_AUTH, "The server refused the login: %s", words);
}

/* Nothing of what the server offers is acceptable on this link. */
GError *
oriel_vnc_errors_insecure(const guint *offered, guint n_offered)
{
  g_autofree char *names = oriel_vnc_auth_describe(offered, n_offered);

  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_INSECURE,
                     "The server offers only ways to log in that are not safe on this link: %s. "
                     "Connect through ssh, or allow weak authentication",
                     names);
}

/* Nothing of what the server offers is encrypted, as the user wants it. */
GError *
oriel_vnc_errors_unencrypted(const guint *offered, guint n_offered)
{
  g_autofree char *names = oriel_vnc_auth_describe(offered, n_offered);

  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_INSECURE,
                     "The server offers no way to log in that is encrypted: %s", names);
}
