// SPDX-License-Identifier: LGPL-2.1-or-later
/* How a session reaches its server, whom it believes there, what it asks for: options that are
 * texts. */
#include "oriel-session-private.h"
#include "oriel-session-properties.h"

static const struct {
  OrielSessionProp property;
  gsize offset;     /* of the text in the session */
  const char *wire; /* its name among the options of Open; NULL = the library's own business */
} texts[] = {
    {ORIEL_SESSION_PROP_ENCODINGS, G_STRUCT_OFFSET(OrielSession, encodings), "encodings"},
    {ORIEL_SESSION_PROP_CA_FILE, G_STRUCT_OFFSET(OrielSession, ca_file), "ca-file"},
    {ORIEL_SESSION_PROP_CA_DATA, G_STRUCT_OFFSET(OrielSession, ca_data), "ca-data"},
    {ORIEL_SESSION_PROP_HOST_SUBJECT, G_STRUCT_OFFSET(OrielSession, host_subject), "host-subject"},
    {ORIEL_SESSION_PROP_TLS_CIPHERS, G_STRUCT_OFFSET(OrielSession, tls_ciphers), "tls-ciphers"},
    {ORIEL_SESSION_PROP_SECURE_CHANNELS, G_STRUCT_OFFSET(OrielSession, secure_channels),
     "secure-channels"},
    {ORIEL_SESSION_PROP_DISABLE_EFFECTS, G_STRUCT_OFFSET(OrielSession, disable_effects),
     "disable-effects"},
    {ORIEL_SESSION_PROP_PROXY, G_STRUCT_OFFSET(OrielSession, proxy), NULL},
    {ORIEL_SESSION_PROP_PROTOCOLS, G_STRUCT_OFFSET(OrielSession, protocols), NULL},
    {ORIEL_SESSION_PROP_SHARED_FOLDER, G_STRUCT_OFFSET(OrielSession, shared_folder), NULL},
    {ORIEL_SESSION_PROP_SMARTCARD_CERTIFICATES,
     G_STRUCT_OFFSET(OrielSession, smartcard_certificates), NULL},
    {ORIEL_SESSION_PROP_SMARTCARD_DATABASE, G_STRUCT_OFFSET(OrielSession, smartcard_database),
     NULL},
};

static char **
get_field(OrielSession *self, gsize index)
{
  return G_STRUCT_MEMBER_P(self, texts[index].offset);
}

gboolean
oriel_session_get_text(OrielSession *self, guint property, GValue *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    if (texts[i].property == property) {
      g_value_set_string(value, *get_field(self, i));
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
oriel_session_set_text(OrielSession *self, guint property, const char *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    char **field = get_field(self, i);
    if (texts[i].property != property)
      continue;
    if (g_strcmp0(*field, value) != 0) {
      g_free(*field);
      *field = g_strdup(value);
      oriel_session_notify(self, texts[i].property);
    }
    return TRUE;
  }
  return FALSE;
}

gboolean
oriel_session_check_texts(OrielSession *self, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
    const char *text = *get_field(self, i);

    if (text == NULL || g_utf8_validate(text, -1, NULL))
      continue;
    /* The text may hold a password: it is not repeated. */
    g_set_error(error, ORIEL_ERROR, ORIEL_ERROR_INVALID, "what was set as %s is not valid UTF-8",
                texts[i].wire != NULL ? texts[i].wire
                                      : "the proxy, the protocols or the shared folder");
    return FALSE;
  }
  return TRUE;
}

void
oriel_session_write_texts(OrielSession *self, GVariantDict *options)
{
  g_autofree char *secure_channels = oriel_session_dup_secure_channels(self);

  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
    if (texts[i].wire != NULL && *get_field(self, i) != NULL)
      g_variant_dict_insert(options, texts[i].wire, "s", *get_field(self, i));
  if (secure_channels != NULL) /* which are those of the session, and more */
    g_variant_dict_insert(options, "secure-channels", "s", secure_channels);
}

void
oriel_session_free_texts(OrielSession *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
    g_clear_pointer(get_field(self, i), g_free);
}

void
oriel_session_install_texts(GParamSpec **properties)
{
  const GParamFlags option = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * OrielSession:encodings:
   *
   * Names of encodings to ask the server for, separated by commas, best first; %NULL lets the
   * session choose by the link, and the server where it does not ask. VNC knows `raw`, `copyrect`,
   * `rre`, `hextile`, `zrle`, `tight` and `jpeg`; SPICE takes the first of `auto-glz`, `auto-lz`,
   * `quic`, `glz`, `lz`, `lz4` and `off`, and with `h264` films as H.264, too, where GStreamer
   * decodes it, for which the session starts later. What the other protocol knows is passed over,
   * as a guest may have displays of both; any other name ends the connecting with
   * %ORIEL_ERROR_INVALID. Takes effect when connecting.
   */
  properties[ORIEL_SESSION_PROP_ENCODINGS] =
      g_param_spec_string("encodings", NULL, NULL, NULL, option);
  /**
   * OrielSession:ca-file:
   *
   * The absolute path, in UTF-8, of a PEM file with the authorities that may vouch for the server;
   * %NULL trusts the system's. Takes effect when connecting.
   */
  properties[ORIEL_SESSION_PROP_CA_FILE] = g_param_spec_string("ca-file", NULL, NULL, NULL, option);
  /**
   * OrielSession:ca-data:
   *
   * The same as #OrielSession:ca-file, as the text of such a file; both may be given. Takes effect
   * when connecting.
   */
  properties[ORIEL_SESSION_PROP_CA_DATA] = g_param_spec_string("ca-data", NULL, NULL, NULL, option);
  /**
   * OrielSession:host-subject:
   *
   * The subject that the server's certificate has to have, as in `O=Example,CN=host`, instead of
   * the host's name; %NULL checks the name. Takes effect when connecting; a session that cannot
   * check it fails with %ORIEL_ERROR_NOT_SUPPORTED.
   */
  properties[ORIEL_SESSION_PROP_HOST_SUBJECT] =
      g_param_spec_string("host-subject", NULL, NULL, NULL, option);
  /**
   * OrielSession:tls-ciphers:
   *
   * The ciphers that are acceptable up to TLS 1.2, in the words of OpenSSL; %NULL leaves the choice
   * to the library. Takes effect when connecting; a session that cannot choose fails with
   * %ORIEL_ERROR_NOT_SUPPORTED.
   */
  properties[ORIEL_SESSION_PROP_TLS_CIPHERS] =
      g_param_spec_string("tls-ciphers", NULL, NULL, NULL, option);
  /**
   * OrielSession:secure-channels:
   *
   * What has to be encrypted: `all`, or names separated by commas, such as `main`, `display`,
   * `inputs`, `cursor`, `playback`, `record`; %NULL leaves it to the server. Any name means
   * everything where all goes over one connection. Takes effect when connecting.
   */
  properties[ORIEL_SESSION_PROP_SECURE_CHANNELS] =
      g_param_spec_string("secure-channels", NULL, NULL, NULL, option);
  /**
   * OrielSession:disable-effects:
   *
   * What the guest's desktop is asked to do without, so that there is less to send: `all`, or names
   * separated by commas of `wallpaper`, `font-smooth` and `animation`; %NULL asks for nothing. It
   * is a wish, for guests with an agent that grants it. Takes effect when connecting.
   */
  properties[ORIEL_SESSION_PROP_DISABLE_EFFECTS] =
      g_param_spec_string("disable-effects", NULL, NULL, NULL, option);
  /**
   * OrielSession:proxy:
   *
   * The proxy by way of which every connection on a network is made, as in
   * `http://user:password@host:3128` (which has to allow CONNECT), `socks4a://host` or
   * `socks5://host:1080`; without a scheme it is `http`. %NULL connects directly: no environment
   * variable and no setting of the desktop is obeyed. Unix sockets and what a guest's host passes
   * on need none. Takes effect when connecting.
   */
  properties[ORIEL_SESSION_PROP_PROXY] = g_param_spec_string("proxy", NULL, NULL, NULL, option);
  /**
   * OrielSession:protocols:
   *
   * Names of protocols separated by commas, best first: the order in which the displays of a guest
   * are tried, where none was named. Those of other protocols come after, and all of one protocol,
   * as everything for %NULL, in the order of the guest's configuration. Takes effect when
   * connecting.
   */
  properties[ORIEL_SESSION_PROP_PROTOCOLS] =
      g_param_spec_string("protocols", NULL, NULL, NULL, option);
  /**
   * OrielSession:shared-folder:
   *
   * The absolute path of a folder that the guest may see, with all that is in it; %NULL = none, and
   * none while #OrielSession:view-only is set. The session process can reach this folder and no
   * other. Takes effect when connecting; a session that cannot share a folder fails with
   * %ORIEL_ERROR_NOT_SUPPORTED.
   */
  properties[ORIEL_SESSION_PROP_SHARED_FOLDER] =
      g_param_spec_string("shared-folder", NULL, NULL, NULL, option);
}

/**
 * oriel_session_get_ca_file:
 * @self: a session
 *
 * Reads #OrielSession:ca-file.
 *
 * Returns: (nullable): the file of trusted authorities; %NULL = the system's
 */
const char *
oriel_session_get_ca_file(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->ca_file;
}

/**
 * oriel_session_set_ca_file:
 * @self: a session
 * @path: (nullable): the absolute path of a PEM file, in UTF-8; %NULL = the system's authorities
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_ca_file(OrielSession *self, const char *path)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  oriel_session_set_text(self, ORIEL_SESSION_PROP_CA_FILE, path);
}

/**
 * oriel_session_get_ca_data:
 * @self: a session
 *
 * Reads #OrielSession:ca-data.
 *
 * Returns: (nullable): trusted authorities (PEM)
 */
const char *
oriel_session_get_ca_data(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->ca_data;
}

/**
 * oriel_session_set_ca_data:
 * @self: a session
 * @pem: (nullable): trusted authorities (PEM)
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_ca_data(OrielSession *self, const char *pem)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  oriel_session_set_text(self, ORIEL_SESSION_PROP_CA_DATA, pem);
}

/**
 * oriel_session_get_host_subject:
 * @self: a session
 *
 * Reads #OrielSession:host-subject.
 *
 * Returns: (nullable): the subject that the server's certificate has to have
 */
const char *
oriel_session_get_host_subject(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->host_subject;
}

/**
 * oriel_session_set_host_subject:
 * @self: a session
 * @subject: (nullable): the subject that the server's certificate has to have; %NULL = the host's
 *   name is checked
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_host_subject(OrielSession *self, const char *subject)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  oriel_session_set_text(self, ORIEL_SESSION_PROP_HOST_SUBJECT, subject);
}

/**
 * oriel_session_get_tls_ciphers:
 * @self: a session
 *
 * Reads #OrielSession:tls-ciphers.
 *
 * Returns: (nullable): the ciphers that are acceptable
 */
const char *
oriel_session_get_tls_ciphers(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->tls_ciphers;
}

/**
 * oriel_session_set_tls_ciphers:
 * @self: a session
 * @ciphers: (nullable): a list in the words of OpenSSL; %NULL = the library's choice
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_tls_ciphers(OrielSession *self, const char *ciphers)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  oriel_session_set_text(self, ORIEL_SESSION_PROP_TLS_CIPHERS, ciphers);
}

/**
 * oriel_session_get_secure_channels:
 * @self: a session
 *
 * Reads #OrielSession:secure-channels.
 *
 * Returns: (nullable): what has to be encrypted
 */
const char *
oriel_session_get_secure_channels(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->secure_channels;
}

/**
 * oriel_session_set_secure_channels:
 * @self: a session
 * @channels: (nullable): `all`, or names separated by commas; %NULL = the server decides
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_secure_channels(OrielSession *self, const char *channels)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  oriel_session_set_text(self, ORIEL_SESSION_PROP_SECURE_CHANNELS, channels);
}

/**
 * oriel_session_get_disable_effects:
 * @self: a session
 *
 * Reads #OrielSession:disable-effects.
 *
 * Returns: (nullable): what the guest's desktop is asked to do without
 */
const char *
oriel_session_get_disable_effects(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->disable_effects;
}

/**
 * oriel_session_set_disable_effects:
 * @self: a session
 * @effects: (nullable): `all`, or names separated by commas; %NULL = nothing is asked for
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_disable_effects(OrielSession *self, const char *effects)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  oriel_session_set_text(self, ORIEL_SESSION_PROP_DISABLE_EFFECTS, effects);
}

/**
 * oriel_session_get_proxy:
 * @self: a session
 *
 * Reads #OrielSession:proxy.
 *
 * Returns: (nullable): the proxy's URI; %NULL = there is none
 */
const char *
oriel_session_get_proxy(OrielSession *self)
{
  g_return_val_if_fail(ORIEL_IS_SESSION(self), NULL);
  return self->proxy;
}

/**
 * oriel_session_set_proxy:
 * @self: a session
 * @uri: (nullable): the proxy's URI; %NULL = connect directly
 *
 * Takes effect when connecting.
 */
void
oriel_session_set_proxy(OrielSession *self, const char *uri)
{
  g_return_if_fail(ORIEL_IS_SESSION(self));
  oriel_session_set_text(self, ORIEL_SESSION_PROP_PROXY, uri);
}
