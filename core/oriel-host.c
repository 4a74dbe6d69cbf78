// SPDX-License-Identifier: LGPL-2.1-or-later
#include "oriel-guest-private.h"
#include "oriel-host-module.h"
#include "oriel-host-private.h"

/**
 * OrielHost:
 *
 * A machine, or a service, that runs guests: their list, live.
 *
 * A host is made with [ctor@Oriel.Host.new] and does nothing before
 * [method@Oriel.Host.connect_async]. From then on #OrielHost:guests follows what happens on the
 * host.
 *
 * All calls belong into the main context that was the thread's default when the host was made, and
 * all changes are notified there. The global default main context has to be iterated as well,
 * because that is where some kinds of hosts (libvirt's) get their events from.
 *
 * A host that is no longer wanted is left with [method@Oriel.Host.disconnect], or by dropping the
 * last reference. Guests do not keep their host alive.
 */

enum {
  PROP_0,
  PROP_URI,
  PROP_NAME,
  PROP_STATE,
  PROP_ERROR,
  PROP_GUESTS,
  PROP_READ_ONLY,
  PROP_RECONNECT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];
static guint guest_changed;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE(OrielHost, oriel_host, G_TYPE_OBJECT)

// clang-format off
G_DEFINE_ENUM_TYPE(OrielHostState, oriel_host_state,
  G_DEFINE_ENUM_VALUE(ORIEL_HOST_IDLE, "idle"),
  G_DEFINE_ENUM_VALUE(ORIEL_HOST_CONNECTING, "connecting"),
  G_DEFINE_ENUM_VALUE(ORIEL_HOST_CONNECTED, "connected"),
  G_DEFINE_ENUM_VALUE(ORIEL_HOST_RECONNECTING, "reconnecting"),
  G_DEFINE_ENUM_VALUE(ORIEL_HOST_FAILED, "failed"))
// clang-format on

OrielHostPrivate *
oriel_host_private(OrielHost *self)
{
  return oriel_host_get_instance_private(self);
}

static void
oriel_host_init(OrielHost *self)
{
  OrielHostPrivate *priv = oriel_host_private(self);

  priv->guests = g_list_store_new(ORIEL_TYPE_GUEST);
  priv->handle = g_atomic_rc_box_new(OrielHostHandle);
  priv->handle->host = self;
  priv->reconnect = TRUE;
}

static void
oriel_host_dispose(GObject *object)
{
  OrielHostPrivate *priv = oriel_host_private(ORIEL_HOST(object));

  g_list_store_remove_all(priv->guests);
  priv->handle->host = NULL;
  G_OBJECT_CLASS(oriel_host_parent_class)->dispose(object);
}

static void
oriel_host_finalize(GObject *object)
{
  OrielHostPrivate *priv = oriel_host_private(ORIEL_HOST(object));

  g_clear_pointer(&priv->uri, g_free);
  g_clear_pointer(&priv->name, g_free);
  g_clear_error(&priv->error);
  g_clear_object(&priv->guests);
  g_clear_pointer(&priv->handle, g_atomic_rc_box_release);
  G_OBJECT_CLASS(oriel_host_parent_class)->finalize(object);
}

static void
oriel_host_get_property(GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OrielHostPrivate *priv = oriel_host_private(ORIEL_HOST(object));

  switch (id) {
  case PROP_URI:
    g_value_set_string(value, priv->uri);
    break;
  case PROP_NAME:
    g_value_set_string(value, priv->name);
    break;
  case PROP_STATE:
    g_value_set_enum(value, priv->state);
    break;
  case PROP_ERROR:
    g_value_set_boxed(value, priv->error);
    break;
  case PROP_GUESTS:
    g_value_set_object(value, priv->guests);
    break;
  case PROP_READ_ONLY:
    g_value_set_boolean(value, priv->read_only);
    break;
  case PROP_RECONNECT:
    g_value_set_boolean(value, priv->reconnect);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
oriel_host_set_property(GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  OrielHost *self = ORIEL_HOST(object);
  OrielHostPrivate *priv = oriel_host_private(self);

  switch (id) {
  case PROP_URI:
    priv->uri = g_value_dup_string(value);
    priv->name = oriel_text_sanitize(priv->uri, -1, 256);
    break;
  case PROP_READ_ONLY:
    oriel_host_set_read_only(self, g_value_get_boolean(value));
    break;
  case PROP_RECONNECT:
    oriel_host_set_reconnect(self, g_value_get_boolean(value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID(object, id, pspec);
  }
}

static void
install_identity(void)
{
  /**
   * OrielHost:uri:
   *
   * Where the host is.
   */
  properties[PROP_URI] = g_param_spec_string(
      "uri", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * OrielHost:name:
   *
   * What to call the host, for people.
   */
  properties[PROP_NAME] =
      g_param_spec_string("name", NULL, NULL, NULL,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * OrielHost:guests:
   *
   * The guests, a list of #OrielGuest in the natural order of their names ("vm2" before "vm10").
   * While the host is reconnecting, the list is what was last known.
   */
  properties[PROP_GUESTS] = g_param_spec_object("guests", NULL, NULL, G_TYPE_LIST_MODEL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
install_connection(void)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * OrielHost:state:
   *
   * The state of the connection.
   */
  properties[PROP_STATE] =
      g_param_spec_enum("state", NULL, NULL, ORIEL_TYPE_HOST_STATE, ORIEL_HOST_IDLE, readable);
  /**
   * OrielHost:error:
   *
   * Why the connection failed or was lost; %NULL while it is fine or not wanted.
   */
  properties[PROP_ERROR] = g_param_spec_boxed("error", NULL, NULL, G_TYPE_ERROR, readable);
  /**
   * OrielHost:read-only:
   *
   * Whether to connect without the right to change anything, which needs fewer rights on the host.
   * Takes effect with the next connection.
   */
  properties[PROP_READ_ONLY] = g_param_spec_boolean("read-only", NULL, NULL, FALSE, writable);
  /**
   * OrielHost:reconnect:
   *
   * Whether to connect again when the connection is lost, for as long as it takes. A connection
   * that was never made is not tried again.
   */
  properties[PROP_RECONNECT] = g_param_spec_boolean("reconnect", NULL, NULL, TRUE, writable);
}

static void
install_signals(void)
{
  /**
   * OrielHost::auth-requested:
   * @self: the host
   * @request: the question
   *
   * Somebody on the way to the host, such as its ssh server, asks for credentials. Keep @request
   * and answer it, now or later; a request that nobody keeps is refused.
   */
  g_signal_new("auth-requested", ORIEL_TYPE_HOST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
               G_TYPE_NONE, 1, ORIEL_TYPE_AUTH_REQUEST);
  /**
   * OrielHost::trust-requested:
   * @self: the host
   * @request: the question
   *
   * The host shows a key that was not seen before. Keep @request and answer it, now or later; a
   * request that nobody keeps means %ORIEL_TRUST_NEVER.
   */
  g_signal_new("trust-requested", ORIEL_TYPE_HOST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
               G_TYPE_NONE, 1, ORIEL_TYPE_TRUST_REQUEST);
}

static void
oriel_host_class_init(OrielHostClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS(klass);

  object_class->dispose = oriel_host_dispose;
  object_class->finalize = oriel_host_finalize;
  object_class->get_property = oriel_host_get_property;
  object_class->set_property = oriel_host_set_property;
  install_identity();
  install_connection();
  /**
   * OrielHost::guest-changed:
   * @self: a host
   * @guest: one of its guests
   *
   * Something about a guest changed. For those who show thousands of guests: one handler a host,
   * where notifications of properties take one a guest.
   */
  guest_changed = g_signal_new("guest-changed", ORIEL_TYPE_HOST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, ORIEL_TYPE_GUEST);
  g_object_class_install_properties(object_class, N_PROPS, properties);
  install_signals();
}

/**
 * oriel_host_new:
 * @uri: where the host is, for example `qemu:///system`
 * @error: return location of an error
 *
 * Makes a host. Nothing is connected yet.
 *
 * Returns: (transfer full): a host, or %NULL with %ORIEL_ERROR_INVALID when @uri is none,
 *   %ORIEL_ERROR_INSECURE when connecting to it could run a program of the URI's choice, and
 *   %ORIEL_ERROR_NOT_SUPPORTED when this build lacks what it takes
 */
OrielHost *
oriel_host_new(const char *uri, GError **error)
{
  OrielHostModuleNew make;

  g_return_val_if_fail(uri != NULL, NULL);
  g_return_val_if_fail(error == NULL || *error == NULL, NULL);

  make = oriel_host_module_load(uri, error);
  return make != NULL ? make(uri, error) : NULL;
}

/**
 * oriel_host_get_uri:
 * @self: a host
 *
 * Gets where the host is.
 *
 * Returns: (transfer none): a URI
 */
const char *
oriel_host_get_uri(OrielHost *self)
{
  g_return_val_if_fail(ORIEL_IS_HOST(self), NULL);
  return oriel_host_private(self)->uri;
}

/**
 * oriel_host_get_name:
 * @self: a host
 *
 * Gets what to call the host.
 *
 * Returns: (transfer none): a name, fit to be shown
 */
const char *
oriel_host_get_name(OrielHost *self)
{
  g_return_val_if_fail(ORIEL_IS_HOST(self), NULL);
  return oriel_host_private(self)->name;
}

/**
 * oriel_host_get_state:
 * @self: a host
 *
 * Gets the state of the connection.
 *
 * Returns: the state
 */
OrielHostState
oriel_host_get_state(OrielHost *self)
{
  g_return_val_if_fail(ORIEL_IS_HOST(self), ORIEL_HOST_IDLE);
  return oriel_host_private(self)->state;
}

/**
 * oriel_host_get_error:
 * @self: a host
 *
 * Gets why the connection failed or was lost.
 *
 * Returns: (transfer none) (nullable): the error, or %NULL
 */
const GError *
oriel_host_get_error(OrielHost *self)
{
  g_return_val_if_fail(ORIEL_IS_HOST(self), NULL);
  return oriel_host_private(self)->error;
}

/**
 * oriel_host_get_guests:
 * @self: a host
 *
 * Gets the live list of guests.
 *
 * Returns: (transfer none): a list of #OrielGuest
 */
GListModel *
oriel_host_get_guests(OrielHost *self)
{
  g_return_val_if_fail(ORIEL_IS_HOST(self), NULL);
  return G_LIST_MODEL(oriel_host_private(self)->guests);
}

/**
 * oriel_host_get_read_only:
 * @self: a host
 *
 * Gets whether connections are made without the right to change anything.
 *
 * Returns: whether they are
 */
gboolean
oriel_host_get_read_only(OrielHost *self)
{
  g_return_val_if_fail(ORIEL_IS_HOST(self), FALSE);
  return oriel_host_private(self)->read_only;
}

/**
 * oriel_host_set_read_only:
 * @self: a host
 * @read_only: whether to connect without the right to change anything
 *
 * Sets #OrielHost:read-only, for the next connection.
 */
void
oriel_host_set_read_only(OrielHost *self, gboolean read_only)
{
  OrielHostPrivate *priv = oriel_host_private(self);

  g_return_if_fail(ORIEL_IS_HOST(self));

  if (priv->read_only == !!read_only)
    return;
  priv->read_only = !!read_only;
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_READ_ONLY]);
}

/**
 * oriel_host_get_reconnect:
 * @self: a host
 *
 * Gets whether a lost connection is made again.
 *
 * Returns: whether it is
 */
gboolean
oriel_host_get_reconnect(OrielHost *self)
{
  g_return_val_if_fail(ORIEL_IS_HOST(self), FALSE);
  return oriel_host_private(self)->reconnect;
}

/**
 * oriel_host_set_reconnect:
 * @self: a host
 * @reconnect: whether to make a lost connection again
 *
 * Sets #OrielHost:reconnect.
 */
void
oriel_host_set_reconnect(OrielHost *self, gboolean reconnect)
{
  OrielHostPrivate *priv = oriel_host_private(self);

  g_return_if_fail(ORIEL_IS_HOST(self));

  if (priv->reconnect == !!reconnect)
    return;
  priv->reconnect = !!reconnect;
  g_object_notify_by_pspec(G_OBJECT(self), properties[PROP_RECONNECT]);
}

void
oriel_host_tell_guest_changed(OrielHost *self, OrielGuest *guest)
{
  g_signal_emit(self, guest_changed, 0, guest);
}

OrielHostHandle *
oriel_host_dup_handle(OrielHost *self)
{
  return g_atomic_rc_box_acquire(oriel_host_private(self)->handle);
}
