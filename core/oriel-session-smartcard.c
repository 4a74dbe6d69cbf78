// SPDX-License-Identifier: LGPL-2.1-or-later
/* A smartcard that the guest finds in a reader, made up of certificates of the user's. */
#include "oriel-session-properties.h"
#include "oriel-session-wire.h"

// clang-format off
G_DEFINE_ENUM_TYPE(OrielSmartcard, oriel_smartcard,
  G_DEFINE_ENUM_VALUE(ORIEL_SMARTCARD_NONE, "none"),
  G_DEFINE_ENUM_VALUE(ORIEL_SMARTCARD_REMOVED, "removed"),
  G_DEFINE_ENUM_VALUE(ORIEL_SMARTCARD_INSERTED, "inserted"))
// clang-format on

void
oriel_session_install_smartcard(GParamSpec **properties)
{
  const GParamFlags option = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * OrielSession:smartcard-certificates:
   *
   * Names of three certificates, separated by commas, that a smartcard is made up of; the guest
   * finds it in a reader of its own. They have keys of their own, and are in
   * #OrielSession:smartcard-database. %NULL = there is no smartcard, and none while
   * #OrielSession:view-only is set. Takes effect when connecting; a session that finds them not
   * fails with %ORIEL_ERROR_INVALID.
   */
  properties[ORIEL_SESSION_PROP_SMARTCARD_CERTIFICATES] =
      g_param_spec_string("smartcard-certificates", NULL, NULL, NULL, option);
  /**
   * OrielSession:smartcard-database:
   *
   * The absolute path of a folder with a database of NSS, which holds the certificates and keys;
   * %NULL = the system's. The session process can read this folder. Takes effect when connecting.
   */
  properties[ORIEL_SESSION_PROP_SMARTCARD_DATABASE] =
      g_param_spec_string("smartcard-database", NULL, NULL, NULL, option);
  /**
   * OrielSession:smartcard:
   *
   * Whether the guest has a reader, and the smartcard is in it.
   */
  properties[ORIEL_SESSION_PROP_SMARTCARD] =
      g_param_spec_enum("smartcard", NULL, NULL, ORIEL_TYPE_SMARTCARD, ORIEL_SMARTCARD_NONE,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

void
oriel_session_set_smartcard(OrielSession *self, OrielSmartcard smartcard)
{
  if (self->smartcard == smartcard)
    return;
  self->smartcard = smartcard;
  oriel_session_notify(self, ORIEL_SESSION_PROP_SMARTCARD);
}

static gboolean
has_smartcard(OrielSession *self)
{
  return self->smartcard_certificates != NULL && !self->view_only;
}

void
oriel_session_smartcard(const Call *call)
{
  guint32 smartcard;

  g_variant_get(call->parameters, "(u)", &smartcard);
  if (smartcard > ORIEL_SMARTCARD_INSERTED) {
    refuse(call, "a smartcard that is neither in the reader nor out of it");
    return;
  }
  answer(call);
  if (has_smartcard(call->session)) /* else there is none that could be anywhere */
    oriel_session_set_smartcard(call->session, smartcard);
}

/**
 * oriel_session_get_smartcard_certificates:
 * @self: a session
 *
 * Reads #OrielSession:smartcard-certificates.
 *
 * Returns: (nullable): what the smartcard is made up of; %NULL = there is none
 */
const char *
oriel_session_get_smartcard_certificates(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->smartcard_certificates;
}

/**
 * oriel_session_set_smartcard_certificates:
 * @self: a session
 * @names: (nullable): of three certificates, separated by commas; %NULL = no smartcard
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_smartcard_certificates(OrielSession *self, const char *names)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  oriel_session_set_text(self, ORIEL_SESSION_PROP_SMARTCARD_CERTIFICATES, names);
}

/**
 * oriel_session_get_smartcard_database:
 * @self: a session
 *
 * Reads #OrielSession:smartcard-database.
 *
 * Returns: (nullable): where the certificates are; %NULL = in the system's database
 */
const char *
oriel_session_get_smartcard_database(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->smartcard_database;
}

/**
 * oriel_session_set_smartcard_database:
 * @self: a session
 * @path: (nullable): the absolute path of a folder, in UTF-8; %NULL = the system's database
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_smartcard_database(OrielSession *self, const char *path)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  oriel_session_set_text(self, ORIEL_SESSION_PROP_SMARTCARD_DATABASE, path);
}

/**
 * oriel_session_get_smartcard:
 * @self: a session
 *
 * Reads #OrielSession:smartcard.
 *
 * Returns: whether the guest has a reader, and the smartcard is in it
 */
OrielSmartcard
oriel_session_get_smartcard(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), ORIEL_SMARTCARD_NONE);
  return self->smartcard;
}

/**
 * oriel_session_move_smartcard:
 * @self: a session that is connected
 * @inserted: whether it goes into the reader, or out of it
 * @error: return location for an error
 *
 * Moves the smartcard, as a hand would. #OrielSession:smartcard tells when the guest has noticed.
 *
 * Fails with %ORIEL_ERROR_NOT_SUPPORTED where there is no smartcard or no reader, in words that
 * tell which.
 *
 * Returns: whether it is moved
 */
gboolean
oriel_session_move_smartcard(OrielSession *self, gboolean inserted, GError **error)
{
  const char *refusal = NULL;

  g_return_val_if_fail(ORIEL_IS_SESSION(self), FALSE);
  if (self->view_only)
    refusal = "the session is view-only";
  else if (self->smartcard_certificates == NULL)
    refusal = "there is no smartcard: none was made up of certificates when the session began";
  else if (self->smartcard == ORIEL_SMARTCARD_NONE)
    refusal = "this console takes no smartcard: the guest has no reader for it, or its protocol "
              "has none";
  if (refusal != NULL) {
    g_set_error_literal(error, ORIEL_ERROR, ORIEL_ERROR_NOT_SUPPORTED, refusal);
    return FALSE;
  }
  oriel_link_call(self->link, "MoveSmartcard", g_variant_new("(b)", inserted), NULL, NULL, NULL,
                  NULL);
  return TRUE;
}
