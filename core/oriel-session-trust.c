// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-session-trust.h"

#include "impl/oriel-certificate.h"
#include "oriel-known-certificates.h"
#include "oriel-session-private.h"
#include "oriel-session-properties.h"
#include "oriel-session-wire.h"
#include "oriel-trust-request-private.h"
#include "wire/oriel-wire.h"

/* Bytes of a certificate; the largest in use have some 20 KiB. */
#define MAX_CERTIFICATE (64 * 1024)

struct _OrielSessionTrust {
  char *place;                /* (owned) (nullable) of the server; NULL = nothing is believed */
  char *digest;               /* (owned) (nullable) of what was reported */
  char *reason;               /* (owned) why it is not believed */
  char *details;              /* (owned) what it says of itself */
  GError *refusal;            /* (owned) (nullable) what the session ends with unless it is */
  OrielTrustRequest *request; /* weak; waits for its answer */
};

OrielSessionTrust *
oriel_session_trust_new(void)
{
  return g_new0(OrielSessionTrust, 1);
}

static void
forget_report(OrielSessionTrust *self)
{
  g_clear_pointer(&self->digest, g_free);
  g_clear_pointer(&self->reason, g_free);
  g_clear_pointer(&self->details, g_free);
}

void
oriel_session_trust_free(OrielSessionTrust *self)
{
  forget_report(self);
  g_clear_error(&self->refusal);
  g_free(self->place);
  g_free(self);
}

void
oriel_session_withdraw_trust(OrielSession *self)
{
  if (self->trust->request != NULL)
    oriel_trust_request_withdraw(self->trust->request);
  g_clear_weak_pointer(&self->trust->request);
  g_clear_error(&self->trust->refusal);
}

/* HOST:PORT or the path of a unix socket, and how that was reached where it is somewhere else for
 * each host. (transfer full), NULL where nothing can be remembered */
static char *
make_place(OrielSession *self, OrielTarget *target, gboolean far)
{
  const char *host = target != NULL ? oriel_target_get_host(target) : NULL;
  const char *way = "", *uri = "";
  g_autoptr(GString) place = g_string_new(NULL);
  guint16 port;

  /* Whoever connects to us is another one each time. */
  if (target == NULL || (host == NULL && oriel_target_get_path(target) == NULL) ||
      oriel_target_is_listening(target))
    return NULL;
  if (far) {
    way = " by ";
    uri = oriel_host_get_uri(oriel_guest_get_host(self->guest));
  }
  port = oriel_target_get_tls_port(target) != 0 ? oriel_target_get_tls_port(target)
                                                : oriel_target_get_port(target);
  if (oriel_target_get_path(target) != NULL) {
    g_string_append(place, oriel_target_get_path(target));
  } else {
    g_autofree char *lower = g_ascii_strdown(host, -1);
    g_string_append_printf(place, strchr(lower, ':') != NULL ? "[%s]:%u" : "%s:%u", lower, port);
  }
  g_string_append_printf(place, "%s%s", way, uri);
  for (const char *byte = place->str; *byte != '\0'; byte++)
    if (g_ascii_iscntrl(*byte))
      return NULL;
  return g_strdup(place->str);
}

/* Whether it was said whom to believe. */
static gboolean
is_settled(OrielSession *self)
{
  return self->ca_file != NULL || self->ca_data != NULL || self->host_subject != NULL;
}

void
oriel_session_write_trust(OrielSession *self, gboolean far, GVariantDict *options)
{
  g_autofree char *digest = NULL;

  forget_report(self->trust);
  g_free(self->trust->place);
  self->trust->place = is_settled(self) ? NULL : make_place(self, self->target, far);
  if (self->trust->place != NULL)
    digest = oriel_known_certificates_lookup(self->trust->place);
  if (digest != NULL)
    g_variant_dict_insert(options, "trusted-certificate", "s", digest);
}

/* (transfer full) */
static char *
format_day(gint64 seconds)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(seconds);

  return time != NULL ? g_date_time_format(time, "%Y-%m-%d") : g_strdup("?");
}

/* (transfer full) */
static char *
describe_flaws(OrielSession *self, guint flaws, const char *from, const char *until)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
  const char *host = self->target != NULL ? oriel_target_get_host(self->target) : NULL;

  if (flaws & ORIEL_FLAW_UNKNOWN)
    g_ptr_array_add(words, g_strdup("no authority that is known here vouches for it"));
  if (flaws & ORIEL_FLAW_OTHER_NAME)
    g_ptr_array_add(words, g_strdup_printf("it is made for another name than '%s'",
                                           host != NULL ? host : "localhost"));
  if (flaws & ORIEL_FLAW_EXPIRED)
    g_ptr_array_add(words, g_strdup_printf("it has expired (%s)", until));
  if (flaws & ORIEL_FLAW_NOT_YET)
    g_ptr_array_add(words, g_strdup_printf("it is not valid before %s", from));
  g_ptr_array_add(words, NULL);
  return g_strjoinv("; ", (char **)words->pdata);
}

/* The fingerprint as other programs show it. (transfer full) */
static char *
format_digest(const char *digest)
{
  g_autoptr(GString) text = g_string_new("SHA256 ");

  for (gsize i = 0; digest[i] != '\0'; i++) {
    if (i > 0 && i % 2 == 0)
      g_string_append_c(text, ':');
    g_string_append_c(text, g_ascii_toupper(digest[i]));
  }
  return g_strdup(text->str);
}

void
oriel_session_untrusted(const Call *call)
{
  OrielSessionTrust *self = call->session->trust;
  g_autoptr(GVariant) der = NULL;
  const char *subject, *issuer;
  gint64 not_before, not_after;
  guint32 flaws;
  g_autofree char *whose = NULL, *whom = NULL, *from = NULL, *until = NULL;

  g_variant_get(call->parameters, "(@ay&s&sxxu)", &der, &subject, &issuer, &not_before, &not_after,
                &flaws);
  if (g_variant_get_size(der) == 0 || g_variant_get_size(der) > MAX_CERTIFICATE ||
      (flaws & ORIEL_FLAWS_ALL) == 0 || (flaws & ~(guint)ORIEL_FLAWS_ALL) != 0) {
    oriel_session_refuse(call, "a certificate without a flaw, or without end");
    return;
  }
  answer(call);
  /* What another server shows, that the guest has moved to, is not asked about. */
  if (self->place == NULL || call->session->n_moves > 0)
    return;
  forget_report(self);
  whose = oriel_text_sanitize(subject, -1, ORIEL_WIRE_MAX_TEXT);
  whom = oriel_text_sanitize(issuer, -1, ORIEL_WIRE_MAX_TEXT);
  from = format_day(not_before);
  until = format_day(not_after);
  self->digest = oriel_certificate_digest(g_variant_get_data(der), g_variant_get_size(der));
  self->reason = describe_flaws(call->session, flaws, from, until);
  self->details =
      g_strdup_printf("Subject: %s\nIssuer: %s\nValid: %s to %s", whose, whom, from, until);
}

/* (transfer full) what forgets a certificate, in a shell's words */
static char *
describe_forgetting(OrielSession *self)
{
  g_autofree char *uri = NULL, *name = NULL, *quoted = NULL;

  if (self->guest == NULL) {
    uri = oriel_target_to_uri(self->target);
    quoted = g_shell_quote(uri);
    return g_strdup_printf("oriel forget %s", quoted);
  }
  uri = g_shell_quote(oriel_host_get_uri(oriel_guest_get_host(self->guest)));
  name = g_shell_quote(oriel_guest_get_name(self->guest));
  return g_strdup_printf("oriel forget -c %s %s", uri, name);
}

static GError *
new_changed(OrielSession *self, const char *known)
{
  g_autofree char *before = format_digest(known);
  g_autofree char *now = format_digest(self->trust->digest);
  g_autofree char *command = describe_forgetting(self);

  return g_error_new(ORIEL_ERROR, ORIEL_ERROR_INSECURE,
                     "the certificate of %s HAS CHANGED. Somebody may be in between, or the server "
                     "has a new one. Trusted is %s, shown was %s. If you know that the new one is "
                     "right, forget the old one: %s",
                     self->trust->place, before, now, command);
}

static void
end_refused(OrielSession *self)
{
  g_autoptr(GError) refusal = g_steal_pointer(&self->trust->refusal);

  oriel_session_end(self, refusal);
}

static void
on_answer(gpointer owner, OrielTrust trust)
{
  OrielSession *self = owner;
  g_autofree char *digest = g_steal_pointer(&self->trust->digest);
  g_autoptr(GError) error = NULL;

  g_clear_weak_pointer(&self->trust->request);
  if (trust == ORIEL_TRUST_NEVER) {
    end_refused(self);
    return;
  }
  if (trust == ORIEL_TRUST_ONCE) {
    oriel_known_certificates_add_once(self->trust->place, digest);
  } else if (!oriel_known_certificates_add(self->trust->place, digest, &error)) {
    g_clear_error(&self->trust->refusal);
    self->trust->refusal = g_error_new(ORIEL_ERROR, ORIEL_ERROR_FAILED,
                                       "the certificate cannot be remembered: %s", error->message);
    end_refused(self);
    return;
  }
  g_clear_error(&self->trust->refusal);
  oriel_session_begin(self);
}

static void
ask(OrielSession *self, const char *fingerprint)
{
  g_autoptr(OrielTrustRequest) request =
      oriel_trust_request_new(self->trust->place, self->trust->reason, fingerprint,
                              self->trust->details, TRUE, on_answer, self);

  g_set_weak_pointer(&self->trust->request, request);
  oriel_session_set_state(self, ORIEL_SESSION_AUTHENTICATING);
  if (self->trust->request == request) /* not withdrawn by whoever heard of the state */
    oriel_session_emit_trust_requested(self, request);
}

gboolean
oriel_session_ask_trust(OrielSession *self, GError **error)
{
  OrielSessionTrust *trust = self->trust;
  g_autofree char *known = NULL, *fingerprint = NULL;

  if (self->connect_task == NULL || trust->digest == NULL ||
      !g_error_matches(*error, ORIEL_ERROR, ORIEL_ERROR_INSECURE))
    return FALSE;
  known = oriel_known_certificates_lookup(trust->place);
  fingerprint = format_digest(trust->digest);
  if (known != NULL && !g_str_equal(known, trust->digest)) {
    g_clear_error(error);
    *error = new_changed(self, known);
    return FALSE;
  }
  if (known != NULL) /* and yet the process does not take it */
    return FALSE;
  trust->refusal = g_error_new(ORIEL_ERROR, ORIEL_ERROR_INSECURE, "%s. Its fingerprint is %s",
                               (*error)->message, fingerprint);
  ask(self, fingerprint);
  return TRUE;
}

/* Adds to *@found. */
static gboolean
forget_target(OrielSession *self, OrielTarget *target, gboolean *found, GError **error)
{
  for (int far = 0; far <= (self->guest != NULL); far++) {
    g_autofree char *place = make_place(self, target, far);
    gboolean had = FALSE;

    if (place != NULL && !oriel_known_certificates_forget(place, &had, error))
      return FALSE;
    *found |= had;
  }
  return TRUE;
}

/**
 * oriel_session_forget_certificate:
 * @self: a session
 * @error: return location for an error
 *
 * Forgets what was answered to #OrielSession::trust-requested for the server of @self, or for every
 * display of its guest. Fails with %ORIEL_ERROR_NOT_FOUND where there is nothing to forget.
 *
 * Returns: whether a certificate was forgotten
 */
gboolean
oriel_session_forget_certificate(OrielSession *self, GError **error)
{
  GListModel *list;
  gboolean found = FALSE;

  g_return_val_if_fail(ORIEL_IS_SESSION(self), FALSE);
  if (self->guest == NULL) {
    if (!forget_target(self, self->target, &found, error))
      return FALSE;
  } else {
    list = oriel_guest_get_graphics(self->guest);
    for (guint i = 0; i < g_list_model_get_n_items(list); i++) {
      g_autoptr(OrielGraphics) graphics = g_list_model_get_item(list, i);
      if (!forget_target(self, oriel_graphics_get_target(graphics), &found, error))
        return FALSE;
    }
  }
  if (!found)
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_FOUND,
                        "no certificate of this server is remembered");
  return found;
}
