// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-trust-request-private.h"

struct _OrielTrustRequest {
  GObject parent_instance;

  char *peer;        /* (owned) */
  char *reason;      /* (owned) */
  char *fingerprint; /* (owned) */
  char *details;     /* (owned) (nullable) */
  gboolean offers_once;
  OrielTrustAnswer answered; /* NULL once answered or withdrawn */
  gpointer owner;
};

// clang-format off
G_DEFINE_ENUM_TYPE(OrielTrust, oriel_trust,
  G_DEFINE_ENUM_VALUE(ORIEL_TRUST_NEVER, "never"),
  G_DEFINE_ENUM_VALUE(ORIEL_TRUST_ONCE, "once"),
  G_DEFINE_ENUM_VALUE(ORIEL_TRUST_ALWAYS, "always"))
// clang-format on

/**
 * OrielTrustRequest:
 *
 * A server shows a key that nothing vouches for and that was not seen before. The library asks, the
 * program answers: at once, or later from a dialog, with oriel_trust_request_answer(). A request
 * that is dropped without an answer counts as %ORIEL_TRUST_NEVER. A key that is another than the
 * one that was trusted before is never asked about: connecting fails with %ORIEL_ERROR_INSECURE.
 */
G_DEFINE_FINAL_TYPE(OrielTrustRequest, oriel_trust_request, G_TYPE_OBJECT)

static void
oriel_trust_request_dispose(GObject *object)
{
  oriel_trust_request_answer(ORIEL_TRUST_REQUEST(object), ORIEL_TRUST_NEVER);
  G_OBJECT_CLASS(oriel_trust_request_parent_class)->dispose(object);
}

static void
oriel_trust_request_finalize(GObject *object)
{
  OrielTrustRequest *self = ORIEL_TRUST_REQUEST(object);

  g_free(self->peer);
  g_free(self->reason);
  g_free(self->fingerprint);
  g_free(self->details);
  G_OBJECT_CLASS(oriel_trust_request_parent_class)->finalize(object);
}

static void
oriel_trust_request_class_init(OrielTrustRequestClass *klass)
{
  G_OBJECT_CLASS(klass)->dispose = oriel_trust_request_dispose;
  G_OBJECT_CLASS(klass)->finalize = oriel_trust_request_finalize;
}

static void
oriel_trust_request_init(OrielTrustRequest *self)
{
}

OrielTrustRequest *
oriel_trust_request_new(const char *peer,
                        const char *reason,
                        const char *fingerprint,
                        const char *details,
                        gboolean offers_once,
                        OrielTrustAnswer answered,
                        gpointer owner)
{
  OrielTrustRequest *self = g_object_new(ORIEL_TYPE_TRUST_REQUEST, NULL);

  self->peer = g_strdup(peer);
  self->reason = g_strdup(reason);
  self->fingerprint = g_strdup(fingerprint);
  self->details = g_strdup(details);
  self->offers_once = offers_once;
  self->answered = answered;
  self->owner = owner;
  return self;
}

void
oriel_trust_request_withdraw(OrielTrustRequest *self)
{
  self->answered = NULL;
}

/**
 * oriel_trust_request_get_peer:
 * @self: a request
 *
 * Whose key it is.
 *
 * Returns: the machine, and where it matters the port
 */
const char *
oriel_trust_request_get_peer(OrielTrustRequest *self)
{
  g_return_val_if_fail(ORIEL_IS_TRUST_REQUEST(self), NULL);
  return self->peer;
}

/**
 * oriel_trust_request_get_reason:
 * @self: a request
 *
 * Why a person has to decide.
 *
 * Returns: what speaks against the key, in words fit for a dialog
 */
const char *
oriel_trust_request_get_reason(OrielTrustRequest *self)
{
  g_return_val_if_fail(ORIEL_IS_TRUST_REQUEST(self), NULL);
  return self->reason;
}

/**
 * oriel_trust_request_get_fingerprint:
 * @self: a request
 *
 * What tells the key from others, to be compared with what the machine's owner says.
 *
 * Returns: the SHA-256 of the key, as text
 */
const char *
oriel_trust_request_get_fingerprint(OrielTrustRequest *self)
{
  g_return_val_if_fail(ORIEL_IS_TRUST_REQUEST(self), NULL);
  return self->fingerprint;
}

/**
 * oriel_trust_request_get_details:
 * @self: a request
 *
 * What the key says of itself: of a certificate its subject, its issuer and the days between which
 * it is valid. Anybody can write that into a certificate; the fingerprint alone proves something.
 *
 * Returns: (nullable): lines fit for a dialog; %NULL for a key that says nothing
 */
const char *
oriel_trust_request_get_details(OrielTrustRequest *self)
{
  g_return_val_if_fail(ORIEL_IS_TRUST_REQUEST(self), NULL);
  return self->details;
}

/**
 * oriel_trust_request_get_offers_once:
 * @self: a request
 *
 * Whether %ORIEL_TRUST_ONCE can be answered. Programs that remember every key they believe, as ssh
 * does, do not offer it.
 *
 * Returns: whether it can; else it counts as %ORIEL_TRUST_NEVER
 */
gboolean
oriel_trust_request_get_offers_once(OrielTrustRequest *self)
{
  g_return_val_if_fail(ORIEL_IS_TRUST_REQUEST(self), FALSE);
  return self->offers_once;
}

/**
 * oriel_trust_request_answer:
 * @self: a request
 * @trust: how far the key is believed
 *
 * Goes on connecting, or ends it with %ORIEL_ERROR_INSECURE. A second answer is ignored.
 */
void
oriel_trust_request_answer(OrielTrustRequest *self, OrielTrust trust)
{
  OrielTrustAnswer answered;

  g_return_if_fail(ORIEL_IS_TRUST_REQUEST(self));
  answered = g_steal_pointer(&self->answered);
  if (answered != NULL)
    answered(self->owner,
             trust == ORIEL_TRUST_ONCE && !self->offers_once ? ORIEL_TRUST_NEVER : trust);
}
